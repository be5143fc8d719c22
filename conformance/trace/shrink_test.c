/* Findings are shown by the fewest requests: as many as the fault needs, and none can be left out.
 */
#include "conformance/trace/recorded_run.h"

#include "conformance/trace/keep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

static struct ng_recorded recorded;

static const char *text_of(const cJSON *object, const char *name) {
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, name);
    return cJSON_IsString(member) ? member->valuestring : "";
}

/* Whether the request that the finding names is in its sequence. */
static bool names_own_request(const cJSON *finding, const cJSON *sequence) {
    const cJSON *request;
    cJSON_ArrayForEach(request, sequence) {
        if (strcmp(text_of(request, "query"), text_of(finding, "query")) == 0 &&
            strcmp(text_of(request, "method"), text_of(finding, "method")) == 0)
            return true;
    }
    return false;
}

/* Checks the sequence of each finding; gives how many of them are of the fault's clause. */
static size_t check_findings(const struct ng_fault *fault, const cJSON *findings) {
    size_t seen = 0;
    const cJSON *finding;
    cJSON_ArrayForEach(finding, findings) {
        const cJSON *sequence = cJSON_GetObjectItemCaseSensitive(finding, "sequence");
        int size = cJSON_GetArraySize(sequence);
        if (size < 1 || !names_own_request(finding, sequence))
            fail_msg("%s: %s of ?%s has no sequence", fault->name, text_of(finding, "clause"),
                     text_of(finding, "query"));
        if (fault->clause && strcmp(text_of(finding, "clause"), fault->clause) == 0) {
            if (fault->sequence_size && (size_t)size != fault->sequence_size)
                fail_msg("%s: ?%s takes %d requests", fault->name, text_of(finding, "query"), size);
            seen++;
        }
    }
    return seen;
}

static void each_fault_takes_as_many_requests_as_it_needs(void **state) {
    size_t count;
    const struct ng_fault *faults = ng_faults(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        size_t seen = 0;
        struct server server = {.model = {.count = 10}, .tamper = faults[i].tamper};
        char *report = ng_recorded_hold(&recorded, &server);
        cJSON *tree = cJSON_Parse(strstr(report, "\n{"));
        const cJSON *item;
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(tree, "cases")) {
            seen += check_findings(&faults[i], cJSON_GetObjectItemCaseSensitive(item, "findings"));
        }
        if (faults[i].clause && !seen)
            fail_msg("%s: nothing of %s was found", faults[i].name, faults[i].clause);
        cJSON_Delete(tree);
        free(report);
    }
}

/* ---- single judgings ---- */

/* A keeper that is told of made-up answers. */
struct told {
    struct ng_keeper keeper;
    struct ng_recorder recorder;
    struct ng_exchange exchange;
    uint64_t clock;
};

static void told_init(struct told *told) {
    ng_keeper_init(&told->keeper, &recorded.profile, true);
    told->recorder = ng_keeper_recorder(&told->keeper);
    told->recorder.new_judge(&told->keeper);
    told->recorder.case_begin(&told->keeper, NULL);
    told->clock = 0;
    ng_exchange_init(&told->exchange);
}

static void told_deinit(struct told *told) {
    ng_keeper_deinit(&told->keeper);
    ng_exchange_deinit(&told->exchange);
}

/* An answer whose event at index i is `first_digest + i`. */
static void fill(struct told *told, const char *query, struct ng_reading reading, uint64_t cursor,
                 uint64_t first_digest) {
    struct ng_exchange *exchange = &told->exchange;
    ng_exchange_clear(exchange);
    exchange->ask = (struct ng_ask){.query = query, .readings = {reading}, .reading_count = 1};
    exchange->sent = ++told->clock;
    exchange->answered = ++told->clock;
    exchange->status = 200;
    exchange->cursor = cursor;
    exchange->body_form = NG_BODY_ARRAY;
    for (uint64_t i = reading.since; i < cursor; i++)
        assert_int_equal(ng_exchange_add_event(exchange, first_digest + i), NG_OK);
}

static void answer(struct told *told, const char *query, struct ng_reading reading, uint64_t cursor,
                   uint64_t first_digest) {
    fill(told, query, reading, cursor, first_digest);
    told->recorder.exchange(&told->keeper, &told->exchange);
    told->recorder.settle(&told->keeper);
}

static void find(struct told *told, struct ng_findings *findings, enum ng_finding_kind kind,
                 const char *clause, const char *query) {
    const struct ng_ask ask = {.query = query};
    ng_findings_init(findings);
    assert_non_null(ng_findings_add(findings, kind, clause, &ask));
    told->keeper.shown = 0;
    told->recorder.found(&told->keeper, findings);
}

static void expect_sequence(struct ng_findings *findings, size_t count,
                            const char *const *queries) {
    const struct ng_finding *finding = &findings->items[0];
    assert_int_equal(finding->sequence_count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(finding->sequence[i].query, queries[i]);
    ng_findings_deinit(findings);
}

/* What is at an index is known only from other answers: the plainest one is shown. */
static void a_pair_is_the_plainest(void **state) {
    struct told told;
    struct ng_findings findings;
    (void)state;
    told_init(&told);
    answer(&told, "since=0", (struct ng_reading){0}, 9, 100);
    answer(&told, "since=0&limit=9&x=1", (struct ng_reading){.limit = 9, .has_limit = true}, 9,
           100);
    answer(&told, "since=2", (struct ng_reading){.since = 2}, 9, 900);
    find(&told, &findings, NG_FINDING_MIXED, "range-1", "since=2");
    assert_null(findings.items[0].sequence);
    ng_findings_deinit(&findings);
    find(&told, &findings, NG_FINDING_REWRITTEN, "immutable-1", "since=2");
    static const char *const pair[] = {"since=0", "since=2"};
    expect_sequence(&findings, 2, pair);
    told_deinit(&told);
}

/* Events are a mixture only where it is known what stands in the place of one and where that one is
   from: three requests of two dozen. */
static void more_than_two_are_found(void **state) {
    struct told told;
    struct ng_findings findings;
    char queries[24][32];
    (void)state;
    told_init(&told);
    for (uint64_t i = 0; i < 24; i++) {
        struct ng_reading page = {.since = i, .limit = 1, .has_limit = true};
        (void)snprintf(queries[i], sizeof queries[i], "since=%d&limit=1", (int)i);
        answer(&told, queries[i], page, i + 1, 100);
    }
    fill(&told, "since=5&limit=2", (struct ng_reading){.since = 5, .limit = 2, .has_limit = true},
         7, 0);
    told.exchange.digests[0] = 103;
    told.exchange.digests[1] = 109;
    told.recorder.exchange(&told.keeper, &told.exchange);
    told.recorder.settle(&told.keeper);
    find(&told, &findings, NG_FINDING_MIXED, "range-1", "since=5&limit=2");
    static const char *const shown[] = {"since=6&limit=1", "since=9&limit=1", "since=5&limit=2"};
    expect_sequence(&findings, 3, shown);
    told_deinit(&told);
}

/* Findings of an earlier case do not count, though its answers do. */
static void a_case_finds_its_own(void **state) {
    struct told told;
    struct ng_findings findings;
    (void)state;
    told_init(&told);
    answer(&told, "since=0", (struct ng_reading){0}, 9, 100);
    answer(&told, "since=1", (struct ng_reading){.since = 1}, 9, 900);
    told.recorder.case_begin(&told.keeper, NULL);
    find(&told, &findings, NG_FINDING_REWRITTEN, "immutable-1", "since=1");
    assert_null(findings.items[0].sequence);
    ng_findings_deinit(&findings);
    answer(&told, "since=2", (struct ng_reading){.since = 2}, 9, 900);
    find(&told, &findings, NG_FINDING_REWRITTEN, "immutable-1", "since=2");
    static const char *const pair[] = {"since=0", "since=2"};
    expect_sequence(&findings, 2, pair);
    told_deinit(&told);
}

/* Notes go with the answer that they are about, resets with their reads. */
static void notes_are_shown(void **state) {
    struct told told;
    struct ng_findings findings;
    struct ng_finding note = {.kind = NG_FINDING_FIELD, .clause = "cache-1"};
    (void)state;
    told_init(&told);
    answer(&told, "since=0", (struct ng_reading){0}, 9, 100);
    answer(&told, "since=1", (struct ng_reading){.since = 1}, 9, 100);
    told.recorder.note(&told.keeper, &(struct ng_ask){.query = "since=0"}, &note);
    find(&told, &findings, note.kind, note.clause, "since=0");
    static const char *const single[] = {"since=0"};
    expect_sequence(&findings, 1, single);
    struct ng_exchange prefix;
    struct ng_reading first = {.limit = 2, .has_limit = true};
    fill(&told, "since=0&limit=2", first, 2, 500);
    prefix = told.exchange;
    ng_exchange_init(&told.exchange);
    fill(&told, "since=9", (struct ng_reading){.since = 9}, 2, 500);
    told.recorder.reset_check(&told.keeper, &prefix, &told.exchange);
    note.kind = NG_FINDING_RESET;
    note.clause = "growth-2";
    told.recorder.note(&told.keeper, &told.exchange.ask, &note);
    find(&told, &findings, note.kind, note.clause, "since=9");
    static const char *const reset[] = {"since=1", "since=0&limit=2", "since=9"};
    expect_sequence(&findings, 3, reset);
    ng_exchange_deinit(&prefix);
    told_deinit(&told);
}

/* An acknowledged append is a reason to blame, though no request. */
static void appends_count(void **state) {
    struct told told;
    struct ng_findings findings;
    (void)state;
    told_init(&told);
    answer(&told, "since=0", (struct ng_reading){0}, 9, 100);
    told.recorder.appended(&told.keeper, told.clock + 1, told.clock + 2, 3);
    told.clock += 2;
    answer(&told, "since=1", (struct ng_reading){.since = 1}, 9, 100);
    find(&told, &findings, NG_FINDING_COUNT_DOWN, "growth-1", "since=1");
    assert_in_range(findings.items[0].sequence_count, 1, 2);
    ng_findings_deinit(&findings);
    told_deinit(&told);
}

/* What one judge saw says nothing about what another one found. */
static void a_new_judge_knows_nothing(void **state) {
    struct told told;
    struct ng_findings findings;
    (void)state;
    told_init(&told);
    answer(&told, "since=0", (struct ng_reading){0}, 9, 100);
    told.recorder.new_judge(&told.keeper);
    answer(&told, "since=1", (struct ng_reading){.since = 1}, 9, 900);
    find(&told, &findings, NG_FINDING_REWRITTEN, "immutable-1", "since=1");
    assert_null(findings.items[0].sequence);
    ng_findings_deinit(&findings);
    told_deinit(&told);
}

/* What was found early in a long case is shown before it is forgotten, and once. */
static void findings_are_looked_at_once(void **state) {
    struct told told;
    struct ng_findings findings;
    (void)state;
    told_init(&told);
    answer(&told, "since=0", (struct ng_reading){0}, 9, 100);
    answer(&told, "since=1", (struct ng_reading){.since = 1}, 9, 900);
    find(&told, &findings, NG_FINDING_REWRITTEN, "immutable-1", "since=1");
    assert_int_equal(findings.items[0].sequence_count, 2);
    const struct ng_ask ask = {.query = "since=1"};
    assert_non_null(ng_findings_add(&findings, NG_FINDING_MIXED, "range-1", &ask));
    told.recorder.new_judge(&told.keeper);
    told.recorder.found(&told.keeper, &findings);
    assert_int_equal(findings.items[0].sequence_count, 2);
    assert_int_equal(findings.items[1].sequence_count, 0);
    ng_findings_deinit(&findings);
    told_deinit(&told);
}

/* Only the last exchanges are kept; what needs older ones is shown as it was found. */
static void the_oldest_are_forgotten(void **state) {
    struct told told;
    struct ng_findings findings;
    (void)state;
    told_init(&told);
    answer(&told, "since=0", (struct ng_reading){0}, 9, 100);
    for (size_t i = 0; i < NG_KEPT_EXCHANGES_MAX; i++)
        answer(&told, "since=9", (struct ng_reading){.since = 9}, 9, 100);
    assert_int_equal(told.keeper.exchanges, NG_KEPT_EXCHANGES_MAX);
    answer(&told, "since=1", (struct ng_reading){.since = 1}, 9, 900);
    find(&told, &findings, NG_FINDING_REWRITTEN, "immutable-1", "since=1");
    assert_null(findings.items[0].sequence);
    ng_findings_deinit(&findings);
    answer(&told, "since=0", (struct ng_reading){0}, NG_KEPT_DIGESTS_MAX, 100);
    assert_int_equal(told.keeper.exchanges, 1);
    answer(&told, "since=0", (struct ng_reading){0}, NG_KEPT_DIGESTS_MAX + 1, 100);
    assert_int_equal(told.keeper.exchanges, 0);
    told_deinit(&told);
}

static int set_up(void **state) {
    (void)state;
    ng_recorded_init(&recorded);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    ng_recorded_deinit(&recorded);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_takes_as_many_requests_as_it_needs),
        cmocka_unit_test(a_pair_is_the_plainest),
        cmocka_unit_test(more_than_two_are_found),
        cmocka_unit_test(a_case_finds_its_own),
        cmocka_unit_test(notes_are_shown),
        cmocka_unit_test(appends_count),
        cmocka_unit_test(a_new_judge_knows_nothing),
        cmocka_unit_test(findings_are_looked_at_once),
        cmocka_unit_test(the_oldest_are_forgotten),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
