/*
 * nogap-mutant: a small HTTP server whose answers pass through steps that an entry of the catalogue
 * may replace. It shares no code with the reference server or with the judge, so that neither can
 * hide its own misreading of SPEC.md here.
 */
#ifndef MUTANT_H
#define MUTANT_H

#include "conformance/mutants/buffer.h"
#include "conformance/mutants/request.h"
#include "conformance/mutants/store.h"

#include <pthread.h>
#include <stdatomic.h>

enum mutant_parameter {
    MUTANT_SINCE,
    MUTANT_LIMIT,
    MUTANT_NO_PARAMETER,
};
#define MUTANT_PARAMETERS 2

struct mutant_number {
    bool given;
    bool negative; /* only a defect reads a negative number; value is its magnitude then */
    uint64_t value;
};

enum mutant_framing {
    MUTANT_BY_LENGTH,
    MUTANT_CHUNKED,
    MUTANT_BY_CLOSE,
};

enum mutant_field_style {
    MUTANT_FIELDS_PLAIN,
    MUTANT_FIELDS_LOWER,
    MUTANT_FIELDS_UPPER,
    MUTANT_FIELDS_PADDED, /* white space around the value */
    MUTANT_FIELDS_TIGHT,  /* no space behind the colon */
};

/* The index of no event: it is rendered as null. */
#define MUTANT_HOLE UINT64_MAX

/* What a server remembers from one answer to the next. Under its lock. */
struct mutant_memory {
    pthread_mutex_t lock;
    uint64_t numbers[8];
    struct mutant_buffer texts[64];
    uint64_t keys[64];
    uint64_t cursors[64];
    size_t used;
};

struct mutant_server {
    const struct mutant_entry *entry;
    struct mutant_store *store;
    struct mutant_memory memory;
    atomic_uint_fast64_t turns; /* answers of status 200 so far */
    uint64_t seed;
    uint64_t started; /* nanoseconds of the monotonic clock */
    uint64_t first_count;
};

/* One request and its answer, on their way through the steps. */
struct mutant_turn {
    struct mutant_server *server;
    const struct mutant_entry *entry;
    const struct mutant_request *request;
    int socket;
    uint64_t number; /* of this answer among those of status 200, from 1; 0 for a refusal */
    uint64_t random; /* from the seed and the number; the same in every run */

    struct mutant_number parameters[MUTANT_PARAMETERS];
    const struct mutant_pair *refused; /* the parameter that is refused, or NULL */

    uint64_t count;           /* of events, at the instant that the answer describes */
    uint64_t since, page_end; /* the reading; page_end is UINT64_MAX without a limit */
    uint64_t first, last;     /* the body holds events [first, last) */
    uint64_t cursor;
    uint64_t *indexes; /* owned; of the events in the body */
    size_t index_count;

    int status;
    const char *media_type;
    const char *cache_control; /* NULL: no such field */
    bool cors, expose, no_cursor;
    struct mutant_buffer fields; /* the lines of the head after the status line */
    struct mutant_buffer body;

    enum mutant_field_style field_style;
    enum mutant_framing framing;
    const char *version;
    bool close;      /* the connection ends after this answer */
    bool more_waits; /* the client has sent more without waiting */
    bool forgets;    /* what waits is thrown away after this answer */
};

/* The steps of an answer. NULL stands for the right one, mutant_NAME below. */
struct mutant_steps {
    void (*begin)(struct mutant_turn *turn); /* sets options before the first step */
    void (*query)(struct mutant_turn *turn); /* pairs to numbers, or a refusal */
    enum mutant_parameter (*match)(const struct mutant_turn *turn, const struct mutant_pair *pair);
    bool (*read)(struct mutant_turn *turn, enum mutant_parameter which,
                 const struct mutant_pair *pair, struct mutant_number *number);
    bool (*again)(struct mutant_turn *turn, enum mutant_parameter which,
                  const struct mutant_pair *pair, struct mutant_number *number);
    void (*refuse)(struct mutant_turn *turn);
    void (*count)(struct mutant_turn *turn);
    void (*range)(struct mutant_turn *turn);  /* numbers and count to first, last, cursor */
    void (*select)(struct mutant_turn *turn); /* first, last to indexes */
    void (*event)(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into);
    void (*body)(struct mutant_turn *turn);
    void (*cursor)(struct mutant_turn *turn); /* the line of the cursor */
    void (*fields)(struct mutant_turn *turn); /* the other lines */
    void (*send)(struct mutant_turn *turn);
};

/* The right steps; a defect calls them and changes what they made. */
void mutant_query(struct mutant_turn *turn);
enum mutant_parameter mutant_match(const struct mutant_turn *turn, const struct mutant_pair *pair);
bool mutant_read(struct mutant_turn *turn, enum mutant_parameter which,
                 const struct mutant_pair *pair, struct mutant_number *number);
void mutant_refuse(struct mutant_turn *turn);
void mutant_count(struct mutant_turn *turn);
void mutant_range(struct mutant_turn *turn);
void mutant_select(struct mutant_turn *turn);
void mutant_event(struct mutant_turn *turn, uint64_t index, struct mutant_buffer *into);
void mutant_body(struct mutant_turn *turn);
void mutant_cursor(struct mutant_turn *turn);
void mutant_fields(struct mutant_turn *turn);
void mutant_send(struct mutant_turn *turn);

/* Answers a GET, HEAD or OPTIONS of /events. */
void mutant_answer(struct mutant_turn *turn);

/* Adds a line to the head, in the style of the turn. */
void mutant_field(struct mutant_turn *turn, const char *name, const char *value);
void mutant_field_number(struct mutant_turn *turn, const char *name, uint64_t value);

/* What a turn asks for. */
bool mutant_is_dump(const struct mutant_turn *turn); /* no parameters */
bool mutant_is_cut(const struct mutant_turn *turn);  /* the limit ends it before the log does */
bool mutant_is_past(const struct mutant_turn *turn); /* since is greater than the count */
bool mutant_has_limit(const struct mutant_turn *turn);
bool mutant_has_since(const struct mutant_turn *turn);

uint64_t mutant_smaller(uint64_t a, uint64_t b);
uint64_t mutant_one_less(uint64_t number); /* stays at 0 */
uint64_t mutant_mix(uint64_t number);      /* spreads a number over 64 bits */

#endif
