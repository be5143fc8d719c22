#include "fuzz/meeting.h"

#include "conformance/raw_exchange.h"
#include "fuzz/fuzz.h"
#include "reference/answer.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 1024
#define SPELLINGS 5

static const char cursor_name[] = "X-EXO-Last-Idx";

struct text {
    char bytes[TEXT_MAX];
    size_t size;
};

static void put(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text->bytes + text->size, TEXT_MAX - text->size, format, arguments);
    va_end(arguments);
    FUZZ_ASSERT(length >= 0 && (size_t)length < TEXT_MAX - text->size);
    text->size += (size_t)length;
}

/* Numbers of one digit, plain or encoded; the parameters in both orders, with others around them.
 */
static void spell_target(const struct item *item, unsigned spelling, struct text *target) {
    static const char *const digits[SPELLINGS] = {"", "%3", "", "%3", ""};
    static const char *const others[SPELLINGS] = {"", "", "x=1&", "&", "since2=4&"};
    const struct ng_reading *reading = &item->readings[0];
    const char *encoded = digits[spelling % SPELLINGS];
    put(target, "/events");
    if (item->plain)
        return;
    put(target, "?%s", others[spelling % SPELLINGS]);
    bool limit_first = spelling / SPELLINGS % 2 == 1;
    for (int turn = 0; turn < 2; turn++) {
        bool is_limit = limit_first == (turn == 0);
        if (is_limit && reading->has_limit)
            put(target, "limit=%s%" PRIu64 "&", encoded, reading->limit);
        if (!is_limit)
            put(target, "since=%s%" PRIu64 "&", encoded, reading->since);
    }
}

void meeting_ask_reference(struct item *item, unsigned spelling, uint64_t count,
                           const unsigned char *log, struct meeting_answer *answer) {
    struct text target = {.size = 0}, fields = {.size = 0};
    struct ref_answer made;
    spell_target(item, spelling, &target);
    answer->is_head = item->kind == ITEM_HEAD;
    const struct ref_request request = {.method = ref_bytes_of(answer->is_head ? "HEAD" : "GET"),
                                        .target = {target.bytes, target.size},
                                        .hosts = 1,
                                        .needs_host = true};
    ref_answer_request(&request, count, &made);
    answer->status = made.status;
    for (size_t i = 0; i < made.header_count; i++) {
        if (strcmp(made.headers[i].name, cursor_name) == 0)
            answer->cursor = strtoull(made.headers[i].value, NULL, 10);
        else
            put(&fields, "%s: %s\r\n", made.headers[i].name, made.headers[i].value);
    }
    FUZZ_ASSERT(fields.size < sizeof answer->fields);
    memcpy(answer->fields, fields.bytes, fields.size + 1);
    FUZZ_ASSERT(made.has_events && made.range.end <= count);
    for (uint64_t i = made.range.first; i < made.range.end && !answer->is_head; i++)
        answer->events[answer->shown++] = log[i];
}

void meeting_begin(struct meeting *meeting) {
    FUZZ_ASSERT(ng_profile_exo(&meeting->profile) == NG_OK);
    FUZZ_ASSERT(ng_body_new(&meeting->profile, &meeting->body) == NG_OK);
    FUZZ_ASSERT(ng_judge_new(&meeting->profile, false, &meeting->judge) == NG_OK);
    ng_findings_init(&meeting->findings);
}

static void write_answer(const struct meeting_answer *answer, struct text *wire) {
    struct text body = {.size = 0};
    put(&body, "[");
    for (size_t i = 0; i < answer->shown; i++)
        put(&body, "%s{\"kind\":\"%c\"}", i == 0 ? "" : ",", answer->events[i]);
    put(&body, "]");
    put(wire, "HTTP/1.1 %u Said\r\n%s%s: %" PRIu64 "\r\n", answer->status, answer->fields,
        cursor_name, answer->cursor);
    put(wire, "Content-Length: %zu\r\n\r\n", body.size);
    if (!answer->is_head)
        put(wire, "%s", body.bytes);
}

void meeting_judge(struct meeting *meeting, const struct item *item, uint64_t began,
                   const struct meeting_answer *answer) {
    struct text wire = {.size = 0};
    struct ng_raw_answer raw;
    struct ng_exchange exchange;
    struct ng_judgement judgement;
    size_t at = 0;
    write_answer(answer, &wire);
    const struct ng_raw_received received = {
        .bytes = wire.bytes, .size = wire.size, .end = NG_RAW_END_CLOSED};
    ng_exchange_init(&exchange);
    FUZZ_ASSERT(ng_raw_exchange(&received, &at, &meeting->profile, meeting->body, answer->is_head,
                                &raw, &exchange) == NG_OK);
    exchange.ask = (struct ng_ask){.method = answer->is_head ? NG_HEAD : NG_GET,
                                   .query = item->plain ? NULL : "since=..",
                                   .expectation = NG_EXPECT_RANGE,
                                   .readings = {item->readings[0]},
                                   .reading_count = 1};
    exchange.sent = began;
    exchange.answered = ng_judge_tick(meeting->judge);
    FUZZ_ASSERT(ng_judge_answer(meeting->judge, &exchange, &meeting->findings, &judgement) ==
                NG_OK);
    FUZZ_ASSERT(judgement.judged);
    ng_exchange_deinit(&exchange);
}

bool meeting_end(struct meeting *meeting) {
    ng_judge_settle(meeting->judge, &meeting->findings);
    bool found = ng_findings_total(&meeting->findings) > 0;
    ng_findings_deinit(&meeting->findings);
    ng_judge_free(meeting->judge);
    ng_body_free(meeting->body);
    ng_profile_deinit(&meeting->profile);
    return found;
}
