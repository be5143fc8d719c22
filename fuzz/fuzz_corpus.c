/* Property: none. It measures what an engine costs that has a corpus: it does nothing but give each
 * input one feature of many, so that the engine keeps inputs and mutates them, as it does for any
 * harness, and as it does not for the empty one. */
#include "fuzz/fuzz.h"

#define FEATURES 512

#ifdef __ELF__
/* Where libFuzzer looks for counters besides those of the instrumentation. */
__attribute__((section("__libfuzzer_extra_counters")))
#endif
static uint8_t counters[FEATURES];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ data[i]) * 16777619U;
    }
    counters[hash % FEATURES] = 1;
    return 0;
}
