/* The case of `nogap fuzz`: sends what the explorer makes up, and lets the judge judge. */
#include "conformance/cases/list.h"
#include "conformance/session.h"

static enum ng_status random_requests(struct ng_session *session) {
    (void)session;
    return NG_OK;
}

const struct ng_case ng_case_random_requests = {
    .id = "random-requests",
    .class_id = NG_CLASS_EXPLORE,
    .asks = "random requests and chains of them, made up from the seed, are answered rightly",
    .why = "faults sit where nobody wrote a case: between the numbers, spellings and moments of "
           "the other classes",
    .clauses = {"answer-1", "range-1", "range-2", "range-4", "cursor-1", "cursor-3", "chain-1",
                "immutable-1", "growth-2"},
    .run = random_requests,
};
