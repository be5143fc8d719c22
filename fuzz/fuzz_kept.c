/* Property: that of fuzz_http.c on a kept connection, and no other: the input says nothing about
 * new ones. It measures what a request costs there; the corpus is that of fuzz_http.c. */
#include "fuzz/fuzz.h"
#include "fuzz/http_modes.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t *exact = fuzz_copy(data, size);
    struct fuzz_producer input = {exact, size};
    uint8_t flags = fuzz_take_byte(&input);
    fuzz_http_run_kept(fuzz_http_server_of(false), &input, flags >> 2);
    free(exact);
    return 0;
}
