# The man pages, and the completions of shells: made from the tables of the command line, from what the programs print
# for --help, and from the documents and the schema that they describe, so that none can fall behind. Made by running
# programs that are built here, so not when building for another machine.
if(CMAKE_CROSSCOMPILING)
  return()
endif()
set(NOGAP_MANUAL "${PROJECT_BINARY_DIR}/share")
file(TIMESTAMP "${PROJECT_SOURCE_DIR}/CHANGELOG.md" date "%B %d, %Y" UTC)
file(GLOB scripts CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/cmake/manual/*.py")
file(MAKE_DIRECTORY "${NOGAP_MANUAL}")

# nogap_print(NAME COMMAND...) makes the file NAME of what a program prints.
function(nogap_print name program)
  add_custom_command(OUTPUT "${NOGAP_MANUAL}/${name}"
    COMMAND ${program} ${ARGN} > "${NOGAP_MANUAL}/${name}" DEPENDS ${program} VERBATIM)
endfunction()

# nogap_add_page(NAME KIND SOURCE TEMPLATE) makes a man page and installs it.
function(nogap_add_page name kind source template)
  set(page "${NOGAP_MANUAL}/${name}")
  add_custom_command(OUTPUT "${page}"
    COMMAND "${NOGAP_PYTHON}" -B "${PROJECT_SOURCE_DIR}/cmake/manual/make_page.py" ${kind} "${source}"
            "${PROJECT_SOURCE_DIR}/${template}" "${page}" ${PROJECT_VERSION} "${date}"
    DEPENDS "${source}" "${PROJECT_SOURCE_DIR}/${template}" ${scripts} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY NOGAP_PAGES "${page}")
  string(REGEX MATCH "[0-9]$" section "${name}")
  install(FILES "${page}" DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}")
endfunction()

nogap_print(tables.json nogap-tables)
nogap_print(nogap-server.help nogap-server --help)
nogap_print(nogap-mutant.help nogap-mutant --help)
nogap_add_page(nogap.1 tables "${NOGAP_MANUAL}/tables.json" conformance/cli/nogap.1.in)
nogap_add_page(nogap-server.1 help "${NOGAP_MANUAL}/nogap-server.help" reference/nogap-server.1.in)
nogap_add_page(nogap-mutant.1 help "${NOGAP_MANUAL}/nogap-mutant.help" conformance/mutants/nogap-mutant.1.in)
nogap_add_page(nogap-profile.5 schema "${PROJECT_SOURCE_DIR}/fixtures/profiles/schema.json"
               fixtures/profiles/nogap-profile.5.in)
nogap_add_page(nogap-trace.5 markdown "${PROJECT_SOURCE_DIR}/conformance/trace/FORMAT.md"
               conformance/trace/nogap-trace.5.in)

set(completions bash/nogap bash/nogap-server bash/nogap-mutant fish/nogap.fish fish/nogap-server.fish
                fish/nogap-mutant.fish zsh/_nogap)
list(TRANSFORM completions PREPEND "${NOGAP_MANUAL}/")
add_custom_command(OUTPUT ${completions}
  COMMAND "${NOGAP_PYTHON}" -B "${PROJECT_SOURCE_DIR}/cmake/manual/make_completions.py" tables.json nogap-server.help
          nogap-mutant.help "${NOGAP_MANUAL}"
  DEPENDS "${NOGAP_MANUAL}/tables.json" "${NOGAP_MANUAL}/nogap-server.help" "${NOGAP_MANUAL}/nogap-mutant.help"
          ${scripts}
  WORKING_DIRECTORY "${NOGAP_MANUAL}" VERBATIM)
install(DIRECTORY "${NOGAP_MANUAL}/bash/" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
install(DIRECTORY "${NOGAP_MANUAL}/fish/" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
install(DIRECTORY "${NOGAP_MANUAL}/zsh/" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")

get_property(pages GLOBAL PROPERTY NOGAP_PAGES)
add_custom_target(nogap_manual ALL DEPENDS ${pages} ${completions})
