/*
 * A shell command that runs in a process group of its own, so that all that it started can be ended
 * together.
 */
#ifndef NG_PROCESS_H
#define NG_PROCESS_H

#include "conformance/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct ng_process {
    pid_t group; /* of the processes, and the shell's own number; 0: none was started */
    bool ended;  /* the shell ended and was reaped */
    int how;     /* as waitpid gives it, where it ended */
};

/* Starts `sh -c command`. Its standard input is empty, its output and errors go to a new file at
   `output_path`; of the caller's descriptors it gets none. Its environment is the caller's with
   `variable` ("NAME=VALUE") in it, which may be NULL. Errors: NG_IO with errno. End it with
   ng_process_stop. Safe in several threads, each with a process of its own. */
NG_MUST_CHECK enum ng_status ng_process_start(struct ng_process *process, const char *command,
                                              const char *variable, const char *output_path);

/* Whether the shell has ended; reaps it then, and what it left behind. */
bool ng_process_has_ended(struct ng_process *process);

/* Writes how it ended: "exit status 2", "signal 9". */
void ng_process_describe_end(const struct ng_process *process, char *text, size_t size);

/* Ends all processes of the group: SIGTERM, up to `seconds` until they are gone, SIGKILL. Does
   nothing where none was started. */
void ng_process_stop(struct ng_process *process, double seconds);

/* Kills every started group of this program. Safe in a signal handler. */
void ng_process_kill_all(void);

#endif
