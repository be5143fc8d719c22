/* The exit statuses that do not come from a verdict (verdict.h has those). */
#ifndef NG_CLI_EXIT_STATUS_H
#define NG_CLI_EXIT_STATUS_H

enum ng_exit {
    NG_EXIT_OK = 0,
    NG_EXIT_USAGE = 2, /* the command line or a file that it names is wrong */
    NG_EXIT_FAULT = 70 /* the runner's own fault */
};

#endif
