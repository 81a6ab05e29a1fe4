# What `cmake --install` leaves, used as an ordinary account would.
add_test(NAME install/tree
         COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/install/check.sh ${PROJECT_BINARY_DIR} ${CMAKE_COMMAND}
                 ${GRADE_PYTHON})
set_tests_properties(install/tree PROPERTIES TIMEOUT 300)
