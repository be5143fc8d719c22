# nogap_add_reference_fault(NAME CASE CLAUSE FILE FROM TO): a server whose reference/FILE has TO in the place of FROM,
# and a test, fault.NAME, that expects a failing run with a finding of CLAUSE in CASE.
function(nogap_add_reference_fault name case clause file from to)
  set(original "${PROJECT_SOURCE_DIR}/reference/${file}")
  set(faulty "${CMAKE_CURRENT_BINARY_DIR}/${name}/${file}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${original}")
  file(READ "${original}" text)
  string(REPLACE "${from}" "${to}" changed "${text}")
  if(changed STREQUAL text)
    message(FATAL_ERROR "fault ${name}: reference/${file} does not hold: ${from}")
  endif()
  file(CONFIGURE OUTPUT "${faulty}" CONTENT "@changed@" @ONLY)

  # The linker takes the faulty file's functions before it looks into the libraries.
  set(target nogap-server-${name})
  add_executable(${target} "${faulty}" "${PROJECT_SOURCE_DIR}/reference/main.c" "${PROJECT_SOURCE_DIR}/reference/streams.c")
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  target_link_libraries(${target} PRIVATE nogap_compile_options nogap_reference nogap_version)

  add_test(NAME fault.${name}
    COMMAND "${NOGAP_PYTHON}" "${CMAKE_CURRENT_SOURCE_DIR}/fault_test.py"
            $<TARGET_FILE:nogap> $<TARGET_FILE:${target}> ${case} ${clause})
  set_tests_properties(fault.${name} PROPERTIES LABELS fault TIMEOUT 60)
endfunction()
