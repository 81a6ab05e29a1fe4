# The corpus of attacks: by `grade selftest` at each level and as each kind of account, with controls
# that show the attacks to be real, and what takes a whole command line.
add_executable(no_namespaces tools/no_namespaces.c)
target_link_libraries(no_namespaces PRIVATE grade_flags ${LIBRARY_seccomp})

function(add_selftest name level account)
  add_test(NAME attacks/${name}
           COMMAND ${GRADE_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/attacks/selftest.py ${level} ${account}
                   ${ARGN} $<TARGET_FILE:grade>)
  # Alone: limits of CPU time and elapsed time are what many attacks run into.
  set_tests_properties(attacks/${name} PROPERTIES TIMEOUT 300 SKIP_RETURN_CODE 77 RUN_SERIAL ON)
endfunction()

add_selftest(full-as-root full root)
add_selftest(full-as-nobody full nobody)
add_selftest(full-as-caller full -)
add_selftest(baseline-as-root baseline root $<TARGET_FILE:no_namespaces>)
add_selftest(baseline-as-nobody baseline nobody $<TARGET_FILE:no_namespaces>)

# Controls -----------------------------------------------------------------------------------

set(CONTROLS ${PROJECT_SOURCE_DIR}/tests/attacks/controls.py)
add_test(NAME attacks/controls-plain COMMAND ${GRADE_PYTHON} -B ${CONTROLS} plain)
add_test(NAME attacks/controls-grade COMMAND ${GRADE_PYTHON} -B ${CONTROLS} grade $<TARGET_FILE:grade>)
set_tests_properties(attacks/controls-plain attacks/controls-grade PROPERTIES TIMEOUT 600 RUN_SERIAL ON)

# A whole grade in a folder of its own, but for one layer of the sandbox. Never in a release. What comes behind
# the step starts it.
function(add_layer_control name step)
  set(folder ${PROJECT_BINARY_DIR}/controls/${name})
  file(MAKE_DIRECTORY ${folder})
  get_target_property(sources _grade SOURCES)
  get_target_property(source_dir _grade SOURCE_DIR)
  list(TRANSFORM sources PREPEND ${source_dir}/ REGEX "^[^/]")
  add_library(without_${name} MODULE ${sources})
  target_link_libraries(without_${name} PRIVATE grade_flags)
  target_compile_definitions(without_${name} PRIVATE GRADE_TEST_LEAVE_OUT=${step})
  target_include_directories(without_${name} PRIVATE ${PROJECT_BINARY_DIR}/generated ${PROJECT_SOURCE_DIR}/src/sandbox)
  target_include_directories(without_${name} SYSTEM PRIVATE ${GRADE_PYTHON_INCLUDE})
  target_compile_options(without_${name} PRIVATE -fno-stack-protector -fvisibility=hidden -Wno-vla -Wno-unused)
  set_target_properties(without_${name} PROPERTIES PREFIX "" OUTPUT_NAME _grade LIBRARY_OUTPUT_DIRECTORY ${folder})
  add_dependencies(without_${name} _grade)
  add_custom_command(TARGET without_${name} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E create_symlink ${PROJECT_BINARY_DIR}/harness ${folder}/harness VERBATIM)
  add_test(NAME attacks/controls-without-${name}
           COMMAND ${CMAKE_COMMAND} -E env sh -c "cp -f \"$1\" \"$2/grade\" && exec \"$3\" -B \"$4\" layer ${name} \"$2/grade\" $5"
                   sh $<TARGET_FILE:grade> ${folder} ${GRADE_PYTHON} ${CONTROLS} ${ARGN})
  set_tests_properties(attacks/controls-without-${name} PROPERTIES TIMEOUT 600 RUN_SERIAL ON)
  add_test(NAME attacks/controls-${name}-is-marked
           COMMAND grep -q GRADE_TEST_LEAVE_OUT $<TARGET_FILE:without_${name}>)
endfunction()

if(NOT CMAKE_BUILD_TYPE MATCHES "Rel")
  add_layer_control(seccomp LOCK_SECCOMP)
  add_layer_control(limits LOCK_LIMITS)
  add_layer_control(disk LOCK_TMPFS)
  # At level full the root that it guards holds nothing of the host's.
  add_layer_control(landlock LOCK_LANDLOCK $<TARGET_FILE:no_namespaces>)
endif()
add_test(NAME attacks/nothing-is-left-out
         COMMAND sh -c "! grep -l GRADE_TEST_LEAVE_OUT \"$@\"" sh $<TARGET_FILE:grade> $<TARGET_FILE:_grade>)

# What takes a whole command line, or a machine that fails.
add_test(NAME attacks/host COMMAND ${GRADE_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/attacks/host/check_host.py
                                   $<TARGET_FILE:grade>)
set_tests_properties(attacks/host PROPERTIES TIMEOUT 600 RUN_SERIAL ON)
