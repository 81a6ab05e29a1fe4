# The corpus of attacks: by `grade selftest` at each level and as each kind of account, with controls
# that show the attacks to be real, and what takes a whole command line.
add_executable(no_namespaces tools/no_namespaces.c)
target_link_libraries(no_namespaces PRIVATE grade_flags PkgConfig::DEPS)

function(add_selftest name level account)
  add_test(NAME attacks/${name}
           COMMAND ${GRADE_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/attacks/selftest.py ${level} ${account}
                   ${ARGN} $<TARGET_FILE:grade>)
  # Alone: limits of CPU time and elapsed time are what many attacks run into.
  set_tests_properties(attacks/${name} PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77 RUN_SERIAL ON)
endfunction()

add_selftest(full-as-root full root)
add_selftest(full-as-nobody full nobody)
add_selftest(full-as-caller full -)
add_selftest(baseline-as-root baseline root $<TARGET_FILE:no_namespaces>)
add_selftest(baseline-as-nobody baseline nobody $<TARGET_FILE:no_namespaces>)
