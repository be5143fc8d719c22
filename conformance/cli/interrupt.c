#include "conformance/cli/interrupt.h"

#include "conformance/target.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

/* The only state that a signal handler can reach is global. Other threads read it too. */
static atomic_int seen;

static void on_signal(int number) {
    if (atomic_exchange(&seen, 1) != 0) {
        ng_target_kill_all();
        (void)signal(number, SIG_DFL);
        (void)raise(number);
    }
}

void ng_interrupt_listen(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction action = {.sa_handler = on_signal};
        struct sigaction before = {.sa_handler = SIG_DFL};
        (void)sigemptyset(&action.sa_mask);
        (void)sigaction(numbers[i], NULL, &before);
        if (before.sa_handler != SIG_IGN) {
            (void)sigaction(numbers[i], &action, NULL);
        }
    }
}

bool ng_interrupt_seen(void) {
    return atomic_load(&seen) != 0;
}
