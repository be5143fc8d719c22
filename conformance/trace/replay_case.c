/* One case: what its session told a recorder goes to a judge again. */
#include "conformance/trace/replay_state.h"

#include <stdio.h>
#include <string.h>

const char ng_replay_cut_reason[] = "the trace ends before the run did";

/* The case under way. */
struct replayed {
    struct ng_replay *replay;
    struct ng_recorder keeper;
    struct ng_findings *findings;
    struct ng_session_result session;
};

static enum ng_status take_new_judge(struct replayed *replayed) {
    struct ng_replay *replay = replayed->replay;
    struct ng_judge *judge;
    enum ng_status status =
        ng_judge_new(&replay->header.header.profile, replay->header.header.launched, &judge);
    if (status)
        return status;
    ng_judge_free(replay->judge);
    replay->judge = judge;
    replay->answered = 0;
    replayed->keeper.new_judge(replayed->keeper.context);
    return NG_OK;
}

static enum ng_status take_exchange(struct replayed *replayed) {
    struct ng_replay *replay = replayed->replay;
    const struct ng_exchange *exchange = &replay->record.exchange;
    struct ng_judgement judgement;
    if (exchange->answered <= replay->answered)
        return ng_replay_unexpected(replay, "exchanges in the order of 'answered'");
    replay->answered = exchange->answered;
    replayed->keeper.exchange(replayed->keeper.context, exchange);
    enum ng_status status =
        ng_judge_answer(replay->judge, exchange, replayed->findings, &judgement);
    if (!status) {
        replayed->session.events_compared += judgement.events_compared;
        replayed->session.joints_crossed += judgement.joint ? 1 : 0;
    }
    return status;
}

static void take_note(struct replayed *replayed) {
    const struct ng_trace_record *record = &replayed->replay->record;
    replayed->keeper.note(replayed->keeper.context, &record->exchange.ask, &record->found);
    ng_findings_note(replayed->findings, &record->exchange.ask, &record->found);
}

static enum ng_status take(struct replayed *replayed) {
    struct ng_replay *replay = replayed->replay;
    const struct ng_trace_record *record = &replay->record;
    const struct ng_recorder *keeper = &replayed->keeper;
    switch (record->kind) {
    case NG_TRACE_NEW_JUDGE:
        return take_new_judge(replayed);
    case NG_TRACE_EXCHANGE:
        replayed->session.requests++;
        return take_exchange(replayed);
    case NG_TRACE_SETTLE:
        keeper->settle(keeper->context);
        ng_judge_settle(replay->judge, replayed->findings);
        keeper->found(keeper->context, replayed->findings);
        return NG_OK;
    case NG_TRACE_RESET_CHECK:
        keeper->reset_check(keeper->context, &record->exchange, &record->tail);
        (void)ng_judge_is_reset(replay->judge, &record->exchange, &record->tail);
        return NG_OK;
    case NG_TRACE_APPENDED:
        keeper->appended(keeper->context, record->before, record->after, record->count);
        ng_judge_appended(replay->judge, record->before, record->after, record->count);
        return NG_OK;
    case NG_TRACE_NOTE:
        take_note(replayed);
        return NG_OK;
    case NG_TRACE_HEADER:
    case NG_TRACE_CASE_BEGIN:
    case NG_TRACE_CASE_END:
    case NG_TRACE_RESTART:
    case NG_TRACE_END:
        break;
    }
    return ng_replay_unexpected(replay, "what a case asked, or its end");
}

/* Reads to the beginning of the case. A run makes its first judge before that. */
static enum ng_status begin_case(struct replayed *replayed, const struct ng_case *test_case) {
    struct ng_replay *replay = replayed->replay;
    enum ng_status status = ng_replay_next(replay);
    if (!status && replay->record.kind == NG_TRACE_NEW_JUDGE) {
        status = take_new_judge(replayed);
        if (!status)
            status = ng_replay_next(replay);
    }
    if (status)
        return status;
    char expected[NG_WORDS_MAX];
    (void)snprintf(expected, sizeof expected, "the beginning of the case %s", test_case->id);
    if (replay->record.kind != NG_TRACE_CASE_BEGIN || replay->record.test_case != test_case)
        return ng_replay_unexpected(replay, expected);
    if (!replay->judge)
        return ng_replay_unexpected(replay, "a new_judge before the first case");
    replayed->keeper.case_begin(replayed->keeper.context, test_case);
    return NG_OK;
}

static enum ng_status end_case(struct replayed *replayed, struct ng_case_result *result) {
    struct ng_replay *replay = replayed->replay;
    const struct ng_trace_record *record = &replay->record;
    if (record->test_case != result->test_case)
        return ng_replay_unexpected(replay, "the end of the case that began last");
    uint64_t compared = replayed->session.events_compared;
    uint64_t crossed = replayed->session.joints_crossed;
    replayed->session = record->session;
    replayed->session.events_compared = compared;
    replayed->session.joints_crossed = crossed;
    result->seconds = record->seconds;
    ng_conclude_case(replay->options.spec, record->status, &replayed->session, result);
    ng_conclude_waiver(&replay->info, &replayed->session, result);
    return record->status == NG_NO_MEMORY ? NG_NO_MEMORY : NG_OK;
}

/* The trace ends in the middle of the case. */
static void cut_case(struct replayed *replayed, struct ng_case_result *result) {
    struct ng_session_result *session = &replayed->session;
    session->ends_run = true;
    (void)snprintf(session->stopped, sizeof session->stopped, "%s", ng_replay_cut_reason);
    ng_conclude_case(replayed->replay->options.spec, NG_STOPPED, session, result);
    ng_conclude_waiver(&replayed->replay->info, session, result);
}

enum ng_status ng_replay_case(struct ng_replay *replay, const struct ng_case *test_case,
                              struct ng_case_result *result) {
    struct replayed replayed = {.replay = replay,
                                .keeper = ng_keeper_recorder(&replay->keeper),
                                .findings = &result->findings};
    enum ng_status status = begin_case(&replayed, test_case);
    while (!status) {
        status = ng_replay_next(replay);
        if (status || replay->record.kind == NG_TRACE_CASE_END)
            break;
        status = take(&replayed);
    }
    if (status == NG_NOT_FOUND)
        cut_case(&replayed, result);
    else if (!status)
        status = end_case(&replayed, result);
    if (status && status != NG_NOT_FOUND)
        return status;
    ng_conclude_continue(&replay->conclusion, &replayed.session);
    if (result->findings.count)
        replayed.keeper.found(replayed.keeper.context, &result->findings);
    return NG_OK;
}
