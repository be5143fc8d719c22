#include "conformance/trace/shrink.h"

#include "conformance/trace/again.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX

/* One that could stand beside the guilty request. */
struct partner {
    size_t at;
    size_t length; /* of its query */
    size_t rank;   /* among those of equal length */
};

/* The search for one finding. */
struct search {
    struct ng_again again;
    size_t end;               /* items from here on are not needed */
    size_t guilty;            /* the last request that the finding names, or NOWHERE */
    bool *trial;              /* one mark for each item */
    struct partner *partners; /* room for as many */
    bool *chosen;             /* the smallest so far */
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

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static size_t find_guilty(const struct search *search) {
    const struct ng_finding *finding = search->again.finding;
    for (size_t i = search->end; i > 0; i--) {
        const struct ng_kept *item = &search->again.run->items[i - 1];
        if (!ng_kept_is_free(item) || item->kind == NG_KEPT_APPENDED)
            continue;
        const struct ng_ask *ask = last_ask(item);
        if (ask->method == finding->method && same_text(ask->query, finding->query) &&
            same_text(ask->raw, finding->raw))
            return i - 1;
    }
    return NOWHERE;
}

static size_t length_of(const struct ng_kept *item) {
    const char *query = item->kind == NG_KEPT_APPENDED ? NULL : last_ask(item)->query;
    return query ? strlen(query) : 0;
}

static int compare_partners(const void *left, const void *right) {
    const struct partner *a = left, *b = right;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

/* What could stand beside the guilty request: the plainest first, by the length of its query; of
   equal ones the nearest before it. Gives how many. */
static size_t list_partners(const struct search *search, struct partner *partners) {
    const struct ng_kept *items = search->again.run->items;
    size_t count = 0;
    for (size_t i = 0; i < search->end; i++) {
        if (i == search->guilty || !ng_kept_is_free(&items[i]))
            continue;
        partners[count++] =
            (struct partner){.at = i,
                             .length = length_of(&items[i]),
                             .rank = i < search->guilty ? search->guilty - i : search->end + i};
    }
    qsort(partners, count, sizeof *partners, compare_partners);
    return count;
}

/* The guilty request alone, or with one other. */
static bool try_few(struct search *search) {
    memset(search->trial, 0, search->again.run->count * sizeof *search->trial);
    if (search->guilty == NOWHERE)
        return false;
    search->trial[search->guilty] = true;
    bool shown = try_it(search);
    size_t count = shown ? 0 : list_partners(search, search->partners);
    for (size_t i = 0; i < count && !shown; i++) {
        search->trial[search->partners[i].at] = true;
        shown = try_it(search);
        search->trial[search->partners[i].at] = false;
    }
    return shown;
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
    search.partners = calloc(run->count + 1, sizeof *search.partners);
    if (!search.trial || !search.partners)
        search.again.status = NG_NO_MEMORY;
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
    free(search.partners);
    if (search.again.status)
        return search.again.status;
    return shown ? NG_OK : NG_NOT_FOUND;
}
