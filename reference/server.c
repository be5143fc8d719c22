#include "reference/server.h"

#include "reference/acceptor.h"
#include "reference/answer.h"
#include "reference/body.h"
#include "reference/limits.h"

#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct ref_server {
    struct MHD_Daemon *daemon;
    struct ref_log *log;
    struct ref_acceptor *acceptor; /* NULL when connections are brought from outside */
    atomic_bool stopping;
    pthread_mutex_t mutex;
    pthread_cond_t idle; /* pending became 0 */
    size_t pending;
};

/* A request from its first line until its answer is sent. */
struct pending {
    bool headers_seen;
    size_t body_size;
    const char *end; /* of the target in the library's memory; never read through */
    size_t target_size;
    char target[];
};

/* Ends the library's own text of the query before its first byte. It would parse it into a list of
 * parameters that nobody reads; some hundred of them fill the memory of the connection, and then it
 * neither answers nor closes it until it has been idle for long enough. */
static void hide_query(const char *target) {
    char *mark = strchr(target, '?');
    if (mark != NULL) {
        mark[1] = '\0';
    }
}

/* Whether the target went on behind a NUL. The library keeps the request line in one piece, with
 * the version one byte behind the end of the target; a version that is kept elsewhere tells
 * nothing. */
static bool was_cut(const struct pending *pending, const char *version) {
    uintptr_t gap = (uintptr_t)version - (uintptr_t)pending->end;
    return gap > 1 && gap < REF_CONNECTION_MEMORY;
}

/* Called with the target before the library decodes it; the result becomes the request's context.
 */
static void *begin_request(void *context, const char *target, struct MHD_Connection *connection) {
    struct ref_server *server = context;
    size_t size = strlen(target);
    struct pending *pending = malloc(sizeof *pending + size);
    (void)connection;
    if (pending == NULL) {
        return NULL;
    }
    pending->headers_seen = false;
    pending->end = target + size;
    pending->body_size = 0;
    pending->target_size = size;
    memcpy(pending->target, target, size);
    hide_query(target);
    (void)pthread_mutex_lock(&server->mutex);
    server->pending++;
    (void)pthread_mutex_unlock(&server->mutex);
    return pending;
}

static void end_request(void *context, struct MHD_Connection *connection, void **request,
                        enum MHD_RequestTerminationCode reason) {
    struct ref_server *server = context;
    (void)connection;
    (void)reason;
    if (*request == NULL) {
        return;
    }
    free(*request);
    *request = NULL;
    (void)pthread_mutex_lock(&server->mutex);
    server->pending--;
    if (server->pending == 0) {
        (void)pthread_cond_broadcast(&server->idle);
    }
    (void)pthread_mutex_unlock(&server->mutex);
}

static enum MHD_Result count_host(void *context, enum MHD_ValueKind kind, const char *name,
                                  const char *value) {
    size_t *hosts = context;
    (void)kind;
    (void)value;
    *hosts += strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0;
    return MHD_YES;
}

static void end_snapshot(void *context) {
    struct ref_snapshot *snapshot = context;
    ref_snapshot_release(snapshot);
    free(snapshot);
}

/* Sends the body from the log's memory, which the response holds until it is done with. */
static struct MHD_Response *respond_in_place(const struct ref_body *body,
                                             const struct ref_snapshot *snapshot) {
    struct MHD_IoVec vector[REF_BODY_SLICES];
    for (size_t i = 0; i < body->count; i++) {
        vector[i] = (struct MHD_IoVec){body->slices[i].data, body->slices[i].size};
    }
    struct ref_snapshot *held = malloc(sizeof *held);
    if (held == NULL) {
        return NULL;
    }
    *held = ref_snapshot_hold(snapshot);
    struct MHD_Response *response =
        MHD_create_response_from_iovec(vector, (unsigned)body->count, end_snapshot, held);
    if (response == NULL) {
        end_snapshot(held);
    }
    return response;
}

static struct MHD_Response *respond_with_copy(const struct ref_body *body) {
    char *bytes = malloc(body->size + 1);
    if (bytes == NULL) {
        return NULL;
    }
    ref_body_copy(body, bytes);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(body->size, bytes, MHD_RESPMEM_MUST_FREE);
    if (response == NULL) {
        free(bytes);
    }
    return response;
}

static struct MHD_Response *make_response(const struct ref_answer *answer,
                                          const struct ref_snapshot *snapshot) {
    struct ref_body body;
    ref_body_make(answer, snapshot, &body);
    struct MHD_Response *response = body.size > REF_COPIED_BODY_SIZE
                                        ? respond_in_place(&body, snapshot)
                                        : respond_with_copy(&body);
    for (size_t i = 0; response != NULL && i < answer->header_count; i++) {
        if (MHD_add_response_header(response, answer->headers[i].name, answer->headers[i].value) !=
            MHD_YES) {
            MHD_destroy_response(response);
            response = NULL;
        }
    }
    return response;
}

/* Answers a complete request. MHD_NO, where memory is short, closes the connection. */
static enum MHD_Result respond(struct ref_server *server, struct MHD_Connection *connection,
                               const struct ref_request *request) {
    struct ref_answer answer;
    struct ref_snapshot snapshot = ref_log_snapshot(server->log);
    ref_answer_request(request, snapshot.count, &answer);
    struct MHD_Response *response = make_response(&answer, &snapshot);
    ref_snapshot_release(&snapshot);
    if (response == NULL) {
        return MHD_NO;
    }
    if (atomic_load(&server->stopping)) {
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    }
    enum MHD_Result result = MHD_queue_response(connection, answer.status, response);
    MHD_destroy_response(response);
    return result;
}

/* Called first with the header fields, then for pieces of the request's body, then once more: only
 * an answer to the last call leaves the connection open for the next request. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *body,
                              size_t *body_size, void **request_context) {
    struct ref_server *server = context;
    struct pending *pending = *request_context;
    (void)url;
    (void)body;
    if (pending == NULL) {
        return MHD_NO;
    }
    if (!pending->headers_seen) {
        pending->headers_seen = true;
        return MHD_YES;
    }
    if (*body_size > 0) {
        pending->body_size += *body_size;
        *body_size = 0;
        return pending->body_size <= REF_REQUEST_BODY_SIZE ? MHD_YES : MHD_NO;
    }
    struct ref_request request = {
        .method = ref_bytes_of(method),
        .target = {pending->target, pending->target_size},
        .needs_host = strcmp(version, MHD_HTTP_VERSION_1_1) == 0,
        .cut = was_cut(pending, version),
    };
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, count_host, &request.hosts);
    return respond(server, connection, &request);
}

/* `threads` is 0 for a daemon that the caller drives. */
static struct MHD_Daemon *start_daemon(struct ref_server *server, unsigned threads) {
    unsigned flags = MHD_USE_NO_LISTEN_SOCKET;
    if (threads > 0) {
        flags |= MHD_USE_AUTO_INTERNAL_THREAD | MHD_USE_ITC;
    }
    /* A pool is two threads or more: the option before it in the list ends the list for one. */
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)REF_CONNECTIONS, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)REF_CONNECTION_MEMORY, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, (intptr_t)REF_IDLE_SECONDS, NULL},
        {MHD_OPTION_THREAD_STACK_SIZE, (intptr_t)REF_THREAD_STACK, NULL},
        {threads > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, (intptr_t)threads, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(flags, 0, NULL, NULL, handle, server, MHD_OPTION_URI_LOG_CALLBACK,
                            begin_request, server, MHD_OPTION_NOTIFY_COMPLETED, end_request, server,
                            MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

static void free_server(struct ref_server *server) {
    (void)pthread_cond_destroy(&server->idle);
    (void)pthread_mutex_destroy(&server->mutex);
    free(server);
}

static enum ref_status start(struct ref_log *log, unsigned threads, struct ref_server **server) {
    struct ref_server *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return REF_ERROR_MEMORY;
    }
    made->log = log;
    atomic_init(&made->stopping, false);
    (void)pthread_mutex_init(&made->mutex, NULL);
    (void)pthread_cond_init(&made->idle, NULL);
    made->daemon = start_daemon(made, threads);
    if (made->daemon == NULL) {
        free_server(made);
        return REF_ERROR_DAEMON;
    }
    *server = made;
    return REF_OK;
}

/* A connection that the library cannot take, above its limit for one, is closed by it. */
static void take_connection(void *context, int connection) {
    enum ref_status status = ref_server_adopt(context, connection);
    (void)status;
}

enum ref_status ref_server_start(struct ref_log *log, int listening, unsigned threads,
                                 struct ref_server **server) {
    struct ref_server *made = NULL;
    enum ref_status status = start(log, threads, &made);
    if (status != REF_OK) {
        (void)close(listening);
        return status;
    }
    status = ref_acceptor_start(listening, take_connection, made, &made->acceptor);
    if (status != REF_OK) {
        ref_server_stop(made);
        return status;
    }
    *server = made;
    return REF_OK;
}

enum ref_status ref_server_start_inside(struct ref_log *log, struct ref_server **server) {
    return start(log, 0, server);
}

/* The library looks at the address to tell TCP, which it stops from holding small packets back,
 * from the rest. */
enum ref_status ref_server_adopt(struct ref_server *server, int descriptor) {
    struct sockaddr_storage peer;
    socklen_t size = sizeof peer;
    if (getpeername(descriptor, (struct sockaddr *)&peer, &size) != 0) {
        (void)close(descriptor);
        return REF_ERROR_DAEMON;
    }
    return MHD_add_connection(server->daemon, descriptor, (struct sockaddr *)&peer, size) == MHD_YES
               ? REF_OK
               : REF_ERROR_DAEMON;
}

enum ref_status ref_server_step(struct ref_server *server) {
    return MHD_run(server->daemon) == MHD_YES ? REF_OK : REF_ERROR_DAEMON;
}

unsigned ref_server_connections(const struct ref_server *server) {
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
    return info == NULL ? 0 : info->num_connections;
}

static void drain(struct ref_server *server) {
    struct timespec deadline;
    (void)clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += REF_DRAIN_SECONDS;
    (void)pthread_mutex_lock(&server->mutex);
    while (server->pending > 0 &&
           pthread_cond_timedwait(&server->idle, &server->mutex, &deadline) != ETIMEDOUT) {
    }
    (void)pthread_mutex_unlock(&server->mutex);
}

void ref_server_stop(struct ref_server *server) {
    if (server == NULL) {
        return;
    }
    atomic_store(&server->stopping, true);
    if (server->acceptor != NULL) {
        ref_acceptor_stop(server->acceptor);
        drain(server);
    }
    MHD_stop_daemon(server->daemon);
    free_server(server);
}
