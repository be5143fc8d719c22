/* What an answer says in its fields, and how the server takes other methods. */
#ifndef NG_CASES_FIELD_CHECKS_H
#define NG_CASES_FIELD_CHECKS_H

#include "conformance/session.h"

/* Note a finding about a range's fields where there is one: its media type (body-3), what it says
   to caches (cache-1), and, where it was asked for with an Origin, to scripts of other origins
   (cors-1). */
void ng_check_media_type(struct ng_session *session, const struct ng_exchange *exchange);
void ng_check_caching(struct ng_session *session, const struct ng_exchange *exchange);
void ng_check_cross_origin(struct ng_session *session, const struct ng_exchange *exchange);

/* The same where the server fails at a method that is none of the contract's (method-1). */
void ng_check_method(struct ng_session *session, const struct ng_exchange *exchange);

#endif
