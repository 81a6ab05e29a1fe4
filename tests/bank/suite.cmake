# The published schemas of packages, against the loader's tables and all packages.
add_test(NAME bank/schemas
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_LIST_DIR}/check_schemas.py ${PROJECT_SOURCE_DIR}
                 $<TARGET_FILE:test_schema>)
set_tests_properties(bank/schemas PROPERTIES TIMEOUT 120)

add_test(NAME bank/roadmap
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_LIST_DIR}/check_roadmap.py ${PROJECT_SOURCE_DIR}/problems)
