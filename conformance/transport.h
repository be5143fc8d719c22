/*
 * Whatever answers asks: the network (http.h), a truthful log in memory (model.h), a recorded
 * trace.
 */
#ifndef NG_TRANSPORT_H
#define NG_TRANSPORT_H

#include "conformance/exchange.h"

struct ng_transport_ops {
    void *context;
    /* Sends the ask and fills the exchange, all but `sent` and `answered`. A target that fails is
       no error of this function: the exchange says how it failed. Errors: NG_NO_MEMORY. */
    enum ng_status (*send)(void *context, const struct ng_ask *ask, struct ng_exchange *exchange);
};

#endif
