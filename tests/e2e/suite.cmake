# The built program from the outside: problems, the language of cases, bad input, options, the sandbox.
if(NOT TARGET no_namespaces)
  add_executable(no_namespaces tools/no_namespaces.c)
  target_link_libraries(no_namespaces PRIVATE grade_flags ${LIBRARY_seccomp})
endif()
file(GLOB E2E_MODULES CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/test_*.py)
foreach(module ${E2E_MODULES})
  get_filename_component(name ${module} NAME_WE)
  string(REGEX REPLACE "^test_" "" name ${name})
  add_test(NAME e2e/${name}
           COMMAND ${GRADE_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/run.py --program $<TARGET_FILE:grade>
                   --no-namespaces $<TARGET_FILE:no_namespaces> ${name})
  set_tests_properties(e2e/${name} PROPERTIES TIMEOUT 900)
endforeach()
