# The program as a shell sees it: closed and full descriptors, odd files, exit statuses.
add_test(NAME cli/shell
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/cli/check_cli.py $<TARGET_FILE:grade>)
set_tests_properties(cli/shell PROPERTIES TIMEOUT 120)
