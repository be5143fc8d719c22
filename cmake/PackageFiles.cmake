# Run by CPack when the files of a package are in place: brings those of a Debian package into Debian's form.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
set(prefix "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr")
set(documents "${prefix}/${CPACK_NOGAP_DOCDIR}")
find_program(gzip gzip REQUIRED)

# Packs a file without its name and time in the result.
function(pack)
  execute_process(COMMAND "${gzip}" -9 --no-name ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# The license stands in the file copyright, in Debian's form of it.
file(REMOVE "${documents}/LICENSE")
file(READ "${CPACK_NOGAP_SOURCE_DIR}/LICENSE" license)
if(NOT license MATCHES "^MIT License\n\nCopyright \\(c\\) ([^\n]+)\n\n(.*[^\n])\n*$")
  message(FATAL_ERROR "LICENSE: expected 'MIT License', a line of copyright, and the text")
endif()
set(owner "${CMAKE_MATCH_1}")
string(REPLACE "\n\n" "\n.\n" license "${CMAKE_MATCH_2}")
string(REPLACE "\n" "\n " license "${license}")
file(WRITE "${documents}/copyright"
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: nogap

Files: *
Copyright: ${owner}
License: Expat
 ${license}
")

file(RENAME "${documents}/CHANGELOG.md" "${documents}/changelog")
file(WRITE "${documents}/changelog.Debian"
"nogap (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=low

  * Version ${CPACK_PACKAGE_VERSION}; changelog.gz says what is new.

 -- ${CPACK_PACKAGE_CONTACT}  ${CPACK_NOGAP_DATE}
")
file(CHMOD "${documents}/copyright" "${documents}/changelog.Debian"
     PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
pack("${documents}/changelog" "${documents}/changelog.Debian")

file(GLOB pages "${prefix}/${CPACK_NOGAP_MANDIR}/man*/*.[1-9]")
foreach(page IN LISTS pages)
  pack("${page}")
endforeach()

# Debian's zsh reads completions of packages from a folder of its own.
set(zsh "${prefix}/${CPACK_NOGAP_DATADIR}/zsh")
if(EXISTS "${zsh}/site-functions")
  file(RENAME "${zsh}/site-functions" "${zsh}/vendor-completions")
endif()
