#include "conformance/cli/tail_command.h"

#include "conformance/cli/exit_status.h"

int ng_tail_command(const struct ng_options *options, struct ng_message *message) {
    (void)options;
    ng_message_write(message, "tail: not built yet");
    return NG_EXIT_FAULT;
}
