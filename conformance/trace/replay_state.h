/* The inside of a replay; for replay*.c only. */
#ifndef NG_TRACE_REPLAY_STATE_H
#define NG_TRACE_REPLAY_STATE_H

#include "conformance/conclude.h"
#include "conformance/judge.h"
#include "conformance/trace/keep.h"
#include "conformance/trace/lines.h"
#include "conformance/trace/record.h"
#include "conformance/trace/replay.h"

struct ng_replay {
    struct ng_replay_options options;
    struct ng_lines lines;
    struct ng_trace_record header;
    struct ng_trace_record record; /* the line under way */
    bool put_back;                 /* the record is to be read again */
    bool was_cut;
    struct ng_run_info info;
    struct ng_judge *judge;
    uint64_t answered; /* of the last exchange that this judge saw */
    struct ng_keeper keeper;
    struct ng_conclusion conclusion;
    char *message;
    size_t message_size;
};

/* replay_read.c */

/* Reads the next record. Errors: NG_NOT_FOUND where the trace ends, which is no error to tell of;
   others with the message. */
NG_MUST_CHECK enum ng_status ng_replay_next(struct ng_replay *replay);

/* Sees that nothing follows the last record. Errors: NG_MALFORMED and those of reading, with the
   message. */
NG_MUST_CHECK enum ng_status ng_replay_finish(struct ng_replay *replay);

/* Says that this record cannot stand here. */
NG_MUST_CHECK enum ng_status ng_replay_unexpected(struct ng_replay *replay, const char *expected);

/* replay_case.c */

/* Judges what a case asked, up to its end; a trace that ends in it stops it. Errors: as
 * ng_replay_hold. */
NG_MUST_CHECK enum ng_status ng_replay_case(struct ng_replay *replay,
                                            const struct ng_case *test_case,
                                            struct ng_case_result *result);

/* Why the cases behind the end of the trace cannot be judged. */
extern const char ng_replay_cut_reason[];

#endif
