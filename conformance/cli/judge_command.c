#include "conformance/cli/judge_command.h"

#include "conformance/cli/exit_status.h"
#include "conformance/cli/waivers_option.h"
#include "conformance/cli/with_reports.h"
#include "conformance/trace/replay.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int hold(void *context, struct ng_listener listener, struct ng_message *message) {
    struct ng_replay *replay = context;
    struct ng_run_result result;
    size_t line = 0;
    enum ng_status status =
        ng_replay_hold(replay, &listener, &result, message->text, sizeof message->text);
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    if (ng_replay_was_cut(replay, &line)) {
        ng_message_write(message,
                         "the trace ends in line %zu, before its run did; it was judged as far as "
                         "it goes",
                         line);
    }
    int exit_status = ng_outcome_exit_status(result.outcome);
    ng_run_result_deinit(&result);
    return exit_status;
}

static int judge(const struct ng_options *options, const struct ng_spec *spec,
                 const struct ng_waivers *waivers, struct ng_message *message) {
    FILE *file = fopen(options->trace, "r");
    if (file == NULL) {
        ng_message_write(message, "the trace '%s' cannot be read: %s", options->trace,
                         strerror(errno));
        return NG_EXIT_USAGE;
    }
    const struct ng_replay_options wanted = {.file = file,
                                             .name = options->trace,
                                             .spec = spec,
                                             .version = NOGAP_VERSION,
                                             .strict = options->strict,
                                             .waivers = waivers->items,
                                             .waiver_count = waivers->count};
    struct ng_replay *replay = NULL;
    enum ng_status status = ng_replay_new(&wanted, &replay, message->text, sizeof message->text);
    int exit_status = status == NG_OK ? ng_with_reports(options, spec, hold, replay, message)
                                      : ng_status_before_run(status, message);
    ng_replay_free(replay);
    (void)fclose(file);
    return exit_status;
}

int ng_judge_command(const struct ng_options *options, const struct ng_spec *spec,
                     struct ng_message *message) {
    struct ng_waivers waivers;
    enum ng_status status = ng_waivers_load(options->waivers, &waivers, message);
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    int exit_status = judge(options, spec, &waivers, message);
    ng_waivers_deinit(&waivers);
    return exit_status;
}
