/* Sending the tables of the class hostile. */
#include "conformance/cases/hostile.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct ng_reading ng_hostile_page(const struct ng_session *session) {
    uint64_t count = ng_session_count(session);
    return (struct ng_reading){
        .since = count > 4 ? 2 : 1, .limit = count > 4 ? 2 : 1, .has_limit = true};
}

static bool may_lack_support(const struct ng_hostile *row) {
    return row->clause && strcmp(row->clause, "transport-2") == 0;
}

struct ng_ask ng_hostile_ask(const struct ng_hostile *row, const struct ng_reading *reading) {
    static const enum ng_expectation expectations[] = {
        [NG_HOSTILE_PAGE] = NG_EXPECT_RANGE_OR_REFUSAL,
        [NG_HOSTILE_NOTHING] = NG_EXPECT_REFUSAL,
        [NG_HOSTILE_ANYTHING] = NG_EXPECT_ANYTHING,
    };
    return (struct ng_ask){.expectation = expectations[row->meaning],
                           .readings = {*reading},
                           .reading_count = 1,
                           .clause = row->clause,
                           .may_close = true,
                           .silence_clause = row->silence ? row->silence : "transport-2",
                           .may_lack_support = may_lack_support(row)};
}

static enum ng_status send_row(struct ng_session *session, const struct ng_hostile *row,
                               bool *again) {
    char since[24], limit[24];
    struct ng_reading page = ng_hostile_page(session);
    page.since = ng_session_since_text(session, page.since, since);
    (void)snprintf(limit, sizeof limit, "%" PRIu64, page.limit);
    const struct ng_ask ask = ng_hostile_ask(row, &page);
    const struct ng_raw_request request = {
        .pattern = row->pattern ? row->pattern : NG_HOSTILE_GET,
        .words = {.since = row->since ? row->since : since,
                  .limit = row->limit ? row->limit : limit,
                  .before = row->before,
                  .after = row->after},
        .manner = row->manner,
        .asks = &ask,
        .ask_count = 1,
        .may_be_bare = row->may_be_bare,
    };
    return ng_session_raw(session, &request, again);
}

enum ng_status ng_hostile_send(struct ng_session *session, const struct ng_hostile *rows,
                               size_t count) {
    bool again = ng_session_has(session, 3);
    enum ng_status status = NG_OK;
    for (size_t i = 0; !status && again && i < count; i++)
        status = send_row(session, &rows[i], &again);
    return status == NG_NOT_FOUND ? NG_OK : status;
}
