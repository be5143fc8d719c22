#include "conformance/cli/run_command.h"

#include "conformance/cli/exit_status.h"
#include "conformance/cli/interrupt.h"
#include "conformance/cli/plan_print.h"
#include "conformance/cli/recording.h"
#include "conformance/cli/wire.h"
#include "conformance/cli/with_reports.h"
#include "conformance/repeat.h"

#include <stdio.h>
#include <string.h>

static int print_plan(struct ng_wire *wire, struct ng_message *message) {
    struct ng_plan_print print = {.out = stdout, .url = wire->shown_url};
    struct ng_run_options options =
        ng_wire_run_options(wire, (struct ng_listener){.context = NULL});
    uint64_t events = wire->options->events;
    enum ng_status status = ng_plan(&options, events, ng_plan_print, &print);
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    ng_plan_print_end(&print, events);
    return NG_EXIT_OK;
}

/* Copies what stands before the quoted output of a server, which begins in a line of its own. */
static void copy_reason(const char *text, char *reason, size_t reason_size) {
    size_t size = strcspn(text, "\n");
    if (text[size] == '\n') {
        /* The line ends in words that lead to the quotation: "...; it printed last:". */
        for (size_t i = size; i > 0; i--) {
            if (text[i] == ';') {
                size = i;
                break;
            }
        }
    }
    size = size < reason_size ? size : reason_size - 1;
    memcpy(reason, text, size);
    reason[size] = '\0';
}

/* Reports a run that could not begin, because the server of --launch did not start, or was not
   waited for. */
static int report_no_start(const struct ng_run_options *run, enum ng_outcome outcome,
                           const struct ng_message *message) {
    struct ng_run_result result = {.info = &run->info, .outcome = outcome};
    copy_reason(message->text, result.reason, sizeof result.reason);
    if (run->listener.begin != NULL) {
        run->listener.begin(run->listener.context, &run->info);
    }
    if (run->recorder.end != NULL) {
        run->recorder.end(run->recorder.context, &result);
    }
    if (run->listener.end != NULL) {
        run->listener.end(run->listener.context, &result);
    }
    return ng_outcome_exit_status(result.outcome);
}

static int hold(struct ng_wire *wire, struct ng_recorder recorder, struct ng_listener listener,
                struct ng_message *message) {
    enum ng_status status = ng_wire_connect(wire, message);
    struct ng_run_options run = ng_wire_run_options(wire, listener);
    run.recorder = recorder;
    if (status == NG_STOPPED || (status == NG_UNREACHABLE && ng_interrupt_seen())) {
        return report_no_start(&run, NG_RUN_INCONCLUSIVE, message);
    }
    if (status == NG_UNREACHABLE) {
        return report_no_start(&run, NG_RUN_UNREACHABLE, message);
    }
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    struct ng_run_result result;
    status = run.info.repetitions > 1 ? ng_run_repeatedly(&run, wire->options->shuffle, &result)
                                      : ng_run(&run, &result);
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    if (result.outcome == NG_RUN_UNREACHABLE) {
        const char *why = ng_http_last_error(wire->http);
        ng_message_write(message, "%s: %s%s%s", wire->shown_url, result.reason,
                         *why != '\0' ? ": " : "", why);
    }
    int exit_status = ng_outcome_exit_status(result.outcome);
    ng_run_result_deinit(&result);
    return exit_status;
}

static int hold_and_record(void *context, struct ng_listener listener, struct ng_message *message) {
    struct ng_wire *wire = context;
    struct ng_run_options run = ng_wire_run_options(wire, listener);
    struct ng_recording recording;
    struct ng_message problem;
    enum ng_status status = ng_recording_open(&recording, wire->options->trace, &run, message);
    if (status != NG_OK) {
        return ng_status_before_run(status, message);
    }
    int exit_status = hold(wire, run.recorder, listener, message);
    if (ng_recording_close(&recording, &problem) != NG_OK) {
        *message = problem;
        return NG_EXIT_FAULT;
    }
    return exit_status;
}

int ng_run_command(const struct ng_options *options, const struct ng_spec *spec,
                   struct ng_message *message) {
    struct ng_wire wire;
    ng_interrupt_listen();
    enum ng_status status = ng_wire_init(&wire, options, spec, message);
    if (status == NG_OK && !options->plan) {
        status = ng_wire_prepare_target(&wire, message);
    }
    int exit_status = NG_EXIT_OK;
    if (status != NG_OK) {
        exit_status = ng_status_before_run(status, message);
    } else if (options->plan) {
        exit_status = print_plan(&wire, message);
    } else {
        exit_status = ng_with_reports(options, spec, hold_and_record, &wire, message);
    }
    ng_wire_deinit(&wire);
    return exit_status;
}
