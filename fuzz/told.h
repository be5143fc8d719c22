/*
 * All that a judge said, as one number: two judges that were told the same must come to the same.
 */
#ifndef FUZZ_TOLD_H
#define FUZZ_TOLD_H

#include "conformance/finding.h"

struct told {
    uint64_t sum;
};

void told_number(struct told *told, uint64_t number);

/* NULL is another text than "". */
void told_text(struct told *told, const char *text);

/* Takes findings with all their words, requests and numbers; asserts that there are words for each
   of them, and that nothing in them could do something to a terminal. */
void told_findings(struct told *told, const struct ng_findings *findings);

#endif
