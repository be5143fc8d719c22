#include "conformance/cli/tail_command.h"

#include "conformance/cli/exit_status.h"
#include "conformance/cli/fields.h"
#include "conformance/cli/interrupt.h"
#include "conformance/cli/mask.h"
#include "conformance/cli/profile_option.h"
#include "conformance/cli/streams.h"
#include "conformance/http.h"
#include "conformance/monotonic.h"
#include "conformance/spell.h"
#include "conformance/tail/keeper.h"
#include "conformance/tail/loop.h"
#include "conformance/verdict.h"

#include <stdio.h>
#include <stdlib.h>

/* How soon a wait notices that it is to end. */
#define WAIT_SLICE 0.05

/* For so many seconds the page at hand is written on when all is to end. */
#define LAST_PAGE_SECONDS 1.0

/* A tail under way. */
struct tail {
    const struct ng_options *options;
    struct ng_profile profile;
    struct ng_fields fields;
    struct ng_http *http;
    struct ng_tail_page page;
    struct ng_keeper keeper;
    struct ng_message *message;
    double started;
    double ended; /* when a write was told for the first time that all is to end; 0: never */
};

static bool goes_on(void *context) {
    const struct tail *tail = context;
    double deadline = tail->options->deadline;
    bool is_late = deadline > 0 && ng_monotonic_now() - tail->started > deadline;
    bool is_read = tail->options->tail.output != NULL || !ng_streams_nobody_reads();
    return !ng_interrupt_seen() && !is_late && is_read;
}

/* Whether a reader is waited for. */
static bool is_patient(void *context) {
    struct tail *tail = context;
    if (goes_on(tail)) {
        return true;
    }
    if (tail->ended <= 0) {
        tail->ended = ng_monotonic_now();
    }
    return ng_monotonic_now() - tail->ended < LAST_PAGE_SECONDS;
}

static bool progress(void *context, uint64_t body_bytes) {
    (void)body_bytes;
    return goes_on(context);
}

static enum ng_status take_event(void *context, const char *bytes, size_t size) {
    struct tail *tail = context;
    return ng_tail_page_add(&tail->page, bytes, size);
}

static enum ng_status ask(void *context, const struct ng_reading *reading, size_t again,
                          struct ng_exchange *exchange, bool *too_large) {
    struct tail *tail = context;
    char *query = NULL;
    enum ng_status status = ng_spell_reading(&tail->profile, reading, &query);
    if (status != NG_OK) {
        return status;
    }
    ng_tail_page_begin(&tail->page, again);
    const struct ng_ask get = {.method = NG_GET,
                               .query = query,
                               .expectation = NG_EXPECT_RANGE,
                               .readings = {*reading},
                               .reading_count = 1};
    status = ng_http_send(tail->http, &get, exchange);
    exchange->ask.query = NULL; /* it does not live as long as the exchange */
    free(query);
    *too_large = tail->page.too_large;
    return status;
}

static enum ng_status hand_out(void *context, const struct ng_follow *after) {
    struct tail *tail = context;
    return ng_keeper_hand_out(&tail->keeper, &tail->page, after, tail->message->text,
                              sizeof tail->message->text);
}

static double now(void *context) {
    (void)context;
    return ng_monotonic_now();
}

static void wait_for(void *context, double seconds) {
    double end = ng_monotonic_now() + seconds;
    double left = seconds;
    while (left > 0 && goes_on(context)) {
        ng_monotonic_wait(left < WAIT_SLICE ? left : WAIT_SLICE);
        left = end - ng_monotonic_now();
    }
}

static const char *failure(void *context) {
    const struct tail *tail = context;
    return ng_http_last_error(tail->http);
}

static void say(void *context, const char *text) {
    (void)context;
    (void)fprintf(stderr, "nogap: %s\n", text);
}

static double timeout_of(const struct tail *tail) {
    if (tail->options->timeout > 0) {
        return tail->options->timeout;
    }
    return tail->profile.timeout > 0 ? tail->profile.timeout : NG_DEFAULT_TIMEOUT;
}

static enum ng_status connect(struct tail *tail) {
    const struct ng_http_options options = {
        .url = tail->options->url,
        .profile = &tail->profile,
        .fields = tail->fields.items,
        .field_count = tail->fields.count,
        .timeout = timeout_of(tail),
        .progress = progress,
        .progress_context = tail,
        .event = take_event,
        .event_context = tail,
    };
    return ng_http_new(&options, &tail->http, tail->message->text, sizeof tail->message->text);
}

static int exit_status_of(enum ng_tail_end end) {
    switch (end) {
    case NG_TAIL_ENDED:
        return NG_EXIT_OK;
    case NG_TAIL_FAULTY:
        return ng_outcome_exit_status(NG_NON_CONFORMANT);
    case NG_TAIL_GAVE_UP:
        return ng_outcome_exit_status(NG_RUN_UNREACHABLE);
    case NG_TAIL_OVER_CAPS:
        break;
    }
    return NG_EXIT_FAULT;
}

static int follow(struct tail *tail, struct ng_follow *place) {
    const struct ng_tail_wishes *wishes = &tail->options->tail;
    const struct ng_tail_options options = {
        .once = wishes->once,
        .interval = wishes->interval,
        .interval_max = wishes->interval_max,
        .retry_for = wishes->retry_for,
    };
    const struct ng_tail_ops ops = {
        .context = tail,
        .ask = ask,
        .hand_out = hand_out,
        .now = now,
        .wait = wait_for,
        .goes_on = goes_on,
        .failure = failure,
        .say = say,
    };
    enum ng_tail_end end = NG_TAIL_ENDED;
    char words[NG_TAIL_WORDS_MAX] = "";
    if (ng_tail_loop(&options, &ops, place, &end, words) != NG_OK) {
        return NG_EXIT_FAULT;
    }
    if (end != NG_TAIL_ENDED) {
        ng_message_write(tail->message, "%s", words);
    }
    return exit_status_of(end);
}

static int keep_and_follow(struct tail *tail, char *shown_url) {
    const struct ng_tail_wishes *wishes = &tail->options->tail;
    const struct ng_keeper_options options = {
        .url = shown_url,
        .profile = tail->profile.name,
        .cursor_file = wishes->cursor_file,
        .output = wishes->output,
        .patience = {.goes_on = is_patient, .context = tail},
    };
    struct ng_follow place;
    ng_follow_init(&place, wishes->since, wishes->limit, (size_t)wishes->overlap);
    enum ng_status status = ng_keeper_open(&tail->keeper, &options, &place, tail->message->text,
                                           sizeof tail->message->text);
    if (status == NG_STOPPED) {
        return NG_EXIT_OK;
    }
    if (status != NG_OK) {
        return status == NG_NO_MEMORY ? NG_EXIT_FAULT : NG_EXIT_USAGE;
    }
    int exit_status = follow(tail, &place);
    ng_keeper_close(&tail->keeper);
    return exit_status;
}

static int connect_and_follow(struct tail *tail) {
    enum ng_status status = ng_fields_collect(tail->options, &tail->fields, tail->message);
    if (status == NG_OK) {
        status = connect(tail);
    }
    if (status != NG_OK) {
        return status == NG_NO_MEMORY ? NG_EXIT_FAULT : NG_EXIT_USAGE;
    }
    char *shown_url = ng_mask_url(tail->options->url);
    int exit_status = shown_url != NULL ? keep_and_follow(tail, shown_url) : NG_EXIT_FAULT;
    free(shown_url);
    return exit_status;
}

int ng_tail_command(const struct ng_options *options, struct ng_message *message) {
    struct tail tail = {.options = options, .message = message, .started = ng_monotonic_now()};
    ng_interrupt_listen();
    enum ng_status status = ng_profile_load(options->profile, &tail.profile, message);
    if (status != NG_OK) {
        return status == NG_NO_MEMORY ? NG_EXIT_FAULT : NG_EXIT_USAGE;
    }
    int exit_status = connect_and_follow(&tail);
    ng_http_free(tail.http);
    ng_tail_page_deinit(&tail.page);
    ng_fields_deinit(&tail.fields);
    ng_profile_deinit(&tail.profile);
    return exit_status;
}
