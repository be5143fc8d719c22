/*
 * Property: an answer of a truthful append-only log is never blamed, whatever was asked, however
 * requests overlap and wherever in 64 bits the log ends; and a judge that is told the same comes to
 * the same, also where answers were changed in any way. The input is a conversation with one judge.
 * Clauses: all of sections 3 to 7 of SPEC.md.
 */
#include "conformance/judge.h"
#include "fuzz/conversation_log.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/told.h"

#include <string.h>

#define OPEN_MAX 4
#define STEPS_MAX 400

/* A request that is on its way. */
struct open_request {
    struct ng_ask ask;
    uint64_t sent;
    uint64_t count; /* of the log when it was sent */
};

struct conversation {
    struct fuzz_producer input;
    struct ng_profile profile;
    struct ng_judge *judge;
    struct ng_findings findings;
    struct conversation_log log;
    struct open_request open[OPEN_MAX];
    size_t open_count;
    bool spoils; /* answers are changed, so that blame is right */
    struct told told;
};

/* Grows the log, and perhaps says that it was our own append. */
static void append(struct conversation *talk) {
    uint64_t before = ng_judge_tick(talk->judge);
    uint64_t count = fuzz_take_between(&talk->input, 1, 12);
    bool is_ours = fuzz_take_bool(&talk->input);
    if (count > UINT64_MAX - talk->log.count)
        return;
    talk->log.count += count;
    if (is_ours)
        ng_judge_appended(talk->judge, before, ng_judge_tick(talk->judge), count);
}

static void send(struct conversation *talk) {
    if (talk->open_count == OPEN_MAX)
        return;
    struct open_request *request = &talk->open[talk->open_count++];
    request->ask = conversation_ask(&talk->log, &talk->input);
    request->sent = ng_judge_tick(talk->judge);
    request->count = talk->log.count;
}

static void answer(struct conversation *talk) {
    if (talk->open_count == 0)
        return;
    size_t at = (size_t)fuzz_take_between(&talk->input, 0, talk->open_count - 1);
    struct open_request request = talk->open[at];
    talk->open[at] = talk->open[--talk->open_count];
    struct ng_exchange exchange;
    struct ng_judgement judgement;
    uint64_t count = fuzz_take_between(&talk->input, request.count, talk->log.count);
    ng_exchange_init(&exchange);
    exchange.ask = request.ask;
    exchange.sent = request.sent;
    exchange.answered = ng_judge_tick(talk->judge);
    conversation_answer(&talk->log, count, &talk->input, &exchange);
    if (talk->spoils && fuzz_take_bool(&talk->input))
        conversation_spoil(&talk->input, &exchange);
    FUZZ_ASSERT(ng_judge_answer(talk->judge, &exchange, &talk->findings, &judgement) == NG_OK);
    FUZZ_ASSERT(talk->spoils || judgement.faultless);
    FUZZ_ASSERT(judgement.judged == (judgement.inconclusive[0] == '\0'));
    told_number(&talk->told, judgement.events_compared);
    told_text(&talk->told, judgement.inconclusive);
    ng_exchange_deinit(&exchange);
}

/* The question whether the log was reset, by two reads that the judge has not seen. */
static void ask_for_reset(struct conversation *talk) {
    struct ng_exchange prefix, tail;
    ng_exchange_init(&prefix);
    ng_exchange_init(&tail);
    prefix.ask = conversation_page(0, 8);
    tail.ask = conversation_tail(ng_judge_seen_end(talk->judge), talk->log.count);
    conversation_answer(&talk->log, talk->log.count, &talk->input, &prefix);
    conversation_answer(&talk->log, talk->log.count, &talk->input, &tail);
    if (talk->spoils) {
        conversation_spoil(&talk->input, &prefix);
        conversation_spoil(&talk->input, &tail);
    }
    bool is_reset = ng_judge_is_reset(talk->judge, &prefix, &tail);
    FUZZ_ASSERT(talk->spoils || !is_reset);
    told_number(&talk->told, is_reset);
    ng_exchange_deinit(&prefix);
    ng_exchange_deinit(&tail);
}

static void step(struct conversation *talk) {
    switch (fuzz_take_between(&talk->input, 0, 7)) {
    case 0:
        append(talk);
        break;
    case 1:
    case 2:
        send(talk);
        break;
    case 3:
        ng_judge_settle(talk->judge, &talk->findings);
        break;
    case 4:
        ask_for_reset(talk);
        break;
    default:
        answer(talk);
        break;
    }
    told_number(&talk->told, ng_judge_needs(talk->judge));
    FUZZ_ASSERT(talk->spoils || ng_judge_needs(talk->judge) != NG_NEEDS_PREFIX);
    FUZZ_ASSERT(talk->spoils || ng_judge_count(talk->judge) <= talk->log.count);
    FUZZ_ASSERT(talk->spoils || ng_judge_seen_end(talk->judge) <= talk->log.count);
}

static struct told hold(struct fuzz_producer input) {
    struct conversation talk = {.input = input};
    uint8_t server = fuzz_take_byte(&talk.input);
    FUZZ_ASSERT(ng_profile_exo(&talk.profile) == NG_OK);
    talk.spoils = (server & 1) != 0;
    talk.profile.past_end_echo = talk.log.echoes = (server & 2) != 0;
    talk.log.implies = (server & 4) != 0;
    talk.log.kinds = (server & 8) != 0 ? 2 : UINT64_MAX;
    talk.log.count = fuzz_take_edge(&talk.input);
    ng_findings_init(&talk.findings);
    FUZZ_ASSERT(ng_judge_new(&talk.profile, (server & 16) != 0, &talk.judge) == NG_OK);
    for (size_t i = 0; i < STEPS_MAX && talk.input.size > 0; i++)
        step(&talk);
    ng_judge_settle(talk.judge, &talk.findings);
    FUZZ_ASSERT(talk.spoils || ng_findings_total(&talk.findings) == 0);
    told_findings(&talk.told, &talk.findings);
    told_number(&talk.told, ng_judge_count(talk.judge));
    ng_findings_deinit(&talk.findings);
    ng_judge_free(talk.judge);
    ng_profile_deinit(&talk.profile);
    return talk.told;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct fuzz_producer input = {data, size};
    struct told first = hold(input), second = hold(input);
    FUZZ_ASSERT(first.sum == second.sum);
    return 0;
}
