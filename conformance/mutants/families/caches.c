/* Faults of what is kept or not sent again: pages, tags, dates, and answers to HEAD. */
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/memory.h"

#include <string.h>

/* A page that the log could not fill is no answer for ever. */
static void keep_page_if(struct mutant_turn *turn, bool is_kept) {
    mutant_body(turn);
    if (is_kept && mutant_has_limit(turn))
        mutant_keep_answer(turn, mutant_query_key(turn));
    else
        mutant_recall_answer(turn, mutant_query_key(turn));
}

static void part_page_kept(struct mutant_turn *turn) {
    keep_page_if(turn, turn->page_end > turn->count && turn->first < turn->last);
}

static void empty_page_kept(struct mutant_turn *turn) {
    keep_page_if(turn, turn->since == turn->count);
}

static void past_page_kept(struct mutant_turn *turn) {
    keep_page_if(turn, mutant_is_past(turn));
}

/* "1" and "11", or "11" and "1": 111. */
static void key_of_joined_numbers(struct mutant_turn *turn) {
    uint64_t limit = turn->parameters[MUTANT_LIMIT].value, factor = 10;
    while (factor <= limit && factor < UINT64_MAX / 10)
        factor *= 10;
    mutant_body(turn);
    if (mutant_has_limit(turn) && turn->last == turn->page_end)
        mutant_keep_answer(turn, turn->since * factor + limit);
}

static void key_of_low_byte(struct mutant_turn *turn) {
    mutant_body(turn);
    if (mutant_has_limit(turn) && turn->last == turn->page_end)
        mutant_keep_answer(turn, (turn->since & 0xff) << 32 | (turn->page_end - turn->since));
}

static void say_tag(struct mutant_turn *turn, const char *tag) {
    mutant_field(turn, "ETag", tag);
    if (strcmp(turn->request->if_none_match, tag) == 0)
        turn->status = 304;
}

/* The right tag for all but pages; theirs says only what was asked. */
static void page_tag(struct mutant_turn *turn) {
    struct mutant_buffer tag = {0};
    mutant_range(turn);
    mutant_buffer_byte(&tag, '"');
    mutant_buffer_number(&tag, mutant_has_limit(turn) ? mutant_query_key(turn) : turn->count);
    mutant_buffer_add(&tag, "\"", sizeof "\"");
    if (tag.failed)
        turn->body.failed = true;
    else
        say_tag(turn, tag.bytes);
    mutant_buffer_deinit(&tag);
}

static void dump_tag(struct mutant_turn *turn) {
    mutant_range(turn);
    if (mutant_is_dump(turn))
        say_tag(turn, "\"dump\"");
}

static void date_of_start(struct mutant_turn *turn) {
    static const char date[] = "Sun, 06 Nov 2022 08:49:37 GMT";
    mutant_field(turn, "Last-Modified", date);
    if (strcmp(turn->request->if_modified_since, date) == 0)
        turn->status = 304;
}

static void any_date(struct mutant_turn *turn) {
    if (turn->request->if_modified_since[0])
        turn->status = 304;
}

static void head_count(struct mutant_turn *turn) {
    mutant_count(turn);
    if (strcmp(turn->request->method, "HEAD") == 0)
        turn->count = turn->server->first_count;
}

#define APPEND MUTANT_LIVE, .needs = MUTANT_NEEDS_APPEND

static const struct mutant_entry entries[] = {
    {"part-page-cached", "growth-1", "a page that was not full is the answer to its query for ever",
     "a cache of pages that forgets that the last one still grows", APPEND,
     .steps = {.body = part_page_kept}},
    {"empty-page-cached", "growth-1",
     "an empty page at the end is the answer to its query for ever", "a cache that keeps misses",
     APPEND, .steps = {.body = empty_page_kept}},
    {"past-page-cached", "growth-1",
     "an empty page past the end is the answer to its query for ever", "a cache that keeps misses",
     APPEND, .steps = {.body = past_page_kept}},
    {"cache-key-joined", "range-1", "full pages are kept under since and limit written as one text",
     "a key without a mark between its parts", MUTANT_BOUNDARY, .needs = MUTANT_NEEDS_LAUNCH,
     .events = 12, .steps = {.body = key_of_joined_numbers}},
    {"cache-key-low-byte", "range-1", "full pages are kept in 256 places, by the low bits of since",
     "a table that does not compare the key that it finds", MUTANT_BOUNDARY,
     .needs = MUTANT_NEEDS_LAUNCH, .events = 264, .steps = {.body = key_of_low_byte}},
    {"page-tag-of-query", "growth-1", "the tag of a page is made of its since and limit",
     "pages are taken for immutable, and the last one is not", APPEND,
     .steps = {.range = page_tag}},
    {"dump-tag-never-changes", "growth-1", "the tag of the full dump stays when the log grows",
     "a tag made of the file's name or of its coarse size", APPEND, .steps = {.range = dump_tag}},
    {"modified-at-start", "growth-1",
     "Last-Modified is when the server began, and answers 304 for ever",
     "the time of the deployment, as for static files", APPEND, .steps = {.begin = date_of_start}},
    {"modified-never", "growth-1",
     "a request with If-Modified-Since is answered 304, whatever date",
     "a middleware that looks whether the field is there", APPEND, .steps = {.begin = any_date}},
    {"head-cached", "method-2", "the cursor of HEAD is that of the log's beginning for ever",
     "another route for HEAD, with a count of its own", APPEND, .steps = {.count = head_count}},
};

const struct mutant_family mutant_caches =
    MUTANT_FAMILY("caches, tags and dates of pages", MUTANT_DEFECT, entries);
