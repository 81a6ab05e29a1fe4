# Completion of grade for bash: `grade complete` says what may stand at the cursor.
_grade() {
    local word line cut words=() i
    # bash cuts words at = and :, which are part of grade's own.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ ${#words[@]} -gt 0 && ($word == [=:]* || ${words[-1]} == *[=:]) ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
    done
    word=${words[-1]-}
    # What stands before the last = or : stays as it is typed.
    cut=
    [[ $COMP_WORDBREAKS == *=* && $word == *=* ]] && cut=${word%=*}=
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
        :files)
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${word#"$cut"}")
            ;;
        :folders)
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "${word#"$cut"}")
            ;;
        *)
            line=${line%%$'\t'*}
            [[ $line == *= ]] && compopt -o nospace 2>/dev/null
            line=${line#"$cut"}
            [[ $line == *[\ \'\"\$\`\&\;\(\)\<\>\|\*\?]* ]] && printf -v line %q "$line"
            COMPREPLY+=("$line")
            ;;
        esac
    done < <("$1" complete "${words[@]}" 2>/dev/null)
}
complete -F _grade grade
