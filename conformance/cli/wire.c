#include "conformance/cli/wire.h"

#include "conformance/cli/growth.h"
#include "conformance/cli/interrupt.h"
#include "conformance/cli/mask.h"
#include "conformance/cli/profile_option.h"
#include "conformance/cli/seed.h"
#include "conformance/cli/select.h"
#include "conformance/cli/waivers_option.h"
#include "conformance/monotonic.h"
#include "conformance/repeat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char launched_url[] = "http://127.0.0.1:{port}/events";
/* Seconds between being asked to end and being killed, of a launched server. */
static const double stop_seconds = 3;

static double smaller(double left, double right) {
    return left < right ? left : right;
}

static double larger(double left, double right) {
    return left > right ? left : right;
}

static enum ng_status choose_cases(struct ng_wire *wire, struct ng_message *message) {
    size_t count = 0;
    bool is_fuzz = wire->options->command == NG_COMMAND_FUZZ;
    const struct ng_case *const *all = is_fuzz ? ng_explore_cases(&count) : ng_cases(&count);
    wire->cases = calloc(count + 1, sizeof *wire->cases);
    if (wire->cases == NULL) {
        return NG_NO_MEMORY;
    }
    enum ng_status status =
        ng_select(wire->options, all, count, wire->cases, &wire->case_count, message);
    if (status == NG_OK && wire->options->shuffle) {
        ng_shuffle_cases(wire->cases, wire->case_count, wire->seed, 0);
    }
    return status;
}

static bool is_given_by_user(const struct ng_fields *fields, const char *name) {
    for (size_t i = 0; i < fields->count; i++) {
        if (strcasecmp(fields->items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The names of all fields that a request carries; those of the profile first, as they are sent. */
static enum ng_status name_fields(struct ng_wire *wire) {
    const struct ng_profile *profile = &wire->profile;
    wire->field_names =
        calloc(profile->field_count + wire->fields.count + 1, sizeof *wire->field_names);
    if (wire->field_names == NULL) {
        return NG_NO_MEMORY;
    }
    for (size_t i = 0; i < profile->field_count; i++) {
        if (!is_given_by_user(&wire->fields, profile->fields[i].name)) {
            wire->field_names[wire->field_name_count++] = profile->fields[i].name;
        }
    }
    for (size_t i = 0; i < wire->fields.count; i++) {
        wire->field_names[wire->field_name_count++] = wire->fields.names[i];
    }
    return NG_OK;
}

static enum ng_status set_shown_url(struct ng_wire *wire, const char *url) {
    char *masked = ng_mask_url(url);
    if (masked == NULL) {
        return NG_NO_MEMORY;
    }
    free(wire->shown_url);
    wire->shown_url = masked;
    return NG_OK;
}

enum ng_status ng_wire_init(struct ng_wire *wire, const struct ng_options *options,
                            const struct ng_spec *spec, struct ng_message *message) {
    *wire = (struct ng_wire){.options = options, .spec = spec};
    wire->seed = options->has_seed ? options->seed : ng_seed_from_clock();
    wire->started = ng_monotonic_now();
    enum ng_status status = choose_cases(wire, message);
    if (status == NG_OK) {
        status = ng_profile_load(options->profile, &wire->profile, message);
        wire->has_profile = status == NG_OK;
    }
    if (status == NG_OK) {
        status = ng_fields_collect(options, &wire->fields, message);
    }
    if (status == NG_OK) {
        status = name_fields(wire);
    }
    if (status == NG_OK) {
        status = ng_waivers_load(options->waivers, &wire->waivers, message);
    }
    if (status == NG_OK) {
        status = set_shown_url(wire, options->url != NULL ? options->url : launched_url);
    }
    return status;
}

void ng_wire_deinit(struct ng_wire *wire) {
    ng_http_free(wire->http);
    ng_append_free(wire->append);
    ng_target_free(wire->target);
    ng_fields_deinit(&wire->fields);
    ng_waivers_deinit(&wire->waivers);
    if (wire->has_profile) {
        ng_profile_deinit(&wire->profile);
    }
    free(wire->field_names);
    free(wire->cases);
    free(wire->shown_url);
    *wire = (struct ng_wire){.options = NULL};
}

static bool is_past_deadline(const struct ng_wire *wire) {
    double deadline = wire->options->deadline;
    return deadline > 0 && ng_monotonic_now() - wire->started > deadline;
}

static const char *why_end(void *context) {
    if (ng_interrupt_seen()) {
        return "interrupted";
    }
    return is_past_deadline(context) ? "the deadline of the run passed" : NULL;
}

/* Called by the client while an answer is awaited or arrives. */
static bool goes_on(void *context, uint64_t body_bytes) {
    (void)body_bytes;
    return why_end(context) == NULL;
}

/* No single wait is longer than the whole run may be. */
static double within_deadline(const struct ng_wire *wire, double seconds) {
    double deadline = wire->options->deadline;
    return deadline > 0 ? smaller(seconds, deadline) : seconds;
}

static double timeout_of(const struct ng_wire *wire) {
    double timeout = NG_DEFAULT_TIMEOUT;
    if (wire->profile.timeout > 0) {
        timeout = wire->profile.timeout;
    }
    if (wire->options->timeout > 0) {
        timeout = wire->options->timeout;
    }
    return within_deadline(wire, timeout);
}

enum ng_status ng_wire_prepare_target(struct ng_wire *wire, struct ng_message *message) {
    if (wire->options->launch == NULL) {
        return NG_OK;
    }
    const struct ng_target_options options = {
        .command = wire->options->launch,
        .url = wire->options->url,
        .log_source = wire->options->log,
        .seed = wire->seed,
        .ready_timeout = larger(NG_DEFAULT_START, timeout_of(wire)),
        .stop_timeout = stop_seconds,
        .why_end = why_end,
        .context = wire,
    };
    enum ng_status status =
        ng_target_new(&options, &wire->target, message->text, sizeof message->text);
    return status == NG_OK ? set_shown_url(wire, ng_target_url(wire->target)) : status;
}

static uint64_t first_log(const struct ng_wire *wire) {
    return wire->options->log != NULL ? NG_TARGET_SOURCE : wire->options->events;
}

static const char *endpoint(const struct ng_wire *wire) {
    return wire->target != NULL ? ng_target_url(wire->target) : wire->options->url;
}

static bool appending_goes_on(void *context) {
    return goes_on(context, 0);
}

static enum ng_status make_reader(struct ng_wire *wire, struct ng_http **http, char *message,
                                  size_t message_size) {
    const struct ng_http_options options = {
        .url = endpoint(wire),
        .profile = &wire->profile,
        .fields = wire->fields.items,
        .field_count = wire->fields.count,
        .timeout = timeout_of(wire),
        .progress = goes_on,
        .progress_context = wire,
    };
    return ng_http_new(&options, http, message, message_size);
}

static void drop_reader(struct ng_wire *wire, struct ng_http *http) {
    if (http != NULL) {
        wire->bytes_before += ng_http_bytes(http);
        ng_http_free(http);
    }
}

static enum ng_status make_append(struct ng_wire *wire, char *message, size_t message_size) {
    const struct ng_growth_wishes wishes = {
        .options = wire->options,
        .profile = &wire->profile,
        .endpoint = endpoint(wire),
        .fields = wire->fields.items,
        .field_count = wire->fields.count,
        .target = wire->target,
        .timeout = timeout_of(wire),
        .goes_on = appending_goes_on,
        .context = wire,
        .seed = wire->seed,
    };
    ng_append_free(wire->append);
    wire->append = NULL;
    return ng_growth_make(&wishes, &wire->append, message, message_size);
}

/* Makes the client and the hook for the target as it is now: a launched server may have another
   port after each start. */
static enum ng_status make_clients(struct ng_wire *wire, char *message, size_t message_size) {
    struct ng_http *made = NULL;
    enum ng_status status = make_reader(wire, &made, message, message_size);
    if (status != NG_OK) {
        return status;
    }
    drop_reader(wire, wire->http);
    wire->http = made;
    return make_append(wire, message, message_size);
}

static enum ng_status start_target(struct ng_wire *wire, uint64_t events, char *message,
                                   size_t message_size) {
    enum ng_status status = ng_target_start(wire->target, events, message, message_size);
    return status == NG_OK ? make_clients(wire, message, message_size) : status;
}

enum ng_status ng_wire_connect(struct ng_wire *wire, struct ng_message *message) {
    return wire->target != NULL
               ? start_target(wire, first_log(wire), message->text, sizeof message->text)
               : make_clients(wire, message->text, sizeof message->text);
}

static enum ng_status relaunch(void *context, uint64_t events, char *message, size_t message_size) {
    struct ng_wire *wire = context;
    uint64_t count = events == NG_RUN_FIRST_LOG ? first_log(wire) : events;
    return start_target(wire, count, message, message_size);
}

static enum ng_status send(void *context, const struct ng_ask *ask, struct ng_exchange *exchange) {
    const struct ng_wire *wire = context;
    return ng_http_send(wire->http, ask, exchange);
}

static enum ng_status append(void *context, uint64_t count, char *message, size_t message_size) {
    const struct ng_wire *wire = context;
    return ng_append_events(wire->append, count, message, message_size);
}

static bool acknowledged(void *context) {
    const struct ng_wire *wire = context;
    return ng_append_is_acknowledged(wire->append);
}

static enum ng_status open_transport(void *context, struct ng_transport_ops *transport) {
    char message[NG_MESSAGE_MAX];
    struct ng_http *http = NULL;
    enum ng_status status = make_reader(context, &http, message, sizeof message);
    if (status == NG_OK) {
        *transport = ng_http_transport(http);
    }
    return status;
}

static void close_transport(void *context, struct ng_transport_ops transport) {
    drop_reader(context, transport.context);
}

static enum ng_status send_raw(void *context, const struct ng_raw_sending *sending,
                               struct ng_raw_received *received) {
    struct ng_wire *wire = context;
    const struct ng_raw_options options = {
        .url = endpoint(wire),
        .profile = &wire->profile,
        .fields = wire->fields.items,
        .field_count = wire->fields.count,
        .timeout = timeout_of(wire),
        .goes_on = appending_goes_on,
        .context = wire,
    };
    return ng_raw_send(&options, sending, received);
}

static double now(void *context) {
    (void)context;
    return ng_monotonic_now();
}

static void wait_for(void *context, double seconds) {
    (void)context;
    ng_monotonic_wait(seconds);
}

static bool interrupted(void *context) {
    (void)context;
    return ng_interrupt_seen();
}

static uint64_t bytes(void *context) {
    const struct ng_wire *wire = context;
    return wire->bytes_before + ng_http_bytes(wire->http);
}

struct ng_run_options ng_wire_run_options(struct ng_wire *wire, struct ng_listener listener) {
    const struct ng_options *options = wire->options;
    /* Without {log} the server's log is its own affair, and a new start would not change it. */
    bool owns_log = options->launch != NULL && strstr(options->launch, "{log}") != NULL;
    struct ng_run_options run = {
        .info = {.version = NOGAP_VERSION,
                 .url = wire->shown_url,
                 .profile = wire->profile.name,
                 .seed = wire->seed,
                 .strict = options->strict,
                 .case_count = wire->case_count,
                 .repetitions = options->repeat,
                 .header_names = wire->field_names,
                 .header_count = wire->field_name_count,
                 .waivers = wire->waivers.items,
                 .waiver_count = wire->waivers.count},
        .cases = wire->cases,
        .profile = &wire->profile,
        .spec = wire->spec,
        .control = {.context = wire, .now = now, .wait = wait_for, .interrupted = interrupted},
        .listener = listener,
        .launched = owns_log,
        .deadline = options->deadline,
        .max_requests = options->max_requests,
        .rate = options->rate,
        .append_max = options->append_max,
        .soak = options->soak,
        .window_probe = options->window_probe,
        .explore_requests = options->requests,
        .explore_seconds = options->seconds,
    };
    if (wire->http != NULL) {
        run.transport = (struct ng_transport_ops){.context = wire, .send = send};
        run.control.bytes = bytes;
        run.control.open_transport = open_transport;
        run.control.close_transport = close_transport;
    }
    if (wire->target != NULL && owns_log) {
        run.control.relaunch = relaunch;
    }
    if (wire->append != NULL) {
        run.control.append = append;
        run.control.acknowledged = acknowledged;
        run.control.append_is_request = ng_append_sends_requests(wire->append);
    }
    if (ng_raw_reaches(wire->shown_url)) {
        run.control.raw = send_raw;
    }
    return run;
}
