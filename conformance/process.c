#include "conformance/process.h"

#include "conformance/monotonic.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* Groups that ng_process_kill_all knows; one more could not be ended by a signal's handler. */
#define GROUPS_MAX 16
/* Descriptors up to this one are kept from the child. */
#define DESCRIPTORS_MAX 1024
/* Seconds for the end of processes that were killed: they are gone as soon as the system comes to
   it, but where nobody reaps orphans their group seems to live for ever. */
#define KILL_WAIT 1.0

extern char **environ;

static atomic_int started_groups[GROUPS_MAX];

static bool remember(pid_t group) {
    for (size_t i = 0; i < GROUPS_MAX; i++) {
        int none = 0;
        if (atomic_compare_exchange_strong(&started_groups[i], &none, (int)group)) {
            return true;
        }
    }
    return false;
}

static void forget(pid_t group) {
    for (size_t i = 0; i < GROUPS_MAX; i++) {
        int wanted = (int)group;
        (void)atomic_compare_exchange_strong(&started_groups[i], &wanted, 0);
    }
}

void ng_process_kill_all(void) {
    for (size_t i = 0; i < GROUPS_MAX; i++) {
        int group = atomic_load(&started_groups[i]);
        if (group > 0) {
            (void)kill(-group, SIGKILL);
        }
    }
}

/* Makes the children of an ended shell the runner's own, which can then reap them. Elsewhere init
   does so, but in many a container nobody does, and a group of dead processes seems to live on. */
static void adopt_orphans(void) {
#ifdef __linux__
    (void)prctl(PR_SET_CHILD_SUBREAPER, 1UL, 0UL, 0UL, 0UL);
#endif
}

/* Not all libraries open their descriptors so that they close with exec. */
static void keep_descriptors_from_children(void) {
    for (int descriptor = STDERR_FILENO + 1; descriptor < DESCRIPTORS_MAX; descriptor++) {
        int flags = fcntl(descriptor, F_GETFD);
        if (flags >= 0 && (flags & FD_CLOEXEC) == 0) {
            (void)fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC);
        }
    }
}

static int set_files(posix_spawn_file_actions_t *files, const char *output_path) {
    int error = posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (error == 0) {
        error = posix_spawn_file_actions_addopen(files, STDOUT_FILENO, output_path,
                                                 O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    }
    if (error == 0) {
        error = posix_spawn_file_actions_adddup2(files, STDOUT_FILENO, STDERR_FILENO);
    }
    return error;
}

/* What the runner ignores or blocks is the runner's own business: the child starts as from a
   shell. */
static int set_attributes(posix_spawnattr_t *attributes, const sigset_t *mask) {
    static const int signals[] = {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD};
    sigset_t defaults;
    (void)sigemptyset(&defaults);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        (void)sigaddset(&defaults, signals[i]);
    }
    short flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
    int error = posix_spawnattr_setflags(attributes, flags);
    if (error == 0) {
        error = posix_spawnattr_setpgroup(attributes, 0);
    }
    if (error == 0) {
        error = posix_spawnattr_setsigdefault(attributes, &defaults);
    }
    if (error == 0) {
        error = posix_spawnattr_setsigmask(attributes, mask);
    }
    return error;
}

/* The environment with one variable more, which takes the place of one of the same name. A change
   of the runner's own environment would race with its other threads. NULL: no memory. */
static char **environment_with(const char *variable) {
    size_t count = 0;
    while (environ[count] != NULL) {
        count++;
    }
    char **made = calloc(count + 2, sizeof *made);
    if (made == NULL) {
        return NULL;
    }
    size_t kept = 0;
    size_t name_size = variable != NULL ? strcspn(variable, "=") + 1 : 0;
    for (size_t i = 0; i < count; i++) {
        if (variable == NULL || strncmp(environ[i], variable, name_size) != 0) {
            made[kept++] = environ[i];
        }
    }
    made[kept] = (char *)(uintptr_t)variable;
    return made;
}

static int spawn(const char *command, const char *output_path, char *const *environment,
                 const sigset_t *mask, pid_t *child) {
    char shell[] = "sh", option[] = "-c";
    char *const arguments[] = {shell, option, (char *)(uintptr_t)command, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&files);
    if (error != 0) {
        return error;
    }
    error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        error = set_files(&files, output_path);
        if (error == 0) {
            error = set_attributes(&attributes, mask);
        }
        if (error == 0) {
            error = posix_spawn(child, "/bin/sh", &files, &attributes, arguments, environment);
        }
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&files);
    return error;
}

enum ng_status ng_process_start(struct ng_process *process, const char *command,
                                const char *variable, const char *output_path) {
    sigset_t all;
    sigset_t before;
    pid_t child = 0;
    char **environment = environment_with(variable);
    if (environment == NULL) {
        return NG_IO;
    }
    keep_descriptors_from_children();
    adopt_orphans();
    /* A signal that ends the runner waits until its handler would find the group. */
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_BLOCK, &all, &before);
    int error = spawn(command, output_path, environment, &before, &child);
    if (error == 0 && !remember(child)) {
        (void)kill(-child, SIGKILL);
        (void)waitpid(child, NULL, 0);
        error = EAGAIN;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    free(environment);
    if (error != 0) {
        errno = error;
        return NG_IO;
    }
    *process = (struct ng_process){.group = child};
    return NG_OK;
}

bool ng_process_has_ended(struct ng_process *process) {
    int how = 0;
    pid_t child = 0;
    while (process->group != 0 && (child = waitpid(-process->group, &how, WNOHANG)) > 0) {
        if (child == process->group) {
            process->ended = true;
            process->how = how;
        }
    }
    return process->ended;
}

void ng_process_describe_end(const struct ng_process *process, char *text, size_t size) {
    if (WIFSIGNALED(process->how)) {
        (void)snprintf(text, size, "signal %d", WTERMSIG(process->how));
    } else {
        (void)snprintf(text, size, "exit status %d", WEXITSTATUS(process->how));
    }
}

/* Waits until the shell is reaped and nobody else of its group is left. */
static bool wait_for_end(struct ng_process *process, double seconds) {
    double deadline = ng_monotonic_now() + seconds;
    double pause = 0.001;
    for (;;) {
        if (ng_process_has_ended(process) && kill(-process->group, 0) != 0) {
            return true;
        }
        if (ng_monotonic_now() >= deadline) {
            return false;
        }
        ng_monotonic_wait(pause);
        pause = pause < 0.02 ? pause * 2 : pause;
    }
}

void ng_process_stop(struct ng_process *process, double seconds) {
    if (process->group == 0) {
        return;
    }
    (void)kill(-process->group, SIGTERM);
    if (!wait_for_end(process, seconds)) {
        (void)kill(-process->group, SIGKILL);
        (void)wait_for_end(process, KILL_WAIT);
    }
    forget(process->group);
    *process = (struct ng_process){0};
}
