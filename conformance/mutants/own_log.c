#include "conformance/mutants/own_log.h"
#include "conformance/mutants/mutant.h"

#include <inttypes.h>
#include <stdio.h>

void mutant_own_event(uint64_t index, struct mutant_buffer *into) {
    char line[320];
    uint64_t random = mutant_mix(index);
    (void)snprintf(line, sizeof line,
                   "{\"RunnerStatusUpdated\":{\"eventId\":\"%08" PRIx64 "-%04" PRIx64
                   "-4000-8000-%012" PRIx64 "\",\"runnerId\":\"runner-%" PRIu64
                   "\",\"step\":%" PRIu64 ",\"load\":%" PRIu64
                   ".25,\"runnerStatus\":{\"RunnerRunning\":{}},\"note\":\"caf\\u00e9\"}}",
                   random >> 32, random & 0xffff, index, random % 7, index * 3 + 1, random % 100);
    mutant_buffer_text(into, line);
}
