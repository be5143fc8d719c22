/*
 * Property: any bytes give a record or an error, the same one each time; an error says in printable
 * ASCII what was expected; and an exchange that was read and is written again reads as the same.
 */
#include "conformance/trace/emit.h"
#include "conformance/trace/names.h"
#include "conformance/trace/parse.h"
#include "conformance/trace/write_exchange.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/heard.h"

#include <stdlib.h>
#include <string.h>

static struct ng_spec spec;

static enum ng_status parse(const char *line, size_t size, struct ng_trace_record *record,
                            struct ng_trace_error *error) {
    char *copy = malloc(size + 1);
    FUZZ_ASSERT(copy != NULL);
    memcpy(copy, line, size);
    copy[size] = '\0';
    *error = (struct ng_trace_error){.message = ""};
    enum ng_status status = ng_trace_parse(copy, size, &spec, record, error);
    free(copy);
    FUZZ_ASSERT(status == NG_OK || status == NG_MALFORMED || status == NG_NOT_FOUND ||
                status == NG_TOO_LARGE);
    FUZZ_ASSERT((status == NG_OK) == (error->message[0] == '\0'));
    for (const char *at = error->message; *at != '\0'; at++)
        FUZZ_ASSERT(*at >= 0x20 && *at < 0x7F);
    return status;
}

/* The line of an exchange, in memory that is the caller's. */
static char *write_line(const struct ng_exchange *exchange, size_t *size) {
    char *line = NULL;
    FILE *file = open_memstream(&line, size);
    FUZZ_ASSERT(file != NULL);
    struct ng_emitter emitter = {.file = file};
    ng_emit_open(&emitter, NULL, '{');
    ng_emit_text(&emitter, "record", ng_record_names.items[NG_TRACE_EXCHANGE]);
    ng_emit_exchange(&emitter, exchange);
    ng_emit_close(&emitter, '}');
    FUZZ_ASSERT(emitter.problem == 0);
    FUZZ_ASSERT(fclose(file) == 0);
    return line;
}

static void expect_same_text(const char *a, const char *b) {
    FUZZ_ASSERT((a == NULL) == (b == NULL));
    FUZZ_ASSERT(a == NULL || strcmp(a, b) == 0);
}

static void expect_same_ask(const struct ng_ask *a, const struct ng_ask *b) {
    FUZZ_ASSERT(a->method == b->method && a->expectation == b->expectation);
    FUZZ_ASSERT(a->context == b->context && a->reading_count == b->reading_count);
    for (size_t i = 0; i < a->reading_count; i++) {
        FUZZ_ASSERT(a->readings[i].since == b->readings[i].since);
        FUZZ_ASSERT(a->readings[i].has_limit == b->readings[i].has_limit);
        FUZZ_ASSERT(!a->readings[i].has_limit || a->readings[i].limit == b->readings[i].limit);
    }
    FUZZ_ASSERT(a->may_close == b->may_close && a->may_lack_support == b->may_lack_support);
    FUZZ_ASSERT(a->raw_first == b->raw_first);
    expect_same_text(a->query, b->query);
    expect_same_text(a->header_name, b->header_name);
    expect_same_text(a->header_value, b->header_value);
    expect_same_text(a->clause, b->clause);
    expect_same_text(a->refusal_clause, b->refusal_clause);
    expect_same_text(a->silence_clause, b->silence_clause);
    expect_same_text(a->raw, b->raw);
}

static void check_round_trip(const struct ng_exchange *exchange) {
    size_t size = 0, size_again = 0;
    struct ng_trace_record record;
    struct ng_trace_error error;
    char *line = write_line(exchange, &size);
    FUZZ_ASSERT(parse(line, size, &record, &error) == NG_OK);
    expect_same_ask(&exchange->ask, &record.exchange.ask);
    heard_expect_same(exchange, &record.exchange);
    char *again = write_line(&record.exchange, &size_again);
    FUZZ_ASSERT(size == size_again && memcmp(line, again, size) == 0);
    ng_trace_record_deinit(&record);
    free(line);
    free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_producer input = {data, size};
    struct fuzz_text text = fuzz_take_rest(&input);
    struct ng_trace_record first, second;
    struct ng_trace_error error, error_again;
    if (spec.clauses == NULL)
        FUZZ_ASSERT(ng_spec_embedded(&spec) == NG_OK);
    enum ng_status status = parse(text.data, text.size, &first, &error);
    FUZZ_ASSERT(parse(text.data, text.size, &second, &error_again) == status);
    FUZZ_ASSERT(strcmp(error.message, error_again.message) == 0);
    if (status != NG_OK)
        return 0;
    FUZZ_ASSERT(first.kind == second.kind);
    if (first.kind == NG_TRACE_EXCHANGE)
        check_round_trip(&first.exchange);
    ng_trace_record_deinit(&first);
    ng_trace_record_deinit(&second);
    return 0;
}
