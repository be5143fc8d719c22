#include "conformance/cli/clock.h"

#include <time.h>
#include <unistd.h>

static const double nanoseconds = 1e9;

double ng_clock_now(void) {
    struct timespec now = {.tv_sec = 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / nanoseconds;
}

void ng_clock_wait(double seconds) {
    if (seconds <= 0) {
        return;
    }
    struct timespec wait = {.tv_sec = (time_t)seconds};
    wait.tv_nsec = (long)((seconds - (double)wait.tv_sec) * nanoseconds);
    (void)nanosleep(&wait, NULL);
}

uint64_t ng_clock_seed(void) {
    struct timespec now = {.tv_sec = 0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    uint64_t mixed = (uint64_t)now.tv_sec * 1000000007U + (uint64_t)now.tv_nsec;
    return (mixed ^ ((uint64_t)getpid() << 16)) % 1000000000U;
}
