# The program as a shell sees it: closed and full descriptors, odd files, exit statuses.
add_test(NAME cli/shell
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/cli/check_cli.py $<TARGET_FILE:grade>)
set_tests_properties(cli/shell PROPERTIES TIMEOUT 120)

# The learner's commands: screens at several widths, and what becomes of the record.
add_test(NAME cli/learn
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/cli/check_learn.py $<TARGET_FILE:grade>
                 ${PROJECT_SOURCE_DIR})
set_tests_properties(cli/learn PROPERTIES TIMEOUT 300)

# `grade watch` on a terminal: every manner of saving, keys, resizing, ends of all kinds.
add_test(NAME cli/watch
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/cli/check_watch.py $<TARGET_FILE:grade>)
set_tests_properties(cli/watch PROPERTIES TIMEOUT 300)

# Completion: what is offered, and pressed for in each shell that is installed.
foreach(shell words bash zsh fish)
  add_test(NAME cli/completion-${shell}
           COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/cli/check_completion.py $<TARGET_FILE:grade>
                   ${PROJECT_SOURCE_DIR}/src/cli/completion ${shell})
  set_tests_properties(cli/completion-${shell} PROPERTIES TIMEOUT 120 SKIP_RETURN_CODE 77)
endforeach()

# `--debug` on a terminal: what it refuses, what it asks, what it runs.
add_test(NAME cli/debug
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/cli/check_debug.py $<TARGET_FILE:grade>)
set_tests_properties(cli/debug PROPERTIES TIMEOUT 300)
