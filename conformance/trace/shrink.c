#include "conformance/trace/shrink.h"

#include "conformance/trace/again.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX

/* The search for one finding. */
struct search {
    struct ng_again again;
    size_t end;    /* items from here on are not needed */
    size_t guilty; /* the last request that the finding names, or NOWHERE */
    bool *trial;   /* one mark for each item */
    bool *chosen;  /* the smallest so far */
};

static bool is_spent(const struct search *search) {
    return search->again.work > NG_SHRINK_WORK_MAX || search->again.status;
}

/* Tries the marks in `trial`; takes them over where they show the finding. */
static bool try_it(struct search *search) {
    if (is_spent(search) || !ng_again_shows(&search->again, search->trial, NULL))
        return false;
    memcpy(search->chosen, search->trial, search->again.run->count * sizeof *search->chosen);
    return true;
}

static const struct ng_ask *last_ask(const struct ng_kept *item) {
    return item->kind == NG_KEPT_RESET_CHECK ? &item->tail->ask : &item->exchange->ask;
}

static size_t find_guilty(const struct search *search) {
    const struct ng_finding *finding = search->again.finding;
    for (size_t i = search->end; i > 0; i--) {
        const struct ng_kept *item = &search->again.run->items[i - 1];
        if (!ng_kept_is_free(item) || item->kind == NG_KEPT_APPENDED)
            continue;
        const struct ng_ask *ask = last_ask(item);
        bool same = ask->query && finding->query ? strcmp(ask->query, finding->query) == 0
                                                 : !ask->query && !finding->query;
        if (same && ask->method == finding->method)
            return i - 1;
    }
    return NOWHERE;
}

static bool try_pair(struct search *search, size_t other) {
    if (other == search->guilty || !ng_kept_is_free(&search->again.run->items[other]))
        return false;
    search->trial[other] = true;
    bool shown = try_it(search);
    search->trial[other] = false;
    return shown;
}

/* The guilty request alone, or with one other: the nearest before it first, because that is how a
   client would meet the fault. */
static bool try_few(struct search *search) {
    memset(search->trial, 0, search->again.run->count * sizeof *search->trial);
    if (search->guilty == NOWHERE)
        return false;
    search->trial[search->guilty] = true;
    if (try_it(search))
        return true;
    for (size_t i = search->guilty; i > 0; i--)
        if (try_pair(search, i - 1))
            return true;
    for (size_t i = search->guilty + 1; i < search->end; i++)
        if (try_pair(search, i))
            return true;
    return false;
}

static size_t count_chosen(const struct search *search) {
    size_t count = 0;
    for (size_t i = 0; i < search->end; i++)
        count += search->chosen[i];
    return count;
}

/* Copies the choice without its elements number `first` to `end`. */
static void leave_out(struct search *search, size_t first, size_t end) {
    size_t number = 0;
    memcpy(search->trial, search->chosen, search->again.run->count * sizeof *search->trial);
    for (size_t i = 0; i < search->end; i++) {
        if (!search->chosen[i])
            continue;
        if (number >= first && number < end)
            search->trial[i] = false;
        number++;
    }
}

/* Delta debugging: leaves out ever smaller parts of the choice, until no single element can be left
   out. */
static void leave_out_parts(struct search *search) {
    size_t count = count_chosen(search);
    size_t parts = 2;
    while (count >= 2 && !is_spent(search)) {
        bool shown = false;
        for (size_t part = 0; part < parts && !shown; part++) {
            leave_out(search, count * part / parts, count * (part + 1) / parts);
            shown = try_it(search);
        }
        if (shown) {
            count = count_chosen(search);
            parts = parts > 2 ? parts - 1 : 2;
        } else if (parts >= count) {
            return;
        } else {
            parts = parts * 2;
        }
        parts = parts < count ? parts : count;
    }
}

enum ng_status ng_shrink(const struct ng_kept_run *run, const struct ng_finding *finding,
                         bool *chosen) {
    struct search search = {.again = {.run = run, .finding = finding}, .chosen = chosen};
    search.trial = calloc(run->count + 1, sizeof *search.trial);
    if (!search.trial)
        return NG_NO_MEMORY;
    for (size_t i = 0; i < run->count; i++)
        chosen[i] = ng_kept_is_free(&run->items[i]);
    bool shown = ng_again_shows(&search.again, chosen, &search.end);
    if (shown) {
        for (size_t i = search.end; i < run->count; i++)
            chosen[i] = false;
        search.guilty = find_guilty(&search);
        if (!try_few(&search))
            leave_out_parts(&search);
    }
    free(search.trial);
    if (search.again.status)
        return search.again.status;
    return shown ? NG_OK : NG_NOT_FOUND;
}
