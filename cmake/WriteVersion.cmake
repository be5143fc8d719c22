# Run by cmake/Version.cmake: cmake -DVERSION=... -DFOLDER=... -DOUTPUT=... -P WriteVersion.cmake
# Writes OUTPUT only when it changes. A folder that is not the top of a git repository, such as an unpacked archive
# (also one that lies inside another repository), has the version alone.
cmake_minimum_required(VERSION 3.25)
set(commit "")
find_program(git git)
if(git AND EXISTS "${FOLDER}/.git")
  # Without optional locks, so that a build never stands in the way of somebody's git.
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -E env GIT_OPTIONAL_LOCKS=0
            "${git}" -C "${FOLDER}" describe --always --exclude=* --abbrev=7 --dirty=+dirty
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE result)
  if(NOT result EQUAL 0 OR NOT commit MATCHES "^[0-9a-f]+(\\+dirty)?$")
    set(commit "")
  endif()
endif()
set(text "${VERSION}")
if(commit)
  string(APPEND text " (${commit})")
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT
  "#include \"cmake/version.h\"\n\nconst char nogap_version_and_commit[] = \"@text@\";\n")
