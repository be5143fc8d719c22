#include "conformance/port.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum ng_status ng_port_pick(unsigned *port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0) {
        return NG_IO;
    }
    enum ng_status status = NG_IO;
    if (bind(listener, (const struct sockaddr *)&address, size) == 0 &&
        getsockname(listener, (struct sockaddr *)&address, &size) == 0) {
        *port = ntohs(address.sin_port);
        status = NG_OK;
    }
    int reason = errno;
    (void)close(listener);
    errno = reason;
    return status;
}
