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

# The manual pages say what the help says: they are made from it.
set(GRADE_MANUAL ${PROJECT_BINARY_DIR}/grade.1 ${PROJECT_BINARY_DIR}/grade-cases.5)
if(NOT CMAKE_CROSSCOMPILING)
  add_custom_command(OUTPUT ${GRADE_MANUAL}
    COMMAND ${GRADE_PYTHON} -I ${PROJECT_SOURCE_DIR}/src/cli/manual.py $<TARGET_FILE:grade> ${PROJECT_BINARY_DIR}
    DEPENDS grade ${PROJECT_SOURCE_DIR}/src/cli/manual.py VERBATIM)
  add_custom_target(manual ALL DEPENDS ${GRADE_MANUAL})
  install(FILES ${PROJECT_BINARY_DIR}/grade.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${PROJECT_BINARY_DIR}/grade-cases.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
endif()

# Completion, where each shell looks for it.
install(FILES src/cli/completion/grade.bash RENAME grade
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES src/cli/completion/grade.zsh RENAME _grade
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES src/cli/completion/grade.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
