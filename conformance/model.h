/*
 * A truthful log in memory that answers asks without a network: for --plan, and for tests that need
 * a server about which everything is known.
 */
#ifndef NG_MODEL_H
#define NG_MODEL_H

#include "conformance/transport.h"

struct ng_model {
    uint64_t count;      /* events in the log now */
    uint64_t growth_max; /* at each request the log grows by 0 to so many, before, at and after its
                            instant */
    uint64_t random;     /* state of its random numbers; any value */
    bool refuses_what_it_may; /* where a refusal is allowed beside a range, refuses; else it takes
                                 any reading */
    uint64_t log;             /* which log: another number, other events */
};

/* The digest of the model's event at an index. */
uint64_t ng_model_digest(const struct ng_model *model, uint64_t index);

/* The model as a transport; it answers by an ask's readings and never looks at its query. */
struct ng_transport_ops ng_model_transport(struct ng_model *model);

#endif
