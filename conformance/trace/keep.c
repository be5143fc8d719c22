#include "conformance/trace/keep.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 64

/* The exchange first, so that the one is the other's address. */
struct owned {
    struct ng_exchange exchange;
    char *query;
    char *header_name;
    char *header_value;
    char *raw;
};

static void free_exchange(struct ng_exchange *exchange) {
    struct owned *owned = (struct owned *)exchange;
    if (!owned)
        return;
    free(owned->query);
    free(owned->header_name);
    free(owned->header_value);
    free(owned->raw);
    free(owned->exchange.digests);
    free(owned);
}

/* NULL of NULL is no failure. */
static bool copy_text(const char *text, char **copy) {
    *copy = text ? strdup(text) : NULL;
    return !text || *copy;
}

static bool copy_digests(const struct ng_exchange *exchange, struct ng_exchange *copy) {
    size_t size = exchange->event_count * sizeof *copy->digests;
    copy->digests = size ? malloc(size) : NULL;
    if (copy->digests)
        memcpy(copy->digests, exchange->digests, size);
    copy->digest_capacity = exchange->event_count;
    return !size || copy->digests;
}

static struct ng_exchange *copy_exchange(const struct ng_exchange *exchange) {
    struct owned *owned = calloc(1, sizeof *owned);
    if (!owned)
        return NULL;
    struct ng_exchange *copy = &owned->exchange;
    *copy = *exchange;
    bool whole = copy_digests(exchange, copy);
    whole = copy_text(exchange->ask.query, &owned->query) && whole;
    whole = copy_text(exchange->ask.header_name, &owned->header_name) && whole;
    whole = copy_text(exchange->ask.header_value, &owned->header_value) && whole;
    whole = copy_text(exchange->ask.raw, &owned->raw) && whole;
    if (!whole) {
        free_exchange(copy);
        return NULL;
    }
    copy->ask.query = owned->query;
    copy->ask.header_name = owned->header_name;
    copy->ask.header_value = owned->header_value;
    copy->ask.raw = owned->raw;
    return copy;
}

static size_t digests_of(const struct ng_kept *item) {
    return (item->exchange ? item->exchange->event_count : 0) +
           (item->tail ? item->tail->event_count : 0);
}

static bool counts(const struct ng_kept *item) {
    return item->exchange != NULL;
}

static void forget(struct ng_keeper *keeper, struct ng_kept *item) {
    keeper->digests -= digests_of(item);
    keeper->exchanges -= counts(item);
    free_exchange(item->exchange);
    free_exchange(item->tail);
}

static void forget_all(struct ng_keeper *keeper) {
    for (size_t i = 0; i < keeper->count; i++)
        forget(keeper, &keeper->items[i]);
    keeper->count = keeper->case_start = 0;
}

void ng_keeper_init(struct ng_keeper *keeper, const struct ng_profile *profile,
                    bool reset_is_fault) {
    *keeper = (struct ng_keeper){.profile = profile, .reset_is_fault = reset_is_fault};
}

void ng_keeper_deinit(struct ng_keeper *keeper) {
    forget_all(keeper);
    free(keeper->items);
    keeper->items = NULL;
    keeper->capacity = 0;
}

/* Forgets the oldest things until there is room under the caps. */
static void make_room(struct ng_keeper *keeper) {
    size_t dropped = 0;
    while (dropped < keeper->count &&
           (keeper->exchanges > NG_KEPT_EXCHANGES_MAX || keeper->digests > NG_KEPT_DIGESTS_MAX))
        forget(keeper, &keeper->items[dropped++]);
    if (!dropped)
        return;
    keeper->count -= dropped;
    memmove(keeper->items, keeper->items + dropped, keeper->count * sizeof *keeper->items);
    keeper->case_start = keeper->case_start > dropped ? keeper->case_start - dropped : 0;
}

/* Takes over what the item owns. */
static void add(struct ng_keeper *keeper, struct ng_kept item) {
    if (!keeper->failed && keeper->count == keeper->capacity) {
        size_t capacity = keeper->capacity ? keeper->capacity * 2 : FIRST_CAPACITY;
        struct ng_kept *items = realloc(keeper->items, capacity * sizeof *items);
        keeper->failed = !items;
        if (items) {
            keeper->items = items;
            keeper->capacity = capacity;
        }
    }
    keeper->digests += digests_of(&item);
    keeper->exchanges += counts(&item);
    if (keeper->failed) {
        forget(keeper, &item);
        forget_all(keeper);
        return;
    }
    keeper->items[keeper->count++] = item;
    make_room(keeper);
}

static void case_begin(void *context, const struct ng_case *test_case) {
    struct ng_keeper *keeper = context;
    (void)test_case;
    keeper->case_start = keeper->count;
    keeper->shown = 0;
}

static void new_judge(void *context) {
    struct ng_keeper *keeper = context;
    forget_all(keeper);
    keeper->failed = false;
}

static void exchange_seen(void *context, const struct ng_exchange *exchange) {
    struct ng_keeper *keeper = context;
    struct ng_kept item = {.kind = NG_KEPT_EXCHANGE};
    if (exchange->event_count <= NG_KEPT_DIGESTS_MAX)
        item.exchange = copy_exchange(exchange);
    keeper->failed = keeper->failed || !item.exchange;
    add(keeper, item);
}

static void settle(void *context) {
    add(context, (struct ng_kept){.kind = NG_KEPT_SETTLE});
}

static void reset_check(void *context, const struct ng_exchange *prefix,
                        const struct ng_exchange *tail) {
    struct ng_keeper *keeper = context;
    struct ng_kept item = {.kind = NG_KEPT_RESET_CHECK,
                           .exchange = copy_exchange(prefix),
                           .tail = copy_exchange(tail)};
    keeper->failed = keeper->failed || !item.exchange || !item.tail;
    add(keeper, item);
}

static void appended(void *context, uint64_t before, uint64_t after, uint64_t count) {
    add(context, (struct ng_kept){
                     .kind = NG_KEPT_APPENDED, .before = before, .after = after, .count = count});
}

static void note(void *context, const struct ng_ask *ask, const struct ng_finding *finding) {
    struct ng_keeper *keeper = context;
    struct ng_exchange about;
    ng_exchange_init(&about);
    about.ask = *ask;
    struct ng_kept item = {.kind = NG_KEPT_NOTE,
                           .exchange = copy_exchange(&about),
                           .finding_kind = finding->kind,
                           .clause = finding->clause};
    keeper->failed = keeper->failed || !item.exchange;
    add(keeper, item);
}

static enum ng_status add_requests(struct ng_finding *finding, const struct ng_kept *item) {
    if (item->kind == NG_KEPT_APPENDED)
        return NG_OK;
    enum ng_status status = ng_finding_add_request(finding, &item->exchange->ask);
    if (!status && item->tail)
        status = ng_finding_add_request(finding, &item->tail->ask);
    return status;
}

static void show(const struct ng_kept_run *run, struct ng_finding *finding, bool *chosen) {
    enum ng_status status = ng_shrink(run, finding, chosen);
    for (size_t i = 0; !status && i < run->count; i++)
        if (chosen[i])
            status = add_requests(finding, &run->items[i]);
    if (status)
        ng_finding_clear_sequence(finding);
}

static void found(void *context, struct ng_findings *findings) {
    struct ng_keeper *keeper = context;
    const struct ng_kept_run run = {.items = keeper->items,
                                    .count = keeper->count,
                                    .case_start = keeper->case_start,
                                    .profile = keeper->profile,
                                    .reset_is_fault = keeper->reset_is_fault};
    if (keeper->shown == findings->count)
        return;
    bool *chosen = calloc(keeper->count + 1, sizeof *chosen);
    if (!chosen)
        return;
    for (; keeper->shown < findings->count; keeper->shown++)
        show(&run, &findings->items[keeper->shown], chosen);
    free(chosen);
}

struct ng_recorder ng_keeper_recorder(struct ng_keeper *keeper) {
    return (struct ng_recorder){
        .context = keeper,
        .case_begin = case_begin,
        .new_judge = new_judge,
        .exchange = exchange_seen,
        .settle = settle,
        .reset_check = reset_check,
        .appended = appended,
        .note = note,
        .found = found,
    };
}
