#include "conformance/report/reproduce_talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

void ng_expect_command(const struct ng_reproduction *reproduction, const char *expected) {
    struct ng_buffer buffer;
    ng_buffer_init(&buffer);
    ng_reproduce(&buffer, reproduction);
    assert_false(buffer.failed);
    assert_string_equal(ng_buffer_string(&buffer), expected);
    ng_buffer_deinit(&buffer);
}
