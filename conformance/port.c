#include "conformance/port.h"

#include "conformance/json_mix.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

unsigned ng_port_candidate(uint64_t seed, unsigned attempt) {
    uint64_t mixed = ng_mix(seed + NG_MIX_STEP * ((uint64_t)attempt + 1));
    return NG_PORT_FIRST + (unsigned)(mixed % (NG_PORT_LAST - NG_PORT_FIRST + 1));
}

/* Without SO_REUSEADDR, so that a port is refused as well where connections of a server that is
   gone still wait: the next server may not ask for it either. */
static enum ng_status try_port(unsigned port) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0) {
        return NG_IO;
    }
    int bound = bind(listener, (const struct sockaddr *)&address, sizeof address);
    int reason = errno;
    (void)close(listener);
    errno = reason;
    return bound == 0 ? NG_OK : NG_IO;
}

enum ng_status ng_port_pick_from(uint64_t seed, unsigned *port) {
    enum ng_status status = NG_IO;
    for (unsigned attempt = 0; attempt < NG_PORT_TRIES && status != NG_OK; attempt++) {
        unsigned candidate = ng_port_candidate(seed, attempt);
        status = try_port(candidate);
        if (status == NG_OK) {
            *port = candidate;
        } else if (errno != EADDRINUSE) {
            return status;
        }
    }
    return status;
}

/* The process tells apart those that start in the same tick of the clock, the clock the calls of
   one process. */
enum ng_status ng_port_pick(unsigned *port) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    uint64_t ticks = (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
    return ng_port_pick_from(ng_mix(ticks) + (uint64_t)getpid(), port);
}
