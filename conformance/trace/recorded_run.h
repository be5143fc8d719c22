/* For tests: runs against a log in memory, with faults, recorded into a file. */
#ifndef NG_TRACE_RECORDED_RUN_H
#define NG_TRACE_RECORDED_RUN_H

#include "conformance/run_talk.h"

#include <stdio.h>

struct ng_fault {
    const char *name;
    ng_tamper tamper;
    const char *clause;   /* one that it breaks; NULL: none */
    size_t sequence_size; /* how many requests show that; 0: not fixed */
};

/* All faults; `count` of them. */
const struct ng_fault *ng_faults(size_t *count);

/* What the runs of a test share. */
struct ng_recorded {
    struct ng_spec spec;
    struct ng_profile profile;
    char path[64]; /* of the trace */
};

void ng_recorded_init(struct ng_recorded *recorded);
void ng_recorded_deinit(struct ng_recorded *recorded);

/* Holds the cases of the classes core and boundary with findings shrunk, writes the trace, and
   gives what a listener heard and the JSON report; free it. */
char *ng_recorded_hold(struct ng_recorded *recorded, struct server *server);

/* Judges what is in the trace's place again and gives the same; free it. NULL where that is an
   error, which `message` says. */
char *ng_recorded_judge(struct ng_recorded *recorded, char *message, size_t message_size);

#endif
