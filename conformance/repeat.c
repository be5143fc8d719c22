#include "conformance/repeat.h"

#include "conformance/chance.h"
#include "conformance/repeat_merge.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ng_shuffle_cases(const struct ng_case **cases, size_t count, uint64_t seed,
                      uint64_t repetition) {
    uint64_t state = seed;
    state = ng_chance_next(&state) ^ repetition;
    for (size_t first = 0; first < count;) {
        size_t end = first;
        while (end < count && cases[end]->class_id == cases[first]->class_id) {
            end++;
        }
        for (size_t left = end - first; left > 1; left--) {
            const struct ng_case **last = &cases[first + left - 1];
            const struct ng_case **other = &cases[first + ng_chance_next(&state) % left];
            const struct ng_case *kept = *last;
            *last = *other;
            *other = kept;
        }
        first = end;
    }
}

/* The shortest deadline of a repetition, in seconds. */
#define SOON 0.001

struct repeating {
    const struct ng_run_options *options;
    const struct ng_case **order; /* of the repetition under way; owned */
    struct ng_merge merge;
    double started;
};

static double now(const struct ng_run_options *options) {
    return options->control.now != NULL ? options->control.now(options->control.context) : 0;
}

/* Says why no further repetition is held, or gives false. */
static bool is_over(struct repeating *repeating) {
    const struct ng_run_options *options = repeating->options;
    const struct ng_run_control *control = &options->control;
    const struct ng_merge *merge = &repeating->merge;
    if (control->interrupted != NULL && control->interrupted(control->context)) {
        ng_merge_end_early(&repeating->merge, "the run was interrupted");
    } else if (options->deadline > 0 && now(options) - repeating->started >= options->deadline) {
        ng_merge_end_early(&repeating->merge, "the deadline of the run came");
    } else if (merge->last_outcome == NG_RUN_UNREACHABLE) {
        ng_merge_end_early(&repeating->merge, "the target is not to be reached any more");
    }
    return merge->ended_early || merge->last_outcome == NG_RUN_ERROR;
}

/* A server that kept the events of the repetition before would not be the same target. */
static bool launch_anew(struct repeating *repeating) {
    const struct ng_run_control *control = &repeating->options->control;
    char message[NG_WORDS_MAX] = "";
    if (control->relaunch == NULL ||
        control->relaunch(control->context, NG_RUN_FIRST_LOG, message, sizeof message) == NG_OK) {
        return true;
    }
    ng_merge_end_early(&repeating->merge, message);
    return false;
}

static enum ng_status hold_once(struct repeating *repeating, uint64_t repetition, bool shuffle) {
    struct ng_run_options once = *repeating->options;
    size_t count = once.info.case_count;
    once.listener = (struct ng_listener){.context = NULL};
    if (once.deadline > 0) {
        double left = once.deadline - (now(repeating->options) - repeating->started);
        /* A slow start may have taken all of it; 0 would be no deadline. */
        once.deadline = left > SOON ? left : SOON;
    }
    memcpy(repeating->order, once.cases, count * sizeof(const struct ng_case *));
    /* The caller's order is that of the first repetition. */
    if (shuffle && repetition > 0) {
        ng_shuffle_cases(repeating->order, count, once.info.seed, repetition);
    }
    once.cases = repeating->order;
    struct ng_run_result result;
    enum ng_status status = ng_run(&once, &result);
    if (status == NG_OK) {
        ng_merge_take(&repeating->merge, &result);
    }
    ng_run_result_deinit(&result);
    return status;
}

static void tell(const struct ng_run_options *options, const struct ng_run_result *result) {
    const struct ng_listener *listener = &options->listener;
    for (size_t i = 0; listener->case_end != NULL && i < result->case_count; i++) {
        listener->case_end(listener->context, &result->cases[i]);
    }
    if (listener->end != NULL) {
        listener->end(listener->context, result);
    }
}

enum ng_status ng_run_repeatedly(const struct ng_run_options *options, bool shuffle,
                                 struct ng_run_result *result) {
    uint64_t times = options->info.repetitions > 0 ? options->info.repetitions : 1;
    struct repeating repeating = {.options = options, .started = now(options)};
    enum ng_status status = ng_merge_init(&repeating.merge, &options->info, options->cases);
    if (status != NG_OK) {
        return status;
    }
    repeating.order = calloc(options->info.case_count + 1, sizeof *repeating.order);
    status = repeating.order != NULL ? NG_OK : NG_NO_MEMORY;
    if (status == NG_OK && options->listener.begin != NULL) {
        options->listener.begin(options->listener.context, &options->info);
    }
    for (uint64_t i = 0; status == NG_OK && i < times; i++) {
        if (i > 0 && (is_over(&repeating) || !launch_anew(&repeating))) {
            break;
        }
        status = hold_once(&repeating, i, shuffle);
    }
    free(repeating.order);
    if (status == NG_OK) {
        ng_merge_finish(&repeating.merge, result);
        result->seconds = now(options) - repeating.started;
        tell(options, result);
    }
    ng_merge_deinit(&repeating.merge);
    return status;
}
