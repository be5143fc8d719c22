/* The judge's answer about a world, and a world in print. */
#include "conformance/judge.h"
#include "conformance/small_worlds/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct ng_profile profile;

/* A small world can only fail for want of memory. */
static void must(enum ng_status status) {
    if (status)
        abort();
}

static void judge_item(struct ng_judge *judge, const struct item *item, uint64_t began,
                       struct ng_findings *findings) {
    uint64_t ended = ng_judge_tick(judge);
    if (item->kind == ITEM_APPEND) {
        ng_judge_appended(judge, began, ended, item->appended);
        return;
    }
    uint64_t digests[WORLD_SHOWN_MAX];
    for (size_t i = 0; i < item->shown; i++)
        digests[i] = item->events[i];
    struct ng_exchange exchange;
    ng_exchange_init(&exchange);
    exchange.ask = (struct ng_ask){
        .method = item->kind == ITEM_HEAD ? NG_HEAD : NG_GET,
        .query = item->plain ? NULL : "since=..",
        .expectation = item->reading_count == 1 ? NG_EXPECT_RANGE : NG_EXPECT_RANGE_OR_REFUSAL,
        .reading_count = item->reading_count,
    };
    memcpy(exchange.ask.readings, item->readings, sizeof item->readings);
    exchange.sent = began;
    exchange.answered = ended;
    exchange.status = 200;
    exchange.cursor_form = item->has_cursor ? NG_CURSOR_OK : NG_CURSOR_IMPLIED;
    exchange.cursor = item->cursor;
    exchange.body_form = item->kind == ITEM_HEAD ? NG_BODY_NONE : NG_BODY_ARRAY;
    exchange.digests = digests;
    exchange.event_count = item->shown;
    struct ng_judgement judgement;
    must(ng_judge_answer(judge, &exchange, findings, &judgement));
}

bool world_is_blamed(const struct world *world) {
    struct ng_findings findings;
    struct ng_judge *judge;
    uint64_t began[WORLD_ITEMS_MAX];
    profile.past_end_echo = world->echo;
    ng_findings_init(&findings);
    must(ng_judge_new(&profile, false, &judge));
    /* No refusal is looked at, so every finding is one of a MUST; and none is ever taken back. */
    for (size_t ended = 0; ended < world->count && !findings.count; ended++) {
        for (size_t i = 0; i < world->count; i++)
            if (world->items[i].after == ended)
                began[i] = ng_judge_tick(judge);
        judge_item(judge, &world->items[ended], began[ended], &findings);
    }
    ng_judge_settle(judge, &findings);
    bool blamed = findings.count > 0;
    ng_findings_deinit(&findings);
    ng_judge_free(judge);
    return blamed;
}

static void print_request(const struct item *item) {
    (void)printf("%s ", item->kind == ITEM_HEAD ? "HEAD" : "GET");
    for (size_t r = 0; r < item->reading_count; r++) {
        const struct ng_reading *reading = &item->readings[r];
        (void)printf("%ssince=%d", r ? " or " : "", (int)reading->since);
        if (reading->has_limit)
            (void)printf("&limit=%d", (int)reading->limit);
    }
}

void world_print(const struct world *world) {
    (void)printf("%s\n", world->echo ? ", of a server that echoes" : "");
    for (size_t i = 0; i < world->count; i++) {
        const struct item *item = &world->items[i];
        (void)printf("  begun after the end of %zu: ", item->after);
        if (item->kind == ITEM_APPEND) {
            (void)printf("append %d\n", (int)item->appended);
            continue;
        }
        print_request(item);
        if (item->has_cursor)
            (void)printf(" -> cursor %d,", (int)item->cursor);
        else
            (void)printf(" -> no cursor,");
        (void)printf(" events \"%.*s\"\n", (int)item->shown, (const char *)item->events);
    }
}
