/* Conditional requests while the log grows. */
#ifndef NG_CASES_TAGGED_H
#define NG_CASES_TAGGED_H

#include "conformance/session.h"

/* Reads the tail, lets the log grow by that many events, and reads the tail again with the tag of
   the first answer, which must not hide the events (growth-1). Errors: NG_NOT_FOUND where the log
   does not grow, NG_STOPPED, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_read_tagged(struct ng_session *session, uint64_t events);

#endif
