/*
 * Hands out events and keeps the place: output first, cursor second (client-2). With a cursor file
 * and a regular output file each event is there exactly once, whenever the process ends: the cursor
 * file says how much of the output it covers, and the next start cuts off what goes further.
 */
#ifndef NG_TAIL_KEEPER_H
#define NG_TAIL_KEEPER_H

#include "conformance/tail/cursor_file.h"
#include "conformance/tail/output.h"
#include "conformance/tail/page.h"

struct ng_keeper_options {
    char *url;                   /* without credentials */
    char *profile;               /* its name */
    const char *cursor_file;     /* or NULL */
    const char *output;          /* or NULL: stdout */
    struct ng_patience patience; /* with who reads the output */
};

struct ng_keeper {
    const struct ng_keeper_options *options;
    struct ng_cursor_file cursor_file;
    struct ng_tail_output output;
};

/* Opens the files and takes up the place that they record; without a record *follow stays, and is
   recorded before the first event is written. The options outlive the keeper. Errors: NG_STOPPED
   where patience ends before the output has a reader; NG_MALFORMED where the files do not fit to
   each other or to the options, NG_IO, both with `message`; NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_keeper_open(struct ng_keeper *keeper,
                                            const struct ng_keeper_options *options,
                                            struct ng_follow *follow, char *message,
                                            size_t message_size);

/* Writes the page and then the cursor of `after`, which stands behind it. Errors: NG_STOPPED where
   nobody reads any more, NG_IO with `message`, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_keeper_hand_out(struct ng_keeper *keeper,
                                                const struct ng_tail_page *page,
                                                const struct ng_follow *after, char *message,
                                                size_t message_size);

void ng_keeper_close(struct ng_keeper *keeper);

#endif
