/* What raw requests are made of. */
#include "conformance/raw_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect_place(const struct ng_field *fields, size_t count, const char *authority,
                         const char *lines) {
    static const struct ng_profile profile = {.field_count = 0};
    const struct ng_raw_options options = {.url = "http://feed.example:8/events",
                                           .profile = &profile,
                                           .fields = fields,
                                           .field_count = count};
    struct ng_raw_place place;
    assert_int_equal(ng_raw_place_init(&options, &place), NG_OK);
    assert_string_equal(place.host, "feed.example");
    assert_string_equal(place.port, "8");
    assert_string_equal(place.authority, authority);
    assert_string_equal(place.fields, lines);
    ng_raw_place_deinit(&place);
}

static void the_host_is_the_urls(void **state) {
    (void)state;
    expect_place(NULL, 0, "feed.example:8", "Accept-Encoding: identity\r\n");
}

static void a_given_host_stands_once(void **state) {
    (void)state;
    char names[][16] = {"X-Key", "host", "Accept-Encoding"};
    char values[][16] = {"1", "log.example", "br"};
    struct ng_field fields[3];
    for (size_t i = 0; i < 3; i++)
        fields[i] = (struct ng_field){.name = names[i], .value = values[i]};
    expect_place(fields, 3, "log.example", "X-Key: 1\r\nAccept-Encoding: br\r\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_host_is_the_urls),
        cmocka_unit_test(a_given_host_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
