#include "fuzz/log_world.h"

#include "fuzz/fuzz.h"
#include "reference/failing_memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void hear(void *context, const char *line) {
    struct fuzz_log_world *world = context;
    int size = snprintf(world->voice + world->voice_size, FUZZ_LOG_VOICE_SIZE - world->voice_size,
                        "%s\n", line);
    FUZZ_ASSERT(size > 0 && (size_t)size < FUZZ_LOG_VOICE_SIZE - world->voice_size);
    world->voice_size += (size_t)size;
}

static int describe(const struct ref_problem *problem, uint64_t count, char *text, size_t size) {
    const char *events = count == 1 ? "event" : "events";
    const char *are = count == 1 ? "is" : "are";
    if (problem->line == 0) {
        return snprintf(text, size, "log: %s; the %" PRIu64 " %s read so far %s served meanwhile\n",
                        ref_status_text(problem->status), count, events, are);
    }
    return snprintf(text, size,
                    "log:%" PRIu64 ":%zu: %s; the %" PRIu64 " %s before it %s served meanwhile\n",
                    problem->line, problem->column,
                    problem->status == REF_ERROR_LINE_NOT_JSON ? ref_json_fault_text(problem->fault)
                                                               : ref_status_text(problem->status),
                    count, events, are);
}

static bool is_same_problem(const struct ref_problem *one, const struct ref_problem *other) {
    return one->status == other->status && one->line == other->line &&
           one->column == other->column && one->fault == other->fault;
}

/* A log speaks once of each change, and of nothing else. */
static void check_voice(struct fuzz_log_world *world) {
    const struct fuzz_log_model *model = &world->model;
    char expected[FUZZ_LOG_VOICE_SIZE];
    int size = 0;
    if (model->logs != world->logs_said) {
        size =
            snprintf(expected, sizeof expected,
                     "log: truncated or replaced; a new log is served, from its first event on\n");
    }
    char *rest = expected + size;
    if (is_same_problem(&model->problem, &world->said)) {
        *rest = '\0';
    } else if (model->problem.status == REF_OK) {
        size += snprintf(rest, sizeof expected - (size_t)size, "log: mended; the log goes on\n");
    } else {
        size += describe(&model->problem, model->count, rest, sizeof expected - (size_t)size);
    }
    size = world->is_silent ? 0 : size;
    FUZZ_ASSERT(world->voice_size == (size_t)size);
    FUZZ_ASSERT(memcmp(world->voice, expected, (size_t)size) == 0);
}

/* Tells whether a range of a snapshot is exactly the text. */
static bool holds(const struct ref_snapshot *snapshot, uint64_t first, uint64_t end,
                  const char *text, size_t size) {
    struct ref_bytes slices[REF_BLOCKS];
    size_t count = ref_snapshot_slices(snapshot, (struct ref_range){first, end}, slices);
    size_t at = 0;
    FUZZ_ASSERT(count <= REF_BLOCKS && (count == 0) == (first == end));
    for (size_t i = 0; i < count; i++) {
        FUZZ_ASSERT(slices[i].size > 0);
        if (slices[i].size > size - at || memcmp(slices[i].data, text + at, slices[i].size) != 0) {
            return false;
        }
        at += slices[i].size;
    }
    return at == size;
}

static size_t end_of(const struct fuzz_log_model *model, uint64_t count) {
    return count == 0 ? 0 : model->ends[count - 1];
}

static void check_pages(const struct fuzz_log_model *model, const struct ref_snapshot *snapshot,
                        uint64_t limit) {
    for (uint64_t cursor = 0; cursor < model->count;) {
        struct ref_range range = ref_range_of(cursor, limit, snapshot->count);
        size_t begin = cursor == 0 ? 0 : end_of(model, cursor) + 1;
        FUZZ_ASSERT(range.first == cursor && range.end > cursor);
        FUZZ_ASSERT(holds(snapshot, range.first, range.end, model->joined + begin,
                          end_of(model, range.end) - begin));
        cursor = range.end;
    }
}

static void listen_again(struct fuzz_log_world *world) {
    world->voice_size = 0;
    world->said = world->model.problem;
    world->logs_said = world->model.logs;
}

/* What was not made may be freed. */
void fuzz_log_world_init(struct fuzz_log_world *world, unsigned failing, bool is_silent) {
    struct ref_voice voice = {is_silent ? NULL : hear, world};
    struct ref_problem problem = {.status = REF_ERROR_SOCKET};
    enum ref_status status = REF_ERROR_MEMORY;
    world->log = NULL;
    world->is_silent = is_silent;
    world->voice_size = 0;
    world->held_count = 0;
    fuzz_log_text_init(&world->text);
    fuzz_log_model_init(&world->model);
    for (unsigned allocations = 0; status != REF_OK; allocations++) {
        if (allocations < failing) {
            ref_memory_fail_after(allocations);
        }
        status =
            ref_log_new(fuzz_log_text_source(&world->text), "log", voice, &world->log, &problem);
        ref_memory_never_fail();
        FUZZ_ASSERT(status == REF_OK || (status == REF_ERROR_MEMORY && allocations < failing));
        if (status != REF_OK) {
            ref_log_free(world->log);
        }
    }
    fuzz_log_model_look(&world->model, &world->text);
    FUZZ_ASSERT(problem.status == REF_OK && world->voice_size == 0);
    listen_again(world);
}

static void check_held(const struct fuzz_held *held) {
    FUZZ_ASSERT(holds(&held->snapshot, 0, held->snapshot.count, held->copy, held->size));
}

void fuzz_log_world_deinit(struct fuzz_log_world *world) {
    ref_log_free(world->log);
    for (size_t i = 0; i < world->held_count; i++) {
        check_held(&world->held[i]);
        ref_snapshot_release(&world->held[i].snapshot);
        free(world->held[i].copy);
    }
}

static void look(struct fuzz_log_world *world, uint64_t limit) {
    struct ref_snapshot snapshot = ref_log_snapshot(world->log);
    fuzz_log_model_look(&world->model, &world->text);
    FUZZ_ASSERT(snapshot.count == world->model.count);
    FUZZ_ASSERT(holds(&snapshot, 0, snapshot.count, world->model.joined, world->model.size));
    check_pages(&world->model, &snapshot, limit);
    ref_snapshot_release(&snapshot);
}

void fuzz_log_world_look(struct fuzz_log_world *world, uint64_t limit) {
    world->voice_size = 0;
    look(world, limit);
    check_voice(world);
    listen_again(world);
}

void fuzz_log_world_look_without_memory(struct fuzz_log_world *world, unsigned allocations) {
    const struct fuzz_log_model *model = &world->model;
    uint64_t count = model->count;
    uint64_t logs = model->logs;
    size_t size = model->size;
    char *old = fuzz_copy(model->joined, size);
    world->voice_size = 0;
    ref_memory_fail_after(allocations);
    struct ref_snapshot part = ref_log_snapshot(world->log);
    ref_memory_never_fail();
    world->voice_size = 0;
    look(world, 1);
    bool is_new = part.count <= model->count && (model->logs != logs || part.count >= count) &&
                  holds(&part, 0, part.count, model->joined, end_of(model, part.count));
    FUZZ_ASSERT(is_new || (part.count == count && holds(&part, 0, count, old, size)));
    ref_snapshot_release(&part);
    free(old);
    listen_again(world);
}

void fuzz_log_world_hold(struct fuzz_log_world *world) {
    struct fuzz_held *held = &world->held[world->held_count];
    if (world->held_count == FUZZ_LOG_HELD) {
        return;
    }
    fuzz_log_world_look(world, 1);
    struct ref_snapshot snapshot = ref_log_snapshot(world->log);
    held->snapshot = ref_snapshot_hold(&snapshot);
    ref_snapshot_release(&snapshot);
    held->size = world->model.size;
    held->copy = fuzz_copy(world->model.joined, held->size);
    world->held_count++;
}
