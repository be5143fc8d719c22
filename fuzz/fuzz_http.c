/* Property: raw bytes of any kind, in any pieces, on a new connection are answered with nothing but
 * whole HTTP answers, at most one a request, of the allowed statuses; the server closes its end and
 * its count of connections is as before. A request of one line on a kept connection has exactly one
 * answer, which is answer.h's, and the connection stays open.
 * SPEC: transport-1 to transport-5, body-1, cursor-1, reject-6, reject-7, method-2.
 *
 * Input: the raw bytes, or the target; from the end on a byte of flags, and the sizes of pieces. */
#include "fuzz/fuzz.h"
#include "fuzz/http_modes.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t *exact = fuzz_copy(data, size);
    struct fuzz_producer input = {exact, size};
    uint8_t flags = fuzz_take_byte(&input);
    struct fuzz_http_server *server = fuzz_http_server_of((flags & 2) != 0);
    if ((flags & 1) != 0) {
        fuzz_http_run_kept(server, &input, flags >> 2);
    } else {
        fuzz_http_run_raw(server, &input, flags >> 2);
    }
    free(exact);
    return 0;
}
