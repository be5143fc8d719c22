#include "reference/options.h"

#include "reference/limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_PORT 52415

const char ref_options_help[] =
    "Usage: nogap-server [OPTIONS] LOG.ndjson\n"
    "\n"
    "Serves the events of an NDJSON file, one JSON value a line, at /events, read by cursor\n"
    "as SPEC.md of nogap says. The file is followed: a line appended by any program is the next\n"
    "event as soon as its line feed is there. Lines of white space alone are skipped. A file that\n"
    "is truncated or replaced is a new log.\n"
    "\n"
    "Options:\n"
    "  --bind ADDR    listen on this address (default 127.0.0.1)\n"
    "  --port N       listen on this port (default 52415); 0 takes any free one\n"
    "  --threads N    answer with this many threads, 1 to 64 (default 1)\n"
    "  -h, --help     print this text\n"
    "  -V, --version  print the version\n"
    "  --             end of the options: what follows is the log file\n"
    "\n"
    "The first line on standard output says where the events are:\n"
    "  listening on http://127.0.0.1:52415/events\n"
    "\n"
    "Examples:\n"
    "  nogap-server events.ndjson\n"
    "  nogap-server --port 0 --threads 2 events.ndjson\n"
    "  curl -i 'http://127.0.0.1:52415/events?since=3&limit=4'\n"
    "  echo '{\"TestEvent\":{\"eventId\":\"1\"}}' >> events.ndjson\n"
    "\n"
    "A line that is not one JSON value keeps the server from starting. When it comes later, the\n"
    "events before it are served, and the log goes on once the line is mended.\n"
    "\n"
    "Exit status: 0 stopped by SIGINT or SIGTERM, after the answers on their way were sent;\n"
    "1 the file, the port or standard output cannot be used; 2 wrong use of the command line.\n";

/* The arguments not read yet. */
struct arguments {
    int count;
    char *const *values;
};

/* What the user wrote stands between quotation marks, and is cut when it is long. */
static enum ref_status refuse(char message[REF_OPTIONS_MESSAGE_SIZE], const char *before,
                              const char *written, const char *after) {
    (void)snprintf(message, REF_OPTIONS_MESSAGE_SIZE, "%s'%.100s'%s", before, written, after);
    return REF_ERROR_USAGE;
}

static bool read_number(const char *text, unsigned highest, unsigned *number) {
    unsigned sum = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9' && sum <= highest; at++) {
        sum = sum * 10 + (unsigned)(*at - '0');
    }
    if (at == text || *at != '\0' || sum > highest) {
        return false;
    }
    *number = sum;
    return true;
}

/* Finds the value of --NAME=VALUE, or takes the next argument as that of --NAME. NULL when it is
 * another option. */
static const char *value_of(const char *argument, const char *name, struct arguments *rest) {
    size_t size = strlen(name);
    if (strncmp(argument, name, size) != 0) {
        return NULL;
    }
    if (argument[size] == '=') {
        return argument + size + 1;
    }
    if (argument[size] != '\0' || rest->count == 0) {
        return NULL;
    }
    rest->count--;
    rest->values++;
    return rest->values[-1];
}

static enum ref_status read_option(struct ref_options *options, const char *argument,
                                   struct arguments *rest, char message[REF_OPTIONS_MESSAGE_SIZE]) {
    const char *value = NULL;
    unsigned number = 0;
    if ((value = value_of(argument, "--bind", rest)) != NULL) {
        options->bind = value;
        return REF_OK;
    }
    if ((value = value_of(argument, "--port", rest)) != NULL) {
        if (!read_number(value, UINT16_MAX, &number)) {
            return refuse(message, "--port takes a number from 0 to 65535, not ", value, "");
        }
        options->port = (uint16_t)number;
        return REF_OK;
    }
    if ((value = value_of(argument, "--threads", rest)) != NULL) {
        if (!read_number(value, REF_THREADS, &number) || number == 0) {
            return refuse(message, "--threads takes a number from 1 to 64, not ", value, "");
        }
        options->threads = number;
        return REF_OK;
    }
    if (strcmp(argument, "--bind") == 0 || strcmp(argument, "--port") == 0 ||
        strcmp(argument, "--threads") == 0) {
        return refuse(message, "a value is missing behind ", argument, "; see --help");
    }
    return refuse(message, "there is no option ", argument, "; see --help");
}

static enum ref_status read_path(struct ref_options *options, const char *argument,
                                 char message[REF_OPTIONS_MESSAGE_SIZE]) {
    if (options->path != NULL) {
        return refuse(message, "one log file is served at a time, and ", argument,
                      " is a second one");
    }
    options->path = argument;
    return REF_OK;
}

enum ref_status ref_options_parse(int argc, char *const argv[], struct ref_options *options,
                                  char message[REF_OPTIONS_MESSAGE_SIZE]) {
    struct ref_options read = {REF_COMMAND_SERVE, "127.0.0.1", NULL, DEFAULT_PORT, 1};
    struct arguments rest = {argc - 1, argv + 1};
    bool options_end = false;
    while (rest.count > 0) {
        const char *argument = *rest.values;
        enum ref_status status = REF_OK;
        rest.count--;
        rest.values++;
        if (options_end || argument[0] != '-') {
            status = read_path(&read, argument, message);
        } else if (strcmp(argument, "--") == 0) {
            options_end = true;
        } else if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
            options->command = REF_COMMAND_HELP;
            return REF_OK;
        } else if (strcmp(argument, "--version") == 0 || strcmp(argument, "-V") == 0) {
            options->command = REF_COMMAND_VERSION;
            return REF_OK;
        } else {
            status = read_option(&read, argument, &rest, message);
        }
        if (status != REF_OK) {
            return status;
        }
    }
    if (read.path == NULL) {
        return refuse(message, "the log file is missing: write ", "nogap-server LOG.ndjson",
                      ", or see --help");
    }
    *options = read;
    return REF_OK;
}
