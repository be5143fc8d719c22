#include "conformance/cli/profile_option.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static enum ng_status load(const char *name, struct ng_profile *profile,
                           struct ng_message *message) {
    message->text[0] = '\0';
    return ng_profile_load(name, profile, message);
}

static enum ng_status load_text(const char *text, struct ng_profile *profile,
                                struct ng_message *message) {
    char path[] = "/tmp/nogap-profile-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
    assert_int_equal(close(descriptor), 0);
    enum ng_status status = load(path, profile, message);
    assert_int_equal(unlink(path), 0);
    return status;
}

static void test_exo_is_built_in_and_the_default(void **state) {
    (void)state;
    static const char *const names[] = {NULL, "exo"};
    for (size_t i = 0; i < 2; i++) {
        struct ng_profile profile;
        struct ng_message message;
        assert_int_equal(load(names[i], &profile, &message), NG_OK);
        assert_string_equal(profile.name, "exo");
        ng_profile_deinit(&profile);
    }
}

static void test_other_names_are_unknown(void **state) {
    (void)state;
    struct ng_profile profile;
    struct ng_message message;
    assert_int_equal(load("couch", &profile, &message), NG_NOT_FOUND);
    assert_non_null(strstr(message.text, "'couch'"));
    assert_int_equal(load("", &profile, &message), NG_NOT_FOUND);
}

static void test_reads_a_file(void **state) {
    (void)state;
    struct ng_profile profile;
    struct ng_message message;
    assert_int_equal(
        load_text("{\"name\": \"own\", \"request\": {\"since\": \"from\"}}", &profile, &message),
        NG_OK);
    assert_string_equal(profile.since, "from");
    ng_profile_deinit(&profile);
}

static void test_names_the_place_of_a_fault(void **state) {
    (void)state;
    struct ng_profile profile;
    struct ng_message message;
    assert_int_equal(load_text("{\n  \"since\": \"from\",,\n}", &profile, &message), NG_MALFORMED);
    assert_non_null(strstr(message.text, ":2:"));
    assert_int_equal(load("no-such-profile.json", &profile, &message), NG_IO);
    assert_non_null(strstr(message.text, "no-such-profile.json cannot be opened"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exo_is_built_in_and_the_default),
        cmocka_unit_test(test_other_names_are_unknown),
        cmocka_unit_test(test_reads_a_file),
        cmocka_unit_test(test_names_the_place_of_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
