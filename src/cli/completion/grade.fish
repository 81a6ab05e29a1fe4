# Completion of grade for fish: `grade complete` says what may stand at the cursor.
function __grade_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in (command $words[1] complete $words[2..-1] 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path (string replace -r '^.*=' '' -- (commandline -ct))
            case :folders
                __fish_complete_directories (string replace -r '^.*=' '' -- (commandline -ct)) ''
            case '*'
                echo $line
        end
    end
end
complete -c grade -f -a '(__grade_complete)'
