#include "conformance/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ng_profile parsed(const char *json) {
    struct ng_profile profile;
    struct ng_profile_error error = {0};
    if (ng_profile_parse(json, strlen(json), &profile, &error) != NG_OK) {
        fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
    }
    return profile;
}

static void expect_exo(const struct ng_profile *profile) {
    assert_string_equal(profile->name, "exo");
    assert_string_equal(profile->since, "since");
    assert_string_equal(profile->limit, "limit");
    assert_null(profile->no_limit);
    assert_string_equal(profile->fixed_query, "");
    assert_int_equal(profile->field_count, 0);
    assert_string_equal(profile->events_pointer, "");
    assert_int_equal(profile->cursor_place, NG_CURSOR_IN_FIELD);
    assert_string_equal(profile->cursor_name, "X-EXO-Last-Idx");
    assert_false(profile->cursor_names_last);
    assert_int_equal(profile->first_index, 0);
    assert_false(profile->past_end_echo);
    assert_int_equal(profile->refusal_status_count, 1);
    assert_true(ng_profile_refuses_with(profile, 422));
    assert_false(ng_profile_refuses_with(profile, 400));
    assert_null(profile->append_post);
    assert_null(profile->append_command);
    assert_true(profile->timeout == 0);
}

static char *file_text(const char *path) {
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 65536);
    assert_non_null(file);
    assert_non_null(text);
    assert_true(fread(text, 1, 65535, file) < 65535);
    (void)fclose(file);
    return text;
}

static void has_exo_built_in(void **state) {
    (void)state;
    struct ng_profile profile;
    assert_int_equal(ng_profile_exo(&profile), NG_OK);
    expect_exo(&profile);
    ng_profile_deinit(&profile);
    profile = parsed("{\"name\": \"exo\"}");
    expect_exo(&profile);
    ng_profile_deinit(&profile);
    char *text = file_text(NOGAP_SOURCE_DIR "/fixtures/profiles/exo.json");
    profile = parsed(text);
    expect_exo(&profile);
    ng_profile_deinit(&profile);
    free(text);
}

static void reads_the_example(void **state) {
    (void)state;
    char *text = file_text(NOGAP_SOURCE_DIR "/fixtures/profiles/example.json");
    struct ng_profile profile = parsed(text);
    assert_string_equal(profile.name, "example");
    assert_string_equal(profile.since, "after");
    assert_string_equal(profile.limit, "max");
    assert_string_equal(profile.no_limit, "1000000000");
    assert_string_equal(profile.fixed_query, "feed=normal");
    assert_int_equal(profile.field_count, 1);
    assert_string_equal(profile.fields[0].name, "Accept");
    assert_string_equal(profile.fields[0].value, "application/json");
    assert_string_equal(profile.events_pointer, "/results");
    assert_int_equal(profile.cursor_place, NG_CURSOR_IN_BODY);
    assert_string_equal(profile.cursor_name, "/last_seq");
    assert_true(profile.cursor_names_last);
    assert_int_equal(profile.first_index, 1);
    assert_true(profile.past_end_echo);
    assert_int_equal(profile.refusal_status_count, 2);
    assert_int_equal(profile.refusal_statuses[1], 422);
    assert_string_equal(profile.append_post, "http://127.0.0.1:8080/events");
    assert_true(profile.timeout == 5);
    ng_profile_deinit(&profile);
    free(text);
}

static void reads_the_other_places_of_a_cursor(void **state) {
    (void)state;
    struct ng_profile profile =
        parsed("\xef\xbb\xbf{\"name\":\"a\",\"answer\":{\"cursor\":{\"last_event\":\"/id\"}},"
               "\"append\":{\"command\":\"./append.sh\"}}\n");
    assert_int_equal(profile.cursor_place, NG_CURSOR_IN_LAST_EVENT);
    assert_string_equal(profile.cursor_name, "/id");
    assert_string_equal(profile.append_command, "./append.sh");
    ng_profile_deinit(&profile);

    profile = parsed("{\"name\":\"a\",\"answer\":{\"cursor\":{\"names\":\"last\"}}}");
    assert_string_equal(profile.cursor_name, "X-EXO-Last-Idx");
    assert_true(profile.cursor_names_last);
    ng_profile_deinit(&profile);
}

struct numbering {
    bool names_last;
    uint64_t first_index;
    uint64_t index;
    enum ng_status status;
    uint64_t since;
};

static void counts_as_the_server_does(void **state) {
    (void)state;
    static const struct numbering numberings[] = {
        {false, 0, 0, NG_OK, 0},
        {false, 0, 5, NG_OK, 5},
        {false, 1, 0, NG_OK, 1},
        {false, 1, 5, NG_OK, 6},
        {true, 0, 0, NG_NOT_FOUND, 0},
        {true, 0, 1, NG_OK, 0},
        {true, 0, 5, NG_OK, 4},
        {true, 1, 0, NG_OK, 0},
        {true, 1, 5, NG_OK, 5},
        {false, 0, UINT64_MAX, NG_OK, UINT64_MAX},
        {false, 1, UINT64_MAX, NG_OK, UINT64_MAX},
        {true, 0, UINT64_MAX, NG_OK, UINT64_MAX},
        {false, 1, UINT64_MAX - 1, NG_OK, UINT64_MAX},
    };
    for (size_t i = 0; i < sizeof numberings / sizeof numberings[0]; i++) {
        const struct numbering *numbering = &numberings[i];
        const struct ng_profile profile = {.cursor_names_last = numbering->names_last,
                                           .first_index = numbering->first_index};
        uint64_t wire = 77;
        assert_int_equal(ng_profile_since(&profile, numbering->index, &wire), numbering->status);
        assert_int_equal(wire, numbering->status == NG_OK ? numbering->since : 77);
        if (numbering->status == NG_OK && numbering->index < UINT64_MAX - 1) {
            assert_int_equal(ng_profile_cursor(&profile, wire), numbering->index);
        }
    }
}

static void saturates_cursors(void **state) {
    (void)state;
    const struct ng_profile counts_from_one = {.first_index = 1};
    const struct ng_profile names_last = {.cursor_names_last = true};
    assert_int_equal(ng_profile_cursor(&counts_from_one, 0), 0);
    assert_int_equal(ng_profile_cursor(&counts_from_one, UINT64_MAX), UINT64_MAX);
    assert_int_equal(ng_profile_cursor(&names_last, UINT64_MAX), UINT64_MAX);
    assert_int_equal(ng_profile_cursor(&names_last, UINT64_MAX - 1), UINT64_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_exo_built_in),
        cmocka_unit_test(reads_the_example),
        cmocka_unit_test(reads_the_other_places_of_a_cursor),
        cmocka_unit_test(counts_as_the_server_does),
        cmocka_unit_test(saturates_cursors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
