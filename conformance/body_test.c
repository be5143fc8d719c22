#include "conformance/body.h"

#include "conformance/json_digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct fixture {
    struct ng_profile profile;
    struct ng_exchange exchange;
    struct ng_body *body;
};

static void set_up(struct fixture *fixture, enum ng_cursor_place place, const char *name) {
    assert_int_equal(ng_profile_exo(&fixture->profile), NG_OK);
    free(fixture->profile.cursor_name);
    fixture->profile.cursor_name = strdup(name);
    assert_non_null(fixture->profile.cursor_name);
    fixture->profile.cursor_place = place;
    ng_exchange_init(&fixture->exchange);
    assert_int_equal(ng_body_new(&fixture->profile, &fixture->body), NG_OK);
}

static void tear_down(struct fixture *fixture) {
    ng_body_free(fixture->body);
    ng_exchange_deinit(&fixture->exchange);
    ng_profile_deinit(&fixture->profile);
}

static const struct ng_exchange *read_in_pieces(struct fixture *fixture, const char *bytes,
                                                size_t size, size_t piece) {
    ng_exchange_clear(&fixture->exchange);
    ng_body_begin(fixture->body, &fixture->exchange);
    for (size_t at = 0; at < size; at += piece) {
        size_t left = size - at;
        assert_int_equal(ng_body_push(fixture->body, bytes + at, left < piece ? left : piece),
                         NG_OK);
    }
    ng_body_finish(fixture->body);
    return &fixture->exchange;
}

static const struct ng_exchange *read_whole(struct fixture *fixture, const char *text) {
    return read_in_pieces(fixture, text, strlen(text), strlen(text) + 1);
}

static void fills_an_exchange_with_digests(void **state) {
    static const char text[] = " [{\"a\":1}, 2 ,\"\\u0061\"]";
    static const char *const events[] = {"{ \"a\" : 1 }", "2.0", "\"a\""};
    struct fixture fixture;
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_FIELD, "X-EXO-Last-Idx");
    fixture.exchange.cursor_form = NG_CURSOR_REPEATED;
    for (size_t piece = 1; piece < sizeof text; piece++) {
        const struct ng_exchange *exchange = read_in_pieces(&fixture, text, sizeof text - 1, piece);
        assert_int_equal(exchange->body_form, NG_BODY_ARRAY);
        assert_true(exchange->body_bytes == sizeof text - 1);
        assert_true(exchange->event_count == COUNT(events));
        assert_string_equal(exchange->body_sample, "");
        assert_string_equal(exchange->cursor_text, "");
        for (size_t i = 0; i < COUNT(events); i++) {
            uint64_t digest = 0;
            struct ng_json_fault fault;
            assert_int_equal(ng_json_digest(events[i], strlen(events[i]), &digest, &fault), NG_OK);
            assert_true(exchange->digests[i] == digest);
        }
    }
    tear_down(&fixture);
}

static void leaves_a_cursor_of_the_head_alone(void **state) {
    struct fixture fixture;
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_FIELD, "X-EXO-Last-Idx");
    ng_body_begin(fixture.body, &fixture.exchange);
    fixture.exchange.cursor_form = NG_CURSOR_REPEATED;
    fixture.exchange.cursor = 5;
    ng_body_finish(fixture.body);
    assert_int_equal(fixture.exchange.body_form, NG_BODY_NONE);
    assert_int_equal(fixture.exchange.cursor_form, NG_CURSOR_REPEATED);
    assert_true(fixture.exchange.cursor == 5);
    tear_down(&fixture);
}

static void quotes_the_beginning_of_a_body_that_is_no_array(void **state) {
    static const struct {
        const char *text;
        enum ng_body_form form;
        uint64_t offset;
        const char *sample;
    } bodies[] = {
        {"<html>\n\t\x1B\x7Fx", NG_BODY_INVALID, 0, "<html>    x"},
        {"{\"detail\":[]}", NG_BODY_OTHER, 13, "{\"detail\":[]}"},
        {"null", NG_BODY_NULL, 4, "null"},
        {"[1,2", NG_BODY_CUT, 4, "[1,2"},
        {"[1,2,]", NG_BODY_INVALID, 5, "[1,2,]"},
        {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", NG_BODY_INVALID, 0,
         "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"},
        {"\xFF\xC3(\xE2\x82", NG_BODY_INVALID, 0, "?\?(?\?"},
    };
    struct fixture fixture;
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_FIELD, "X-EXO-Last-Idx");
    for (size_t i = 0; i < COUNT(bodies); i++) {
        for (size_t piece = 1; piece < 8; piece++) {
            const char *text = bodies[i].text;
            const struct ng_exchange *exchange =
                read_in_pieces(&fixture, text, strlen(text), piece);
            assert_int_equal(exchange->body_form, bodies[i].form);
            assert_true(exchange->body_offset == bodies[i].offset);
            assert_string_equal(exchange->body_sample, bodies[i].sample);
        }
    }
    tear_down(&fixture);
}

static void cuts_the_quote_between_characters(void **state) {
    char text[301];
    struct fixture fixture;
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_FIELD, "X-EXO-Last-Idx");
    for (size_t i = 0; i < 300; i += 2) {
        memcpy(text + i, "\xC3\xA9", 3);
    }
    const struct ng_exchange *exchange = read_in_pieces(&fixture, text, 300, 50);
    assert_true(strlen(exchange->body_sample) == NG_QUOTE_MAX - 1);
    assert_memory_equal(exchange->body_sample, text, NG_QUOTE_MAX - 2);
    assert_int_equal(exchange->body_sample[NG_QUOTE_MAX - 2], '?');
    tear_down(&fixture);
}

struct cursor {
    const char *text;
    enum ng_cursor_form form;
    const char *cursor_text;
    uint64_t cursor;
};

static void expect_cursors(struct fixture *fixture, const struct cursor *cursors, size_t count) {
    for (size_t i = 0; i < count; i++) {
        for (size_t piece = 1; piece <= strlen(cursors[i].text); piece++) {
            const struct ng_exchange *exchange =
                read_in_pieces(fixture, cursors[i].text, strlen(cursors[i].text), piece);
            assert_int_equal(exchange->cursor_form, cursors[i].form);
            assert_string_equal(exchange->cursor_text, cursors[i].cursor_text);
            assert_true(exchange->cursor == cursors[i].cursor);
        }
    }
}

static void takes_the_cursor_from_the_body(void **state) {
    static const struct cursor cursors[] = {
        {"{\"results\":[1],\"last\":{\"seq\":7}}", NG_CURSOR_OK, "7", 7},
        {"{\"last\":{\"seq\":\"7\"},\"results\":[1]}", NG_CURSOR_OK, "7", 7},
        {"{\"results\":[1],\"last\":{\"seq\":7.0}}", NG_CURSOR_MALFORMED, "7.0", 0},
        {"{\"results\":[1],\"last\":7}", NG_CURSOR_MISSING, "", 0},
        {"[]", NG_CURSOR_MISSING, "", 0},
    };
    struct fixture fixture;
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_BODY, "/last/seq");
    free(fixture.profile.events_pointer);
    fixture.profile.events_pointer = strdup("/results");
    ng_body_free(fixture.body);
    assert_int_equal(ng_body_new(&fixture.profile, &fixture.body), NG_OK);
    expect_cursors(&fixture, cursors, COUNT(cursors));
    tear_down(&fixture);
}

static void takes_the_cursor_from_the_last_event(void **state) {
    static const struct cursor cursors[] = {
        {"[{\"a\":1,\"id\":6},{\"id\":7,\"a\":{\"id\":8}}]", NG_CURSOR_OK, "8", 8},
        {"[{\"id\":5},{\"id\":\"12345678901234567890123\",\"a\":{}}]", NG_CURSOR_MISSING, "", 0},
        {"[{\"a\":{\"id\":\"x\"}}]", NG_CURSOR_MALFORMED, "x", 0},
        {"[{\"a\":{\"id\":{\"id\":1}}}]", NG_CURSOR_MISSING, "", 0},
        {"[7]", NG_CURSOR_MISSING, "", 0},
        {"[]", NG_CURSOR_IMPLIED, "", 0},
        {"{}", NG_CURSOR_IMPLIED, "", 0},
    };
    struct fixture fixture;
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_LAST_EVENT, "/a/id");
    expect_cursors(&fixture, cursors, COUNT(cursors));
    tear_down(&fixture);
}

static void takes_an_event_that_is_its_own_cursor_through_the_profile(void **state) {
    static const struct cursor cursors[] = {{"[5,6]", NG_CURSOR_OK, "6", 7},
                                            {"[\"6\"]", NG_CURSOR_OK, "6", 7}};
    struct fixture fixture;
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_LAST_EVENT, "");
    fixture.profile.cursor_names_last = true;
    expect_cursors(&fixture, cursors, COUNT(cursors));
    tear_down(&fixture);
}

static void refuses_a_profile_without_a_pointer(void **state) {
    static const enum ng_cursor_place places[] = {NG_CURSOR_IN_BODY, NG_CURSOR_IN_LAST_EVENT};
    (void)state;
    for (size_t i = 0; i < COUNT(places); i++) {
        struct ng_profile profile;
        struct ng_body *body = NULL;
        assert_int_equal(ng_profile_exo(&profile), NG_OK);
        profile.cursor_place = places[i];
        assert_int_equal(ng_body_new(&profile, &body), NG_MALFORMED);
        ng_profile_deinit(&profile);
    }
}

/* An event as large as the cap, and one byte larger; in one piece and in several. */
static void gives_up_an_event_over_the_cap(void **state) {
    const size_t size = NG_EVENT_BYTES_MAX + 3;
    char *text = malloc(size);
    struct fixture fixture;
    (void)state;
    assert_non_null(text);
    set_up(&fixture, NG_CURSOR_IN_FIELD, "X-EXO-Last-Idx");
    for (size_t piece = size; piece >= size / 8; piece /= 3) {
        memset(text, 'x', size);
        memcpy(text, "[\"", 2);
        memcpy(text + size - 3, "\"]", 2);
        const struct ng_exchange *exchange = read_in_pieces(&fixture, text, size - 1, piece);
        assert_int_equal(exchange->body_form, NG_BODY_ARRAY);
        assert_true(exchange->event_count == 1);
        memcpy(text + size - 3, "x\"]", 3);
        exchange = read_in_pieces(&fixture, text, size, piece);
        assert_int_equal(exchange->body_form, NG_BODY_TOO_LARGE);
        assert_true(exchange->event_count == 0);
        text[size / 2] = '\n';
        exchange = read_in_pieces(&fixture, text, size, piece);
        assert_int_equal(exchange->body_form, NG_BODY_INVALID);
        assert_true(exchange->body_offset == size / 2);
    }
    tear_down(&fixture);
    free(text);
}

static void is_used_again_and_again(void **state) {
    struct fixture fixture;
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_FIELD, "X-EXO-Last-Idx");
    assert_int_equal(read_whole(&fixture, "[1,{\"a")->body_form, NG_BODY_CUT);
    assert_int_equal(read_whole(&fixture, "[1]")->body_form, NG_BODY_ARRAY);
    assert_true(fixture.exchange.event_count == 1);
    assert_int_equal(read_whole(&fixture, "[x")->body_form, NG_BODY_INVALID);
    assert_int_equal(read_whole(&fixture, "")->body_form, NG_BODY_NONE);
    assert_true(fixture.exchange.event_count == 0);
    assert_true(fixture.exchange.body_bytes == 0);
    tear_down(&fixture);
    ng_body_free(NULL);
}

/* What a listener heard; it ends the reading at its last event. */
struct heard {
    char text[64];
    unsigned events_left;
};

static enum ng_status hear_event(void *context, const char *bytes, size_t size) {
    struct heard *heard = context;
    size_t length = strlen(heard->text);
    assert_true(length + size + 1 < sizeof heard->text);
    memcpy(heard->text + length, bytes, size);
    heard->text[length + size] = ';';
    return --heard->events_left == 0 ? NG_STOPPED : NG_OK;
}

static void a_listener_hears_the_bytes_of_each_event_and_can_end_it(void **state) {
    static const char text[] = "[{\"a\" : 1}, 2,3,4]";
    struct fixture fixture;
    struct heard heard = {.events_left = 3};
    (void)state;
    set_up(&fixture, NG_CURSOR_IN_FIELD, "X-EXO-Last-Idx");
    ng_body_listen(fixture.body, hear_event, &heard);
    ng_body_begin(fixture.body, &fixture.exchange);
    assert_int_equal(ng_body_push(fixture.body, text, sizeof text - 1), NG_STOPPED);
    assert_string_equal(heard.text, "{\"a\" : 1};2;3;");
    tear_down(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_an_exchange_with_digests),
        cmocka_unit_test(leaves_a_cursor_of_the_head_alone),
        cmocka_unit_test(quotes_the_beginning_of_a_body_that_is_no_array),
        cmocka_unit_test(cuts_the_quote_between_characters),
        cmocka_unit_test(takes_the_cursor_from_the_body),
        cmocka_unit_test(takes_the_cursor_from_the_last_event),
        cmocka_unit_test(takes_an_event_that_is_its_own_cursor_through_the_profile),
        cmocka_unit_test(refuses_a_profile_without_a_pointer),
        cmocka_unit_test(gives_up_an_event_over_the_cap),
        cmocka_unit_test(is_used_again_and_again),
        cmocka_unit_test(a_listener_hears_the_bytes_of_each_event_and_can_end_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
