#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_run = {
    .intro = "Judges an endpoint: asks it for events by cursor, and compares each answer with "
             "SPEC.md and\n"
             "with all answers before it. The log may grow during the run. Class live wants it to "
             "grow: by\n"
             "itself, by --append-post or --append-cmd, or by --launch with {log}.\n"
             "\n"
             "Usage\n"
             "  nogap run URL [OPTIONS]\n"
             "  nogap run [URL] --launch COMMAND [OPTIONS]\n",
    .formats = true,
    .end =
        "\n"
        "Examples\n"
        "  nogap run http://127.0.0.1:52415/events\n"
        "  nogap run http://127.0.0.1:52415/events --plan\n"
        "  nogap run http://127.0.0.1:52415/events --case 'since-*' --case full-dump\n"
        "  nogap run https://feed.example/events --header-file ~/.feed-token --rate 5 --deadline "
        "60\n"
        "  nogap run --launch './my-server --listen {port} --file {log}' --events 1000 --strict\n"
        "  nogap run http://127.0.0.1:8000/events --class live --append-post "
        "http://127.0.0.1:8000/events\n"
        "\n"
        "Results go to stdout, everything else to stderr. Colour and progress are only for "
        "terminals;\n"
        "a variable NO_COLOR that is not empty turns colour off.\n"
        "\n"
        "Exit status\n"
        "  0   conformant\n"
        "  1   non-conformant: a MUST is not met, or with --strict a SHOULD\n"
        "  2   usage: an unknown option, a filter that matches nothing, a bad profile\n"
        "  3   unreachable: no HTTP answer came, or the server did not start\n"
        "  4   inconclusive: a MUST of a chosen class could not be looked at, or a verdict is "
        "unstable\n"
        "  5   a case that --waivers names does not fail any more\n"
        "  70  the runner's own fault\n",
};
