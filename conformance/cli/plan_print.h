/* Prints the requests of a run that is not held: --plan. */
#ifndef NG_CLI_PLAN_PRINT_H
#define NG_CLI_PLAN_PRINT_H

#include "conformance/case.h"
#include "conformance/exchange.h"

#include <stdio.h>

/* Bytes of a target that are shown of an over-long one. */
#define NG_PLAN_QUERY_MAX 160

struct ng_plan_print {
    FILE *out;
    const char *url; /* credentials masked */
    const struct ng_case *last_case;
    size_t requests;
    size_t cases;
};

/* Prints one request below the name of its case, a raw one as its text (raw_text.h); fits
   ng_plan. */
void ng_plan_print(void *context, const struct ng_case *test_case, const struct ng_ask *ask);

/* Prints how many there are. `events` is the count that the plan was made for. */
void ng_plan_print_end(const struct ng_plan_print *print, uint64_t events);

#endif
