#include "conformance/url.h"

#include <string.h>
#include <strings.h>

static bool has_forbidden_byte(const char *text) {
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte <= 0x20 || byte == 0x7f) {
            return true;
        }
    }
    return false;
}

/* The bytes after the scheme, or NULL. */
static const char *skip_scheme(const char *text, bool *secure) {
    if (strncasecmp(text, "http://", 7) == 0) {
        *secure = false;
        return text + 7;
    }
    if (strncasecmp(text, "https://", 8) == 0) {
        *secure = true;
        return text + 8;
    }
    return NULL;
}

static bool is_port(const char *text, size_t size) {
    unsigned long port = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9' || port > 65535) {
            return false;
        }
        port = port * 10 + (unsigned long)(text[i] - '0');
    }
    return size > 0 && port >= 1 && port <= 65535;
}

/* Reads "host", "host:port" or "[address]:port" of `size` bytes. */
static const char *split_host(const char *text, size_t size, struct ng_url *url) {
    const char *end = text + size;
    const char *after = memchr(text, ':', size);
    if (size > 0 && text[0] == '[') {
        const char *closing = memchr(text, ']', size);
        if (closing == NULL) {
            return "the ']' after the address is missing";
        }
        url->host = text + 1;
        url->host_size = (size_t)(closing - text - 1);
        after = closing + 1;
    } else {
        url->host = text;
        url->host_size = (size_t)((after == NULL ? end : after) - text);
        after = after == NULL ? end : after;
    }
    if (url->host_size == 0) {
        return "the host is missing";
    }
    if (after < end && (*after != ':' || !is_port(after + 1, (size_t)(end - after - 1)))) {
        return "the port is not a number from 1 to 65535";
    }
    return NULL;
}

/* What is wrong with the text, or NULL and the parts. */
static const char *split_url(const char *text, struct ng_url *url) {
    if (has_forbidden_byte(text)) {
        return "a URL holds no spaces and no control characters; write a space as %20";
    }
    const char *rest = skip_scheme(text, &url->secure);
    if (rest == NULL) {
        return "it does not begin with http:// or https://";
    }
    if (strchr(rest, '#') != NULL) {
        return "a fragment (#...) is never sent; leave it out";
    }
    if (strchr(rest, '?') != NULL) {
        return "give the endpoint without a query; parameters that each request needs belong into "
               "a profile's fixed_query";
    }
    size_t authority = strcspn(rest, "/");
    url->path = rest + authority;
    url->path_size = strlen(url->path);
    for (size_t at = authority; at > 0; at--) {
        if (rest[at - 1] == '@') {
            url->user = rest;
            url->user_size = at - 1;
            rest += at;
            authority -= at;
            break;
        }
    }
    return split_host(rest, authority, url);
}

enum ng_status ng_url_parse(const char *text, struct ng_url *url, const char **problem) {
    struct ng_url parts = {0};
    const char *wrong = split_url(text, &parts);
    if (wrong != NULL) {
        *problem = wrong;
        return NG_MALFORMED;
    }
    *url = parts;
    return NG_OK;
}

static bool host_is(const struct ng_url *url, const char *name) {
    return strlen(name) == url->host_size && strncasecmp(url->host, name, url->host_size) == 0;
}

bool ng_url_is_loopback(const struct ng_url *url) {
    static const char suffix[] = ".localhost";
    size_t suffix_size = sizeof suffix - 1;
    if (host_is(url, "localhost") || host_is(url, "::1")) {
        return true;
    }
    if (url->host_size > suffix_size &&
        strncasecmp(url->host + url->host_size - suffix_size, suffix, suffix_size) == 0) {
        return true;
    }
    return url->host_size > 4 && memcmp(url->host, "127.", 4) == 0 &&
           strspn(url->host, "0123456789.") >= url->host_size;
}
