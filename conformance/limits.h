/* Every cap of the runner, in one place. */
#ifndef NG_LIMITS_H
#define NG_LIMITS_H

/* One event, in bytes; a larger one ends the judging of its answer, without blame. */
#define NG_EVENT_BYTES_MAX ((size_t)64 * 1024 * 1024)
/* Levels of arrays and objects inside one event. */
#define NG_JSON_DEPTH_MAX 4096
/* Events whose digests a history keeps: 8 bytes each. Later indexes are read, but not compared. */
#define NG_HISTORY_EVENTS_MAX ((size_t)4 * 1024 * 1024)
/* Kinds of findings kept for one case; further ones are counted only. */
#define NG_FINDINGS_MAX 16
/* Bytes of a field's value or of a body that a finding quotes. */
#define NG_QUOTE_MAX 120
/* Bytes of one answer's header section. */
#define NG_HEADER_BYTES_MAX ((size_t)256 * 1024)
/* Bytes of one request's query; libcurl refuses request heads of a megabyte. */
#define NG_QUERY_BYTES_MAX ((size_t)512 * 1024)

#endif
