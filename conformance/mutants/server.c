#include "conformance/mutants/server.h"
#include "conformance/mutants/connection.h"
#include "conformance/mutants/own_log.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define CONNECTIONS_MAX 512
#define IDLE_SECONDS 60
/* Milliseconds until it looks again whether a connection ended, where there is no descriptor for a
   new one: the listener stays ready all the time. */
#define NO_DESCRIPTOR_WAIT 20

struct slot {
    struct mutant_server *server;
    struct house *house;
    int socket; /* -1: free */
};

/* All connections, under the lock. */
struct house {
    pthread_mutex_t lock;
    pthread_cond_t left;
    struct slot slots[CONNECTIONS_MAX];
    size_t guests;
};

static int wake_pipe[2];

static void on_signal(int number) {
    (void)number;
    int kept = errno;
    if (write(wake_pipe[1], "x", 1) < 0)
        _exit(1);
    errno = kept;
}

static bool catch_signals(void) {
    struct sigaction action = {.sa_handler = on_signal};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    (void)sigemptyset(&action.sa_mask);
    return pipe(wake_pipe) == 0 && sigaction(SIGTERM, &action, NULL) == 0 &&
           sigaction(SIGINT, &action, NULL) == 0 && sigaction(SIGPIPE, &ignore, NULL) == 0;
}

/* Ends a connection so that the client gets all that was sent: unread input would reset it. */
static void close_gently(int descriptor) {
    char rest[4096];
    struct timeval wait = {.tv_sec = 1};
    (void)shutdown(descriptor, SHUT_WR);
    (void)setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    ssize_t got = 1;
    for (int i = 0; i < 1024 && got > 0; i++)
        got = recv(descriptor, rest, sizeof rest, 0);
}

static void *run_connection(void *context) {
    struct slot *slot = context;
    struct house *house = slot->house;
    int descriptor = slot->socket;
    mutant_connection(slot->server, descriptor);
    close_gently(descriptor);
    (void)pthread_mutex_lock(&house->lock);
    (void)close(descriptor);
    slot->socket = -1;
    house->guests--;
    (void)pthread_cond_signal(&house->left);
    (void)pthread_mutex_unlock(&house->lock);
    return NULL;
}

static struct slot *free_slot(struct house *house) {
    for (size_t i = 0; i < CONNECTIONS_MAX; i++)
        if (house->slots[i].socket < 0)
            return &house->slots[i];
    return NULL;
}

static void let_in(struct house *house, struct mutant_server *server, int descriptor) {
    pthread_attr_t attributes;
    pthread_t thread;
    int on = 1;
    struct timeval idle = {.tv_sec = IDLE_SECONDS};
    (void)fcntl(descriptor, F_SETFL, 0); /* where accept hands the listener's flags on */
    (void)setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    (void)setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &idle, sizeof idle);
    (void)setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &idle, sizeof idle);
    (void)pthread_attr_init(&attributes);
    (void)pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    (void)pthread_mutex_lock(&house->lock);
    struct slot *slot = free_slot(house);
    if (slot) {
        *slot = (struct slot){.server = server, .house = house, .socket = descriptor};
        if (pthread_create(&thread, &attributes, run_connection, slot) == 0)
            house->guests++;
        else
            slot->socket = -1, slot = NULL;
    }
    if (!slot)
        (void)close(descriptor);
    (void)pthread_mutex_unlock(&house->lock);
    (void)pthread_attr_destroy(&attributes);
}

/* Ends every connection and waits until its thread is done. */
static void send_home(struct house *house) {
    (void)pthread_mutex_lock(&house->lock);
    for (size_t i = 0; i < CONNECTIONS_MAX; i++)
        if (house->slots[i].socket >= 0)
            (void)shutdown(house->slots[i].socket, SHUT_RDWR);
    while (house->guests)
        (void)pthread_cond_wait(&house->left, &house->lock);
    (void)pthread_mutex_unlock(&house->lock);
}

static void accept_until_signal(struct house *house, struct mutant_server *server, int listener) {
    struct pollfd sources[2] = {{.fd = listener, .events = POLLIN},
                                {.fd = wake_pipe[0], .events = POLLIN}};
    for (;;) {
        if (poll(sources, 2, -1) < 0 && errno != EINTR)
            return;
        if (sources[1].revents)
            return;
        if (!sources[0].revents)
            continue;
        int descriptor = accept(listener, NULL, NULL);
        if (descriptor >= 0)
            let_in(house, server, descriptor);
        else if (errno == EMFILE || errno == ENFILE)
            (void)poll(&sources[1], 1, NO_DESCRIPTOR_WAIT);
    }
}

/* Gives a listening socket, or -1 with errno. */
static int listen_on(const struct mutant_options *options, uint16_t *port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(options->port)};
    socklen_t size = sizeof address;
    int on = 1;
    if (inet_pton(AF_INET, options->address, &address.sin_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        return -1;
    (void)setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 ||
        listen(listener, 128) < 0 || fcntl(listener, F_SETFL, O_NONBLOCK) < 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) < 0) {
        int kept = errno;
        (void)close(listener);
        errno = kept;
        return -1;
    }
    *port = ntohs(address.sin_port);
    return listener;
}

static void house_init(struct house *house) {
    (void)pthread_mutex_init(&house->lock, NULL);
    (void)pthread_cond_init(&house->left, NULL);
    for (size_t i = 0; i < CONNECTIONS_MAX; i++)
        house->slots[i].socket = -1;
}

static void server_deinit(struct mutant_server *server) {
    for (size_t i = 0; i < sizeof server->memory.texts / sizeof *server->memory.texts; i++)
        mutant_buffer_deinit(&server->memory.texts[i]);
    (void)pthread_mutex_destroy(&server->memory.lock);
    mutant_store_free(server->store);
}

int mutant_finish_output(void) {
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    (void)fprintf(stderr, "nogap-mutant: standard output cannot be written\n");
    return 1;
}

static int serve(const struct mutant_options *options, struct mutant_server *server) {
    struct house house = {0};
    uint16_t port;
    house_init(&house);
    int listener = listen_on(options, &port);
    if (listener < 0) {
        (void)fprintf(stderr, "nogap-mutant: cannot listen on %s port %u: %s\n", options->address,
                      (unsigned)options->port, strerror(errno));
        return 1;
    }
    (void)printf("listening on http://%s:%u/events\n", options->address, (unsigned)port);
    int status = mutant_finish_output();
    if (!status)
        accept_until_signal(&house, server, listener);
    (void)close(listener);
    send_home(&house);
    (void)pthread_cond_destroy(&house.left);
    (void)pthread_mutex_destroy(&house.lock);
    return status;
}

int mutant_serve(const struct mutant_options *options) {
    const struct mutant_entry *entry = options->entry;
    struct mutant_store_options log = {
        .path = options->log,
        .first_events = entry->own_events ? entry->own_events : MUTANT_OWN_EVENTS,
        .growth = options->growth < 0 ? entry->own_growth : options->growth,
        .make_event = entry->make_event ? entry->make_event : mutant_own_event,
    };
    static struct mutant_server server;
    server = (struct mutant_server){
        .entry = entry, .seed = mutant_mix(options->seed), .started = mutant_now()};
    server.store = mutant_store_new(&log);
    if (!server.store) {
        (void)fprintf(stderr, "nogap-mutant: cannot open the log %s: %s\n",
                      options->log ? options->log : "in memory", strerror(errno));
        return 1;
    }
    (void)pthread_mutex_init(&server.memory.lock, NULL);
    server.first_count = mutant_store_count(server.store);
    int status = 1;
    if (catch_signals())
        status = serve(options, &server);
    else
        (void)fprintf(stderr, "nogap-mutant: cannot catch signals: %s\n", strerror(errno));
    server_deinit(&server);
    return status;
}
