/*
 * What a black box can know has a limit, and the judge stands at it: it blames a run if and only if
 * no truthful append-only log explains what was observed. Proved within bounds, by enumeration.
 *
 * A world is up to three items that happened to a log: reads, each with its request and answer, and
 * acknowledged appends of our own; one after the other, or overlapping in any way. Only the order
 * in which items end, and how many had ended when each began, decides anything; all of these orders
 * are enumerated (1, 2 and 6 for one, two and three items). The log's events are of two kinds, so
 * that equal events occur; the kinds are interchangeable, so the first event shown is always an
 * 'a'. A request gives its readings to the judge, not its spelling, so that an absent `since` is
 * since=0; the request without parameters, which the judge tells apart, is there besides.
 *
 * For each world, a search through all histories (small_worlds/search.c, which shares no code with
 * the judge) says whether a truthful log explains it, and the judge must say the same: by a finding
 * of a MUST after the last answer was judged and what was pending settled. No further reads are
 * made. The families:
 *
 *   truthful   every observation of a truthful log that grows at any instants: one and two reads of
 *              a log of up to 5 events, since and limit absent or 0 to 6; the same after a full
 *              dump; three reads of up to 3 events, since 0 to 3, limit absent or 0 to 2
 *   corrupted  every single corruption (small_worlds/families.h) of every observation of: one read,
 *              and one read after a full dump, of up to 5 events, since and limit 0 to 6; two reads
 *              of up to 3 events, since 0 to 4, limit absent or 0 to 3; three reads of up to 2
 *              events, since 0 to 2, limit absent, 0 or 1
 *   any        every observation, however wrong: one read with since and limit 0 to 6, cursor 0 to
 *              8, up to 5 events; two reads with since 0 to 2, limit absent or 0 to 2, cursor 0 to
 *              4, up to 3 events, also HEAD and requests with two readings; three reads of one kind
 *              of event, since 0 or 1, limit absent, 0 or 1, cursor 0 to 2, up to 2 events
 *
 *   append     three items: appends of 1 or 2 events, HEAD, reads with since 0 or 1, limit
 *              absent or 0, cursor 0 to 3, up to 2 events of one kind
 *
 *   echo       a server that sends a since past the end back, one kind of event: two reads, also
 *              HEAD, with since 0 to 3, limit absent, 0 or 1, cursor 0 to 4, up to 3 events; three
 *              reads with since 0 to 2, limit absent or 0, cursor 0 to 2, up to 2 events
 *
 *   implied    a server whose cursor is that of the last event shown: two reads with since 0 to 3,
 *              limit absent, 0 or 1, cursor 0 to 4, up to 3 events; three reads of one kind of
 *              event, since 0 or 1, limit absent, 0 or 1, cursor 0 to 3, up to 2 events
 *
 * Three reads have smaller bounds than two, so that all of this takes less than a minute.
 *
 * The judge forgets only what no world here holds: all but the last NG_MARKS_MAX proofs of a
 * growing count, and events past NG_HISTORY_EVENTS_MAX. There are no other exceptions.
 */
#include "conformance/small_worlds/clock.h"
#include "conformance/small_worlds/families.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define CHOICES_MAX 4096
#define PRINTED_MAX 5

struct tally {
    const char *family;
    unsigned long worlds;
    unsigned long explained;
    unsigned long truthful_blamed;
    unsigned long impossible_passed;
    uint64_t cursor_max; /* for corruptions */
};

static struct item choices[CHOICES_MAX];

/* The judge and the search must say the same. */
static void compare(void *context, const struct world *world) {
    struct tally *tally = context;
    bool explained = world_is_explained(world);
    bool blamed = world_is_blamed(world);
    tally->worlds++;
    tally->explained += explained;
    tally->truthful_blamed += explained && blamed;
    tally->impossible_passed += !explained && !blamed;
    if (explained == blamed && tally->truthful_blamed + tally->impossible_passed <= PRINTED_MAX) {
        (void)printf("%s: %s", tally->family,
                     blamed ? "truthful, but blamed" : "passed, but impossible");
        world_print(world);
    }
}

/* A truthful world must be explained by the search as well: that proves the search. */
static void compare_truthful(void *context, const struct world *world) {
    struct tally *tally = context;
    unsigned long explained = tally->explained;
    compare(context, world);
    if (tally->explained == explained) {
        world_print(world);
        fail_msg("the search does not explain what a truthful log showed");
    }
}

static void corrupt(void *context, const struct world *world) {
    struct tally *tally = context;
    corrupted_worlds(world, tally->cursor_max, compare, tally);
}

static void report(const struct tally *tally) {
    (void)printf("%-32s %8lu worlds, %8lu impossible; truthful ones blamed: %lu, impossible ones "
                 "passed: %lu\n",
                 tally->family, tally->worlds, tally->worlds - tally->explained,
                 tally->truthful_blamed, tally->impossible_passed);
    assert_true(tally->worlds > 0);
    assert_int_equal(tally->truthful_blamed, 0);
    assert_int_equal(tally->impossible_passed, 0);
}

static void never_blames_the_truthful(void **state) {
    (void)state;
    static const struct {
        const char *name;
        struct truthful_family family;
    } families[] = {
        {"truthful, one read", {{6, 6}, 1, 5, false}},
        {"truthful, two reads", {{6, 6}, 2, 5, false}},
        {"truthful, two reads after a dump", {{6, 6}, 3, 5, true}},
        {"truthful, three reads", {{3, 2}, 3, 3, false}},
    };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct tally tally = {.family = families[i].name};
        truthful_worlds(&families[i].family, compare_truthful, &tally);
        assert_int_equal(tally.explained, tally.worlds);
        report(&tally);
    }
}

static void tells_each_corruption_that_can_be_told(void **state) {
    (void)state;
    static const struct {
        const char *name;
        struct truthful_family family;
    } families[] = {
        {"corrupted, one read", {{6, 6}, 1, 5, false}},
        {"corrupted, dump and one read", {{6, 6}, 2, 5, true}},
        {"corrupted, two reads", {{4, 3}, 2, 3, false}},
        {"corrupted, three reads", {{2, 1}, 3, 2, false}},
    };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct tally tally = {.family = families[i].name,
                              .cursor_max = families[i].family.count_max + 2};
        truthful_worlds(&families[i].family, corrupt, &tally);
        assert_true(tally.explained > 0 && tally.explained < tally.worlds);
        report(&tally);
    }
}

static size_t all_answers(const struct request_bounds *requests, const struct answer_bounds *bounds,
                          bool head) {
    struct item items[REQUESTS_MAX];
    size_t request_count = requests_within(requests, items);
    size_t count = 0;
    for (size_t i = 0; i < request_count; i++) {
        count = answers_within(&items[i], bounds, choices, count, CHOICES_MAX);
        if (!head)
            continue;
        items[i].kind = ITEM_HEAD;
        count = answers_within(&items[i], bounds, choices, count, CHOICES_MAX);
    }
    return count;
}

static void compare_any(const char *name, size_t choice_count, size_t items, bool echo) {
    struct tally tally = {.family = name};
    struct any_family family = {choices, choice_count, items, echo};
    any_worlds(&family, compare, &tally);
    report(&tally);
}

/* Requests whose parameter is given twice: they mean the one or the other. */
static size_t add_two_readings(const struct answer_bounds *bounds, size_t count) {
    static const struct ng_reading readings[][NG_READINGS_MAX] = {
        {{.since = 0}, {.since = 1}},
        {{.since = 2}, {.since = 0}},
        {{.limit = 1, .has_limit = true}, {.limit = 2, .has_limit = true}},
        {{.limit = 2, .has_limit = true}, {.limit = 0, .has_limit = true}},
    };
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        struct item item = {.kind = ITEM_GET, .reading_count = NG_READINGS_MAX};
        memcpy(item.readings, readings[i], sizeof item.readings);
        count = answers_within(&item, bounds, choices, count, CHOICES_MAX);
    }
    return count;
}

static void agrees_with_the_search_on_any_observation(void **state) {
    (void)state;
    struct item items[REQUESTS_MAX];
    size_t request_count = requests_within(&(struct request_bounds){6, 6}, items);
    struct tally tally = {.family = "any, one read"};
    for (size_t i = 0; i < request_count; i++) {
        struct any_family one = {choices, 0, 1, false};
        one.choice_count = answers_within(&items[i], &(struct answer_bounds){8, 5, 2, false},
                                          choices, 0, CHOICES_MAX);
        any_worlds(&one, compare, &tally);
    }
    report(&tally);
    struct answer_bounds bounds = {4, 3, 2, false};
    size_t count = all_answers(&(struct request_bounds){2, 2}, &bounds, true);
    compare_any("any, two reads", add_two_readings(&bounds, count), 2, false);
    bounds = (struct answer_bounds){2, 2, 1, false};
    count = all_answers(&(struct request_bounds){1, 1}, &bounds, false);
    compare_any("any, three reads", count, 3, false);
}

static void agrees_with_the_search_on_appends(void **state) {
    (void)state;
    struct answer_bounds bounds = {3, 2, 1, false};
    struct item head = {.kind = ITEM_HEAD, .plain = true, .reading_count = 1};
    size_t count = all_answers(&(struct request_bounds){1, 0}, &bounds, false);
    count = answers_within(&head, &bounds, choices, count, CHOICES_MAX);
    for (uint64_t appended = 1; appended <= 2; appended++)
        choices[count++] = (struct item){.kind = ITEM_APPEND, .appended = appended};
    compare_any("append", count, 3, false);
}

static void agrees_with_the_search_on_servers_that_echo(void **state) {
    (void)state;
    struct answer_bounds bounds = {4, 3, 1, false};
    size_t count = all_answers(&(struct request_bounds){3, 1}, &bounds, true);
    compare_any("echo, two reads", count, 2, true);
    bounds = (struct answer_bounds){2, 2, 1, false};
    count = all_answers(&(struct request_bounds){2, 0}, &bounds, false);
    compare_any("echo, three reads", count, 3, true);
}

static void agrees_with_the_search_on_implied_cursors(void **state) {
    (void)state;
    struct answer_bounds bounds = {4, 3, 2, true};
    size_t count = all_answers(&(struct request_bounds){3, 1}, &bounds, false);
    compare_any("implied, two reads", count, 2, false);
    bounds = (struct answer_bounds){3, 2, 1, true};
    count = all_answers(&(struct request_bounds){1, 1}, &bounds, false);
    compare_any("implied, three reads", count, 3, false);
}

#define CLOCK_COUNT_MAX 3

/* Compares the search's rule with every count function, for all counts at the items' instants. */
static void compare_with_the_clock(const struct world *world) {
    uint64_t counts[WORLD_ITEMS_MAX];
    for (unsigned code = 0; code < 4 * 4 * 4; code++) {
        for (unsigned i = 0; i < WORLD_ITEMS_MAX; i++)
            counts[i] = code >> (2 * i) & CLOCK_COUNT_MAX;
        assert_int_equal(world_counts_fit(world, counts, world->count),
                         clock_has_count_function(world, counts, CLOCK_COUNT_MAX));
    }
}

static void the_search_knows_every_count_function(void **state) {
    (void)state;
    for (unsigned code = 0; code < 3 * 3 * 3 * 6; code++) {
        struct world world = {.count = WORLD_ITEMS_MAX};
        unsigned left = code;
        for (size_t i = 0; i < WORLD_ITEMS_MAX; i++, left /= 3) {
            world.items[i].kind = left % 3 ? ITEM_APPEND : ITEM_GET;
            world.items[i].appended = left % 3;
        }
        world.items[1].after = left % 2;
        world.items[2].after = left / 2;
        compare_with_the_clock(&world);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_knows_every_count_function),
        cmocka_unit_test(never_blames_the_truthful),
        cmocka_unit_test(tells_each_corruption_that_can_be_told),
        cmocka_unit_test(agrees_with_the_search_on_any_observation),
        cmocka_unit_test(agrees_with_the_search_on_appends),
        cmocka_unit_test(agrees_with_the_search_on_servers_that_echo),
        cmocka_unit_test(agrees_with_the_search_on_implied_cursors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
