# What `cmake --install` puts where, beside the programs, which stand with their targets.
include(CMakePackageConfigHelpers)

install(FILES README.md SPEC.md CHANGELOG.md LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES conformance/trace/FORMAT.md DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME trace-format.md)

# For tests in any language, and for --profile and --waivers.
set(NOGAP_FIXTURES_DIR "${CMAKE_INSTALL_DATADIR}/nogap")
install(FILES fixtures/README.md fixtures/report.schema.json DESTINATION "${NOGAP_FIXTURES_DIR}")
install(DIRECTORY fixtures/vectors fixtures/profiles fixtures/logs DESTINATION "${NOGAP_FIXTURES_DIR}"
        FILES_MATCHING PATTERN "*.json" PATTERN "*.waivers" PATTERN "*.ndjson" PATTERN "README.md"
        PATTERN "__pycache__" EXCLUDE)

# find_package(NoGap). It holds no path and nothing of a processor, so it is shared data.
set(folder "${CMAKE_INSTALL_DATADIR}/cmake/NoGap")
configure_package_config_file(cmake/NoGapConfig.cmake.in "${PROJECT_BINARY_DIR}/NoGapConfig.cmake"
  INSTALL_DESTINATION "${folder}" PATH_VARS NOGAP_FIXTURES_DIR CMAKE_INSTALL_BINDIR)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/NoGapConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/NoGapConfig.cmake" "${PROJECT_BINARY_DIR}/NoGapConfigVersion.cmake"
              cmake/NoGapConformance.cmake cmake/NoGapConformanceTests.cmake DESTINATION "${folder}")
