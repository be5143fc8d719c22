/*
 * A session: how a case talks to the target. Each answer goes through the judge before the case
 * sees it, and what the judge needs to see besides is read at once. A case asks in indexes; the
 * profile's spelling is the session's affair.
 */
#ifndef NG_SESSION_H
#define NG_SESSION_H

#include "conformance/judge.h"
#include "conformance/run.h"
#include "conformance/spell.h"

/* Sends a request for the range of `reading` in its plain spelling; `rest` gives all else (context,
   clause, method, expectation, one more field) and may be NULL. `*exchange` stays valid until the
   next call with this session. Errors: NG_STOPPED where the case must end now, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_session_read(struct ng_session *session,
                                             const struct ng_reading *reading,
                                             const struct ng_ask *rest,
                                             const struct ng_exchange **exchange);

/* The same without parameters. */
NG_MUST_CHECK enum ng_status ng_session_dump(struct ng_session *session, const struct ng_ask *rest,
                                             const struct ng_exchange **exchange);

/* The same with any spelling; expectation and readings are those of `rest`. */
NG_MUST_CHECK enum ng_status ng_session_spell(struct ng_session *session,
                                              const struct ng_words_of_query *words,
                                              const struct ng_ask *rest,
                                              const struct ng_exchange **exchange);

/* The same for a value that servers choke on. A closed connection is no answer, but may be
   anybody's fault; where the target still answers a plain request, and this one ends so again, it
   breaks the clause of `rest`. */
NG_MUST_CHECK enum ng_status ng_session_spell_odd(struct ng_session *session,
                                                  const struct ng_words_of_query *words,
                                                  const struct ng_ask *rest,
                                                  const struct ng_exchange **exchange);

/* What the judge made of the last answer. */
const struct ng_judgement *ng_session_judgement(const struct ng_session *session);

/* How many events the log is known to hold. */
uint64_t ng_session_count(const struct ng_session *session);

/* Says that the case did exercise its clauses. A case that never says so is skipped. */
void ng_session_exercised(struct ng_session *session);

/* Whether the log holds at least `count` events; if not, notes that as the reason for a skip. */
bool ng_session_has(struct ng_session *session, uint64_t count);

/* Notes why the clauses could not be exercised. */
void ng_session_lacks(struct ng_session *session, const char *reason);

/* Notes what the case saw besides, for people; the last remark counts, and no verdict depends on
   it. Words that do not fit are cut. */
__attribute__((format(printf, 2, 3))) void ng_session_remark(struct ng_session *session,
                                                             const char *format, ...);

/* Adds a finding that the case itself made, about a field of an answer. */
void ng_session_note(struct ng_session *session, const struct ng_exchange *exchange,
                     const char *clause, const char *says, const char *expected,
                     const char *received);

/* A number from 0 up to, but not including, `bound`; from the run's seed and the case's id. 0 where
 * bound is 0. */
uint64_t ng_session_random(struct ng_session *session, uint64_t bound);

/* Starts the target again on a log of that many events, which the judge then learns anew.
   Errors: NG_NOT_FOUND where the runner did not launch the target, NG_STOPPED. */
NG_MUST_CHECK enum ng_status ng_session_relaunch(struct ng_session *session, uint64_t events);

/* Makes the log grow by at least `count` events, by the append hook, or by waiting where it grows
   by itself; comes back when a read of the tail shows them. Errors: NG_NOT_FOUND where it does not
   grow (the reason for a skip is noted), NG_STOPPED, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_session_grow(struct ng_session *session, uint64_t count);

/* Lets the log grow in the background from now on, by `rate` events a second where there is an
   append hook. Errors: NG_NOT_FOUND where it does not grow at all (noted), NG_STOPPED,
   NG_NO_MEMORY. End it with ng_session_end_growth, which comes back when a read of the tail shows
   all that was appended. Errors of that one: NG_NOT_FOUND where the hook failed or events are
   missing (noted), NG_STOPPED, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_session_begin_growth(struct ng_session *session, double rate);
NG_MUST_CHECK enum ng_status ng_session_end_growth(struct ng_session *session);

/* Lets `readers` connections follow the tail at once, each from index `since`, until each has seen
   the count `until` or `seconds` are over. All answers go through the one judge. Errors:
   NG_NOT_FOUND where there is but one connection (noted), NG_STOPPED, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_session_read_together(struct ng_session *session, unsigned readers,
                                                      uint64_t since, uint64_t until,
                                                      double seconds);

/* Sends each of `count` readings, at most NG_SIDE_BY_SIDE_MAX, over a connection of its own, all at
   once, and judges the answers in the order in which they come. Errors: NG_NOT_FOUND where there is
   but one connection, NG_STOPPED, NG_NO_MEMORY. */
#define NG_SIDE_BY_SIDE_MAX 4
NG_MUST_CHECK enum ng_status ng_session_read_side_by_side(struct ng_session *session,
                                                          const struct ng_reading *readings,
                                                          unsigned count);
bool ng_session_has_connections(const struct ng_session *session);

/* Whether the log grows by an append hook, which did not fail yet and may append at least `count`
   events more; and why not, where there is one that failed, or "". */
bool ng_session_can_append(const struct ng_session *session, uint64_t count);
const char *ng_session_append_failure(const struct ng_session *session);

/* Once this case has a finding: notes how random requests come to it again. */
void ng_session_tell_again(struct ng_session *session);

/* Seconds since the run began; 0 where there is no clock. */
double ng_session_seconds(const struct ng_session *session);

/* What the user asked for: seconds of soaking, events of the window probe. */
double ng_session_soak(const struct ng_session *session);
uint64_t ng_session_window_probe(const struct ng_session *session);

/* Whether random requests go on, within the numbers and the seconds that the user asked for. */
bool ng_session_explores_on(const struct ng_session *session);

/* Writes the server's own spelling of an index as `since`, into `text` of at least 24 bytes. Gives
   the index that it says: that one, or the next where only leaving since out says it (profile.h).
   The second tells the index that a number stands for. */
NG_MUST_CHECK uint64_t ng_session_since_text(const struct ng_session *session, uint64_t index,
                                             char *text);
uint64_t ng_session_index_of(const struct ng_session *session, uint64_t since);

/* The profile, for the few cases that spell a query themselves. */
const struct ng_profile *ng_session_profile(const struct ng_session *session);

/* Totals of the run so far. */
uint64_t ng_session_requests(const struct ng_session *session);

/* ---- for run.c ---- */

NG_MUST_CHECK enum ng_status ng_session_new(const struct ng_run_options *options,
                                            struct ng_session **session);
void ng_session_free(struct ng_session *session);

/* Begins a case: its findings go to `findings`. The first case of a session learns the log by a
   full dump. Errors: NG_STOPPED, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_session_begin(struct ng_session *session,
                                              const struct ng_case *test_case,
                                              struct ng_findings *findings);
struct ng_session_result ng_session_end(struct ng_session *session);

#endif
