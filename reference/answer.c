#include "reference/answer.h"

#include "reference/percent.h"
#include "reference/query.h"
#include "reference/target.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

static void begin(struct ref_answer *answer, unsigned status) {
    answer->status = status;
    answer->header_count = 0;
    answer->has_events = false;
    answer->text = (struct ref_bytes){NULL, 0};
}

static void add_header(struct ref_answer *answer, const char *name, const char *value) {
    assert(answer->header_count < REF_ANSWER_HEADERS);
    answer->headers[answer->header_count] = (struct ref_header){name, value};
    answer->header_count++;
}

/* What every answer carries, so that a script of another origin can read refusals too. */
static void add_common_headers(struct ref_answer *answer) {
    add_header(answer, "Cache-Control", "no-store");
    add_header(answer, "Access-Control-Allow-Origin", "*");
    add_header(answer, "Access-Control-Expose-Headers", "X-EXO-Last-Idx");
}

static void answer_text(struct ref_answer *answer, unsigned status, struct ref_bytes text) {
    begin(answer, status);
    add_header(answer, "Content-Type", "application/json");
    add_common_headers(answer);
    answer->text = text;
}

static void answer_options(struct ref_answer *answer) {
    begin(answer, 204);
    add_header(answer, "Allow", "GET, HEAD, OPTIONS");
    add_header(answer, "Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
    add_header(answer, "Access-Control-Allow-Headers", "*");
    add_header(answer, "Access-Control-Max-Age", "600");
    add_common_headers(answer);
}

static void answer_events(struct ref_answer *answer, const struct ref_query *query,
                          uint64_t count) {
    begin(answer, 200);
    answer->has_events = true;
    answer->range = ref_range_of(query->since, query->limit, count);
    (void)snprintf(answer->cursor, sizeof answer->cursor, "%" PRIu64, answer->range.end);
    add_header(answer, "Content-Type", "application/json");
    add_header(answer, "X-EXO-Last-Idx", answer->cursor);
    add_common_headers(answer);
}

static void answer_query(struct ref_answer *answer, struct ref_bytes raw, uint64_t count) {
    struct ref_query query;
    struct ref_query_faults faults;
    if (ref_query_parse(raw, &query, &faults) == REF_OK) {
        answer_events(answer, &query, count);
        return;
    }
    size_t size = ref_error_body(&faults, answer->buffer);
    answer_text(answer, 422, (struct ref_bytes){answer->buffer, size});
}

static bool host_is_wrong(const struct ref_request *request) {
    return request->hosts > 1 || (request->needs_host && request->hosts == 0);
}

void ref_answer_request(const struct ref_request *request, uint64_t count,
                        struct ref_answer *answer) {
    struct ref_target target = ref_target_split(request->target);
    bool is_options = ref_bytes_are(request->method, "OPTIONS");
    if (host_is_wrong(request)) {
        answer_text(answer, 400,
                    ref_bytes_of("{\"detail\":\"A request carries exactly one Host field\"}"));
    } else if (request->cut) {
        answer_text(answer, 400, ref_bytes_of("{\"detail\":\"A target holds no NUL\"}"));
    } else if (is_options && ref_bytes_are(request->target, "*")) {
        answer_options(answer);
    } else if (!ref_percent_equals(target.path, "/events")) {
        answer_text(answer, 404, ref_bytes_of("{\"detail\":\"Not Found\"}"));
    } else if (is_options) {
        answer_options(answer);
    } else if (ref_bytes_are(request->method, "GET") || ref_bytes_are(request->method, "HEAD")) {
        answer_query(answer, target.query, count);
    } else {
        answer_text(answer, 405, ref_bytes_of("{\"detail\":\"Method Not Allowed\"}"));
        add_header(answer, "Allow", "GET, HEAD, OPTIONS");
    }
}
