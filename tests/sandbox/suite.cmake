# The sandbox from below: the filter through a simulator, what the code after clone calls, what is left behind.
target_include_directories(test_policy PRIVATE ${PROJECT_BINARY_DIR}/generated)
target_sources(test_policy PRIVATE ${PROJECT_BINARY_DIR}/generated/policy_bpf.h)

add_test(NAME sandbox/interpreters
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/interpreters.py $<TARGET_FILE:grade>)
set_tests_properties(sandbox/interpreters PROPERTIES TIMEOUT 300)

add_test(NAME sandbox/child_symbols
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/child_symbols.py ${CMAKE_NM}
                 ${CMAKE_CURRENT_SOURCE_DIR}/data/child_symbols.txt
                 $<TARGET_OBJECTS:grade_child> $<TARGET_OBJECTS:_grade>
         COMMAND_EXPAND_LISTS)

if(NOT TARGET no_namespaces)
  add_executable(no_namespaces tools/no_namespaces.c)
  target_link_libraries(no_namespaces PRIVATE grade_flags ${LIBRARY_seccomp})
endif()
add_test(NAME sandbox/doctor
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/doctor.py $<TARGET_FILE:grade>
                 $<TARGET_FILE:no_namespaces>)
set_tests_properties(sandbox/doctor PROPERTIES TIMEOUT 120)

# GRADE_LONG=1 in the environment makes the first long; the number of cases of the others is an argument.
add_test(NAME sandbox/leftovers
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/leftovers.py $<TARGET_FILE:grade>
                 $<TARGET_FILE:no_namespaces>)
set_tests_properties(sandbox/leftovers PROPERTIES TIMEOUT 900)

add_executable(many_cases sandbox/many_cases.c)
target_link_libraries(many_cases PRIVATE grade_core)
add_dependencies(many_cases _grade harness)
set(MANY_CASES $<TARGET_FILE:many_cases> ${GRADE_PYTHON} ${PROJECT_BINARY_DIR}/harness $<TARGET_FILE:_grade>)
set(LEFTOVERS ${CMAKE_CURRENT_SOURCE_DIR}/data/leftovers)
if(NOT GRADE_SANITIZE) # whose allocator keeps what was freed
  add_test(NAME sandbox/many_cases COMMAND ${MANY_CASES} ${PROJECT_SOURCE_DIR}/problems/decorators/01
           ${PROJECT_SOURCE_DIR}/problems/decorators/01/solutions/wrong/drops_kwargs.py 2000)
  add_test(NAME sandbox/many_cases_baseline COMMAND $<TARGET_FILE:no_namespaces> ${MANY_CASES}
           ${PROJECT_SOURCE_DIR}/problems/decorators/01
           ${PROJECT_SOURCE_DIR}/problems/decorators/01/solutions/wrong/drops_kwargs.py 1000)
  add_test(NAME sandbox/many_hard_cases COMMAND ${MANY_CASES} ${LEFTOVERS} ${LEFTOVERS}/solution.py 60)
  set_tests_properties(sandbox/many_cases sandbox/many_cases_baseline sandbox/many_hard_cases PROPERTIES TIMEOUT 600)
endif()

add_test(NAME sandbox/large_pages
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/large_pages.py $<TARGET_FILE:grade>)
set_tests_properties(sandbox/large_pages PROPERTIES TIMEOUT 300)

add_executable(waiting sandbox/waiting.c)
target_link_libraries(waiting PRIVATE grade_core)
add_dependencies(waiting _grade harness)
add_test(NAME sandbox/waiting COMMAND waiting ${GRADE_PYTHON} ${PROJECT_BINARY_DIR}/harness $<TARGET_FILE:_grade>)
set_tests_properties(sandbox/waiting PROPERTIES TIMEOUT 120)

add_test(NAME sandbox/limits
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/limits.py $<TARGET_FILE:grade>
                 ${PROJECT_SOURCE_DIR}/problems)
# Alone: it makes its own load.
set_tests_properties(sandbox/limits PROPERTIES TIMEOUT 600 RUN_SERIAL ON)
