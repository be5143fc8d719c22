/*
 * Property: a list of waivers is refused with a message that a person can read and a place that is
 * in the list, or it gives waivers of cases that there are, each once, each with a reason, in the
 * order of the list, and nothing in it was passed over; and written again it gives the same ones.
 */
#include "conformance/waivers.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum ng_status parse(const char *text, size_t size, struct ng_waivers *waivers) {
    struct ng_waivers_error error = {.message = ""};
    size_t case_count;
    const struct ng_case *const *cases = ng_cases(&case_count);
    char *copy = fuzz_copy(text, size);
    enum ng_status status = ng_waivers_parse(copy, size, cases, case_count, waivers, &error);
    free(copy);
    FUZZ_ASSERT(status == NG_OK || status == NG_MALFORMED);
    if (status == NG_MALFORMED) {
        fuzz_expect_message(error.message);
        fuzz_expect_place(text, size, error.line, error.column);
    }
    return status;
}

/* As much text as waivers that came of `size` bytes can take. */
static char *write_again(const struct ng_waivers *waivers, size_t size) {
    char *text = malloc(size + 2 * waivers->count + 1);
    size_t used = 0;
    FUZZ_ASSERT(text != NULL);
    text[0] = '\0';
    for (size_t i = 0; i < waivers->count; i++) {
        const struct ng_waiver *waiver = &waivers->items[i];
        int length = snprintf(text + used, size + 2 * waivers->count + 1 - used, "%s %s\n",
                              waiver->test_case->id, waiver->reason);
        FUZZ_ASSERT(length > 0);
        used += (size_t)length;
    }
    return text;
}

static void expect_sound(const struct ng_waivers *waivers) {
    for (size_t i = 0; i < waivers->count; i++) {
        FUZZ_ASSERT(ng_case_find(waivers->items[i].test_case->id) == waivers->items[i].test_case);
        FUZZ_ASSERT(*waivers->items[i].reason != '\0');
        for (size_t k = 0; k < i; k++)
            FUZZ_ASSERT(waivers->items[k].test_case != waivers->items[i].test_case);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    struct fuzz_text text = fuzz_take_rest(&input);
    struct ng_waivers first, second;
    if (parse(text.data, text.size, &first) != NG_OK)
        return 0;
    FUZZ_ASSERT(text.size == 0 || memchr(text.data, '\0', text.size) == NULL);
    expect_sound(&first);
    char *again = write_again(&first, text.size);
    FUZZ_ASSERT(parse(again, strlen(again), &second) == NG_OK);
    FUZZ_ASSERT(second.count == first.count);
    for (size_t i = 0; i < first.count; i++) {
        FUZZ_ASSERT(second.items[i].test_case == first.items[i].test_case);
        FUZZ_ASSERT(strcmp(second.items[i].reason, first.items[i].reason) == 0);
    }
    ng_waivers_deinit(&second);
    ng_waivers_deinit(&first);
    free(again);
    return 0;
}
