/* Property: none. It measures what the engine itself costs, for the speed of the others to be
 * compared with. */
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    (void)data;
    (void)size;
    return 0;
}
