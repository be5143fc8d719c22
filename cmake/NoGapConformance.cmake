# nogap in somebody's CMake project: each conformance case is a test of ctest.
#
#   find_package(NoGap REQUIRED)            # or include(.../NoGapConformance.cmake), with nogap in PATH
#   nogap_add_conformance_tests(
#     NAME feed
#     LAUNCH "'$<TARGET_FILE:my-server>' --listen {port} --file {log}"
#     CLASSES core boundary
#     WAIVERS known-failures.waivers)
#
#   NAME WORD             the tests are called NAME.CASE-ID
#   LAUNCH COMMAND        starts the server, once for each test; {port} and {log} are replaced (nogap help run)
#   URL URL               an endpoint that runs already; its tests run one after the other. One of LAUNCH and URL
#   CLASSES CLASS...      core, boundary, live, hostile or all. Default: core boundary
#   CASES GLOB...         only cases whose id matches
#   SKIP GLOB...          not the cases whose id matches
#   WAIVERS FILE          cases that are known to fail: such a test passes, and fails once its case does not
#   PROFILE NAME|FILE     how the server spells the contract; a file ends in .json or holds a slash
#   OPTIONS OPTION...     more options of nogap run
#   LABELS LABEL...       more labels. Each test has conformance and conformance-CLASS
#   TIMEOUT SECONDS       for one test. Default: 120
#   WORKING_DIRECTORY DIR where COMMAND runs. Default: the current binary folder
#
# COMMAND, URL and OPTIONS can hold generator expressions; files are relative to the current source folder. ctest asks
# nogap for its cases each time that it starts, so that a newer nogap needs no new configuring. A test is green when
# nogap ends with exit status 0; a case that could not be held is inconclusive, and not green. Cases that need an option
# which is not given (nogap list --format json: needs) have no test.

set(_nogap_tests_file "${CMAKE_CURRENT_LIST_DIR}/NoGapConformanceTests.cmake")

# Sets a variable to the words of a `set` command that gives a list its elements, whatever they hold.
function(_nogap_quote variable)
  set(quoted "")
  foreach(element IN LISTS ARGN)
    string(REPLACE ";" "\\;" element "${element}")
    string(APPEND quoted " [==[${element}]==]")
  endforeach()
  set(${variable} "${quoted}" PARENT_SCOPE)
endfunction()

# Sets a variable to the path of the program, which may be a generator expression.
function(_nogap_find_program variable)
  if(TARGET NoGap::nogap)
    set(${variable} "$<TARGET_FILE:NoGap::nogap>" PARENT_SCOPE)
    return()
  endif()
  find_program(NOGAP_EXECUTABLE nogap DOC "The program nogap")
  if(NOT NOGAP_EXECUTABLE)
    message(FATAL_ERROR "nogap_add_conformance_tests: the program nogap is not in PATH; "
                        "install it, or set NOGAP_EXECUTABLE to its path")
  endif()
  set(${variable} "${NOGAP_EXECUTABLE}" PARENT_SCOPE)
endfunction()

# Writes a file for each configuration, and lets ctest read the right one.
function(_nogap_include_when_testing name content)
  set(file "${CMAKE_CURRENT_BINARY_DIR}/nogap-${name}")
  get_property(is_multi GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(is_multi)
    file(GENERATE OUTPUT "${file}-$<CONFIG>.cmake" CONTENT "${content}")
    file(WRITE "${file}.cmake" "include(\"${file}-\${CTEST_CONFIGURATION_TYPE}.cmake\")\n")
  else()
    file(GENERATE OUTPUT "${file}.cmake" CONTENT "${content}")
  endif()
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${file}.cmake")
endfunction()

function(nogap_add_conformance_tests)
  set(single NAME LAUNCH URL WAIVERS PROFILE TIMEOUT WORKING_DIRECTORY)
  set(multiple CLASSES CASES SKIP OPTIONS LABELS)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "${single}" "${multiple}")
  list(JOIN arg_UNPARSED_ARGUMENTS " " unknown)
  string(APPEND unknown " ${arg_KEYWORDS_MISSING_VALUES}")
  if(NOT unknown STREQUAL " ")
    message(FATAL_ERROR "nogap_add_conformance_tests: unknown, or without a value: ${unknown}")
  endif()
  if(NOT "${arg_NAME}" MATCHES "^[A-Za-z0-9_.+-]+$")
    message(FATAL_ERROR "nogap_add_conformance_tests: NAME takes letters, digits and _.+-, not '${arg_NAME}'")
  endif()
  if((arg_LAUNCH AND arg_URL) OR (NOT arg_LAUNCH AND NOT arg_URL))
    message(FATAL_ERROR "nogap_add_conformance_tests(NAME ${arg_NAME}): give one of LAUNCH and URL")
  endif()

  set(filters "")
  if(NOT arg_CLASSES)
    set(arg_CLASSES core boundary)
  endif()
  list(JOIN arg_CLASSES "," classes)
  list(APPEND filters --class "${classes}")
  foreach(glob IN LISTS arg_CASES)
    list(APPEND filters --case "${glob}")
  endforeach()
  foreach(glob IN LISTS arg_SKIP)
    list(APPEND filters --skip "${glob}")
  endforeach()

  set(run "")
  if("${arg_PROFILE}" MATCHES "/|\\.json$")
    get_filename_component(arg_PROFILE "${arg_PROFILE}" ABSOLUTE)
  endif()
  if(arg_PROFILE)
    list(APPEND run --profile "${arg_PROFILE}")
  endif()
  if(arg_WAIVERS)
    get_filename_component(waivers "${arg_WAIVERS}" ABSOLUTE)
    list(APPEND run --waivers "${waivers}")
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  if(NOT arg_WORKING_DIRECTORY)
    set(arg_WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  endif()

  _nogap_find_program(program)
  _nogap_quote(filters ${filters})
  _nogap_quote(run ${run})
  _nogap_quote(options ${arg_OPTIONS})
  _nogap_quote(labels ${arg_LABELS})
  _nogap_include_when_testing("${arg_NAME}" "set(name [==[${arg_NAME}]==])
set(nogap [==[${program}]==])
set(launch [==[${arg_LAUNCH}]==])
set(url [==[${arg_URL}]==])
set(filters${filters})
set(options${run}${options})
set(labels${labels})
set(timeout [==[${arg_TIMEOUT}]==])
set(folder [==[${arg_WORKING_DIRECTORY}]==])
include([==[${_nogap_tests_file}]==])
")
endfunction()
