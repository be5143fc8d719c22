# The packages: `cpack -G DEB` and `cpack -G TGZ` in a build folder, of the preset release for people to use.
set(CPACK_PACKAGE_NAME nogap)
set(CPACK_PACKAGE_VENDOR "the nogap authors")
set(NOGAP_MAINTAINER "the nogap authors <maintainers@nogap.example>" CACHE STRING "Whom a package names")
set(CPACK_PACKAGE_CONTACT "${NOGAP_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "judge of event feeds that are read by a cursor")
set(CPACK_PACKAGE_DESCRIPTION
"nogap asks an HTTP endpoint such as GET /events?since=3&limit=4 for its events,
compares the answers with the numbered clauses of a specification and with each
other, and says with requests that can be repeated whether a client can lose an
event there or get one twice. A server that grows while it is judged is no
trouble.
.
The package holds the judge nogap, the reference server nogap-server, and
nogap-mutant, servers with one known fault each for testing clients, with the
test vectors, and a CMake module that makes each case a test of ctest.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PROJECT_CONFIG_FILE "${PROJECT_SOURCE_DIR}/cmake/PackageOptions.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/cmake/PackageFiles.cmake")

# Debian: the linker knows the libraries, dpkg-shlibdeps their packages.
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

# For PackageFiles.cmake. The date is that of the newest line of the change log, so that a package can be made again
# byte for byte.
file(TIMESTAMP "${PROJECT_SOURCE_DIR}/CHANGELOG.md" CPACK_NOGAP_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(CPACK_NOGAP_SOURCE_DIR "${PROJECT_SOURCE_DIR}")
set(CPACK_NOGAP_DOCDIR "${CMAKE_INSTALL_DOCDIR}")
set(CPACK_NOGAP_DATADIR "${CMAKE_INSTALL_DATADIR}")
set(CPACK_NOGAP_MANDIR "${CMAKE_INSTALL_MANDIR}")
include(CPack)
