#include "conformance/session.h"

#include "conformance/chance.h"
#include "conformance/session_state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void tell_new_judge(const struct ng_run_options *options) {
    if (options->recorder.new_judge)
        options->recorder.new_judge(options->recorder.context);
}

enum ng_status ng_session_new(const struct ng_run_options *options, struct ng_session **session) {
    struct ng_session *made = calloc(1, sizeof *made);
    if (!made)
        return NG_NO_MEMORY;
    made->options = options;
    enum ng_status status = ng_allowance_init(&made->allowance, options);
    if (status) {
        free(made);
        return status;
    }
    status = ng_judge_new(options->profile, options->launched, &made->judge);
    if (status) {
        ng_allowance_deinit(&made->allowance);
        free(made);
        return status;
    }
    tell_new_judge(options);
    ng_exchange_init(&made->answer);
    ng_exchange_init(&made->further);
    ng_exchange_init(&made->prefix);
    *session = made;
    return NG_OK;
}

void ng_session_free(struct ng_session *session) {
    if (!session)
        return;
    ng_judge_free(session->judge);
    ng_allowance_deinit(&session->allowance);
    ng_exchange_deinit(&session->answer);
    ng_exchange_deinit(&session->further);
    ng_exchange_deinit(&session->prefix);
    free(session->query);
    free(session->answer_query);
    free(session->further_query);
    free(session->prefix_query);
    free(session);
}

/* Each case has random numbers of its own, so that choosing other cases does not change what this
 * one asks. */
static uint64_t seed_of(uint64_t seed, const char *id) {
    uint64_t hash = seed ^ 0xCBF29CE484222325u;
    for (; *id; id++)
        hash = (hash ^ (unsigned char)*id) * 0x100000001B3u;
    return hash;
}

static enum ng_status relaunch(struct ng_session *session, uint64_t events) {
    const struct ng_run_options *options = session->options;
    const struct ng_run_control *control = &options->control;
    struct ng_judge *judge;
    enum ng_status status = ng_judge_new(options->profile, options->launched, &judge);
    if (status)
        return status;
    ng_judge_free(session->judge);
    session->judge = judge;
    tell_new_judge(options);
    char message[NG_WORDS_MAX] = "";
    if (control->relaunch(control->context, events, message, sizeof message)) {
        session->result.unreachable = session->result.ends_run = true;
        (void)snprintf(session->result.stopped, sizeof session->result.stopped, "%s", message);
        return NG_STOPPED;
    }
    session->relaunched = events != NG_RUN_FIRST_LOG;
    return ng_session_learn(session);
}

enum ng_status ng_session_begin(struct ng_session *session, const struct ng_case *test_case,
                                struct ng_findings *findings) {
    session->test_case = test_case;
    session->findings = findings;
    const struct ng_recorder *recorder = &session->options->recorder;
    if (recorder->case_begin)
        recorder->case_begin(recorder->context, test_case);
    session->result = (struct ng_session_result){0};
    session->random = seed_of(session->options->info.seed, test_case->id);
    if (session->relaunched)
        return relaunch(session, NG_RUN_FIRST_LOG);
    return session->learned ? NG_OK : ng_session_learn(session);
}

enum ng_status ng_session_relaunch(struct ng_session *session, uint64_t events) {
    if (!session->options->control.relaunch)
        return NG_NOT_FOUND;
    return relaunch(session, events);
}

struct ng_session_result ng_session_end(struct ng_session *session) {
    struct ng_session_result *result = &session->result;
    result->exercised = result->exercised && !result->hook_broke;
    return *result;
}

const struct ng_judgement *ng_session_judgement(const struct ng_session *session) {
    return &session->judgement;
}

const struct ng_profile *ng_session_profile(const struct ng_session *session) {
    return session->options->profile;
}

uint64_t ng_session_count(const struct ng_session *session) {
    return ng_judge_count(session->judge);
}

uint64_t ng_session_requests(const struct ng_session *session) {
    return session->total_requests;
}

void ng_session_exercised(struct ng_session *session) {
    session->result.exercised = true;
}

void ng_session_tell_again(struct ng_session *session) {
    struct ng_session_result *result = &session->result;
    if (!session->findings->count || result->again[0])
        return;
    unsigned long long requests = session->total_requests;
    (void)snprintf(result->again, sizeof result->again,
                   "seen first within %llu requests; these are sent again by: nogap fuzz URL "
                   "--seed %llu --requests %llu",
                   requests, (unsigned long long)session->options->info.seed, requests);
}

bool ng_session_explores_on(const struct ng_session *session) {
    const struct ng_run_options *options = session->options;
    return (!options->explore_requests || session->total_requests < options->explore_requests) &&
           (options->explore_seconds <= 0 ||
            ng_session_seconds(session) < options->explore_seconds);
}

void ng_session_lacks(struct ng_session *session, const char *reason) {
    (void)snprintf(session->result.lacks, sizeof session->result.lacks, "%s", reason);
}

void ng_session_remark(struct ng_session *session, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(session->result.remark, sizeof session->result.remark, format, arguments);
    va_end(arguments);
}

bool ng_session_has(struct ng_session *session, uint64_t count) {
    uint64_t known = ng_session_count(session);
    if (known >= count)
        return true;
    /* What the runner wrote into {log} need not have come yet. */
    const char *help = session->relaunched          ? "{log} holds as many lines"
                       : session->options->launched ? "--events or --log make it longer"
                                                    : "a longer log or --launch helps";
    (void)snprintf(session->result.lacks, sizeof session->result.lacks,
                   "the log holds %llu event%s, this needs %llu; %s", (unsigned long long)known,
                   known == 1 ? "" : "s", (unsigned long long)count, help);
    return false;
}

void ng_session_add(struct ng_session *session, const struct ng_ask *ask,
                    const struct ng_finding *found) {
    const struct ng_recorder *recorder = &session->options->recorder;
    if (recorder->note)
        recorder->note(recorder->context, ask, found);
    ng_findings_note(session->findings, ask, found);
}

void ng_session_note(struct ng_session *session, const struct ng_exchange *exchange,
                     const char *clause, const char *says, const char *expected,
                     const char *received) {
    struct ng_finding found = {.kind = NG_FINDING_FIELD, .clause = clause};
    (void)snprintf(found.says, sizeof found.says, "%s", says);
    (void)snprintf(found.expected, sizeof found.expected, "%s", expected);
    (void)snprintf(found.received, sizeof found.received, "%s", received);
    ng_session_add(session, &exchange->ask, &found);
}

uint64_t ng_session_random(struct ng_session *session, uint64_t bound) {
    return ng_chance_below(&session->random, bound);
}
