/*
 * The command of --launch and the endpoint that goes with it: texts with {port} and {log} in them.
 */
#ifndef NG_COMMAND_H
#define NG_COMMAND_H

#include "conformance/status.h"

#include <stdbool.h>

/* Whether the text names {port}, or {log}. */
bool ng_command_names_port(const char *text);
bool ng_command_names_log(const char *text);

/* Replaces each {port} and {log}; other braces stay as they are. Errors: NG_NO_MEMORY. The caller
   frees *filled. */
NG_MUST_CHECK enum ng_status ng_command_fill(const char *text, unsigned port, const char *log,
                                             char **filled);

/* Whether a path means itself wherever it stands in a shell command, quoted or not. */
bool ng_command_is_plain_path(const char *path);

/* Says why a command and the URL of its endpoint do not go together; NULL where they do. */
const char *ng_command_problem(const char *command, const char *url);

#endif
