/*
 * A truthful server that reads one odd spelling as another range than the one it stands for: of all
 * that it answers only that is blamed, and by the clause of the spelling. Enumerated: what was read
 * before, how the log grew since, the range that the spelling stands for, and the one that was
 * answered.
 */
#include "conformance/judge_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define COUNT_MAX 5
#define SINCE_MAX 6
#define LIMIT_MAX 3
#define NO_LIMIT (LIMIT_MAX + 1)

static const char log_events[] = "abcde";

struct misreading {
    unsigned before; /* what was read first */
    uint64_t first_count;
    uint64_t count;
    bool acknowledged; /* the growth was an append of our own */
    struct ng_reading meant, answered;
};

static struct ng_reading range(uint64_t since, uint64_t limit) {
    bool has_limit = limit != NO_LIMIT;
    return (struct ng_reading){since, has_limit ? limit : 0, has_limit};
}

/* The answer that is right for `answered`. */
static void hear(struct talk *talk, struct ng_ask ask, struct ng_reading answered, uint64_t count) {
    char shown[sizeof log_events] = "";
    uint64_t end = ng_reading_end(&answered, count);
    if (end > answered.since)
        memcpy(shown, log_events + answered.since, end - answered.since);
    talk_hear(talk, ask, end, shown);
}

static void hear_truth(struct talk *talk, struct ng_ask ask, uint64_t count) {
    hear(talk, ask, ask.readings[0], count);
}

/* As a session does after each answer. */
static void verify(struct talk *talk, uint64_t count) {
    enum ng_judge_need need = ng_judge_needs(talk->judge);
    for (int round = 0; round < 3 && need != NG_NEEDS_NOTHING; round++) {
        struct ng_ask tail = ask_since(ng_judge_seen_end(talk->judge));
        hear_truth(talk, tail, count);
        need = ng_judge_needs(talk->judge);
    }
    ng_judge_settle(talk->judge, &talk->findings);
}

static void read_first(struct talk *talk, unsigned what, uint64_t count) {
    const struct ng_ask asks[] = {ask_dump(), ask_page(0, 2), ask_since(2), ask_head(ask_dump())};
    if (what == sizeof asks / sizeof *asks)
        return;
    if (asks[what].method == NG_HEAD)
        talk_hear(talk, asks[what], count, "");
    else
        hear_truth(talk, asks[what], count);
    verify(talk, count);
}
#define FIRST_READS 5

static void read_again(struct talk *talk, uint64_t count) {
    const struct ng_ask asks[] = {ask_dump(), ask_since(1), ask_page(1, 2), ask_page(4, 3)};
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        hear_truth(talk, asks[i], count);
        verify(talk, count);
    }
}

static void print_range(const char *what, const struct ng_reading *reading) {
    if (reading->has_limit)
        print_message("%s since=%d&limit=%d ", what, (int)reading->since, (int)reading->limit);
    else
        print_message("%s since=%d ", what, (int)reading->since);
}

static void print_world(const struct misreading *misreading, const struct ng_findings *findings) {
    print_range("meant", &misreading->meant);
    print_range("answered", &misreading->answered);
    print_message("events: %d, then %d%s; read before: %u\n", (int)misreading->first_count,
                  (int)misreading->count, misreading->acknowledged ? " by an append" : "",
                  misreading->before);
    for (size_t i = 0; i < findings->count; i++)
        print_message("found: %s %s: %s\n", ng_finding_kind_name(findings->items[i].kind),
                      findings->items[i].clause, findings->items[i].says);
}

/* Counts what is blamed; false where something is that was no fault of the spelling. */
static bool only_the_spelling_is_blamed(const struct misreading *misreading,
                                        unsigned long *blamed) {
    struct talk talk;
    talk_begin(&talk);
    read_first(&talk, misreading->before, misreading->first_count);
    if (misreading->acknowledged) {
        uint64_t before = ng_judge_tick(talk.judge);
        ng_judge_appended(talk.judge, before, ng_judge_tick(talk.judge),
                          misreading->count - misreading->first_count);
    }
    talk_nothing(&talk);
    struct ng_ask odd = ask_since(0);
    odd.expectation = NG_EXPECT_RANGE_OR_REFUSAL;
    odd.clause = "lenient-1";
    odd.readings[0] = misreading->meant;
    hear(&talk, odd, misreading->answered, misreading->count);
    verify(&talk, misreading->count);
    read_again(&talk, misreading->count);
    bool only = true;
    *blamed += talk.findings.count > 0;
    for (size_t i = 0; i < talk.findings.count; i++)
        only = only && strcmp(talk.findings.items[i].clause, odd.clause) == 0;
    if (!only)
        print_world(misreading, &talk.findings);
    ng_judge_free(talk.judge);
    ng_findings_deinit(&talk.findings);
    ng_exchange_deinit(&talk.exchange);
    return only;
}

/* All pairs of ranges for one log. */
static unsigned long count_wrong(struct misreading world, unsigned long *worlds,
                                 unsigned long *blamed) {
    enum {
        RANGES = (SINCE_MAX + 1) * (NO_LIMIT + 1)
    };
    unsigned long wrong = 0;
    for (unsigned pair = 0; pair < RANGES * RANGES; pair++) {
        unsigned meant = pair % RANGES, answered = pair / RANGES;
        world.meant = range(meant % (SINCE_MAX + 1), meant / (SINCE_MAX + 1));
        world.answered = range(answered % (SINCE_MAX + 1), answered / (SINCE_MAX + 1));
        wrong += !only_the_spelling_is_blamed(&world, blamed);
        ++*worlds;
    }
    return wrong;
}

static void a_misread_range_is_blamed_alone(void **state) {
    (void)state;
    unsigned long worlds = 0, blamed = 0, wrong = 0;
    struct misreading world = {0};
    for (world.before = 0; world.before < FIRST_READS; world.before++)
        for (world.first_count = 0; world.first_count <= COUNT_MAX; world.first_count++)
            for (world.count = world.first_count; world.count <= COUNT_MAX; world.count++) {
                world.acknowledged = false;
                wrong += count_wrong(world, &worlds, &blamed);
                world.acknowledged = world.count > world.first_count;
                wrong += world.acknowledged ? count_wrong(world, &worlds, &blamed) : 0;
            }
    print_message("%lu worlds, %lu of them with a fault; another clause is blamed in %lu\n", worlds,
                  blamed, wrong);
    assert_true(blamed > 0 && blamed < worlds);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_misread_range_is_blamed_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
