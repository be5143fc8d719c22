#include "reference/log_follow.h"

static size_t smaller(uint64_t one, size_t other) {
    return one < other ? (size_t)one : other;
}

static bool is_same_file(const struct ref_stamp *one, const struct ref_stamp *other) {
    return one->device == other->device && one->file == other->file;
}

static bool is_unchanged(const struct ref_stamp *one, const struct ref_stamp *other) {
    return is_same_file(one, other) && one->size == other->size && one->seconds == other->seconds &&
           one->nanoseconds == other->nanoseconds && one->settled;
}

/* A file that is written anew in its place may be larger than before at the next look. `*stands` is
 * written where the answer is known. */
static enum ref_status witness_stands(const struct ref_follow *follow, bool *stands) {
    char bytes[REF_WITNESS_SIZE];
    size_t size = follow->witness.size;
    size_t got = 0;
    if (size == 0) {
        *stands = true;
        return REF_OK;
    }
    enum ref_status status =
        follow->source.read(follow->source.context, follow->witness_at, bytes, size, &got);
    if (status == REF_OK) {
        *stands = got == size && memcmp(bytes, follow->witness.data, size) == 0;
    }
    return status;
}

static enum ref_status begin_log(struct ref_follow *follow) {
    struct ref_store *store = NULL;
    enum ref_status status = ref_store_new(&store);
    if (status != REF_OK) {
        return status;
    }
    ref_store_release(follow->store);
    follow->store = store;
    follow->taken = 0;
    follow->lines = 0;
    follow->witness.size = 0;
    follow->logs++;
    return REF_OK;
}

static enum ref_status begin_again_if_other_log(struct ref_follow *follow,
                                                const struct ref_stamp *stamp) {
    bool stands = false;
    if (follow->taken == 0) {
        return REF_OK;
    }
    if (is_same_file(stamp, &follow->stamp) && stamp->size >= follow->taken) {
        enum ref_status status = witness_stands(follow, &stands);
        if (status != REF_OK) {
            return status;
        }
    }
    return stands ? REF_OK : begin_log(follow);
}

static void remember_last(struct ref_follow *follow, const struct ref_indexed *indexed) {
    size_t skipped = indexed->last.size - smaller(indexed->last.size, REF_WITNESS_SIZE);
    follow->witness = ref_bytes_after(indexed->last, skipped);
    follow->witness_at = follow->taken + indexed->last_at + skipped;
}

static enum ref_status take_text(struct ref_follow *follow, char *text, size_t size,
                                 size_t *taken) {
    struct ref_indexed indexed;
    enum ref_status status = ref_index_lines(follow->store, text, size, &indexed);
    if (indexed.last.size > 0) {
        remember_last(follow, &indexed);
    }
    follow->taken += indexed.taken;
    follow->lines += indexed.lines;
    *taken = indexed.taken;
    if (status == REF_OK && indexed.fault != REF_JSON_FINE) {
        follow->problem = (struct ref_problem){
            .line = follow->lines + 1, .column = indexed.column, .fault = indexed.fault};
        return REF_ERROR_LINE_NOT_JSON;
    }
    return status;
}

static enum ref_status too_long(struct ref_follow *follow) {
    follow->problem = (struct ref_problem){.line = follow->lines + 1, .column = REF_EVENT_SIZE + 1};
    return REF_ERROR_LINE_TOO_LONG;
}

/* Takes the complete lines up to `size`. The lent memory has to hold a whole line: while none fits,
 * more is asked for. */
static enum ref_status take_lines(struct ref_follow *follow, uint64_t size) {
    size_t minimum = REF_READ_SIZE;
    while (follow->taken < size) {
        uint64_t left = size - follow->taken;
        char *room = NULL;
        size_t room_size = 0;
        enum ref_status status =
            ref_store_room(follow->store, smaller(left, minimum), &room, &room_size);
        if (status != REF_OK) {
            return status;
        }
        size_t wanted = smaller(smaller(left, minimum), room_size);
        size_t got = 0;
        size_t taken = 0;
        status = follow->source.read(follow->source.context, follow->taken, room, wanted, &got);
        if (status == REF_OK) {
            status = take_text(follow, room, got, &taken);
        }
        if (status != REF_OK || got < wanted || got == left) {
            return status;
        }
        if (taken == 0 && got >= REF_EVENT_SIZE) {
            return too_long(follow);
        }
        minimum = taken == 0 ? got * 2 : REF_READ_SIZE;
    }
    return REF_OK;
}

enum ref_status ref_follow_init(struct ref_follow *follow, struct ref_source source) {
    struct ref_follow made = {.source = source};
    enum ref_status status = begin_log(&made);
    if (status == REF_OK) {
        *follow = made;
    }
    return status;
}

void ref_follow_deinit(struct ref_follow *follow) {
    ref_store_release(follow->store);
    follow->store = NULL;
}

void ref_follow_look(struct ref_follow *follow) {
    struct ref_stamp stamp;
    enum ref_status status = follow->source.look(follow->source.context, &stamp);
    if (status == REF_OK && follow->stamped && is_unchanged(&follow->stamp, &stamp)) {
        return;
    }
    follow->stamped = false;
    follow->problem = (struct ref_problem){.line = 0};
    if (status == REF_OK) {
        status = begin_again_if_other_log(follow, &stamp);
    }
    if (status == REF_OK) {
        status = take_lines(follow, stamp.size);
        follow->stamp = stamp;
        follow->stamped = status == REF_OK || follow->problem.line > 0;
    }
    follow->problem.status = status;
}
