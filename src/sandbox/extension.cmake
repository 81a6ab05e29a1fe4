# The filter as bytes, and the extension that locks a case down.
add_executable(policy_gen src/sandbox/policy.c src/sandbox/policy_gen.c)
target_link_libraries(policy_gen PRIVATE grade_flags ${LIBRARY_seccomp})
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/generated/policy_bpf.h
  COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/generated
  COMMAND policy_gen > ${PROJECT_BINARY_DIR}/generated/policy_bpf.h
  DEPENDS policy_gen VERBATIM)

find_path(GRADE_PYTHON_INCLUDE Python.h PATH_SUFFIXES python3.13 python3.12 python3.11 python3.10 python3.9
          REQUIRED DOC "Headers of CPython's stable ABI")
add_library(_grade MODULE src/sandbox/cell_extension.c src/sandbox/cell_memory.c src/sandbox/cell_pages.c
                          src/sandbox/cell_parts.c src/sandbox/child_lock.c src/sandbox/packet.c
                          ${PROJECT_BINARY_DIR}/generated/policy_bpf.h)
# Built without sanitizers: it runs inside an interpreter that has none, under the filter.
target_link_libraries(_grade PRIVATE grade_flags)
target_include_directories(_grade PRIVATE ${PROJECT_BINARY_DIR}/generated ${PROJECT_SOURCE_DIR}/src/sandbox)
target_include_directories(_grade SYSTEM PRIVATE ${GRADE_PYTHON_INCLUDE})
# The stack protector's canary and errno belong to the cell's thread, which the reaper borrows.
target_compile_options(_grade PRIVATE -fno-stack-protector -fvisibility=hidden -Wno-vla)
set_target_properties(_grade PROPERTIES PREFIX "" OUTPUT_NAME _grade
                      LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
install(TARGETS _grade LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/grade)
