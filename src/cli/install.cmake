# What is installed, and what stands in for it in the build folder.

# A tree that other accounts can use, whatever the umask of who installs it: CMake heeds this for
# the folders that it is told of, not for those that it makes on the way.
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
install(DIRECTORY DESTINATION ${CMAKE_INSTALL_LIBDIR}/grade)
install(DIRECTORY DESTINATION ${CMAKE_INSTALL_DATADIR}/grade)
install(DIRECTORY DESTINATION ${CMAKE_INSTALL_DATADIR}/grade/schema)

install(TARGETS grade RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${HARNESS_OUT}/ DESTINATION ${CMAKE_INSTALL_LIBDIR}/grade/harness)

# The data of the program: FOLDER of the source tree, under NAME, a link in the build folder, so that
# what is edited is what runs. What follows goes to install(DIRECTORY).
set(GRADE_SHARE ${PROJECT_BINARY_DIR}/share)
file(MAKE_DIRECTORY ${GRADE_SHARE}/schema)
function(grade_share folder name)
  if(EXISTS ${PROJECT_SOURCE_DIR}/${folder})
    install(DIRECTORY ${folder}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/grade/${name}
            ${ARGN} PATTERN __pycache__ EXCLUDE)
    file(CREATE_LINK ${PROJECT_SOURCE_DIR}/${folder} ${GRADE_SHARE}/${name} SYMBOLIC)
  endif()
endfunction()
grade_share(problems problems)
grade_share(src/author/templates templates)
grade_share(tests/attacks attacks FILES_MATCHING PATTERN "[0-9]*_*.py")
foreach(schema report/result bank/problem bank/cases)
  get_filename_component(name ${schema} NAME)
  install(FILES src/${schema}.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/grade/schema)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src/${schema}.schema.json
       ${GRADE_SHARE}/schema/${name}.schema.json SYMBOLIC)
endforeach()

# The manual page says what the help says: it is made from it.
set(GRADE_MANUAL ${PROJECT_BINARY_DIR}/grade.1)
if(NOT CMAKE_CROSSCOMPILING)
  add_custom_command(OUTPUT ${GRADE_MANUAL}
    COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/src/cli/manual.py $<TARGET_FILE:grade> ${GRADE_MANUAL}
    DEPENDS grade ${PROJECT_SOURCE_DIR}/src/cli/manual.py VERBATIM)
  add_custom_target(manual ALL DEPENDS ${GRADE_MANUAL})
  install(FILES ${GRADE_MANUAL} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()
