/*
 * Property: any file is judged as a trace, or refused with a message that names its line; the same
 * file comes to the same verdicts, words and shrunk requests each time. Clauses: all that the judge
 * knows. That a truthful trace is never blamed is the affair of fuzz_conversation.c.
 */
#include "conformance/trace/replay.h"
#include "fuzz/data_producer.h"
#include "fuzz/fuzz.h"
#include "fuzz/told.h"

#include <stdlib.h>
#include <string.h>

static struct ng_spec spec;

/* Cases of which traces can say anything, and these are waived. */
static const char *const waived_ids[] = {"since-only", "since-past-end"};
#define WAIVED (sizeof waived_ids / sizeof *waived_ids)

static void hear_case(void *context, const struct ng_case_result *result) {
    struct told *told = context;
    told_text(told, result->test_case->id);
    told_number(told, result->verdict);
    told_text(told, result->reason);
    told_number(told, result->requests);
    told_number(told, result->events_compared);
    told_number(told, result->joints_crossed);
    told_number(told, result->waived);
    told_number(told, result->stale);
    FUZZ_ASSERT(result->verdict == NG_PASS || result->reason[0] != '\0' ||
                result->findings.count > 0);
}

static void hear_restart(void *context, const char *reason) {
    told_text(context, reason);
}

static void hear_end(void *context, const struct ng_run_result *result) {
    struct told *told = context;
    told_number(told, result->outcome);
    told_text(told, result->reason);
    told_number(told, result->requests);
    told_number(told, result->events);
    told_number(told, result->restarted);
    /* Shrinking adds the requests that show a finding, so that they are read here. */
    for (size_t i = 0; i < result->case_count; i++)
        told_findings(told, &result->cases[i].findings);
}

/* "T:12: expected ..."; before the first whole line, "T: expected ...". */
static void expect_place(const char *message, size_t lines) {
    char *end;
    FUZZ_ASSERT(strncmp(message, "T:", 2) == 0);
    for (const char *at = message; *at != '\0'; at++)
        FUZZ_ASSERT(*at >= 0x20 && *at < 0x7F);
    if (message[2] == ' ')
        return;
    unsigned long line = strtoul(message + 2, &end, 10);
    FUZZ_ASSERT(end != message + 2 && strncmp(end, ": ", 2) == 0 && end[2] != '\0');
    FUZZ_ASSERT(line >= 1 && line <= lines + 1);
}

static struct told judge(FILE *file, size_t lines, bool tells_of_no_memory) {
    char message[NG_WORDS_MAX * 2] = "";
    struct told told = {0};
    const struct ng_listener listener = {
        .context = &told, .case_end = hear_case, .restart = hear_restart, .end = hear_end};
    struct ng_waiver waivers[WAIVED];
    for (size_t i = 0; i < WAIVED; i++)
        waivers[i] = (struct ng_waiver){ng_case_find(waived_ids[i]), "known"};
    const struct ng_replay_options options = {.file = file,
                                              .name = "T",
                                              .spec = &spec,
                                              .version = "1",
                                              .waivers = waivers,
                                              .waiver_count = WAIVED};
    struct ng_replay *replay = NULL;
    struct ng_run_result result;
    enum ng_status status = ng_replay_new(&options, &replay, message, sizeof message);
    if (status == NG_OK) {
        status = ng_replay_hold(replay, &listener, &result, message, sizeof message);
        if (status == NG_OK)
            ng_run_result_deinit(&result);
        ng_replay_free(replay);
    }
    /* A run that had no memory left is judged again as that. */
    FUZZ_ASSERT(status == NG_OK || status == NG_MALFORMED || status == NG_TOO_LARGE ||
                (status == NG_NO_MEMORY && tells_of_no_memory));
    if (status == NG_MALFORMED || status == NG_TOO_LARGE)
        expect_place(message, lines);
    told_number(&told, status);
    told_text(&told, message);
    return told;
}

static bool holds(const char *text, size_t size, const char *word) {
    for (size_t at = 0; at + strlen(word) <= size; at++)
        if (memcmp(text + at, word, strlen(word)) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct told told[2] = {{0}};
    size_t lines = 0;
    if (spec.clauses == NULL)
        FUZZ_ASSERT(ng_spec_embedded(&spec) == NG_OK);
    for (size_t i = 0; i < size; i++)
        lines += data[i] == '\n';
    char *bytes = fuzz_copy(data, size);
    bool tells_of_no_memory = holds(bytes, size, "no-memory");
    for (size_t i = 0; i < 2 && size > 0; i++) {
        FILE *file = fmemopen(bytes, size, "r");
        FUZZ_ASSERT(file != NULL);
        told[i] = judge(file, lines, tells_of_no_memory);
        FUZZ_ASSERT(fclose(file) == 0);
    }
    FUZZ_ASSERT(told[0].sum == told[1].sum);
    free(bytes);
    return 0;
}
