/* Faults of answers that are packed for clients that accept it. */
#include "conformance/mutants/packed.h"
#include "conformance/mutants/answer.h"
#include "conformance/mutants/catalogue.h"
#include "conformance/mutants/memory.h"

#include <zlib.h>

/* Packs the body. Gives whether it did. */
static bool pack(struct mutant_turn *turn) {
    z_stream stream = {0};
    struct mutant_buffer packed = {0};
    if (turn->body.size > UINT32_MAX / 2 || deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                                                         15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    uLong bound = deflateBound(&stream, (uLong)turn->body.size);
    bool done = false;
    if (mutant_buffer_reserve(&packed, bound)) {
        stream.next_in = (Bytef *)turn->body.bytes;
        stream.avail_in = (uInt)turn->body.size;
        stream.next_out = (Bytef *)packed.bytes;
        stream.avail_out = (uInt)packed.capacity;
        done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
        packed.size = stream.total_out;
    }
    (void)deflateEnd(&stream);
    if (!done) {
        mutant_buffer_deinit(&packed);
        return false;
    }
    mutant_buffer_deinit(&turn->body);
    turn->body = packed;
    return true;
}

void mutant_send_packed(struct mutant_turn *turn) {
    mutant_field(turn, "Vary", "Accept-Encoding");
    if (turn->request->accepts_gzip && turn->body.size && pack(turn))
        mutant_field(turn, "Content-Encoding", "gzip");
    mutant_send(turn);
}

#define WORTH_PACKING 4096

static void packed_without_cursor(struct mutant_turn *turn) {
    if (!turn->request->accepts_gzip || turn->body.size < WORTH_PACKING)
        mutant_cursor(turn);
}

/* The field of the cursor is made for each answer; the packed body is not. */
static void packed_by_since(struct mutant_turn *turn) {
    uint64_t cursor = turn->cursor;
    mutant_body(turn);
    if (turn->request->accepts_gzip && mutant_is_cut(turn) && turn->first < turn->last)
        mutant_keep_answer(turn, turn->since);
    turn->cursor = cursor;
}

static const struct mutant_entry entries[] = {
    {"packed-without-cursor", "cursor-1", "a packed answer of more than 4 KB has no cursor",
     "a middleware for packing that makes the fields anew", MUTANT_BOUNDARY,
     .needs = MUTANT_NEEDS_LAUNCH, .events = 1000,
     .steps = {.cursor = packed_without_cursor, .send = mutant_send_packed}},
    {"packed-by-since", "range-1", "the packed body of a page is kept by its since alone",
     "a cache of packed answers beside the one of plain ones", MUTANT_BOUNDARY,
     .steps = {.body = packed_by_since, .send = mutant_send_packed}},
};

const struct mutant_family mutant_packed = MUTANT_FAMILY("packed answers", MUTANT_DEFECT, entries);
