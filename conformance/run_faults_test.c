/* Each fault of a server is named by its clause, in the case that is there for it. */
#include "conformance/equal_events.h"
#include "conformance/run_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void set_cursor(struct ng_exchange *exchange, uint64_t cursor) {
    exchange->cursor = cursor;
    (void)snprintf(exchange->cursor_text, sizeof exchange->cursor_text, "%llu",
                   (unsigned long long)cursor);
}

static void answer(struct server *server, struct ng_exchange *exchange, uint64_t first,
                   uint64_t end, uint64_t cursor) {
    ng_exchange_clear(exchange);
    exchange->status = 200;
    exchange->body_form = NG_BODY_ARRAY;
    exchange->cursor_form = NG_CURSOR_OK;
    set_cursor(exchange, cursor);
    for (uint64_t index = first; index < end; index++)
        assert_int_equal(ng_exchange_add_event(exchange, ng_model_digest(&server->model, index)),
                         NG_OK);
}

static bool is_page(const struct ng_ask *ask, const struct ng_exchange *exchange) {
    return exchange->status == 200 && ask->method == NG_GET;
}

static void cursor_one_too_small(struct server *server, const struct ng_ask *ask,
                                 struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    if (exchange->status == 200 && exchange->cursor)
        set_cursor(exchange, exchange->cursor - 1);
}

static void cursor_one_too_large(struct server *server, const struct ng_ask *ask,
                                 struct ng_exchange *exchange) {
    (void)server;
    (void)ask;
    if (exchange->status == 200)
        set_cursor(exchange, exchange->cursor + 1);
}

static void limit_ignored(struct server *server, const struct ng_ask *ask,
                          struct ng_exchange *exchange) {
    if (is_page(ask, exchange) && ask->readings[0].limit)
        answer(server, exchange, ask->readings[0].since, server->model.count, server->model.count);
}

static void sum_not_clamped(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    (void)server;
    const struct ng_reading *reading = &ask->readings[0];
    if (is_page(ask, exchange) && reading->has_limit && reading->limit < 1000000000)
        set_cursor(exchange, reading->since + reading->limit);
}

static void past_end_echoed(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    (void)server;
    if (is_page(ask, exchange) && exchange->cursor < ask->readings[0].since)
        set_cursor(exchange, ask->readings[0].since);
}

static void negative_since_is_0(struct server *server, const struct ng_ask *ask,
                                struct ng_exchange *exchange) {
    if (ask->query && strncmp(ask->query, "since=-", 7) == 0)
        answer(server, exchange, 0, server->model.count, server->model.count);
}

static void limit_0_is_none(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    if (is_page(ask, exchange) && reading->has_limit && !reading->limit)
        answer(server, exchange, reading->since, server->model.count, server->model.count);
}

static void wrong_events(struct server *server, const struct ng_ask *ask,
                         struct ng_exchange *exchange) {
    if (!is_page(ask, exchange) || !ask->readings[0].since)
        return;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] = ng_model_digest(&server->model, i);
}

static void twice_at_joint(struct server *server, const struct ng_ask *ask,
                           struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    if (!is_page(ask, exchange) || !reading->since || !reading->has_limit)
        return;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] = ng_model_digest(&server->model, reading->since + i - 1);
}

static void total_as_cursor(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    if (is_page(ask, exchange))
        set_cursor(exchange, server->model.count);
}

static void newest_first(struct server *server, const struct ng_ask *ask,
                         struct ng_exchange *exchange) {
    if (!is_page(ask, exchange) || !ask->readings[0].has_limit)
        return;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] = ng_model_digest(&server->model, exchange->cursor - 1 - i);
}

static void rewritten_at_each_read(struct server *server, const struct ng_ask *ask,
                                   struct ng_exchange *exchange) {
    (void)ask;
    for (size_t i = 0; i < exchange->event_count; i++)
        exchange->digests[i] += server->requests;
}

static void null_when_empty(struct server *server, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    (void)server;
    if (is_page(ask, exchange) && !exchange->event_count)
        exchange->body_form = NG_BODY_NULL;
}

static void hidden_page_size(struct server *server, const struct ng_ask *ask,
                             struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    uint64_t since = reading->since;
    if (is_page(ask, exchange) && ask->query && !reading->has_limit && exchange->event_count > 2)
        answer(server, exchange, since, since + 2, since + 2);
}

static void torn(struct server *server, const struct ng_ask *ask, struct ng_exchange *exchange) {
    if (!is_page(ask, exchange) || ask->query || server->requests == 1)
        return;
    uint64_t announced = server->model.count;
    server->model.count += 2;
    answer(server, exchange, 0, server->model.count, announced);
}

/* As a sum of the digits that is weighed wrongly from the second one on: 20 is 22. */
static void second_digit_counts_more(struct server *server, const struct ng_ask *ask,
                                     struct ng_exchange *exchange) {
    uint64_t since = ask->readings[0].since;
    if (!is_page(ask, exchange) || since < 10 || since >= server->model.count)
        return;
    uint64_t end = ng_reading_end(&ask->readings[0], server->model.count);
    answer(server, exchange, since + since / 10, end + since / 10, end);
}

/* Segments of 16 events, of which the second one begins one event late. */
static void second_segment_is_late(struct server *server, const struct ng_ask *ask,
                                   struct ng_exchange *exchange) {
    uint64_t since = ask->readings[0].since;
    uint64_t end = ng_reading_end(&ask->readings[0], server->model.count);
    if (is_page(ask, exchange) && since >= 16 && end < server->model.count)
        answer(server, exchange, since + 1, end + 1, end);
}

static void dump_ends_at_1000(struct server *server, const struct ng_ask *ask,
                              struct ng_exchange *exchange) {
    if (is_page(ask, exchange) && !ask->query && exchange->event_count > 1000)
        answer(server, exchange, 0, 1000, 1000);
}

static void limit_ends_at_500(struct server *server, const struct ng_ask *ask,
                              struct ng_exchange *exchange) {
    const struct ng_reading *reading = &ask->readings[0];
    uint64_t end = reading->since + 500;
    if (is_page(ask, exchange) && reading->has_limit && exchange->event_count > 500)
        answer(server, exchange, reading->since, end, end);
}

/* The cursor is one past the first event that is equal to the last one of the page. */
static void cursor_of_first_equal(struct server *server, const struct ng_ask *ask,
                                  struct ng_exchange *exchange) {
    uint64_t end = exchange->cursor;
    if (is_page(ask, exchange) && exchange->event_count && end < server->model.count)
        set_cursor(exchange, ng_equal_event(end - 1) + 1);
}

/* The server took each event once, and knows no others. */
static void equals_never_taken(struct server *server, const struct ng_ask *ask,
                               struct ng_exchange *exchange) {
    if (!is_page(ask, exchange) || server->model.count != 103)
        return;
    uint64_t end = ng_reading_end(&ask->readings[0], 99);
    answer(server, exchange, 0, 0, end);
    for (uint64_t index = 0, taken = 0; taken < end; index++)
        if (ng_equal_event(index) == index && taken++ >= ask->readings[0].since)
            assert_int_equal(
                ng_exchange_add_event(exchange, ng_model_digest(&server->model, index)), NG_OK);
}

static void each_fault_is_named(void **state) {
    (void)state;
    static const struct {
        void (*tamper)(struct server *server, const struct ng_ask *ask,
                       struct ng_exchange *exchange);
        const char *case_id;
        const char *clause;
        uint64_t growth;
    } faults[] = {
        {cursor_one_too_small, "since-and-limit", "cursor-3", 0},
        {cursor_one_too_small, NULL, "cursor-3", 3},
        {cursor_one_too_large, "since-only", "cursor-3", 0},
        {limit_ignored, "since-and-limit", "range-4", 0},
        {sum_not_clamped, "limit-past-end", "range-4", 0},
        {past_end_echoed, "since-past-end", "cursor-4", 0},
        {past_end_echoed, "since-past-end", "cursor-4", 5},
        {negative_since_is_0, "negative-since", "reject-3", 0},
        {limit_0_is_none, "limit-zero", "limit-1", 0},
        {wrong_events, "since-and-limit", "range-1", 0},
        {twice_at_joint, "chained-reads", "chain-1", 0},
        {total_as_cursor, "since-and-limit", "cursor-5", 0},
        {newest_first, "since-and-limit", "range-2", 0},
        {rewritten_at_each_read, "full-dump", "immutable-1", 0},
        {null_when_empty, "since-past-end", "body-2", 0},
        {hidden_page_size, "since-only", "range-3", 0},
        {torn, "full-dump", "instant-1", 0},
        {second_digit_counts_more, "index-digits", "range-1", 0},
        {second_segment_is_late, "index-digits", "param-1", 0},
        {dump_ends_at_1000, "long-log", "dump-1", 0},
        {limit_ends_at_500, "long-log", "range-4", 0},
        {cursor_of_first_equal, "equal-neighbours", "cursor-3", 0},
        {equals_never_taken, "equal-neighbours", "dump-1", 0},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct server server = {.model = {.count = 10, .growth_max = faults[i].growth},
                                .tamper = faults[i].tamper,
                                .launchable = true};
        ng_talk_expect_fault(&server, faults[i].case_id, faults[i].clause);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_fault_is_named)};
    return cmocka_run_group_tests(tests, ng_talk_set_up, ng_talk_tear_down);
}
