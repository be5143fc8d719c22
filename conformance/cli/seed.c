#include "conformance/cli/seed.h"

#include <time.h>
#include <unistd.h>

uint64_t ng_seed_from_clock(void) {
    struct timespec now = {.tv_sec = 0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    uint64_t mixed = (uint64_t)now.tv_sec * 1000000007U + (uint64_t)now.tv_nsec;
    return (mixed ^ ((uint64_t)getpid() << 16)) % 1000000000U;
}
