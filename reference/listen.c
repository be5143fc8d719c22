#include "reference/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static enum ref_status status_of(int error) {
    switch (error) {
    case EADDRINUSE:
        return REF_ERROR_ADDRESS_IN_USE;
    case EADDRNOTAVAIL:
        return REF_ERROR_ADDRESS_UNKNOWN;
    case EACCES:
    case EPERM:
        return REF_ERROR_ADDRESS_PERMISSION;
    default:
        return REF_ERROR_SOCKET;
    }
}

static enum ref_status write_url(int descriptor, char url[REF_URL_SIZE]) {
    struct sockaddr_storage bound;
    socklen_t size = sizeof bound;
    char host[REF_URL_SIZE - 32];
    char port[8];
    if (getsockname(descriptor, (struct sockaddr *)&bound, &size) != 0 ||
        getnameinfo((struct sockaddr *)&bound, size, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
        return REF_ERROR_SOCKET;
    }
    bool is_ipv6 = strchr(host, ':') != NULL;
    (void)snprintf(url, REF_URL_SIZE, "http://%s%s%s:%s/events", is_ipv6 ? "[" : "", host,
                   is_ipv6 ? "]" : "", port);
    return REF_OK;
}

/* A server that is started again right after it stopped takes its port back: SO_REUSEADDR. */
static enum ref_status bind_and_listen(int descriptor, const struct addrinfo *address) {
    int yes = 1;
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) != 0 ||
        fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0 ||
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0) {
        return REF_ERROR_SOCKET;
    }
    if (bind(descriptor, address->ai_addr, address->ai_addrlen) != 0 ||
        listen(descriptor, SOMAXCONN) != 0) {
        return status_of(errno);
    }
    return REF_OK;
}

enum ref_status ref_listen(const char *address, uint16_t port, int *descriptor,
                           char url[REF_URL_SIZE]) {
    struct addrinfo hints = {.ai_flags = AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    char service[8];
    (void)snprintf(service, sizeof service, "%u", (unsigned)port);
    if (getaddrinfo(address, service, &hints, &found) != 0) {
        return REF_ERROR_ADDRESS_UNKNOWN;
    }
    enum ref_status status = REF_ERROR_SOCKET;
    int made = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (made >= 0) {
        status = bind_and_listen(made, found);
    }
    freeaddrinfo(found);
    if (status == REF_OK) {
        status = write_url(made, url);
    }
    if (status == REF_OK) {
        *descriptor = made;
    } else if (made >= 0) {
        (void)close(made);
    }
    return status;
}
