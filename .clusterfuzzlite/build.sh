#!/usr/bin/env bash
# Builds the harnesses as ClusterFuzzLite and OSS-Fuzz want them.
#
# Usage: .clusterfuzzlite/build.sh, with these variables set from outside:
#
#   CC, CXX, CFLAGS, CXXFLAGS  the compilers and what they instrument with
#   LIB_FUZZING_ENGINE         what a harness links: -fsanitize=fuzzer or a library
#   SRC                        holds nogap/ and the folders of sources.sh
#   WORK                       a folder for what is built on the way
#   OUT                        gets NAME, NAME.dict, NAME.options and NAME_seed_corpus.zip for each harness
#
# All but the C library is linked from static libraries, built here with the same flags as the harnesses. curl is
# built for plain HTTP, since the harness of the client speaks nothing else.
set -euo pipefail
: "${CC:?}" "${CXX:?}" "${LIB_FUZZING_ENGINE:?}" "${SRC:?}" "${WORK:?}" "${OUT:?}"
export CC CXX CFLAGS="${CFLAGS:-}" CXXFLAGS="${CXXFLAGS:-}"

libraries=$WORK/libraries
jobs=$(getconf _NPROCESSORS_ONLN)

# build_with_cmake NAME SOURCE OPTION... installs a static library.
build_with_cmake() {
    local name=$1 source=$2
    shift 2
    cmake -S "$source" -B "$WORK/$name" -DCMAKE_INSTALL_PREFIX="$libraries" -DCMAKE_INSTALL_LIBDIR=lib \
        -DBUILD_SHARED_LIBS=OFF "$@"
    cmake --build "$WORK/$name" --parallel "$jobs"
    cmake --install "$WORK/$name"
}

build_with_cmake cjson "$SRC/cjson" -DENABLE_CJSON_TEST=OFF -DENABLE_CUSTOM_COMPILER_FLAGS=OFF
build_with_cmake xxhash "$SRC/xxhash/cmake_unofficial" -DXXHASH_BUILD_XXHSUM=OFF
# Debian's patch gives the description of this library Debian's own folder.
sed -i.bak "s|^prefix=.*|prefix=$libraries|" "$libraries/lib/pkgconfig/libxxhash.pc"
build_with_cmake curl "$SRC/curl" -DBUILD_CURL_EXE=OFF -DBUILD_TESTING=OFF -DHTTP_ONLY=ON -DCURL_ENABLE_SSL=OFF \
    -DCURL_ZLIB=OFF -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF -DUSE_NGHTTP2=OFF -DUSE_LIBIDN2=OFF -DCURL_USE_LIBPSL=OFF \
    -DCURL_USE_LIBSSH2=OFF -DCURL_USE_GSSAPI=OFF -DENABLE_MANUAL=OFF -DENABLE_UNIX_SOCKETS=OFF
mkdir -p "$WORK/libmicrohttpd"
(
    cd "$WORK/libmicrohttpd"
    "$SRC/libmicrohttpd/configure" --prefix="$libraries" --libdir="$libraries/lib" --disable-shared --enable-static \
        --disable-https --disable-doc --disable-examples --disable-curl --disable-nls
    # The release holds what the autotools make; times of files must not have it made again.
    settled=(AUTOCONF=: AUTOMAKE=: AUTOHEADER=: ACLOCAL=:)
    make --jobs="$jobs" -C src/include "${settled[@]}" install
    make --jobs="$jobs" -C src/microhttpd "${settled[@]}" install
    make "${settled[@]}" install-pkgconfigDATA
)

PKG_CONFIG_PATH=$libraries/lib/pkgconfig cmake -S "$SRC/nogap" -B "$WORK/nogap" -DBUILD_TESTING=OFF \
    -DNOGAP_FUZZING_ENGINE="$LIB_FUZZING_ENGINE"
cmake --build "$WORK/nogap" --parallel "$jobs" --target fuzz_programs

cd "$SRC/nogap/fuzz"
for seeds in seeds/*.py; do
    name=$(basename "$seeds" .py)
    cp "$WORK/nogap/bin/fuzz_$name" "$OUT/$name"
    cp "dict/$name.options" "$OUT/"
    if [[ -f dict/$name.dict ]]; then
        cp "dict/$name.dict" "$OUT/"
    fi
    inputs=()
    for folder in "corpora/$name/seed" "corpora/$name/found" "regressions/$name"; do
        [[ ! -d $folder ]] || inputs+=("$folder")
    done
    rm -f "$OUT/${name}_seed_corpus.zip"
    zip --quiet --recurse-paths --no-dir-entries "$OUT/${name}_seed_corpus.zip" "${inputs[@]}"
done
