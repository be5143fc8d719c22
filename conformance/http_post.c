#include "conformance/http_post.h"

#include "conformance/curl_handle.h"
#include "conformance/url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A status that promises, and does not say that it is done. */
#define HTTP_ACCEPTED 202

static const char type_name[] = "Content-Type";

/* Bytes of an answer that are quoted, and that are received at all. */
#define QUOTED_BYTES 100
#define RECEIVED_BYTES_MAX ((size_t)1024 * 1024)

struct ng_http_post {
    struct ng_curl_handle handle;
    bool says_type; /* the given fields hold a Content-Type */
    bool (*goes_on)(void *context);
    void *context;
    bool stopped;
    bool done; /* the last answer said so */
    size_t received;
    size_t quoted_size;
    char quoted[QUOTED_BYTES + 1];
};

/* Keeps the first bytes for a message: on one line, and without what could steer a terminal. */
static size_t on_body(char *bytes, size_t unit, size_t count, void *context) {
    struct ng_http_post *post = context;
    size_t size = unit * count;
    for (size_t i = 0; i < size && post->quoted_size < QUOTED_BYTES; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        post->quoted[post->quoted_size++] = byte < 0x20 || byte >= 0x7f ? '?' : bytes[i];
    }
    post->quoted[post->quoted_size] = '\0';
    post->received += size;
    return post->received <= RECEIVED_BYTES_MAX ? size : 0;
}

static int on_progress(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
                       curl_off_t up) {
    struct ng_http_post *post = context;
    (void)down_total, (void)down, (void)up_total, (void)up;
    post->stopped = !post->goes_on(post->context);
    return post->stopped ? 1 : 0;
}

static bool set_options(struct ng_http_post *post) {
    CURL *easy = post->handle.easy;
    bool set = curl_easy_setopt(easy, CURLOPT_POST, 1L) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_WRITEDATA, post) == CURLE_OK;
    if (set && post->goes_on != NULL) {
        set = curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
              curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress) == CURLE_OK &&
              curl_easy_setopt(easy, CURLOPT_XFERINFODATA, post) == CURLE_OK;
    }
    return set;
}

/* The parts are those of the URL without its query, which an endpoint has not but an append URL may
   have. */
static enum ng_status aim(struct ng_http_post *post, const char *url, char *message,
                          size_t message_size) {
    struct ng_url parts;
    const char *problem = NULL;
    char *plain = strndup(url, strcspn(url, "?"));
    if (plain == NULL) {
        return NG_NO_MEMORY;
    }
    enum ng_status status = ng_url_parse(plain, &parts, &problem);
    if (status == NG_OK && strpbrk(url, "# \r\n\t") != NULL) {
        problem = "it holds a fragment or white space";
        status = NG_MALFORMED;
    }
    if (status == NG_OK) {
        status = ng_curl_handle_aim(&post->handle, url, ng_url_is_loopback(&parts));
    } else {
        (void)snprintf(message, message_size, "the URL to append at cannot be used: %s", problem);
    }
    free(plain);
    return status;
}

static bool is_named(const struct ng_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (ng_field_same_name(fields[i].name, name)) {
            return true;
        }
    }
    return false;
}

enum ng_status ng_http_post_new(const struct ng_http_post_options *options,
                                struct ng_http_post **post, char *message, size_t message_size) {
    const struct ng_curl_wishes wishes = {
        .profile_fields = options->profile_fields,
        .profile_field_count = options->profile_field_count,
        .fields = options->fields,
        .field_count = options->field_count,
        .timeout = options->timeout,
    };
    struct ng_http_post *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    made->goes_on = options->goes_on;
    made->context = options->context;
    made->says_type = is_named(options->fields, options->field_count, type_name) ||
                      is_named(options->profile_fields, options->profile_field_count, type_name);
    enum ng_status status = ng_curl_handle_init(&made->handle, &wishes, message, message_size);
    if (status == NG_OK) {
        status = set_options(made) ? aim(made, options->url, message, message_size) : NG_NO_MEMORY;
    }
    if (status != NG_OK) {
        ng_http_post_free(made);
        return status;
    }
    *post = made;
    return NG_OK;
}

void ng_http_post_free(struct ng_http_post *post) {
    if (post == NULL) {
        return;
    }
    ng_curl_handle_deinit(&post->handle);
    free(post);
}

/* What the answer means. */
static enum ng_status conclude(struct ng_http_post *post, CURLcode code, char *message,
                               size_t message_size) {
    long status = 0;
    if (code == CURLE_OK &&
        curl_easy_getinfo(post->handle.easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK &&
        status >= 200 && status <= 299) {
        post->done = status != HTTP_ACCEPTED;
        return NG_OK;
    }
    if (code == CURLE_OK) {
        (void)snprintf(message, message_size, "the POST of an event was answered with %ld%s%s",
                       status, post->quoted_size > 0 ? ": " : "", post->quoted);
        return NG_IO;
    }
    if (post->stopped) {
        (void)snprintf(message, message_size, "the run ended while an event was POSTed");
        return NG_STOPPED;
    }
    const char *words =
        post->handle.error[0] != '\0' ? post->handle.error : curl_easy_strerror(code);
    (void)snprintf(message, message_size, "the POST of an event failed: %s", words);
    return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ? NG_UNREACHABLE
                                                                               : NG_IO;
}

enum ng_status ng_http_post_send(struct ng_http_post *post, const char *body, size_t size,
                                 char *message, size_t message_size) {
    CURL *easy = post->handle.easy;
    CURLcode code = CURLE_OK;
    post->stopped = post->done = false;
    post->received = post->quoted_size = 0;
    post->quoted[0] = '\0';
    if (curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body) != CURLE_OK ||
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)size) != CURLE_OK) {
        return NG_NO_MEMORY;
    }
    enum ng_status status = ng_curl_handle_perform(
        &post->handle, post->says_type ? NULL : type_name, "application/json", &code);
    return status == NG_OK ? conclude(post, code, message, message_size) : status;
}

bool ng_http_post_is_done(const struct ng_http_post *post) {
    return post->done;
}
