#include "conformance/fit.h"

/* Comparisons spent on finding out what a wrong answer is; past them it is called mixed. */
#define EXPLAIN_COMPARISONS_MAX ((uint64_t)4 * 1024 * 1024)

static bool index_of(uint64_t since, size_t position, uint64_t *index) {
    if (position > UINT64_MAX - since)
        return false;
    *index = since + position;
    return true;
}

static void compare(const struct ng_history *history, uint64_t since, const uint64_t *digests,
                    size_t count, struct ng_fit *fit) {
    for (size_t i = 0; i < count; i++) {
        uint64_t index, known;
        if (!index_of(since, i, &index) || !ng_history_get(history, index, &known))
            continue;
        fit->compared++;
        if (known == digests[i])
            continue;
        if (!fit->wrong++)
            fit->first_wrong = i;
    }
}

/* Whether the events are those that begin at `start`, going up or down: none differs, and at least
   half of them are known there. */
static bool explains(const struct ng_history *history, uint64_t start, bool falling,
                     const uint64_t *digests, size_t count, uint64_t *budget) {
    size_t agreeing = 0;
    for (size_t i = 0; i < count; i++) {
        if (!*budget || (falling && i > start))
            return false;
        --*budget;
        uint64_t index = falling ? start - i : start + i;
        uint64_t known;
        if (!ng_history_get(history, index, &known))
            continue;
        if (known != digests[i])
            return false;
        agreeing++;
    }
    return agreeing * 2 >= count;
}

/* Finds the start nearest to `since` from which the events go up (or down). */
static bool find_start(const struct ng_history *history, uint64_t since, bool falling,
                       const uint64_t *digests, size_t count, uint64_t *start) {
    uint64_t budget = EXPLAIN_COMPARISONS_MAX;
    bool found = false;
    uint64_t distance = UINT64_MAX;
    uint64_t from = 0, candidate;
    while (budget && ng_history_find(history, digests[0], from, &candidate)) {
        uint64_t away = candidate > since ? candidate - since : since - candidate;
        if (away < distance && explains(history, candidate, falling, digests, count, &budget)) {
            found = true;
            distance = away;
            *start = candidate;
        }
        if (candidate >= since && away >= distance)
            break;
        from = candidate + 1;
        budget -= budget > 64 ? 64 : budget;
    }
    return found;
}

/* Whether the events are those of the range in another order, by two sums that order does not
 * change.
 */
static bool is_shuffled(const struct ng_history *history, uint64_t since, const uint64_t *digests,
                        size_t count) {
    uint64_t sum = 0, mixed = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t index, known;
        if (!index_of(since, i, &index) || !ng_history_get(history, index, &known))
            return false;
        sum += digests[i] - known;
        mixed += digests[i] * (digests[i] | 1) - known * (known | 1);
    }
    return !sum && !mixed;
}

static bool seen_elsewhere(const struct ng_history *history, uint64_t since,
                           const uint64_t *digests, size_t count, uint64_t *found_at) {
    /* A handful of wrong events tells; searching for each of a million would take hours. */
    size_t searches = 0;
    for (size_t i = 0; i < count && searches < 16; i++) {
        uint64_t index, known;
        if (!index_of(since, i, &index) || !ng_history_get(history, index, &known) ||
            known == digests[i])
            continue;
        searches++;
        if (ng_history_find(history, digests[i], 0, found_at))
            return true;
    }
    return false;
}

struct ng_fit ng_fit_events(const struct ng_history *history, uint64_t since,
                            const uint64_t *digests, size_t count) {
    struct ng_fit fit = {.form = NG_FIT_MATCHES};
    compare(history, since, digests, count, &fit);
    if (!fit.wrong)
        return fit;
    if (find_start(history, since, false, digests, count, &fit.found_at))
        fit.form = NG_FIT_SHIFTED;
    else if (find_start(history, since, true, digests, count, &fit.found_at))
        fit.form = NG_FIT_REVERSED;
    else if (is_shuffled(history, since, digests, count))
        fit.form = NG_FIT_SHUFFLED;
    else if (seen_elsewhere(history, since, digests, count, &fit.found_at))
        fit.form = NG_FIT_MIXED;
    else
        fit.form = NG_FIT_REWRITTEN;
    return fit;
}
