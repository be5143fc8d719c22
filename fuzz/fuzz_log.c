/* Property: under any stream of appends, torn appends, truncations, rotations, failing and racing
 * looks, and memory that ends, the log is what an array model says, and says so once; what was once
 * published never changes; pages together are one read.
 * SPEC: instant-1, growth-2, immutable-1, immutable-2, chain-1, body-1, reset-1.
 *
 * Input: pieces of text, each up to a line feed, and from the end on a byte for each operation,
 * followed by its numbers. */
#include "fuzz/fuzz.h"
#include "fuzz/log_world.h"

#include <stdlib.h>
#include <string.h>

enum operation {
    APPEND_LINE,
    APPEND_TORN,
    APPEND_FEED,
    APPEND_MANY,
    APPEND_LONG,
    LOOK,
    TRUNCATE,
    ROTATE,
    LOOK_FAILS,
    READ_FAILS,
    LOOK_WITHOUT_MEMORY,
    LOOK_RACES,
    HOLD,
    SETTLE,
    OPERATIONS
};

static void append_feed(struct fuzz_log_text *text) {
    fuzz_log_text_append(text, (struct fuzz_text){"\n", 1});
}

static void append_many(struct fuzz_log_text *text, struct fuzz_text line, unsigned times) {
    for (unsigned i = 0; i < times; i++) {
        fuzz_log_text_append(text, line);
        append_feed(text);
    }
}

/* A string between quotes, sixteen letters for each unit. */
static void append_long(struct fuzz_log_text *text, unsigned units) {
    char letters[16];
    memset(letters, 'a', sizeof letters);
    fuzz_log_text_append(text, (struct fuzz_text){"\"", 1});
    for (unsigned i = 0; i < units; i++) {
        fuzz_log_text_append(text, (struct fuzz_text){letters, sizeof letters});
    }
    fuzz_log_text_append(text, (struct fuzz_text){"\"\n", 2});
}

/* The text changes right behind a look, which said less or more than can be read. */
static void look_races(struct fuzz_log_world *world, uint64_t said) {
    fuzz_log_text_touch(&world->text);
    world->text.stamp.size = said;
    fuzz_log_world_look(world, 3);
    fuzz_log_text_touch(&world->text);
}

static void look_with(struct fuzz_log_world *world, enum ref_status *broken,
                      enum ref_status status) {
    fuzz_log_text_touch(&world->text);
    *broken = status;
    fuzz_log_world_look(world, 1);
    *broken = REF_OK;
}

static void append(struct fuzz_log_world *world, enum operation operation,
                   struct fuzz_producer *input) {
    struct fuzz_log_text *text = &world->text;
    if (operation == APPEND_LONG) {
        append_long(text, fuzz_take_byte(input));
    } else if (operation == APPEND_MANY) {
        unsigned times = fuzz_take_byte(input) % 32U;
        append_many(text, fuzz_take_until(input, '\n'), times);
    } else if (operation != APPEND_FEED) {
        fuzz_log_text_append(text, fuzz_take_until(input, '\n'));
    }
    if (operation == APPEND_LINE || operation == APPEND_FEED) {
        append_feed(text);
    }
}

static void change(struct fuzz_log_world *world, enum operation operation,
                   struct fuzz_producer *input) {
    struct fuzz_log_text *text = &world->text;
    if (operation == LOOK) {
        fuzz_log_world_look(world, 1 + (uint64_t)fuzz_take_byte(input));
    } else if (operation == TRUNCATE) {
        fuzz_log_text_truncate(text, (size_t)fuzz_take_between(input, 0, text->size));
    } else if (operation == ROTATE) {
        fuzz_log_text_rotate(text, fuzz_take_bool(input));
    } else if (operation == LOOK_FAILS) {
        look_with(world, &text->look_status, REF_ERROR_FILE_MISSING);
    } else if (operation == READ_FAILS) {
        look_with(world, &text->read_status, REF_ERROR_FILE_READ);
    } else if (operation == LOOK_WITHOUT_MEMORY) {
        fuzz_log_world_look_without_memory(world, fuzz_take_byte(input) % 8U);
    } else if (operation == LOOK_RACES) {
        look_races(world, fuzz_take_between(input, 0, text->size + 64));
    } else if (operation == HOLD) {
        fuzz_log_world_hold(world);
    } else {
        text->stamp.settled = !text->stamp.settled;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    uint8_t *exact = fuzz_copy(data, size);
    struct fuzz_producer input = {exact, size};
    struct fuzz_log_world *world = malloc(sizeof *world);
    FUZZ_ASSERT(world != NULL);
    uint8_t flags = fuzz_take_byte(&input);
    fuzz_log_world_init(world, flags & 3, (flags & 4) != 0);
    while (input.size > 0) {
        enum operation operation = (enum operation)(fuzz_take_byte(&input) % OPERATIONS);
        if (operation <= APPEND_LONG) {
            append(world, operation, &input);
        } else {
            change(world, operation, &input);
        }
    }
    fuzz_log_world_look(world, 2);
    fuzz_log_world_deinit(world);
    free(world);
    free(exact);
    return 0;
}
