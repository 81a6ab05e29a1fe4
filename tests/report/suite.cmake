# The JSON that the reporters write, held against the published schema by python3-jsonschema.
add_test(NAME report/schema
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/report/check_schema.py
                 ${PROJECT_SOURCE_DIR}/src/report/result.schema.json $<TARGET_FILE:test_report>)
set_tests_properties(report/schema PROPERTIES TIMEOUT 120)

# The formats that others read, held against what others wrote.
add_test(NAME report/formats
         COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/tests/report/check_formats.py
                 $<TARGET_FILE:test_report> $<TARGET_FILE:grade> ${PROJECT_BINARY_DIR}/fetched)
set_tests_properties(report/formats PROPERTIES TIMEOUT 300)
