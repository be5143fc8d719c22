#!/usr/bin/env bash
# Fetches the sources of the libraries that the harnesses link, so that build.sh can make static ones of them.
#
# Usage: .clusterfuzzlite/sources.sh FOLDER
#
# Takes the source packages of Debian 12, through apt and with its signatures checked, and unpacks them to FOLDER/cjson,
# FOLDER/curl, FOLDER/libmicrohttpd and FOLDER/xxhash. It needs no root, and leaves the configuration of apt as it is; the
# packages debian-archive-keyring and dpkg-dev must be there. Folders that are there already are left alone.
# Exit status: 0 all are there, 1 something could not be fetched, 2 usage.
set -euo pipefail

if [[ $# -ne 1 || $1 == -* ]]; then
    echo "sources.sh: expected one FOLDER" >&2
    exit 2
fi
mkdir -p "$1"
folder=$(cd "$1" && pwd)
apt=$folder/apt

wanted=()
for package in cjson curl libmicrohttpd xxhash; do
    [[ -d $folder/$package ]] || wanted+=("$package")
done
[[ ${#wanted[@]} -gt 0 ]] || exit 0

mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/unpacked"
echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main" \
    >"$apt/sources.list"
settings=(-o "Dir::Etc::sourcelist=$apt/sources.list" -o "Dir::Etc::sourceparts=-" -o "Dir::State::lists=$apt/lists"
    -o "Dir::Cache=$apt" -o Debug::NoLocking=true -o APT::Sandbox::User= -o Acquire::Retries=3)
apt-get "${settings[@]}" --quiet --quiet update
cd "$apt/unpacked"
apt-get "${settings[@]}" --quiet --quiet source "${wanted[@]}"
for package in "${wanted[@]}"; do
    mv "$(find . -maxdepth 1 -type d -name "$package-*")" "$folder/$package"
done
rm -rf "$apt"
