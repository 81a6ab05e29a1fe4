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
