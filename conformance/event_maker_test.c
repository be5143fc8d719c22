#include "conformance/event_maker.h"

#include "conformance/json_digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EVENTS ((uint64_t)5000)

static int compare(const void *left, const void *right) {
    const uint64_t *a = left;
    const uint64_t *b = right;
    return (*a > *b) - (*a < *b);
}

static void makes_lines_of_json_that_all_differ(void **state) {
    (void)state;
    static uint64_t digests[EVENTS];
    char line[NG_MADE_EVENT_MAX];
    for (uint64_t i = 0; i < EVENTS; i++) {
        struct ng_json_fault fault;
        size_t size = ng_make_event(7, i, line);
        assert_true(size > 0 && size < sizeof line);
        assert_int_equal(strlen(line), size);
        assert_ptr_equal(memchr(line, '\n', size), line + size - 1);
        assert_int_equal(ng_json_digest(line, size, &digests[i], &fault), NG_OK);
    }
    qsort(digests, EVENTS, sizeof digests[0], compare);
    for (size_t i = 1; i < EVENTS; i++) {
        assert_true(digests[i - 1] != digests[i]);
    }
}

static void makes_the_same_events_again(void **state) {
    (void)state;
    char line[NG_MADE_EVENT_MAX];
    char again[NG_MADE_EVENT_MAX];
    (void)ng_make_event(1, 5, line);
    (void)ng_make_event(1, 5, again);
    assert_string_equal(line, again);
    (void)ng_make_event(2, 5, again);
    assert_string_not_equal(line, again);
    assert_non_null(strstr(line, "-000000000005\""));
}

static void makes_every_kind_soon(void **state) {
    (void)state;
    static const char *const kinds[] = {"TestEvent",       "TaskDeleted",         "TaskFailed",
                                        "TracesCollected", "RunnerStatusUpdated", "ChunkGenerated"};
    for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++) {
        bool found = false;
        for (uint64_t i = 0; i < 100 && !found; i++) {
            char line[NG_MADE_EVENT_MAX];
            (void)ng_make_event(0, i, line);
            found = strstr(line, kinds[kind]) != NULL;
        }
        assert_true(found);
    }
}

static void makes_what_servers_change(void **state) {
    (void)state;
    static const char *const texts[] = {
        "\"revision\":9007199", "e\xcc\x81", "&lt;", ".120Z", ".120+00:00", "\\u",
        "\"finishReason\":null"};
    for (size_t text = 0; text < sizeof texts / sizeof texts[0]; text++) {
        bool found = false;
        for (uint64_t i = 0; i < 200 && !found; i++) {
            char line[NG_MADE_EVENT_MAX];
            (void)ng_make_event(0, i, line);
            found = strstr(line, texts[text]) != NULL;
        }
        assert_true(found);
    }
}

static void fits_the_largest_index(void **state) {
    (void)state;
    char line[NG_MADE_EVENT_MAX];
    for (uint64_t i = 0; i < 1000; i++) {
        assert_true(ng_make_event(UINT64_MAX - i, UINT64_MAX - i * i, line) < sizeof line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_lines_of_json_that_all_differ),
        cmocka_unit_test(makes_the_same_events_again),
        cmocka_unit_test(makes_every_kind_soon),
        cmocka_unit_test(makes_what_servers_change),
        cmocka_unit_test(fits_the_largest_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
