#include "conformance/readiness.h"

#include "conformance/http.h"
#include "conformance/monotonic.h"

#include <stdio.h>

#define FIRST_PAUSE 0.005
#define LONGEST_PAUSE 0.05

/* While an answer is waited for: no longer than the process lives and the run goes on. */
static bool may_wait(void *context, uint64_t body_bytes) {
    const struct ng_readiness_options *wishes = context;
    (void)body_bytes;
    return !ng_process_has_ended(wishes->process) && wishes->goes_on(wishes->context);
}

static bool is_http(const struct ng_exchange *exchange) {
    return exchange->transport == NG_TRANSPORT_OK || exchange->status != 0;
}

static enum ng_status wait_for_answer(struct ng_http *http,
                                      const struct ng_readiness_options *wishes, double deadline,
                                      enum ng_readiness *readiness) {
    const struct ng_ask ask = {.method = NG_HEAD};
    struct ng_exchange exchange;
    enum ng_status status = NG_OK;
    double pause = FIRST_PAUSE;
    ng_exchange_init(&exchange);
    *readiness = NG_READY_TOO_LATE;
    while (*readiness == NG_READY_TOO_LATE) {
        status = ng_http_send(http, &ask, &exchange);
        if (ng_process_has_ended(wishes->process)) {
            *readiness = NG_READY_ENDED;
        } else if (status == NG_OK && is_http(&exchange)) {
            *readiness = NG_READY;
        } else if (!wishes->goes_on(wishes->context)) {
            *readiness = NG_READY_RUN_ENDS;
        } else if (status == NG_NO_MEMORY || ng_monotonic_now() >= deadline) {
            break;
        } else {
            ng_monotonic_wait(pause);
            pause = pause < LONGEST_PAUSE ? pause * 2 : pause;
        }
    }
    ng_exchange_deinit(&exchange);
    return status == NG_STOPPED ? NG_OK : status;
}

enum ng_status ng_readiness_wait(const struct ng_readiness_options *wishes,
                                 enum ng_readiness *readiness, char *why, size_t why_size) {
    static char name[] = "Connection", value[] = "close";
    /* A server that serves one connection at a time is not to be kept busy by this one. */
    const struct ng_field field = {name, value};
    double deadline = ng_monotonic_now() + wishes->seconds;
    struct ng_readiness_options asked = *wishes;
    struct ng_profile profile;
    struct ng_http *http = NULL;
    enum ng_status status = ng_profile_exo(&profile);
    if (status != NG_OK) {
        return status;
    }
    const struct ng_http_options options = {
        .url = wishes->url,
        .profile = &profile,
        .fields = &field,
        .field_count = 1,
        .timeout = wishes->seconds,
        .progress = may_wait,
        .progress_context = &asked,
    };
    status = ng_http_new(&options, &http, why, why_size);
    if (status == NG_OK) {
        status = wait_for_answer(http, wishes, deadline, readiness);
        (void)snprintf(why, why_size, "%s", ng_http_last_error(http));
    }
    ng_http_free(http);
    ng_profile_deinit(&profile);
    return status;
}
