/* The catalogue in words and in JSON. */
#include "conformance/mutants/catalogue.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const class_names[] = {
    [MUTANT_CORE] = "core",
    [MUTANT_BOUNDARY] = "boundary",
    [MUTANT_LIVE] = "live",
    [MUTANT_HOSTILE] = "hostile",
};

static const struct {
    enum mutant_need need;
    const char *name, *says;
} needs[] = {
    {MUTANT_NEEDS_APPEND, "append", "events that are appended between reads"},
    {MUTANT_NEEDS_GROWTH, "growth", "a log that grows while it is read (--grow)"},
    {MUTANT_NEEDS_LAUNCH, "launch", "logs of a chosen length, such as an empty one"},
    {MUTANT_NEEDS_OWN_LOG, "own-log", "the log that it makes itself: no --log"},
};
#define NEED_COUNT (sizeof needs / sizeof *needs)

static const char *kind_name(enum mutant_kind kind) {
    return kind == MUTANT_DEFECT ? "defect" : "legal";
}

void mutant_list_text(void) {
    size_t count;
    const struct mutant_family *const *families = mutant_families(&count);
    for (size_t f = 0; f < count; f++) {
        (void)printf("%s%s (%s)\n", f ? "\n" : "", families[f]->title,
                     kind_name(families[f]->kind));
        for (size_t i = 0; i < families[f]->count; i++) {
            const struct mutant_entry *entry = &families[f]->entries[i];
            (void)printf("  %-30s %-12s %s\n", entry->name, entry->clause ? entry->clause : "-",
                         entry->says);
        }
    }
}

static void put_string(const char *text) {
    (void)putchar('"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            (void)printf("\\%c", byte);
        else if (byte < 0x20)
            (void)printf("\\u%04x", byte);
        else
            (void)putchar(byte);
    }
    (void)putchar('"');
}

static void put_member(const char *name, const char *text) {
    (void)printf(",\"%s\":", name);
    if (text)
        put_string(text);
    else
        (void)printf("null");
}

static void put_entry(const struct mutant_family *family, const struct mutant_entry *entry) {
    bool first = true;
    (void)printf("{\"name\":");
    put_string(entry->name);
    put_member("kind", kind_name(family->kind));
    put_member("family", family->title);
    put_member("clause", entry->clause);
    put_member("level", !entry->clause ? NULL : entry->should ? "SHOULD" : "MUST");
    put_member("says", entry->says);
    put_member("origin", entry->origin);
    put_member("class", class_names[entry->class_id]);
    (void)printf(",\"needs\":[");
    for (size_t i = 0; i < NEED_COUNT; i++)
        if (entry->needs & needs[i].need) {
            (void)printf("%s", first ? "" : ",");
            put_string(needs[i].name);
            first = false;
        }
    (void)printf("],\"appends\":%u,\"events\":%u,\"growth\":%g,\"chance\":%g", entry->appends,
                 entry->events, entry->own_growth, entry->chance);
    put_member("profile", entry->profile);
    (void)printf("}");
}

void mutant_list_json(void) {
    size_t count;
    const struct mutant_family *const *families = mutant_families(&count);
    (void)printf("{\"entries\":[");
    for (size_t f = 0; f < count; f++)
        for (size_t i = 0; i < families[f]->count; i++) {
            (void)printf("%s\n", f || i ? "," : "");
            put_entry(families[f], &families[f]->entries[i]);
        }
    (void)printf("\n]}\n");
}

void mutant_explain(const struct mutant_family *family, const struct mutant_entry *entry) {
    (void)printf("%s: %s\n\n", entry->name, entry->says);
    if (family->kind == MUTANT_DEFECT)
        (void)printf("  breaks      %s of SPEC.md (%s)\n", entry->clause,
                     entry->should ? "SHOULD" : "MUST");
    else
        (void)printf("  breaks      nothing: a client has to live with it\n");
    (void)printf("  comes from  %s\n  shows in    class %s", entry->origin,
                 class_names[entry->class_id]);
    if (entry->events)
        (void)printf(", with at least %u events", entry->events);
    (void)printf("\n");
    for (size_t i = 0; i < NEED_COUNT; i++)
        if (entry->needs & needs[i].need)
            (void)printf("  needs       %s\n", needs[i].says);
    if (entry->appends)
        (void)printf("  needs       %u appended events\n", entry->appends);
    if (entry->profile)
        (void)printf("  profile     fixtures/profiles/%s.json\n", entry->profile);
    if (entry->chance > 0)
        (void)printf("  flaky       %g of all answers, chosen by --seed\n", entry->chance);
}
