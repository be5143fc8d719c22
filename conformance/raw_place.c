#include "conformance/raw_place.h"

#include "conformance/request.h"
#include "conformance/url.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool ng_raw_reaches(const char *url) {
    static const char scheme[] = "http://";
    size_t size = sizeof scheme - 1;
    if (strncasecmp(url, scheme, size) != 0) {
        return false;
    }
    return memchr(url + size, '@', strcspn(url + size, "/")) == NULL;
}

/* A Host field that the user or the profile gives stands in the place of the URL's host, as it does
 * in other requests: two of them are no valid request. */
static enum ng_status take_host(struct ng_field_lines *lines, struct ng_raw_place *place) {
    for (size_t i = 0; i < lines->count; i++) {
        if (strncasecmp(lines->lines[i], "Host:", 5) != 0) {
            continue;
        }
        char *value = strdup(lines->lines[i] + 5 + strspn(lines->lines[i] + 5, " "));
        if (value == NULL) {
            return NG_NO_MEMORY;
        }
        ng_secret_free(place->authority);
        place->authority = value;
        ng_secret_free(lines->lines[i]);
        lines->count--;
        memmove(&lines->lines[i], &lines->lines[i + 1],
                (lines->count - i) * sizeof lines->lines[i]);
        return NG_OK;
    }
    return NG_OK;
}

/* The lines are libcurl's: "Name;" is a field without a value. */
static char *join_lines(const struct ng_field_lines *lines) {
    size_t size = 1;
    for (size_t i = 0; i < lines->count; i++) {
        size += strlen(lines->lines[i]) + 2;
    }
    char *joined = malloc(size);
    if (joined == NULL) {
        return NULL;
    }
    char *at = joined;
    for (size_t i = 0; i < lines->count; i++) {
        size_t length = strlen(lines->lines[i]);
        memcpy(at, lines->lines[i], length);
        at += length;
        if (memchr(lines->lines[i], ':', length) == NULL) {
            at[-1] = ':';
        }
        *at++ = '\r';
        *at++ = '\n';
    }
    *at = '\0';
    return joined;
}

static enum ng_status make_fields(const struct ng_raw_options *options,
                                  struct ng_raw_place *place) {
    const struct ng_profile *profile = options->profile;
    struct ng_field_lines lines;
    enum ng_status status = ng_field_lines_make(profile->fields, profile->field_count,
                                                options->fields, options->field_count, &lines);
    if (status != NG_OK) {
        return status;
    }
    status = take_host(&lines, place);
    place->fields = status == NG_OK ? join_lines(&lines) : NULL;
    ng_field_lines_deinit(&lines);
    return place->fields == NULL ? NG_NO_MEMORY : NG_OK;
}

/* Host and port as they stand in the URL, and the port alone. */
static void split_authority(const struct ng_url *url, struct ng_raw_place *place) {
    const char *behind = url->host + url->host_size;
    const char *from = behind[0] == ']' ? url->host - 1 : url->host;
    behind += behind[0] == ']';
    size_t rest = behind[0] == ':' ? strspn(behind + 1, "0123456789") : 0;
    place->host = strndup(url->host, url->host_size);
    place->port = rest > 0 ? strndup(behind + 1, rest) : strdup("80");
    place->authority = strndup(from, (size_t)(behind - from) + (rest > 0 ? rest + 1 : 0));
}

enum ng_status ng_raw_place_init(const struct ng_raw_options *options, struct ng_raw_place *place) {
    struct ng_url url;
    const char *problem;
    if (ng_url_parse(options->url, &url, &problem) != NG_OK || url.secure) {
        return NG_MALFORMED;
    }
    struct ng_raw_place made = {.path = url.path_size > 0 ? url.path : "/"};
    split_authority(&url, &made);
    enum ng_status status = made.host != NULL && made.port != NULL && made.authority != NULL
                                ? make_fields(options, &made)
                                : NG_NO_MEMORY;
    if (status != NG_OK) {
        ng_raw_place_deinit(&made);
        return status;
    }
    *place = made;
    return NG_OK;
}

void ng_raw_place_deinit(struct ng_raw_place *place) {
    free(place->host);
    free(place->port);
    ng_secret_free(place->authority);
    ng_secret_free(place->fields);
    *place = (struct ng_raw_place){.host = NULL};
}
