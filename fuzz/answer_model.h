/* What a request has to be answered with: reference/answer.h read again, decoded first and looked
 * at as plain text. */
#ifndef FUZZ_ANSWER_MODEL_H
#define FUZZ_ANSWER_MODEL_H

#include "reference/answer.h"

/* `first` and `end` are set for status 200, `faults` says how many parameters are wrong for 422. */
struct fuzz_expected {
    unsigned status;
    uint64_t first;
    uint64_t end;
    unsigned faults;
};

struct fuzz_expected fuzz_answer_model(const struct ref_request *request, uint64_t count);

#endif
