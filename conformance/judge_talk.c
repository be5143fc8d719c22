#include "conformance/judge_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void talk_begin(struct talk *talk) {
    *talk = (struct talk){.profile = {.refusal_statuses = {422}, .refusal_status_count = 1}};
    assert_int_equal(ng_judge_new(&talk->profile, false, &talk->judge), NG_OK);
    ng_findings_init(&talk->findings);
    ng_exchange_init(&talk->exchange);
}

void talk_end(struct talk *talk) {
    talk_nothing(talk);
    ng_judge_free(talk->judge);
    ng_findings_deinit(&talk->findings);
    ng_exchange_deinit(&talk->exchange);
}

struct ng_ask ask_dump(void) {
    return (struct ng_ask){.expectation = NG_EXPECT_RANGE, .reading_count = 1};
}

struct ng_ask ask_since(uint64_t since) {
    struct ng_ask ask = ask_dump();
    ask.query = "since=..";
    ask.readings[0].since = since;
    return ask;
}

struct ng_ask ask_page(uint64_t since, uint64_t limit) {
    struct ng_ask ask = ask_since(since);
    ask.query = "since=..&limit=..";
    ask.readings[0].limit = limit;
    ask.readings[0].has_limit = true;
    return ask;
}

struct ng_ask ask_head(struct ng_ask ask) {
    ask.method = NG_HEAD;
    return ask;
}

struct ng_exchange *talk_answer(struct talk *talk, struct ng_ask ask, uint64_t cursor,
                                const char *events) {
    struct ng_exchange *exchange = &talk->exchange;
    ng_exchange_clear(exchange);
    exchange->ask = ask;
    exchange->sent = ng_judge_tick(talk->judge);
    exchange->status = 200;
    exchange->cursor = cursor;
    exchange->body_form = ask.method == NG_HEAD ? NG_BODY_NONE : NG_BODY_ARRAY;
    for (; *events; events++)
        assert_int_equal(ng_exchange_add_event(exchange, (unsigned char)*events), NG_OK);
    return exchange;
}

void talk_judge(struct talk *talk) {
    talk->exchange.answered = ng_judge_tick(talk->judge);
    assert_int_equal(
        ng_judge_answer(talk->judge, &talk->exchange, &talk->findings, &talk->judgement), NG_OK);
}

void talk_hear(struct talk *talk, struct ng_ask ask, uint64_t cursor, const char *events) {
    talk_answer(talk, ask, cursor, events);
    talk_judge(talk);
}

void talk_hear_late(struct talk *talk, uint64_t sent, struct ng_ask ask, uint64_t cursor,
                    const char *events) {
    talk_answer(talk, ask, cursor, events)->sent = sent;
    talk_judge(talk);
}

void talk_finding(struct talk *talk, enum ng_finding_kind kind, const char *clause) {
    struct ng_findings *findings = &talk->findings;
    for (size_t i = 0; i < findings->count; i++) {
        struct ng_finding *item = &findings->items[i];
        if (item->kind != kind || strcmp(item->clause, clause) != 0)
            continue;
        free(item->query);
        free(item->header);
        talk->taken = *item;
        talk->taken.query = talk->taken.header = NULL;
        findings->count--;
        memmove(item, item + 1, (findings->count - i) * sizeof *item);
        return;
    }
    for (size_t i = 0; i < findings->count; i++)
        print_message("found: %s %s: %s\n", ng_finding_kind_name(findings->items[i].kind),
                      findings->items[i].clause, findings->items[i].says);
    fail_msg("not found: %s %s", ng_finding_kind_name(kind), clause);
}

void talk_nothing(const struct talk *talk) {
    for (size_t i = 0; i < talk->findings.count; i++)
        print_message("found: %s %s: %s\n", ng_finding_kind_name(talk->findings.items[i].kind),
                      talk->findings.items[i].clause, talk->findings.items[i].says);
    assert_int_equal(talk->findings.count, 0);
}
