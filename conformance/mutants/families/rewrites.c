/* Events that are other values at another read. */
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/json.h"

#include <stdio.h>

/* Puts one more member into an event that is an object. */
static void with_member(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into,
                        const char *member) {
    size_t before = into->size;
    mutant_event(turn, index, into);
    size_t size = into->size - before;
    if (into->failed || size < 3 || into->bytes[before] != '{' ||
        into->bytes[into->size - 1] != '}')
        return;
    into->size--;
    mutant_buffer_text(into, member);
    mutant_buffer_byte(into, '}');
}

static void fresh_time(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    char member[48];
    (void)snprintf(member, sizeof member, ",\"readAt\":%llu", (unsigned long long)mutant_now());
    with_member(turn, index, into, member);
}

static void reads_counted(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    char member[48];
    (void)snprintf(member, sizeof member, ",\"reads\":%llu", (unsigned long long)turn->number);
    with_member(turn, index, into, member);
}

static void position_in_answer(struct mutant_turn *turn, uint64_t index,
                               struct mutant_buffer *into) {
    char member[48];
    (void)snprintf(member, sizeof member, ",\"position\":%llu",
                   (unsigned long long)(index - turn->first));
    with_member(turn, index, into, member);
}

static void with_string(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into,
                        const char *string) {
    const struct mutant_json_style style = {.replace_string = string};
    struct mutant_event_view event = mutant_store_get(turn->server->store, index);
    if (!mutant_json_write(into, event.text, event.size, &style))
        mutant_event(turn, index, into);
}

static void new_ids(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    char id[40];
    uint64_t random = mutant_mix(turn->random ^ index);
    (void)snprintf(id, sizeof id, "%08llx-0000-4000-8000-%012llx",
                   (unsigned long long)(random >> 32),
                   (unsigned long long)(random & UINT64_C(0xffffffffffff)));
    with_string(turn, index, into, id);
}

static void redacted_when_old(struct mutant_turn *turn, uint64_t index,
                              struct mutant_buffer *into) {
    if (index + 5 < turn->count)
        with_string(turn, index, into, "[redacted]");
    else
        mutant_event(turn, index, into);
}

static void superseded(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    with_member(turn, index, into,
                index + 1 < turn->count ? ",\"superseded\":true" : ",\"superseded\":false");
}

static void short_in_pages(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into) {
    if (mutant_has_limit(turn))
        mutant_buffer_text(into, "{}");
    else
        mutant_event(turn, index, into);
}

#define STEP(function) .steps = {.event = function}

static const struct mutant_entry entries[] = {
    {"fresh-time-stamp", "immutable-1", "each event carries the time at which it is read",
     "list 11: events rendered anew at each read", MUTANT_BOUNDARY, .events = 1, STEP(fresh_time)},
    {"reads-counted", "immutable-1", "each event carries the number of the answer",
     "diagnostics that are put into the data", MUTANT_BOUNDARY, .events = 1, STEP(reads_counted)},
    {"position-in-answer", "immutable-1", "each event carries its place in the answer",
     "enumerate() over the page", MUTANT_CORE, .events = 5, STEP(position_in_answer)},
    {"new-ids", "immutable-1", "an id is made anew at each read",
     "a default of the model: uuid4() for a field that is not stored", MUTANT_BOUNDARY, .events = 1,
     STEP(new_ids)},
    {"empty-in-pages", "immutable-1", "a limited read brings {} for each event",
     "a serialiser without the fields of the other kinds", MUTANT_CORE, .events = 5,
     STEP(short_in_pages)},
    {"redacted-when-old", "immutable-1", "five events later a string of an event is redacted",
     "data protection that edits the log", MUTANT_LIVE, .needs = MUTANT_NEEDS_APPEND, .appends = 6,
     .events = 1, STEP(redacted_when_old)},
    {"superseded-in-place", "immutable-1", "an event says whether a newer one has come",
     "a state that is kept in the row of the event", MUTANT_LIVE, .needs = MUTANT_NEEDS_APPEND,
     .appends = 1, .events = 1, STEP(superseded)},
};

const struct mutant_family mutant_rewrites =
    MUTANT_FAMILY("events that are other values at another read", MUTANT_DEFECT, entries);
