#include "conformance/report/consequence.h"
#include "conformance/report/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What a drawing should look like: its three lines and its sentence. */
struct example {
    struct ng_drawing drawing;
    const char *lines[NG_PICTURE_LINES];
    const char *consequence;
};

/* Expected first and end; received first and count; cursor received and expected. */
#define DRAWING(ef, ee, rf, rn, c, ec)                                                             \
    {                                                                                              \
        .drawable = true, .expected_first = (ef), .expected_end = (ee), .received_known = true,    \
        .received_first = (rf), .received_count = (rn), .has_cursor = true, .cursor = (c),         \
        .expected_cursor = (ec)                                                                    \
    }

static const struct example examples[] = {
    {DRAWING(3, 7, 4, 4, 8, 7),
     {"index     3  4        7  8", "expected  [===========)     e3 to e6  cursor 7",
      "received     [===========)  e4 to e7  cursor 8"},
     "a client that goes on from 8 never sees e3"},
    {DRAWING(3, 7, 4, 4, 7, 7),
     {"index     3  4        7  8", "expected  [===========)     e3 to e6  cursor 7",
      "received     [========^==)  e4 to e7  cursor 7"},
     "a client that goes on from 7 never sees e3 and handles e7 twice"},
    /* the total in the place of the cursor */
    {DRAWING(0, 3, 0, 3, 10, 3),
     {"index     0        3                 10",
      "expected  [========)                     e0 to e2  cursor 3",
      "received  [========)                 ^   e0 to e2  cursor 10"},
     "a client that goes on from 10 never sees e3 to e9 (7 events)"},
    /* the cursor of a client that is ahead comes back */
    {DRAWING(99, 4, 99, 0, 99, 4),
     {"index     4                 99", "expected  ^                     no events  cursor 4",
      "received                    ^   no events  cursor 99"},
     "a client that goes on from 99 never sees e4 to e98 (95 events)"},
    /* a since past the end answered with everything */
    {DRAWING(99, 4, 0, 4, 4, 4),
     {"index     0           4", "expected              ^  no events  cursor 4",
      "received  [===========)  e0 to e3  cursor 4"},
     "a client that goes on from 4 handles e0 to e3 (4 events) twice"},
    /* torn: the body is newer than the cursor */
    {DRAWING(2, 6, 2, 6, 6, 6),
     {"index     2           6     8", "expected  [===========)        e2 to e5  cursor 6",
      "received  [===========^=====)  e2 to e7  cursor 6"},
     "a client that goes on from 6 handles e6 and e7 twice"},
    /* nothing came, and the client stays where it is */
    {DRAWING(3, 7, 3, 0, 3, 7),
     {"index     3           7", "expected  [===========)  e3 to e6  cursor 7",
      "received  ^              no events  cursor 3"},
     "e3 to e6 (4 events) are missing"},
    /* a page that is too long, with a cursor that fits it */
    {DRAWING(3, 4, 3, 2, 5, 4),
     {"index     3  4  5", "expected  [==)     e3  cursor 4",
      "received  [=====)  e3 and e4  cursor 5"},
     "e4 was not asked for"},
    /* the cursor falls behind the request */
    {DRAWING(3, 3, 3, 0, 1, 3),
     {"index     1     3", "expected        ^  no events  cursor 3",
      "received  ^        no events  cursor 1"},
     "a client that goes on from 1 handles e1 and e2 twice"},
    /* right */
    {DRAWING(3, 5, 3, 2, 5, 5),
     {"index     3     5", "expected  [=====)  e3 and e4  cursor 5",
      "received  [=====)  e3 and e4  cursor 5"},
     ""},
    /* far away, on both sides */
    {DRAWING(10, 20, 5, 30, 20, 20),
     {"index     5              10                20                35",
      "expected                 [=================)                     e10 to e19  cursor 20",
      "received  [================================^=================)   e5 to e34  cursor 20"},
     "a client that goes on from 20 handles e5 to e9 (5 events) and e20 to e34 (15 events) twice"},
    {DRAWING(UINT64_MAX - 1, UINT64_MAX, 0, UINT64_MAX, UINT64_MAX, UINT64_MAX),
     {"index     0                 18446744073709551614  18446744073709551615",
      "expected                    [=====================)                   "
      "  e18446744073709551614  cursor 18446744073709551615",
      "received  [=======================================)                   "
      "  e0 to e18446744073709551614  cursor 18446744073709551615"},
     "a client that goes on from 18446744073709551615 handles e0 to e18446744073709551613 "
     "(18446744073709551614 events) twice"},
};

static void test_examples(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct ng_picture picture;
        assert_int_equal(ng_draw(&examples[i].drawing, false, &picture), NG_OK);
        for (size_t line = 0; line < NG_PICTURE_LINES; line++) {
            assert_string_equal(picture.lines[line], examples[i].lines[line]);
        }
        assert_string_equal(picture.consequence, examples[i].consequence);
    }
}

static void test_unknown_events(void **state) {
    (void)state;
    struct ng_drawing drawing = DRAWING(3, 7, 0, 4, 9, 7);
    drawing.received_known = false;
    struct ng_picture picture;
    assert_int_equal(ng_draw(&drawing, false, &picture), NG_OK);
    assert_string_equal(picture.lines[2],
                        "received                    ^  4 unknown events  cursor 9");
    assert_string_equal(picture.consequence, "a client that goes on from 9 never sees e7 and e8");
    drawing.received_count = 1;
    drawing.cursor = 7;
    assert_int_equal(ng_draw(&drawing, false, &picture), NG_OK);
    assert_string_equal(picture.lines[2], "received              ^  1 unknown event  cursor 7");
    assert_string_equal(picture.consequence, "");
}

static void test_no_cursor(void **state) {
    (void)state;
    struct ng_drawing drawing = DRAWING(3, 7, 5, 4, 0, 7);
    drawing.has_cursor = false;
    struct ng_picture picture;
    assert_int_equal(ng_draw(&drawing, false, &picture), NG_OK);
    assert_string_equal(picture.lines[0], "index     3     5     7     9");
    assert_string_equal(picture.lines[2], "received        [===========)  e5 to e8  no cursor");
    assert_string_equal(picture.consequence, "e3 and e4 are missing; e7 and e8 were not asked for");
}

static void test_utf8(void **state) {
    (void)state;
    const struct ng_drawing drawing = DRAWING(3, 4, 3, 1, 4, 4);
    struct ng_picture picture;
    assert_int_equal(ng_draw(&drawing, true, &picture), NG_OK);
    assert_string_equal(picture.lines[1], "expected  [\xE2\x94\x81\xE2\x94\x81)  e3  cursor 4");
}

static void test_not_drawable(void **state) {
    (void)state;
    const struct ng_drawing drawing = {.drawable = false};
    struct ng_picture picture;
    assert_int_equal(ng_draw(&drawing, false, &picture), NG_NOT_FOUND);
}

static bool holds(const struct ng_index_set *set, uint64_t index) {
    for (size_t i = 0; i < set->count; i++) {
        if (index >= set->ranges[i].first && index < set->ranges[i].end) {
            return true;
        }
    }
    return false;
}

static void check_set_form(const struct ng_index_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        assert_true(set->ranges[i].first < set->ranges[i].end);
        assert_true(i == 0 || set->ranges[i - 1].end < set->ranges[i].first);
    }
}

#define SMALL 7
#define HORIZON 32

/* A client by the book: it has all below `start`, handles the answer, and goes on from the cursor
   at a right server. How often it then has each event is counted one by one. */
static void check_against_client(const struct ng_drawing *drawing) {
    struct ng_index_set lost;
    struct ng_index_set repeated;
    ng_consequence_sets(drawing, &lost, &repeated);
    check_set_form(&lost);
    check_set_form(&repeated);
    uint64_t start = drawing->expected_first < drawing->expected_cursor ? drawing->expected_first
                                                                        : drawing->expected_cursor;
    for (uint64_t index = 0; index < HORIZON; index++) {
        bool before = index < start;
        bool now = index >= drawing->received_first &&
                   index - drawing->received_first < drawing->received_count;
        bool later = index >= drawing->cursor;
        int handled = before + now + later;
        assert_int_equal(holds(&lost, index), handled == 0);
        assert_int_equal(holds(&repeated, index), handled > 1);
    }
}

static void test_every_small_answer(void **state) {
    (void)state;
    size_t numbers[5] = {0};
    for (;;) {
        const struct ng_drawing drawing =
            DRAWING(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[1]);
        check_against_client(&drawing);
        struct ng_picture picture;
        assert_int_equal(ng_draw(&drawing, false, &picture), NG_OK);
        size_t place = 0;
        while (place < 5 && ++numbers[place] == SMALL) {
            numbers[place++] = 0;
        }
        if (place == 5) {
            return;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),     cmocka_unit_test(test_unknown_events),
        cmocka_unit_test(test_no_cursor),    cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_not_drawable), cmocka_unit_test(test_every_small_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
