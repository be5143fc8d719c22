#include "conformance/cli/mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_masks_credentials_and_nothing_else(void **state) {
    (void)state;
    static const struct {
        const char *url, *masked;
    } pairs[] = {
        {"http://host:1/events", "http://host:1/events"},
        {"http://user:secret@host:1/events", "http://***@host:1/events"},
        {"https://token@host", "https://***@host"},
        {"http://user:se@cret@host/a@b", "http://***@host/a@b"},
        {"http://host/a@b", "http://host/a@b"},
        {"http://host?a@b", "http://host?a@b"},
        {"http://user:secret@", "http://***@"},
        {"user:secret@host/x", "***@host/x"},
        {"http://@host", "http://@host"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char *masked = ng_mask_url(pairs[i].url);
        assert_string_equal(masked, pairs[i].masked);
        free(masked);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_masks_credentials_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
