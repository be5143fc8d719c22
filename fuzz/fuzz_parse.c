/* Property: none. It measures what the parser of fuzz_query.c costs where nothing is checked; the
 * corpus is that of fuzz_query.c. */
#include "fuzz/fuzz.h"
#include "reference/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ref_query query;
    struct ref_query_faults faults;
    (void)!ref_query_parse((struct ref_bytes){(const char *)data, size}, &query, &faults);
    return 0;
}
