#include "conformance/cli/fuzz_command.h"

#include "conformance/cli/exit_status.h"

int ng_fuzz_command(const struct ng_options *options, const struct ng_spec *spec,
                    struct ng_message *message) {
    (void)options;
    (void)spec;
    ng_message_write(message, "fuzz: not built yet");
    return NG_EXIT_FAULT;
}
