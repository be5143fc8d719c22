# nogap_add_unit_test(NAME LIBRARIES...) builds NAME.c beside the code that it tests and adds it to ctest
# as unit.NAME without the trailing _test.
function(nogap_add_unit_test name)
  if(NOT BUILD_TESTING)
    return()
  endif()
  add_executable(${name} ${name}.c)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  target_link_libraries(${name} PRIVATE nogap_compile_options PkgConfig::CMOCKA ${ARGN})
  target_compile_definitions(${name} PRIVATE NOGAP_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  string(REGEX REPLACE "_test$" "" short ${name})
  add_test(NAME unit.${short} COMMAND ${name})
  set_tests_properties(unit.${short} PROPERTIES LABELS unit TIMEOUT 120)
endfunction()
