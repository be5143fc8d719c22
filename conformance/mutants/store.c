#include "conformance/mutants/store.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Growth by the clock ends here, so that a forgotten server does not fill the memory. */
#define MADE_EVENTS_MAX UINT64_C(2000000)
#define FILE_BLOCK 65536

struct mutant_store {
    pthread_mutex_t lock;
    struct mutant_store_options options;
    int file; /* -1 where there is none */
    off_t file_position;
    struct mutant_buffer partial; /* a line whose end is not there yet */
    struct mutant_event_view *events;
    size_t count, capacity;
    uint64_t made;
    uint64_t started;
};

uint64_t mutant_now(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

void mutant_pause(uint64_t nanoseconds) {
    struct timespec pause = {.tv_sec = (time_t)(nanoseconds / UINT64_C(1000000000)),
                             .tv_nsec = (long)(nanoseconds % UINT64_C(1000000000))};
    (void)nanosleep(&pause, NULL);
}

/* Under the lock, as all that follows. */
static bool put(struct mutant_store *store, const char *text, size_t size) {
    if (store->count == store->capacity) {
        size_t capacity = store->capacity ? store->capacity * 2 : 64;
        struct mutant_event_view *events = realloc(store->events, capacity * sizeof *events);
        if (!events)
            return false;
        store->events = events;
        store->capacity = capacity;
    }
    char *copy = malloc(size + 1);
    if (!copy)
        return false;
    memcpy(copy, text, size);
    copy[size] = '\0';
    store->events[store->count++] =
        (struct mutant_event_view){.text = copy, .size = size, .arrived = mutant_now()};
    return true;
}

static void make(struct mutant_store *store) {
    struct mutant_buffer event = {0};
    store->options.make_event(store->made, &event);
    if (!event.failed && put(store, event.bytes, event.size))
        store->made++;
    mutant_buffer_deinit(&event);
}

static void make_what_is_due(struct mutant_store *store) {
    if (store->options.growth <= 0)
        return;
    double seconds = (double)(mutant_now() - store->started) / 1e9;
    double due = (double)store->options.first_events + seconds * store->options.growth;
    uint64_t until = due < (double)MADE_EVENTS_MAX ? (uint64_t)due : MADE_EVENTS_MAX;
    for (uint64_t before = store->made; store->made < until; before = store->made) {
        make(store);
        if (store->made == before)
            return;
    }
}

static void take_lines(struct mutant_store *store, const char *bytes, size_t size) {
    const char *end = bytes + size;
    while (bytes < end) {
        const char *line_end = memchr(bytes, '\n', (size_t)(end - bytes));
        const char *until = line_end ? line_end : end;
        mutant_buffer_add(&store->partial, bytes, (size_t)(until - bytes));
        if (!line_end)
            return;
        size_t length = store->partial.size;
        if (length && store->partial.bytes[length - 1] == '\r')
            length--;
        if (length)
            (void)put(store, store->partial.bytes, length);
        mutant_buffer_clear(&store->partial);
        bytes = line_end + 1;
    }
}

static void read_file(struct mutant_store *store) {
    char block[FILE_BLOCK];
    ssize_t got;
    if (store->file < 0)
        return;
    while ((got = pread(store->file, block, sizeof block, store->file_position)) > 0) {
        store->file_position += got;
        take_lines(store, block, (size_t)got);
    }
}

/* A log that may only be read is served too; appends to it fail. */
static int open_log(const char *path) {
    int file = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
    if (file < 0 && (errno == EACCES || errno == EROFS))
        file = open(path, O_RDONLY | O_CLOEXEC);
    return file;
}

struct mutant_store *mutant_store_new(const struct mutant_store_options *options) {
    struct mutant_store *store = calloc(1, sizeof *store);
    if (!store)
        return NULL;
    store->options = *options;
    store->started = mutant_now();
    store->file = -1;
    if (options->path) {
        store->file = open_log(options->path);
        if (store->file < 0) {
            free(store);
            return NULL;
        }
        store->options.first_events = 0;
    }
    (void)pthread_mutex_init(&store->lock, NULL);
    while (store->made < store->options.first_events) {
        uint64_t before = store->made;
        make(store);
        if (store->made == before) {
            mutant_store_free(store);
            return NULL;
        }
    }
    return store;
}

void mutant_store_free(struct mutant_store *store) {
    if (!store)
        return;
    for (size_t i = 0; i < store->count; i++)
        free((void *)(uintptr_t)store->events[i].text);
    free(store->events);
    mutant_buffer_deinit(&store->partial);
    if (store->file >= 0)
        (void)close(store->file);
    (void)pthread_mutex_destroy(&store->lock);
    free(store);
}

uint64_t mutant_store_count(struct mutant_store *store) {
    (void)pthread_mutex_lock(&store->lock);
    read_file(store);
    make_what_is_due(store);
    uint64_t count = store->count;
    (void)pthread_mutex_unlock(&store->lock);
    return count;
}

struct mutant_event_view mutant_store_get(struct mutant_store *store, uint64_t index) {
    struct mutant_event_view event = {.text = "null", .size = 4};
    (void)pthread_mutex_lock(&store->lock);
    if (index < store->count)
        event = store->events[index];
    (void)pthread_mutex_unlock(&store->lock);
    return event;
}

static bool append_to_file(struct mutant_store *store, const char *event, size_t size) {
    struct mutant_buffer line = {0};
    mutant_buffer_add(&line, event, size);
    mutant_buffer_byte(&line, '\n');
    bool written = !line.failed && write(store->file, line.bytes, line.size) == (ssize_t)line.size;
    mutant_buffer_deinit(&line);
    if (written)
        read_file(store);
    return written;
}

bool mutant_store_append(struct mutant_store *store, const char *event, size_t size) {
    (void)pthread_mutex_lock(&store->lock);
    bool done = store->file >= 0 ? append_to_file(store, event, size) : put(store, event, size);
    (void)pthread_mutex_unlock(&store->lock);
    return done;
}
