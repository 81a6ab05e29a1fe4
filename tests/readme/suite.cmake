# The commands and tables of README.md, against the program.
add_test(NAME readme/commands
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_LIST_DIR}/check.py ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
set_tests_properties(readme/commands PROPERTIES TIMEOUT 120)
