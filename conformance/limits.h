/* Every cap of the runner, in one place. */
#ifndef NG_LIMITS_H
#define NG_LIMITS_H

/* One event, in bytes; a larger one ends the judging of its answer, without blame. */
#define NG_EVENT_BYTES_MAX ((size_t)64 * 1024 * 1024)
/* New events of one answer that a tail holds until it knows that they are right. */
#define NG_TAIL_PAGE_BYTES_MAX ((size_t)128 * 1024 * 1024)
/* Levels of arrays and objects inside one event. */
#define NG_JSON_DEPTH_MAX 4096
/* Events whose digests a history keeps: 8 bytes each. Later indexes are read, but not compared. */
#define NG_HISTORY_EVENTS_MAX ((size_t)4 * 1024 * 1024)
/* Kinds of findings kept for one case; further ones are counted only. */
#define NG_FINDINGS_MAX 16
/* Requests in the sequence that shows a finding. */
#define NG_SEQUENCE_MAX 16
/* Exchanges and digests that are kept in order to shrink what shows a finding: the last ones. */
#define NG_KEPT_EXCHANGES_MAX 512
#define NG_KEPT_DIGESTS_MAX ((size_t)1024 * 1024)
/* Digests (an answer counts as 64 of them beside its own) that are judged again for one finding
   while its requests are shrunk. */
#define NG_SHRINK_WORK_MAX ((size_t)16 * 1024 * 1024)
/* One line of a trace; an answer's digests take 16 bytes for each event. */
#define NG_TRACE_LINE_BYTES_MAX ((size_t)512 * 1024 * 1024)
/* Bytes of a field's value or of a body that a finding quotes. */
#define NG_QUOTE_MAX 120
/* Bytes of one answer's header section. */
#define NG_HEADER_BYTES_MAX ((size_t)256 * 1024)
/* Bytes of one request's query; libcurl refuses request heads of a megabyte. */
#define NG_QUERY_BYTES_MAX ((size_t)512 * 1024)
/* One raw request, its text (raw_text.h), and all that is received for it. */
#define NG_RAW_REQUEST_BYTES_MAX ((size_t)4 * 1024 * 1024)
#define NG_RAW_TEXT_MAX 2048
#define NG_RAW_RECEIVED_BYTES_MAX ((size_t)64 * 1024 * 1024)

#endif
