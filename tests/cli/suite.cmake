# The program as a shell sees it: closed and full descriptors, odd files, exit statuses.
add_test(NAME cli/shell
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/cli/check_cli.py $<TARGET_FILE:grade>)
set_tests_properties(cli/shell PROPERTIES TIMEOUT 120)

# `grade watch` on a terminal: every manner of saving, keys, resizing, ends of all kinds.
add_test(NAME cli/watch
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/cli/check_watch.py $<TARGET_FILE:grade>)
set_tests_properties(cli/watch PROPERTIES TIMEOUT 300)
