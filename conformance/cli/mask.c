#include "conformance/cli/mask.h"

#include <stdlib.h>
#include <string.h>

char *ng_mask_url(const char *url) {
    static const char stars[] = "***";
    const char *scheme_end = strstr(url, "://");
    const char *authority = scheme_end != NULL ? scheme_end + 3 : url;
    size_t authority_size = strcspn(authority, "/?#");
    const char *host = authority;
    for (size_t i = 0; i < authority_size; i++) {
        if (authority[i] == '@') {
            host = authority + i;
        }
    }
    size_t head = (size_t)(authority - url);
    char *masked = malloc(strlen(url) + sizeof stars);
    if (masked == NULL) {
        return NULL;
    }
    memcpy(masked, url, head);
    masked[head] = '\0';
    if (host != authority) {
        memcpy(masked + head, stars, sizeof stars);
    }
    memcpy(masked + strlen(masked), host, strlen(host) + 1);
    return masked;
}
