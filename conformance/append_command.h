/*
 * Appends by a shell command of the user's: it runs once for each batch, with the number of events
 * in its environment.
 */
#ifndef NG_APPEND_COMMAND_H
#define NG_APPEND_COMMAND_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ng_append_command_options {
    const char *command; /* given to sh -c; reads NOGAP_COUNT; copied */
    double timeout;      /* seconds for one run of it; more than 0 */
    /* Called now and then while it runs; gives false to end it. May be NULL. */
    bool (*goes_on)(void *context);
    void *context;
};

struct ng_append_command;

/* Makes a private folder for what the command prints. Errors: NG_IO with errno, NG_NO_MEMORY. */
NG_MUST_CHECK enum ng_status ng_append_command_new(const struct ng_append_command_options *options,
                                                   struct ng_append_command **command);

/* Removes the folder. Accepts NULL. */
void ng_append_command_free(struct ng_append_command *command);

/* Runs the command for that many events and waits for its end; then all that it left behind in its
   process group is ended too. Errors: NG_IO where it could not be started, did not end in time or
   ended with another status than 0, NG_STOPPED where `goes_on` ended it; `message` says which, with
   the last line that it printed, in one line. One call at a time. */
NG_MUST_CHECK enum ng_status ng_append_command_run(struct ng_append_command *command,
                                                   uint64_t count, char *message,
                                                   size_t message_size);

#endif
