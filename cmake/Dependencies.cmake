# The libraries, found once. ci/setup installs them on Debian.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
if(BUILD_TESTING)
  pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
endif()
# Debian's own interpreter: Debian's python3-* packages belong to it, whatever stands first in PATH.
find_program(NOGAP_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(NOGAP_PYTHON NAMES python3 REQUIRED)
