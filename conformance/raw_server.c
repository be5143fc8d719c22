#include "conformance/raw_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAD_MAX ((size_t)1024 * 1024)

struct raw_server {
    const struct raw_script *scripts;
    size_t count;
    int listener;
    int stop[2]; /* a pipe: closing its writing end ends the thread */
    unsigned port;
    atomic_uint connections;
    pthread_t thread;
    size_t head_size;
    char head[HEAD_MAX];
};

/* Waits until the descriptor can be read, or for the time; false where the server is to end. */
static bool wait_for(const struct raw_server *server, int descriptor, int milliseconds) {
    struct pollfd polled[2] = {{.fd = server->stop[0], .events = POLLIN},
                               {.fd = descriptor, .events = POLLIN}};
    (void)poll(polled, 2, milliseconds);
    return polled[0].revents == 0;
}

static bool send_all(int connection, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t sent = send(connection, bytes, size, 0);
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        size -= (size_t)sent;
    }
    return true;
}

/* Sends the same again and again until the client goes. */
static void send_without_end(int connection, const char *bytes, size_t size) {
    while (send_all(connection, bytes, size)) {
    }
}

/* Receives one request's head; false at the end of the connection. */
static bool receive_head(struct raw_server *server, int connection) {
    server->head_size = 0;
    while (server->head_size < HEAD_MAX - 1) {
        if (!wait_for(server, connection, -1)) {
            return false;
        }
        char *end = server->head + server->head_size;
        ssize_t received = recv(connection, end, HEAD_MAX - 1 - server->head_size, 0);
        if (received <= 0) {
            return false;
        }
        server->head_size += (size_t)received;
        server->head[server->head_size] = '\0';
        if (strstr(server->head, "\r\n\r\n") != NULL) {
            return true;
        }
    }
    return false;
}

static const struct raw_script *script_for(const struct raw_server *server) {
    const char *target = strchr(server->head, ' ');
    for (size_t i = 0; target != NULL && i < server->count; i++) {
        const char *path = server->scripts[i].path;
        if (strncmp(target + 1, path, strlen(path)) == 0) {
            return &server->scripts[i];
        }
    }
    return NULL;
}

static bool send_echo(struct raw_server *server, int connection) {
    char head[100];
    int size = snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n",
                        server->head_size);
    return send_all(connection, head, (size_t)size) &&
           send_all(connection, server->head, server->head_size);
}

/* Answers one request; false where the connection is to be closed. */
static bool answer(struct raw_server *server, int connection) {
    const struct raw_script *script = script_for(server);
    if (script == NULL) {
        return false;
    }
    if (script->action == RAW_ECHO) {
        return send_echo(server, connection);
    }
    size_t size = script->size == 0 ? strlen(script->bytes) : script->size;
    if (script->action == RAW_TRICKLE) {
        bool sent = true;
        for (size_t i = 0; sent && i < size; i++) {
            sent = wait_for(server, -1, 20) && send_all(connection, script->bytes + i, 1);
        }
        return sent;
    }
    if (!send_all(connection, script->bytes, size)) {
        return false;
    }
    if (script->action == RAW_MANY_LINES) {
        send_without_end(connection, "X-Filler: 0123456789\r\n", 22);
        return false;
    }
    if (script->action == RAW_LONG_LINE) {
        send_without_end(connection, "0123456789", 10);
        return false;
    }
    if (script->action == RAW_ZEROS) {
        static const char zeros[(size_t)64 * 1024];
        send_without_end(connection, zeros, sizeof zeros);
        return false;
    }
    if (script->action == RAW_HANG) {
        (void)wait_for(server, connection, -1);
        return false;
    }
    return script->action == RAW_KEEP;
}

static void *serve(void *context) {
    struct raw_server *server = context;
    while (wait_for(server, server->listener, -1)) {
        int connection = accept(server->listener, NULL, NULL);
        if (connection < 0) {
            continue;
        }
        atomic_fetch_add(&server->connections, 1);
        while (receive_head(server, connection) && answer(server, connection)) {
        }
        (void)close(connection);
    }
    return NULL;
}

static bool listen_on_loopback(struct raw_server *server) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (server->listener < 0 ||
        bind(server->listener, (const struct sockaddr *)&address, size) != 0 ||
        listen(server->listener, 16) != 0 ||
        getsockname(server->listener, (struct sockaddr *)&address, &size) != 0) {
        return false;
    }
    server->port = ntohs(address.sin_port);
    return true;
}

struct raw_server *raw_server_start(const struct raw_script *scripts, size_t count) {
    struct raw_server *server = calloc(1, sizeof *server);
    if (server == NULL) {
        return NULL;
    }
    server->scripts = scripts;
    server->count = count;
    (void)signal(SIGPIPE, SIG_IGN);
    if (pipe(server->stop) != 0 || !listen_on_loopback(server) ||
        pthread_create(&server->thread, NULL, serve, server) != 0) {
        free(server);
        return NULL;
    }
    return server;
}

void raw_server_stop(struct raw_server *server) {
    (void)close(server->stop[1]);
    (void)pthread_join(server->thread, NULL);
    (void)close(server->stop[0]);
    (void)close(server->listener);
    free(server);
}

unsigned raw_server_port(const struct raw_server *server) {
    return server->port;
}

unsigned raw_server_connections(struct raw_server *server) {
    return atomic_load(&server->connections);
}
