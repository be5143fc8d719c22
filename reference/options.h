/* The command line of nogap-server. */
#ifndef REF_OPTIONS_H
#define REF_OPTIONS_H

#include "reference/status.h"

#include <stdint.h>

#define REF_OPTIONS_MESSAGE_SIZE 256

enum ref_command {
    REF_COMMAND_SERVE = 0,
    REF_COMMAND_HELP,
    REF_COMMAND_VERSION
};

/* The strings are those of argv. `path` is set for REF_COMMAND_SERVE. */
struct ref_options {
    enum ref_command command;
    const char *bind;
    const char *path;
    uint16_t port;
    unsigned threads;
};

/* What --help prints. */
extern const char ref_options_help[];

/* Reads a command line; argv[0] is the program's name and not looked at.
 * Options are --NAME VALUE or --NAME=VALUE, in any place before `--`; the first --help or --version
 * ends the reading. Errors: REF_ERROR_USAGE, and `message` says what was wrong in one line; it is
 * written then only. */
enum ref_status ref_options_parse(int argc, char *const argv[], struct ref_options *options,
                                  char message[REF_OPTIONS_MESSAGE_SIZE]) REF_MUST_CHECK;

#endif
