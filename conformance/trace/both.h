/* Two recorders of one run. */
#ifndef NG_TRACE_BOTH_H
#define NG_TRACE_BOTH_H

#include "conformance/recorder.h"

struct ng_both {
    struct ng_recorder first, second; /* told in this order */
};

/* Both as one recorder, which lives as long as they do. */
struct ng_recorder ng_both_recorder(struct ng_both *both);

#endif
