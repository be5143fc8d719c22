/* Every cap of the reference server, in one place. */
#ifndef REF_LIMITS_H
#define REF_LIMITS_H

#include <stddef.h>

/* The longest line that can be an event. It bounds what a file without any line end makes the
 * server read. */
#define REF_EVENT_SIZE ((size_t)256 * 1024 * 1024)

/* How deep the arrays and objects of an event may nest. It bounds the stack, here and in readers.
 */
#define REF_JSON_DEPTH 512

/* How much of the log file one read asks for. */
#define REF_READ_SIZE ((size_t)256 * 1024)

/* How much of the last event is compared with the file before further lines are taken from it. */
#define REF_WITNESS_SIZE ((size_t)256)

/* The first block of a log's memory; each further block is at least twice as large as the one
 * before. */
#define REF_FIRST_BLOCK_SIZE ((size_t)512 * 1024)

/* How many blocks a log can have. Doubling from the first block, the address space is used up
 * before. */
#define REF_BLOCKS 44

/* The same for the blocks of event positions: the first holds this many. */
#define REF_FIRST_INDEX_COUNT ((size_t)1024)

/* A body up to this size is copied into the answer; a larger one is sent from the log's memory. */
#define REF_COPIED_BODY_SIZE ((size_t)16 * 1024)

/* How many decoded bytes of a refused value the answer shows. */
#define REF_SHOWN_INPUT_SIZE ((size_t)64)

/* How much of a request's own body is read and thrown away before the connection is closed. */
#define REF_REQUEST_BODY_SIZE ((size_t)1024 * 1024)

/* Connections at one time, memory for each (request line and fields have to fit), and how long one
 * may stand still. */
#define REF_CONNECTIONS 1000U
#define REF_CONNECTION_MEMORY ((size_t)32 * 1024)
#define REF_IDLE_SECONDS 30U

/* How long a stopping server waits for answers that are on their way. */
#define REF_DRAIN_SECONDS 10

/* How many threads may answer, and the stack of each. The check of an event that nests
 * REF_JSON_DEPTH deep needs a quarter of it without optimisation, with sanitizers. */
#define REF_THREADS 64U
#define REF_THREAD_STACK ((size_t)2 * 1024 * 1024)

#endif
