# nogap_version: the version with the commit, for --version. The commit is looked up in each build, and what links
# the library is linked again when it is another one; nothing else is built again.
set(NOGAP_VERSION_SOURCE "${PROJECT_BINARY_DIR}/version.c")
add_custom_target(nogap_write_version
  COMMAND "${CMAKE_COMMAND}" -DVERSION=${PROJECT_VERSION} -DFOLDER=${PROJECT_SOURCE_DIR}
          -DOUTPUT=${NOGAP_VERSION_SOURCE} -P "${PROJECT_SOURCE_DIR}/cmake/WriteVersion.cmake"
  BYPRODUCTS "${NOGAP_VERSION_SOURCE}"
  COMMENT "Looking up the commit"
  VERBATIM)
add_library(nogap_version STATIC "${NOGAP_VERSION_SOURCE}")
target_link_libraries(nogap_version PRIVATE nogap_compile_options)
add_dependencies(nogap_version nogap_write_version)
