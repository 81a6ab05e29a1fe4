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
  target_link_libraries(no_namespaces PRIVATE grade_flags PkgConfig::DEPS)
endif()
add_test(NAME sandbox/doctor
         COMMAND ${GRADE_PYTHON} -I ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/doctor.py $<TARGET_FILE:grade>
                 $<TARGET_FILE:no_namespaces>)
set_tests_properties(sandbox/doctor PROPERTIES TIMEOUT 120)
