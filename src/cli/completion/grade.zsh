#compdef grade
# Completion of grade for zsh: `grade complete` says what may stand at the cursor.
_grade() {
    local -a found
    local line word files= folders=
    for line in "${(@f)$(${(Q)words[1]} complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
        '') ;;
        :files) files=1 ;;
        :folders) folders=1 ;;
        *)
            word=${line%%$'\t'*}
            if [[ $line == *$'\t'* ]]; then
                found+=("${word//:/\\:}:${line#*$'\t'}")
            else
                found+=("${word//:/\\:}")
            fi
            ;;
        esac
    done
    local -a more
    [[ ${found[(r)*=(|:*)]} == *=* && $PREFIX != *=* ]] && more=(-S '')
    (( $#found )) && _describe -t words 'grade' found $more
    if [[ -n $files ]]; then
        compset -P '*='
        _files
    elif [[ -n $folders ]]; then
        compset -P '*='
        _files -/
    fi
}
_grade "$@"
