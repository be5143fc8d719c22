#include "conformance/cli/fuzz_command.h"

#include "conformance/cli/run_command.h"

/* A run like any other: its one case (explore/random_requests.c) is what is special. */
int ng_fuzz_command(const struct ng_options *options, const struct ng_spec *spec,
                    struct ng_message *message) {
    return ng_run_command(options, spec, message);
}
