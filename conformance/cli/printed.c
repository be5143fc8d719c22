#include "conformance/cli/printed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

void ng_printed_init(struct ng_printed *printed) {
    *printed = (struct ng_printed){.text = NULL};
    printed->out = open_memstream(&printed->text, &printed->size);
    assert_non_null(printed->out);
}

const char *ng_printed_read(struct ng_printed *printed) {
    assert_int_equal(fflush(printed->out), 0);
    return printed->text;
}

void ng_printed_deinit(struct ng_printed *printed) {
    (void)fclose(printed->out);
    free(printed->text);
}
