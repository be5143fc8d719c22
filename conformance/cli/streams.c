#include "conformance/cli/streams.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void ignore(int number) {
    struct sigaction action = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

void ng_streams_prepare(void) {
    /* What is written to a stdout that is closed must fail: nobody would miss a report that went to
       /dev/null. Words on stderr have no other place to go. */
    static const int ways[] = {
        [STDIN_FILENO] = O_RDONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_WRONLY};
    ignore(SIGPIPE);
    ignore(SIGXFSZ);
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) < 0) {
            /* It takes the lowest free number, which is this stream's. */
            (void)open("/dev/null", ways[stream]);
        }
    }
}

static bool is_set(const char *variable) {
    const char *value = getenv(variable);
    return value != NULL && *value != '\0';
}

bool ng_streams_colour(void) {
    const char *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) != 0 && !is_set("NO_COLOR") && terminal != NULL &&
           strcmp(terminal, "dumb") != 0;
}

/* The first of these that is not empty decides, as POSIX says. */
bool ng_streams_utf8(void) {
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        if (is_set(variables[i])) {
            const char *value = getenv(variables[i]);
            return strstr(value, "UTF-8") != NULL || strstr(value, "utf8") != NULL ||
                   strstr(value, "utf-8") != NULL || strstr(value, "UTF8") != NULL;
        }
    }
    return false;
}

FILE *ng_streams_progress(void) {
    const char *terminal = getenv("TERM");
    bool is_terminal = isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
    return is_terminal && terminal != NULL && strcmp(terminal, "dumb") != 0 ? stderr : NULL;
}

bool ng_streams_nobody_reads(void) {
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    /* Linux says POLLERR of a pipe without a reader, others POLLHUP. */
    return poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

bool ng_streams_finish(void) {
    bool is_written = fflush(stdout) == 0 && ferror(stdout) == 0;
    return is_written || ng_streams_nobody_reads();
}
