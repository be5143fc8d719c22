#include "conformance/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char port_mark[] = "{port}";
static const char log_mark[] = "{log}";

bool ng_command_names_port(const char *text) {
    return strstr(text, port_mark) != NULL;
}

bool ng_command_names_log(const char *text) {
    return strstr(text, log_mark) != NULL;
}

static bool begins_with(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Writes the text with its marks replaced to `out`, or only measures where that is NULL. */
static size_t fill(const char *text, const char *port, const char *log, char *out) {
    size_t size = 0;
    while (*text != '\0') {
        const char *piece = text;
        size_t piece_size = 1;
        if (begins_with(text, port_mark)) {
            piece = port;
            piece_size = strlen(port);
            text += strlen(port_mark);
        } else if (begins_with(text, log_mark)) {
            piece = log;
            piece_size = strlen(log);
            text += strlen(log_mark);
        } else {
            text++;
        }
        if (out != NULL) {
            memcpy(out + size, piece, piece_size);
        }
        size += piece_size;
    }
    return size;
}

enum ng_status ng_command_fill(const char *text, unsigned port, const char *log, char **filled) {
    char digits[12];
    (void)snprintf(digits, sizeof digits, "%u", port);
    size_t size = fill(text, digits, log, NULL);
    char *made = malloc(size + 1);
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    (void)fill(text, digits, log, made);
    made[size] = '\0';
    *filled = made;
    return NG_OK;
}

bool ng_command_is_plain_path(const char *path) {
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%=";
    return path[0] == '/' && path[strspn(path, plain)] == '\0';
}

const char *ng_command_problem(const char *command, const char *url) {
    bool in_command = ng_command_names_port(command);
    bool in_url = url == NULL || ng_command_names_port(url);
    if (command[strspn(command, " \t\n")] == '\0') {
        return "the command of --launch is empty";
    }
    if (in_url && !in_command) {
        return "the command does not name {port}, so the server cannot know where to listen; put "
               "{port} into it, or give the URL that it always listens on";
    }
    if (!in_url && in_command) {
        return "the command names {port}, but the URL does not; put {port} into it, such as "
               "http://127.0.0.1:{port}/events";
    }
    return NULL;
}
