/*
 * Property: of any bytes of a connection, the reader of raw answers makes slices inside them; an
 * answer that is whole stays the same whatever follows it, and none of its beginnings is whole; its
 * lines and the pieces of its body are its bytes in their order; and the exchange that is made of
 * it is the same each time and keeps its promises. Clauses: transport-1, answer-1, body-1.
 */
#include "conformance/raw_exchange.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/heard.h"

#include <stdlib.h>
#include <string.h>

/* Prefixes of an answer that are read, at most. */
#define PREFIXES_MAX 64

static bool is_inside(const char *slice, size_t size, const char *bytes, size_t all) {
    return slice >= bytes && size <= all && (size_t)(slice - bytes) <= all - size;
}

static void check_slices(const struct ng_raw_answer *answer, const char *bytes, size_t size) {
    size_t at = 0, line_size, lines = 0, head = 0, piece_size, body = 0;
    const char *line, *piece;
    FUZZ_ASSERT(answer->status >= 200 && answer->status <= 999);
    FUZZ_ASSERT(is_inside(answer->head, answer->head_size, bytes, size));
    FUZZ_ASSERT(is_inside(answer->body, answer->body_size, bytes, size));
    while (ng_raw_answer_line(answer, &at, &line, &line_size)) {
        FUZZ_ASSERT(is_inside(line, line_size, answer->head, answer->head_size));
        FUZZ_ASSERT(memchr(line, '\n', line_size) == NULL);
        FUZZ_ASSERT(lines++ == 0 || line == answer->head + head);
        head = at;
    }
    FUZZ_ASSERT(head == answer->head_size && lines >= 2 && line_size == 0);
    for (at = 0; ng_raw_answer_body(answer, &at, &piece, &piece_size); body += piece_size) {
        FUZZ_ASSERT(is_inside(piece, piece_size, answer->body, answer->body_size));
        FUZZ_ASSERT(piece_size > 0);
    }
    FUZZ_ASSERT(body <= answer->body_size);
    FUZZ_ASSERT(answer->framing == NG_RAW_BY_CHUNKS || body == answer->body_size);
}

/* A whole answer needs all of its bytes and no more. */
static void check_end(const struct ng_raw_answer *answer, const char *bytes, size_t size,
                      bool to_head) {
    struct ng_raw_answer again;
    FUZZ_ASSERT(answer->size <= size && answer->size >= answer->head_size + answer->body_size);
    if (answer->framing == NG_RAW_BY_CLOSE)
        return;
    char *copy = fuzz_copy(bytes, answer->size);
    FUZZ_ASSERT(ng_raw_answer_read(copy, answer->size, false, to_head, &again) == NG_RAW_WHOLE);
    FUZZ_ASSERT(again.size == answer->size && again.status == answer->status);
    FUZZ_ASSERT(again.head_size == answer->head_size && again.body_size == answer->body_size);
    free(copy);
    size_t step = answer->size / PREFIXES_MAX + 1;
    for (size_t prefix = 0; prefix < answer->size; prefix += step) {
        copy = fuzz_copy(bytes, prefix);
        FUZZ_ASSERT(ng_raw_answer_read(copy, prefix, false, to_head, &again) == NG_RAW_CUT);
        free(copy);
    }
}

static void check_answer(const char *bytes, size_t size, bool ended, bool to_head) {
    struct ng_raw_answer answer;
    enum ng_raw_form form = ng_raw_answer_read(bytes, size, ended, to_head, &answer);
    if (answer.head_size > 0)
        check_slices(&answer, bytes, size);
    if (form == NG_RAW_WHOLE)
        check_end(&answer, bytes, size, to_head);
    const struct ng_ask asks[3] = {{.method = to_head ? NG_HEAD : NG_GET}};
    size_t count = ng_raw_answer_count(bytes, size, asks, 3);
    FUZZ_ASSERT(count <= 3);
    FUZZ_ASSERT(form != NG_RAW_WHOLE || answer.framing == NG_RAW_BY_CLOSE || count > 0);
    FUZZ_ASSERT(form == NG_RAW_WHOLE || count == 0);
}

static struct ng_exchange exchange_of(char *bytes, size_t size, enum ng_raw_end end, bool to_head,
                                      const struct ng_profile *profile) {
    const struct ng_raw_received received = {.bytes = bytes, .size = size, .end = end};
    struct ng_raw_answer answer;
    struct ng_exchange exchange;
    struct ng_body *body;
    size_t at = 0;
    ng_exchange_init(&exchange);
    FUZZ_ASSERT(ng_body_new(profile, &body) == NG_OK);
    FUZZ_ASSERT(ng_raw_exchange(&received, &at, profile, body, to_head, &answer, &exchange) ==
                NG_OK);
    FUZZ_ASSERT(at <= size);
    FUZZ_ASSERT(exchange.transport != NG_TRANSPORT_OK || exchange.status == answer.status);
    ng_body_free(body);
    return exchange;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    struct ng_profile profile;
    bool to_head = fuzz_take_bool(&input);
    enum ng_raw_end end = (enum ng_raw_end)fuzz_take_between(&input, 0, NG_RAW_END_LEFT);
    heard_profile(&profile, fuzz_take_byte(&input));
    struct fuzz_text text = fuzz_take_rest(&input);
    char *bytes = fuzz_copy(text.data, text.size);
    if (text.size > 0)
        check_answer(bytes, text.size, end == NG_RAW_END_CLOSED, to_head);
    struct ng_exchange exchange = exchange_of(bytes, text.size, end, to_head, &profile);
    struct ng_exchange again = exchange_of(bytes, text.size, end, to_head, &profile);
    heard_expect_sound(&exchange);
    heard_expect_same(&exchange, &again);
    ng_exchange_deinit(&exchange);
    ng_exchange_deinit(&again);
    ng_profile_deinit(&profile);
    free(bytes);
    return 0;
}
