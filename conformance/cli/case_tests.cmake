# Read by ctest itself, each time that it starts: one test for each case that the runner lists, so that a new case
# has its test at once and none can be forgotten. NOGAP and NOGAP_SERVER are the paths of the programs.
if(NOT EXISTS "${NOGAP}")
  add_test(case.NOT_BUILT "${NOGAP}")
  return()
endif()
execute_process(COMMAND "${NOGAP}" list --format json OUTPUT_VARIABLE listed RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${NOGAP} list --format json: expected exit status 0, found ${result}")
endif()
string(JSON count LENGTH "${listed}" cases)
math(EXPR last "${count} - 1")
foreach(index RANGE ${last})
  string(JSON id GET "${listed}" cases ${index} id)
  add_test(case.${id} "${NOGAP}" run --launch "'${NOGAP_SERVER}' --port {port} {log}" --case "${id}"
           --soak 1 --window-probe 600)
  set_tests_properties(case.${id} PROPERTIES LABELS case TIMEOUT 120)
endforeach()
