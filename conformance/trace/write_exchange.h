/* The part of the writer that writes requests and their answers. */
#ifndef NG_TRACE_WRITE_EXCHANGE_H
#define NG_TRACE_WRITE_EXCHANGE_H

#include "conformance/exchange.h"
#include "conformance/trace/emit.h"

/* Writes the members of an ask, or of an exchange with its ask, into the object that is open.
   Members that hold what an empty exchange holds are left out. */
void ng_emit_ask(struct ng_emitter *emitter, const struct ng_ask *ask);
void ng_emit_exchange(struct ng_emitter *emitter, const struct ng_exchange *exchange);

#endif
