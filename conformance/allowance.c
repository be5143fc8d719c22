#include "conformance/allowance.h"

/* How soon a wait notices that it is to end. */
#define WAIT_SLICE 0.0625

static bool has_rate(const struct ng_run_options *options) {
    return options->rate > 0 && options->control.now && options->control.wait;
}

static double now(const struct ng_allowance *allowance) {
    const struct ng_run_control *control = &allowance->options->control;
    return control->now ? control->now(control->context) : 0;
}

enum ng_status ng_allowance_init(struct ng_allowance *allowance,
                                 const struct ng_run_options *options) {
    *allowance = (struct ng_allowance){.options = options};
    allowance->started = now(allowance);
    return pthread_mutex_init(&allowance->lock, NULL) ? NG_NO_MEMORY : NG_OK;
}

void ng_allowance_deinit(struct ng_allowance *allowance) {
    (void)pthread_mutex_destroy(&allowance->lock);
}

static const char *why_end(const struct ng_allowance *allowance) {
    const struct ng_run_options *options = allowance->options;
    const struct ng_run_control *control = &options->control;
    if (control->interrupted && control->interrupted(control->context))
        return "interrupted";
    if (options->deadline > 0 && control->now &&
        now(allowance) - allowance->started >= options->deadline)
        return "the deadline of the run passed";
    return NULL;
}

/* Counts a request and gives it a time of its own. False where the budget is used up. */
static bool reserve(struct ng_allowance *allowance, double *at) {
    const struct ng_run_options *options = allowance->options;
    double earliest = now(allowance);
    (void)pthread_mutex_lock(&allowance->lock);
    bool is_left = !options->max_requests || allowance->taken < options->max_requests;
    if (is_left) {
        allowance->taken++;
        *at = earliest > allowance->next_request ? earliest : allowance->next_request;
        if (has_rate(options))
            allowance->next_request = *at + 1 / options->rate;
    }
    (void)pthread_mutex_unlock(&allowance->lock);
    return is_left;
}

/* A time that another request has since followed stays empty: nobody is to be early. */
static void give_back(struct ng_allowance *allowance, double at) {
    const struct ng_run_options *options = allowance->options;
    (void)pthread_mutex_lock(&allowance->lock);
    allowance->taken--;
    if (has_rate(options) && allowance->next_request <= at + 1 / options->rate)
        allowance->next_request = at;
    (void)pthread_mutex_unlock(&allowance->lock);
}

static const char *wait_until(const struct ng_allowance *allowance, double at,
                              bool (*goes_on)(void *context), void *context) {
    const struct ng_run_control *control = &allowance->options->control;
    for (;;) {
        const char *reason = why_end(allowance);
        double left = at - now(allowance);
        if (reason || left <= 0)
            return reason;
        if (goes_on && !goes_on(context))
            return "it is not wanted any more";
        control->wait(control->context, left < WAIT_SLICE ? left : WAIT_SLICE);
    }
}

const char *ng_allowance_take(struct ng_allowance *allowance, bool (*goes_on)(void *context),
                              void *context) {
    double at = 0;
    if (!reserve(allowance, &at))
        return "the budget of --max-requests is used up";
    const char *reason = wait_until(allowance, at, goes_on, context);
    if (reason)
        give_back(allowance, at);
    return reason;
}
