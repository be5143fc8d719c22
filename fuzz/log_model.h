/* What a log has to hold, as one array: reference/log_follow.h read again, line by line and without
 * blocks, windows and memory that may end. Whether a line is JSON is asked of the reference. */
#ifndef FUZZ_LOG_MODEL_H
#define FUZZ_LOG_MODEL_H

#include "fuzz/log_text.h"
#include "reference/log_problem.h"

#define FUZZ_LOG_EVENTS (FUZZ_LOG_TEXT_SIZE / 2)

struct fuzz_log_model {
    uint64_t device;
    uint64_t file;
    size_t taken; /* bytes of the text that are done with */
    uint64_t lines;
    uint64_t logs; /* how many logs were begun */
    struct ref_problem problem;
    size_t witness_at;
    struct fuzz_text witness;            /* the end of the last event, in `joined` */
    uint64_t count;                      /* of events */
    size_t size;                         /* of `joined` */
    size_t ends[FUZZ_LOG_EVENTS];        /* where each event ends in `joined` */
    char joined[FUZZ_LOG_TEXT_SIZE * 2]; /* the events, a comma between each two */
};

/* Makes the model of a log that was not looked at yet. */
void fuzz_log_model_init(struct fuzz_log_model *model);

/* Does what a look has to do. */
void fuzz_log_model_look(struct fuzz_log_model *model, const struct fuzz_log_text *text);

#endif
