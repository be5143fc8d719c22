/* The explorer: the same seed gives the same requests, every kind and every boundary is reached,
 * and what is expected fits what is sent. */
#include "conformance/chance.h"
#include "conformance/explore/deck.h"
#include "conformance/explore/explorer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SEEDS 20
#define REQUESTS 2000

static struct ng_profile profile;

/* A log of ten events, where all can be done. */
static struct ng_explore_known all_known(void) {
    return (struct ng_explore_known){.profile = &profile,
                                     .count = 10,
                                     .answers_head = true,
                                     .can_append = true,
                                     .can_read_side_by_side = true};
}

static struct ng_explorer *new_explorer(uint64_t seed) {
    struct ng_explorer *explorer;
    assert_int_equal(ng_explorer_new(seed, &explorer), NG_OK);
    return explorer;
}

/* What a right server would bring as the cursor of the last answer. */
static void answer(struct ng_explore_known *known, const struct ng_explore_request *request) {
    known->has_cursor = request->ask.expectation == NG_EXPECT_RANGE && request->ask.reading_count;
    known->cursor = ng_reading_end(&request->ask.readings[0], known->count);
    if (request->kind == NG_EXPLORE_GROW)
        known->count += request->events;
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && strcmp(left, right) == 0);
}

static bool is_same(const struct ng_explore_request *left, const struct ng_explore_request *right) {
    const struct ng_reading *one = &left->ask.readings[0], *other = &right->ask.readings[0];
    return left->kind == right->kind && left->has_since == right->has_since &&
           left->has_limit == right->has_limit && left->limit_first == right->limit_first &&
           left->is_odd == right->is_odd && strcmp(left->since, right->since) == 0 &&
           strcmp(left->limit, right->limit) == 0 && strcmp(left->before, right->before) == 0 &&
           strcmp(left->after, right->after) == 0 && left->events == right->events &&
           left->ask.expectation == right->ask.expectation && one->since == other->since &&
           one->limit == other->limit && one->has_limit == other->has_limit &&
           same_text(left->ask.clause, right->ask.clause);
}

static void the_same_seed_gives_the_same_requests(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ng_explorer *one = new_explorer(seed), *two = new_explorer(seed);
        struct ng_explorer *other = new_explorer(seed + 1);
        struct ng_explore_known known = all_known();
        unsigned differing = 0;
        for (unsigned i = 0; i < REQUESTS; i++) {
            const struct ng_explore_request *request = ng_explorer_next(one, &known);
            assert_true(is_same(request, ng_explorer_next(two, &known)));
            differing += !is_same(request, ng_explorer_next(other, &known));
            answer(&known, request);
        }
        assert_true(differing > REQUESTS / 2);
        ng_explorer_free(one);
        ng_explorer_free(two);
        ng_explorer_free(other);
    }
}

/* What the requests of a seed must hold, in a since, a limit, or beside them. */
static const char *const sinces[] = {"0",
                                     "1.5",
                                     "",
                                     "abc",
                                     "-1",
                                     "%20",
                                     "%zz",
                                     "e3",
                                     "-0",
                                     "2147483648",
                                     "%00",
                                     "0x",
                                     "1e",
                                     "e1",
                                     "%2B",
                                     "000",
                                     ".00",
                                     "%D9%A",
                                     "_",
                                     "4294967296",
                                     "9007199254740992",
                                     "9223372036854775807",
                                     "9223372036854775808",
                                     "18446744073709551615",
                                     "18446744073709551616",
                                     "18446744073709551617",
                                     "100000000000000000000",
                                     "99999999999999999999999999999999999999999999999999",
                                     "true",
                                     "%2533",
                                     "%C2%B2"};
static const char *const besides[] = {"nogap_probe",
                                      "[a]",
                                      "%zz",
                                      "&&",
                                      "a=1&a=1&",
                                      "b&b&",
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                      "%6C",
                                      "%6c",
                                      "&since=",
                                      "&limit=",
                                      "sinc=",
                                      "limi="};

/* Whether the text is, or where that is long enough to mean something holds, the other one. */
static bool shows(const char *text, const char *wanted) {
    return strcmp(text, wanted) == 0 || (strlen(wanted) > 1 && strstr(text, wanted));
}

static void mark(const char *text, const char *const *wanted, size_t count, bool *seen) {
    for (size_t i = 0; i < count; i++)
        seen[i] = seen[i] || shows(text, wanted[i]);
}

static void expect_all(const char *what, uint64_t seed, const char *const *wanted, size_t count,
                       const bool *seen) {
    for (size_t i = 0; i < count; i++)
        if (!seen[i])
            fail_msg("seed %d: no %s '%s' in %d requests", (int)seed, what, wanted[i], REQUESTS);
}

#define SINCE_COUNT (sizeof sinces / sizeof *sinces)
#define BESIDE_COUNT (sizeof besides / sizeof *besides)

static void every_kind_and_boundary_is_reached(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ng_explorer *explorer = new_explorer(seed);
        struct ng_explore_known known = all_known();
        unsigned kinds[NG_EXPLORE_KIND_COUNT] = {0};
        bool since_seen[SINCE_COUNT] = {false}, limit_seen[SINCE_COUNT] = {false};
        bool beside_seen[BESIDE_COUNT] = {false};
        for (unsigned i = 0; i < REQUESTS; i++) {
            const struct ng_explore_request *request = ng_explorer_next(explorer, &known);
            kinds[request->kind]++;
            if (request->has_since)
                mark(request->since, sinces, SINCE_COUNT, since_seen);
            if (request->has_limit)
                mark(request->limit, sinces, SINCE_COUNT, limit_seen);
            mark(request->before, besides, BESIDE_COUNT, beside_seen);
            mark(request->after, besides, BESIDE_COUNT, beside_seen);
            answer(&known, request);
        }
        for (unsigned kind = 0; kind < NG_EXPLORE_KIND_COUNT; kind++)
            if (kinds[kind] < 3)
                fail_msg("seed %d: only %u of %s", (int)seed, kinds[kind],
                         ng_explore_kind_name((enum ng_explore_kind)kind));
        expect_all("since", seed, sinces, SINCE_COUNT, since_seen);
        expect_all("limit", seed, sinces, SINCE_COUNT, limit_seen);
        expect_all("text beside them", seed, besides, BESIDE_COUNT, beside_seen);
        ng_explorer_free(explorer);
    }
}

/* The value of a text of digits; saturates. */
static bool read_digits(const char *text, uint64_t *value) {
    return ng_cursor_parse(text, value) == NG_OK;
}

static void check_since(const struct ng_explore_request *request) {
    uint64_t value;
    const struct ng_reading *reading = &request->ask.readings[0];
    if (!request->has_since || !read_digits(request->since, &value) ||
        request->ask.reading_count != 1 || (request->since[0] == '0' && request->since[1]))
        return;
    if (value != reading->since)
        fail_msg("since=%s, and %s is expected of another", request->since,
                 ng_explore_kind_name(request->kind));
    if (value > INT64_MAX)
        assert_int_equal(request->ask.expectation, NG_EXPECT_RANGE_OR_REFUSAL);
}

static void check_limit(const struct ng_explore_request *request) {
    uint64_t value;
    const struct ng_reading *reading = &request->ask.readings[0];
    if (!request->has_limit || !read_digits(request->limit, &value) ||
        request->ask.reading_count != 1 || (request->limit[0] == '0' && request->limit[1]))
        return;
    assert_true(reading->has_limit);
    assert_true(value == reading->limit);
    if (value > INT64_MAX)
        assert_int_equal(request->ask.expectation, NG_EXPECT_RANGE_OR_REFUSAL);
}

static void what_is_expected_is_what_is_sent(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ng_explorer *explorer = new_explorer(seed);
        struct ng_explore_known known = all_known();
        for (unsigned i = 0; i < REQUESTS; i++) {
            const struct ng_explore_request *request = ng_explorer_next(explorer, &known);
            check_since(request);
            check_limit(request);
            assert_true(strlen(request->since) < NG_EXPLORE_VALUE_MAX);
            assert_true(strlen(request->before) < NG_EXPLORE_BESIDE_MAX);
            if (request->ask.expectation == NG_EXPECT_REFUSAL)
                assert_non_null(request->ask.clause);
            answer(&known, request);
        }
        ng_explorer_free(explorer);
    }
}

static void a_chain_follows_the_cursor_and_no_other(void **state) {
    (void)state;
    struct ng_explorer *explorer = new_explorer(3);
    struct ng_explore_known known = all_known();
    unsigned links = 0;
    for (unsigned i = 0; i < REQUESTS; i++) {
        bool had_cursor = known.has_cursor;
        const struct ng_explore_request *request = ng_explorer_next(explorer, &known);
        if (request->ask.context == NG_CHAINED) {
            assert_int_equal(request->kind, NG_EXPLORE_CHAIN);
            assert_true(had_cursor);
            assert_true(request->ask.readings[0].since == known.cursor);
            links++;
        }
        answer(&known, request);
        known.has_cursor = known.has_cursor && i % 7 != 0;
    }
    assert_true(links > REQUESTS / 20);
    ng_explorer_free(explorer);
}

static void the_first_requests_walk_from_the_first_event(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ng_explorer *explorer = new_explorer(seed);
        struct ng_explore_known known = all_known();
        for (uint64_t since = 0; since < 2; since++) {
            const struct ng_explore_request *request = ng_explorer_next(explorer, &known);
            assert_int_equal(request->kind, NG_EXPLORE_CHAIN);
            assert_int_equal(request->ask.context, since ? NG_CHAINED : NG_FRESH);
            assert_true(request->ask.readings[0].since == since);
            answer(&known, request);
        }
        ng_explorer_free(explorer);
    }
}

static void what_cannot_be_done_is_not_asked_for(void **state) {
    (void)state;
    struct ng_explorer *explorer = new_explorer(5);
    struct ng_explore_known known = {.profile = &profile, .count = 10};
    for (unsigned i = 0; i < REQUESTS; i++) {
        const struct ng_explore_request *request = ng_explorer_next(explorer, &known);
        assert_in_range(request->kind, NG_EXPLORE_PAGE, NG_EXPLORE_FIELDS);
        if (request->kind == NG_EXPLORE_HEAD)
            assert_int_equal(request->ask.expectation, NG_EXPECT_ANYTHING);
        answer(&known, request);
    }
    ng_explorer_free(explorer);
}

static void growth_in_the_background_ends(void **state) {
    (void)state;
    struct ng_explorer *explorer = new_explorer(8);
    struct ng_explore_known known = all_known();
    bool beside = false;
    unsigned since_begun = 0, times = 0;
    for (unsigned i = 0; i < REQUESTS; i++, since_begun++) {
        const struct ng_explore_request *request = ng_explorer_next(explorer, &known);
        if (beside)
            assert_int_not_equal(request->kind, NG_EXPLORE_GROW);
        if (request->kind == NG_EXPLORE_GROW_BESIDE) {
            assert_false(beside);
            beside = true;
            since_begun = 0;
        } else if (request->kind == NG_EXPLORE_GROW_NO_MORE) {
            assert_true(beside);
            beside = false;
            times++;
        }
        assert_true(!beside || since_begun < 100);
        answer(&known, request);
    }
    assert_true(times > 3);
    ng_explorer_free(explorer);
}

/* How many events a right answer to all requests holds. */
static uint64_t events_asked_for(uint64_t count) {
    struct ng_explorer *explorer = new_explorer(1);
    struct ng_explore_known known = all_known();
    uint64_t events = 0;
    known.count = count;
    for (unsigned i = 0; i < REQUESTS; i++) {
        const struct ng_explore_request *request = ng_explorer_next(explorer, &known);
        const struct ng_reading *reading = &request->ask.readings[0];
        uint64_t end = ng_reading_end(reading, count);
        if (request->ask.reading_count && request->ask.method == NG_GET && end > reading->since)
            events += end - reading->since;
        answer(&known, request);
        known.count = count;
    }
    ng_explorer_free(explorer);
    return events;
}

static void a_large_log_is_spared(void **state) {
    (void)state;
    uint64_t count = 1000000;
    assert_true(events_asked_for(1000) > 100 * 1000);
    assert_true(events_asked_for(count) < REQUESTS / 50 * count);
    assert_true(events_asked_for(count) > count);
}

static void a_profile_spells_its_numbers(void **state) {
    (void)state;
    struct ng_profile counted = profile;
    counted.cursor_names_last = true;
    struct ng_explorer *explorer = new_explorer(2);
    struct ng_explore_known known = all_known();
    known.profile = &counted;
    unsigned left_out = 0;
    for (unsigned i = 0; i < REQUESTS; i++) {
        const struct ng_explore_request *request = ng_explorer_next(explorer, &known);
        uint64_t wire;
        if (request->kind == NG_EXPLORE_TAIL && request->has_since) {
            assert_true(read_digits(request->since, &wire));
            assert_true(request->ask.readings[0].since == wire + 1);
        } else if (request->kind == NG_EXPLORE_TAIL) {
            assert_true(request->ask.readings[0].since == 0);
            left_out++;
        }
        answer(&known, request);
    }
    assert_true(left_out > 0);
    ng_explorer_free(explorer);
}

static void a_deck_deals_each_card_before_any_again(void **state) {
    (void)state;
    struct ng_deck deck = {.left = 0};
    uint64_t chance = 4;
    unsigned first[NG_DECK_MAX] = {0}, same = 0;
    for (unsigned round = 0; round < 3; round++) {
        bool dealt[NG_DECK_MAX] = {false};
        for (unsigned i = 0; i < NG_DECK_MAX; i++) {
            unsigned card = ng_deck_draw(&deck, NG_DECK_MAX, &chance);
            assert_in_range(card, 0, NG_DECK_MAX - 1);
            assert_false(dealt[card]);
            dealt[card] = true;
            same += round > 0 && card == first[i];
            first[i] = card;
        }
    }
    assert_true(same < NG_DECK_MAX / 4);
    assert_int_equal(ng_chance_below(&chance, 0), 0);
    assert_int_equal(ng_chance_below(&chance, 1), 0);
}

static int set_up(void **state) {
    (void)state;
    return ng_profile_exo(&profile) == NG_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    ng_profile_deinit(&profile);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_requests),
        cmocka_unit_test(every_kind_and_boundary_is_reached),
        cmocka_unit_test(what_is_expected_is_what_is_sent),
        cmocka_unit_test(a_chain_follows_the_cursor_and_no_other),
        cmocka_unit_test(the_first_requests_walk_from_the_first_event),
        cmocka_unit_test(what_cannot_be_done_is_not_asked_for),
        cmocka_unit_test(growth_in_the_background_ends),
        cmocka_unit_test(a_large_log_is_spared),
        cmocka_unit_test(a_profile_spells_its_numbers),
        cmocka_unit_test(a_deck_deals_each_card_before_any_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
