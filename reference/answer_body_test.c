#include "reference/body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void is_the_text_of_an_answer_without_events(void **state) {
    struct ref_answer answer = {.text = ref_bytes_of("text")};
    struct ref_snapshot snapshot = {NULL, 0, 0};
    struct ref_body body;
    char bytes[] = "....x";
    (void)state;
    ref_body_make(&answer, &snapshot, &body);
    assert_int_equal(body.size, 4);
    ref_body_copy(&body, bytes);
    assert_string_equal(bytes, "textx");
}

/* An answer to OPTIONS has no text at all; its place may be NULL then. */
static void may_be_empty(void **state) {
    struct ref_answer answer = {.text = {NULL, 0}};
    struct ref_snapshot snapshot = {NULL, 0, 0};
    struct ref_body body;
    char bytes[] = "x";
    (void)state;
    ref_body_make(&answer, &snapshot, &body);
    assert_int_equal(body.size, 0);
    ref_body_copy(&body, bytes);
    assert_string_equal(bytes, "x");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_text_of_an_answer_without_events),
        cmocka_unit_test(may_be_empty),
    };
    return cmocka_run_group_tests_name("answer_body", tests, NULL, NULL);
}
