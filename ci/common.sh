# shellcheck shell=bash
# What the scripts of ci/ share; sourced by them, never run. Keeps to bash 3.2, which macOS has.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
script=$(basename "$0")

# say TEXT... tells people what goes on; stdout stays free for results.
say() {
    printf 'ci/%s: %s\n' "$script" "$*" >&2
}

# die TEXT... ends the script with status 2.
die() {
    say "$*"
    exit 2
}

# usage prints the comment at the head of the script that was started.
usage() {
    sed -n -e '1d' -e '/^#/!q' -e 's/^# \{0,1\}//p' "$0"
}

# first_command NAME... prints the first of the commands that is there.
first_command() {
    local name
    for name in "$@"; do
        if command -v "$name"; then
            return 0
        fi
    done
    return 1
}

# logged FILE COMMAND... runs a command with its output in a file; where it fails, shows the end of it, without the
# steps of ninja that went well.
logged() {
    local log=$1
    shift
    if "$@" >>"$log" 2>&1; then
        return 0
    fi
    say "this failed: $*"
    sed -e '/^\[[0-9]*\/[0-9]*\] /d' -e '/^-- /d' "$log" | tail -n 40 >&2
    say "the whole output is in $log"
    return 1
}

# build_preset NAME [TARGET...] configures and builds a preset of CMakePresets.json, quietly.
build_preset() {
    local preset=$1
    local folder=$root/build/$preset
    local log=$folder.log
    shift
    mkdir -p "$root/build"
    : >"$log"
    if [[ ! -f $folder/.configured || $root/CMakePresets.json -nt $folder/.configured ]]; then
        say "building the preset $preset for the first time, output in build/$preset.log"
        logged "$log" cmake -S "$root" --preset "$preset" || return 1
        touch "$folder/.configured"
    fi
    if [[ $# -gt 0 ]]; then
        logged "$log" cmake --build "$folder" --target "$@"
    else
        logged "$log" cmake --build "$folder"
    fi
}
