#include "conformance/cli/command_table.h"

const struct ng_command_help ng_help_fuzz = {
    .intro =
        "Judges an endpoint by random requests: numbers near every boundary and near the end "
        "of the log,\n"
        "chains of pages, odd spellings, other methods and queries, some malformed or of up to "
        "70 KB, and now\n"
        "and then up to four reads at once. It only reads, unless you say how to append or "
        "launch with {log}.\n"
        "A log that grows is no fault.\n"
        "\n"
        "Usage\n"
        "  nogap fuzz URL [OPTIONS]\n"
        "  nogap fuzz [URL] --launch COMMAND [OPTIONS]\n",
    .formats = true,
    .end = "\n"
           "The same seed and the same answers give the same requests. What fails is shown with "
           "the fewest\n"
           "requests that show it, as lines for curl, and with the seed and the number of requests "
           "that come\n"
           "to it again. A run that saw no second page of events is inconclusive.\n"
           "\n"
           "Examples\n"
           "  nogap fuzz http://127.0.0.1:52415/events\n"
           "  nogap fuzz https://feed.example/events --rate 5 --seconds 600\n"
           "  nogap fuzz http://127.0.0.1:52415/events --seed 42 --requests 153\n"
           "  nogap fuzz http://127.0.0.1:52415/events --seed 42 --requests 153 --plan\n"
           "  nogap fuzz --launch 'nogap-server --port {port} {log}' --requests 100000\n"
           "\n"
           "Exit statuses are those of 'nogap run'.\n",
};
