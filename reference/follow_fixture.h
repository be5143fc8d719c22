/*
 * A source in memory and one who follows it, for tests.
 */
#ifndef REF_FOLLOW_FIXTURE_H
#define REF_FOLLOW_FIXTURE_H

#include "reference/log_follow.h"

/* Reads whose sizes are kept. */
#define REF_FIXTURE_READS 8

/* The text may be longer than the stamp says, as that of a file that grows meanwhile. It gives what
   it has where it is told to fail, too: nobody may use that. */
struct ref_memory_source {
    char *text;
    size_t text_size;
    struct ref_stamp stamp;
    enum ref_status look_status;
    enum ref_status read_status;
    size_t reads; /* since the text was put there */
    size_t wanted[REF_FIXTURE_READS];
};

struct ref_fixture {
    struct ref_memory_source source;
    struct ref_follow follow;
};

/* Make and free the fixture of a test; for cmocka. */
int ref_fixture_set_up(void **state);
int ref_fixture_tear_down(void **state);

/* Puts another text, which is copied, into the source, and looks at it. */
void ref_fixture_put(struct ref_fixture *fixture, const char *text);
void ref_fixture_put_bytes(struct ref_fixture *fixture, const char *bytes, size_t size);

#endif
