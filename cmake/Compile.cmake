# What every target of the project is compiled with: nogap_compile_options.
add_library(nogap_compile_options INTERFACE)

target_compile_definitions(nogap_compile_options INTERFACE _POSIX_C_SOURCE=200809L)
if(APPLE)
  target_compile_definitions(nogap_compile_options INTERFACE _DARWIN_C_SOURCE)
endif()
target_include_directories(nogap_compile_options INTERFACE "${PROJECT_SOURCE_DIR}")

target_compile_options(nogap_compile_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
  -Wmissing-prototypes -Wold-style-definition -Wformat=2 -Wundef -Wvla -Wpointer-arith
  -Wcast-qual -Wwrite-strings -Wswitch-enum -fno-common)
if(NOGAP_WERROR)
  target_compile_options(nogap_compile_options INTERFACE -Werror)
endif()

if(NOGAP_HARDENING)
  target_compile_options(nogap_compile_options INTERFACE
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE)
  target_link_options(nogap_compile_options INTERFACE -pie)
  if(NOT APPLE)
    target_link_options(nogap_compile_options INTERFACE
      -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed)
  endif()
endif()

if(NOGAP_SANITIZE)
  set(flags -fsanitize=${NOGAP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(nogap_compile_options INTERFACE ${flags})
  target_link_options(nogap_compile_options INTERFACE ${flags})
endif()

if(NOGAP_LIBFUZZER)
  target_compile_options(nogap_compile_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(NOGAP_COVERAGE)
  set(flags -fprofile-instr-generate -fcoverage-mapping)
  target_compile_options(nogap_compile_options INTERFACE ${flags})
  target_link_options(nogap_compile_options INTERFACE ${flags})
endif()
