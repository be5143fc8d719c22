/* What happens where memory ends: the sources are compiled once more with allocators that fail on
   demand. */
#include "conformance/body.h"
#include "conformance/failing_memory.h"
#include "conformance/split.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Reads a body in pieces of that size; gives the first status that is not NG_OK. */
static enum ng_status read_body(struct ng_profile *profile, const char *text, size_t piece,
                                struct ng_exchange *exchange) {
    struct ng_body *body = NULL;
    enum ng_status status = ng_body_new(profile, &body);
    ng_exchange_init(exchange);
    if (status == NG_OK) {
        ng_body_begin(body, exchange);
        size_t size = strlen(text);
        for (size_t at = 0; at < size && status == NG_OK; at += piece) {
            status = ng_body_push(body, text + at, size - at < piece ? size - at : piece);
        }
        ng_body_finish(body);
    }
    ng_body_free(body);
    ng_exchange_deinit(exchange);
    return status;
}

/* Lets each allocation fail in turn until none is left to fail; each failure is reported, and no
   more than reported. */
static void expect_reports(const char *text, size_t piece) {
    char events_pointer[] = "";
    char cursor_name[] = "/a";
    struct ng_profile profile = {.events_pointer = events_pointer,
                                 .cursor_name = cursor_name,
                                 .cursor_place = NG_CURSOR_IN_LAST_EVENT};
    struct ng_exchange exchange;
    unsigned failures = 0;
    for (;; failures++) {
        ng_memory_fail_after(failures);
        enum ng_status status = read_body(&profile, text, piece, &exchange);
        if (!ng_memory_has_failed()) {
            assert_int_equal(status, NG_OK);
            break;
        }
        assert_int_equal(status, NG_NO_MEMORY);
        assert_int_not_equal(exchange.body_form, NG_BODY_ARRAY);
    }
    assert_true(failures >= 3);
    ng_memory_never_fail();
}

static void reports_the_end_of_memory(void **state) {
    char deep[2 * 40 + 2] = "";
    (void)state;
    memset(deep, '[', 40);
    memset(deep + 40, ']', 40);
    expect_reports("[{\"a\":1}]", 100);
    expect_reports("[{\"a\":1},{\"a\":\"123456789012345678901234567890\"}]", 3);
    expect_reports(deep, sizeof deep);
    expect_reports(deep, 50);
}

static enum ng_status stop_at_once(void *context, const char *bytes, size_t size, uint64_t digest) {
    unsigned *calls = context;
    (void)bytes;
    (void)size;
    (void)digest;
    ++*calls;
    return NG_STOPPED;
}

static void hands_on_the_status_of_the_event_function(void **state) {
    static const char text[] = "[1,2,3]";
    unsigned calls = 0;
    struct ng_split_options options = {
        .events_pointer = "", .event = stop_at_once, .context = &calls};
    struct ng_split *split = NULL;
    (void)state;
    assert_int_equal(ng_split_new(&options, &split), NG_OK);
    assert_int_equal(ng_split_push(split, text, sizeof text - 1), NG_STOPPED);
    assert_int_equal(ng_split_push(split, text, sizeof text - 1), NG_OK);
    assert_int_equal(calls, 1);
    assert_int_equal(ng_split_finish(split), NG_BODY_TOO_LARGE);
    assert_true(ng_split_bytes(split) == 2 * (sizeof text - 1));
    ng_split_free(split);
}

/* A cut body whose unfinished element cannot be looked at is cut, no worse. */
static void ends_without_memory_for_a_last_look(void **state) {
    char text[64];
    unsigned calls = 0;
    struct ng_split_options options = {
        .events_pointer = "", .event = stop_at_once, .context = &calls};
    struct ng_split *split = NULL;
    (void)state;
    memset(text, '[', sizeof text);
    assert_int_equal(ng_split_new(&options, &split), NG_OK);
    assert_int_equal(ng_split_push(split, text, 10), NG_OK);
    assert_int_equal(ng_split_push(split, text, sizeof text), NG_OK);
    ng_memory_fail_after(0);
    assert_int_equal(ng_split_finish(split), NG_BODY_CUT);
    assert_true(ng_memory_has_failed());
    ng_memory_never_fail();
    assert_true(ng_split_offset(split) == sizeof text + 10);
    ng_split_free(split);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_the_end_of_memory),
        cmocka_unit_test(hands_on_the_status_of_the_event_function),
        cmocka_unit_test(ends_without_memory_for_a_last_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
