#include "conformance/cli/plan_print.h"

#include "conformance/report/evidence.h"

#include <inttypes.h>
#include <string.h>

static void print_bytes(FILE *out, const char *query, unsigned char first_plain) {
    size_t size = strlen(query);
    for (size_t i = 0; i < size && i < NG_PLAN_QUERY_MAX; i++) {
        unsigned char byte = (unsigned char)query[i];
        if (byte >= first_plain && byte < 0x7f) {
            (void)fputc(byte, out);
        } else {
            (void)fprintf(out, "\\x%02x", byte);
        }
    }
    if (size > NG_PLAN_QUERY_MAX) {
        (void)fprintf(out, "... (%zu bytes)", size);
    }
}

static void print_request(const struct ng_plan_print *print, const struct ng_ask *ask) {
    (void)fprintf(print->out, "  %s %s", ng_evidence_method(ask->method), print->url);
    if (ask->query != NULL) {
        (void)fputc('?', print->out);
        print_bytes(print->out, ask->query, '!');
    }
    if (ask->header_name != NULL) {
        (void)fprintf(print->out, "  with %s: %s", ask->header_name,
                      ask->header_value != NULL ? ask->header_value : "");
    }
}

void ng_plan_print(void *context, const struct ng_case *test_case, const struct ng_ask *ask) {
    struct ng_plan_print *print = context;
    if (print->last_case != test_case) {
        (void)fprintf(print->out, "%s%s\n", print->cases > 0 ? "\n" : "", test_case->id);
        print->last_case = test_case;
        print->cases++;
    }
    if (ask->raw != NULL && !ask->raw_first) {
        (void)fputs("  raw ", print->out);
        print_bytes(print->out, ask->raw, ' ');
    } else {
        print_request(print, ask);
    }
    (void)fputc('\n', print->out);
    print->requests++;
}

void ng_plan_print_end(const struct ng_plan_print *print, uint64_t events) {
    (void)fprintf(print->out,
                  "\n%zu requests in %zu cases, for a log of %" PRIu64
                  " events that stands still; none was sent.\n",
                  print->requests, print->cases, events);
}
