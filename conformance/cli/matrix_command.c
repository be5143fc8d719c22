#include "conformance/cli/matrix_command.h"

#include "conformance/cli/exit_status.h"

int ng_matrix_command(const struct ng_options *options, struct ng_message *message) {
    (void)options;
    ng_message_write(message, "matrix: not built yet");
    return NG_EXIT_FAULT;
}
