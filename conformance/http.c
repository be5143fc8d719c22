#include "conformance/http.h"

#include "conformance/body.h"
#include "conformance/head.h"
#include "conformance/monotonic.h"
#include "conformance/request.h"
#include "conformance/url.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECEIVE_BUFFER_BYTES (256L * 1024)
#define PROGRESS_INTERVAL 0.1

struct ng_http {
    CURL *easy;
    bool curl_is_ready;
    struct ng_field_lines lines; /* of every request */
    struct curl_slist *nodes;    /* over the lines; the first is for an ask's additional field */
    struct ng_request_target target;
    const struct ng_profile *profile;
    struct ng_body *body;
    struct ng_head head;
    bool (*progress)(void *context, uint64_t body_bytes);
    void *progress_context;
    double progress_at; /* of the monotonic clock: when to call it again */
    uint64_t body_bytes;
    uint64_t all_bytes;
    enum ng_status fault; /* why a callback ended the transfer */
    char error[CURL_ERROR_SIZE];
};

/* ---- What libcurl calls while an answer arrives ---- */

static size_t on_header(char *line, size_t unit, size_t count, void *context) {
    struct ng_http *http = context;
    http->fault = ng_head_line(&http->head, line, unit * count);
    return http->fault == NG_OK ? unit * count : 0;
}

static size_t on_body(char *bytes, size_t unit, size_t count, void *context) {
    struct ng_http *http = context;
    http->body_bytes += unit * count;
    http->all_bytes += unit * count;
    http->fault = ng_body_push(http->body, bytes, unit * count);
    return http->fault == NG_OK ? unit * count : 0;
}

static int on_progress(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
                       curl_off_t up) {
    struct ng_http *http = context;
    (void)down_total, (void)down, (void)up_total, (void)up;
    double now = ng_monotonic_now();
    if (now < http->progress_at) {
        return 0;
    }
    http->progress_at = now + PROGRESS_INTERVAL;
    if (http->progress(http->progress_context, http->body_bytes)) {
        return 0;
    }
    http->fault = NG_STOPPED;
    return 1;
}

/* A server that is launched later must not hold the connection to the one before. */
static int on_socket(void *context, curl_socket_t socket, curlsocktype purpose) {
    (void)context, (void)purpose;
    return fcntl(socket, F_SETFD, FD_CLOEXEC) == 0 ? CURL_SOCKOPT_OK : CURL_SOCKOPT_ERROR;
}

/* ---- Making a client ---- */

/* Makes libcurl's list over the lines without copying what they hold. */
static enum ng_status make_fields(struct ng_http *http, const struct ng_http_options *options) {
    const struct ng_profile *profile = options->profile;
    enum ng_status status = ng_field_lines_make(
        profile->fields, profile->field_count, options->fields, options->field_count, &http->lines);
    if (status != NG_OK) {
        return status;
    }
    http->nodes = calloc(http->lines.count + 1, sizeof *http->nodes);
    if (http->nodes == NULL) {
        return NG_NO_MEMORY;
    }
    for (size_t i = 0; i < http->lines.count; i++) {
        http->nodes[i].next = &http->nodes[i + 1];
        http->nodes[i + 1].data = http->lines.lines[i];
    }
    return NG_OK;
}

static enum ng_status check_fields(const struct ng_field *fields, size_t count, char *message,
                                   size_t message_size) {
    for (size_t i = 0; i < count; i++) {
        if (!ng_field_is_name(fields[i].name) || !ng_field_is_value(fields[i].value)) {
            (void)snprintf(message, message_size,
                           "request field %zu is not of the form 'Name: value' on one line", i + 1);
            return NG_MALFORMED;
        }
    }
    return NG_OK;
}

/* The options that stay the same for every request. */
static bool set_options(struct ng_http *http, double timeout) {
    CURL *easy = http->easy;
    long milliseconds = (long)((timeout > 0 ? timeout : NG_HTTP_TIMEOUT_DEFAULT) * 1000);
    milliseconds = milliseconds < 1 ? 1 : milliseconds;
    bool set =
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, http->error) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, RECEIVE_BUFFER_BYTES) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_MAXCONNECTS, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, milliseconds) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_USERAGENT, "nogap") == CURLE_OK &&
        /* Empty: every encoding that libcurl knows is decoded. */
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "") == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, on_socket) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, http) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, http) == CURLE_OK;
    if (set && http->progress != NULL) {
        set = curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
              curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress) == CURLE_OK &&
              curl_easy_setopt(easy, CURLOPT_XFERINFODATA, http) == CURLE_OK;
    }
    return set;
}

enum ng_status ng_http_set_url(struct ng_http *http, const char *url, char *message,
                               size_t message_size) {
    struct ng_url parts;
    const char *problem = NULL;
    if (ng_url_parse(url, &parts, &problem) != NG_OK) {
        (void)snprintf(message, message_size, "the URL cannot be used: %s", problem);
        return NG_MALFORMED;
    }
    const char *proxy = ng_url_is_loopback(&parts) ? "" : NULL;
    struct ng_request_target target;
    enum ng_status status = ng_request_target_init(&target, parts.path);
    if (status != NG_OK) {
        return status;
    }
    if (curl_easy_setopt(http->easy, CURLOPT_URL, url) != CURLE_OK ||
        curl_easy_setopt(http->easy, CURLOPT_PROXY, proxy) != CURLE_OK) {
        ng_request_target_deinit(&target);
        return NG_NO_MEMORY;
    }
    ng_request_target_deinit(&http->target);
    http->target = target;
    return NG_OK;
}

enum ng_status ng_http_new(const struct ng_http_options *options, struct ng_http **http,
                           char *message, size_t message_size) {
    enum ng_status status =
        check_fields(options->fields, options->field_count, message, message_size);
    if (status != NG_OK) {
        return status;
    }
    struct ng_http *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    made->profile = options->profile;
    made->progress = options->progress;
    made->progress_context = options->progress_context;
    made->curl_is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    made->easy = made->curl_is_ready ? curl_easy_init() : NULL;
    status = made->easy != NULL && set_options(made, options->timeout) ? NG_OK : NG_NO_MEMORY;
    if (status == NG_OK) {
        status = ng_http_set_url(made, options->url, message, message_size);
    }
    if (status == NG_OK) {
        status = make_fields(made, options);
    }
    if (status == NG_OK) {
        status = ng_body_new(options->profile, &made->body);
    }
    if (status != NG_OK) {
        ng_http_free(made);
        return status;
    }
    *http = made;
    return NG_OK;
}

void ng_http_free(struct ng_http *http) {
    if (http == NULL) {
        return;
    }
    curl_easy_cleanup(http->easy);
    free(http->nodes);
    ng_field_lines_deinit(&http->lines);
    ng_request_target_deinit(&http->target);
    ng_body_free(http->body);
    if (http->curl_is_ready) {
        curl_global_cleanup();
    }
    free(http);
}

/* ---- Sending ---- */

static bool set_method(CURL *easy, enum ng_method method) {
    const char *custom = method == NG_OPTIONS ? "OPTIONS" : NULL;
    CURLoption form = method == NG_HEAD ? CURLOPT_NOBODY : CURLOPT_HTTPGET;
    return curl_easy_setopt(easy, form, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, custom) == CURLE_OK;
}

/* Sends what is set up, with one more field before the others where the ask has one. */
static enum ng_status perform(struct ng_http *http, const struct ng_ask *ask, CURLcode *code) {
    CURL *easy = http->easy;
    struct curl_slist *fields = http->nodes;
    if (ask->header_name == NULL) {
        fields = fields->next;
    } else {
        fields->data = ng_field_line(ask->header_name, ask->header_value);
        if (fields->data == NULL) {
            return NG_NO_MEMORY;
        }
    }
    bool set = set_method(easy, ask->method) &&
               curl_easy_setopt(easy, CURLOPT_REQUEST_TARGET, http->target.text) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_HTTPHEADER, fields) == CURLE_OK;
    if (set) {
        *code = curl_easy_perform(easy);
    }
    ng_secret_free(http->nodes->data);
    http->nodes->data = NULL;
    return set ? NG_OK : NG_NO_MEMORY;
}

/* ---- What came of it ---- */

static bool was_connected(CURL *easy) {
    curl_off_t microseconds = 0;
    return curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds) == CURLE_OK &&
           microseconds > 0;
}

static enum ng_transport transport_of(const struct ng_http *http, CURLcode code) {
    bool connected = was_connected(http->easy);
    if (code == CURLE_OK) {
        return http->head.complete ? NG_TRANSPORT_OK : NG_TRANSPORT_CLOSED;
    }
    if (http->fault == NG_TOO_LARGE) {
        return NG_TRANSPORT_TOO_LARGE;
    }
    if (!connected) {
        return NG_TRANSPORT_UNREACHABLE;
    }
    if (code == CURLE_OPERATION_TIMEDOUT) {
        return NG_TRANSPORT_TIMEOUT;
    }
    if (http->fault == NG_MALFORMED || code == CURLE_UNSUPPORTED_PROTOCOL ||
        code == CURLE_WEIRD_SERVER_REPLY) {
        return NG_TRANSPORT_NOT_HTTP;
    }
    /* libcurl keeps one header line in a buffer of its own, and says that memory ended when that
       is full. */
    if (code == CURLE_OUT_OF_MEMORY && !http->head.complete) {
        return NG_TRANSPORT_TOO_LARGE;
    }
    return http->head.complete ? NG_TRANSPORT_TRUNCATED : NG_TRANSPORT_CLOSED;
}

static void keep_words(struct ng_http *http, enum ng_transport transport, CURLcode code) {
    const char *words = NULL;
    if (transport == NG_TRANSPORT_TOO_LARGE) {
        words = "the header section is larger than the runner reads";
    } else if (transport == NG_TRANSPORT_NOT_HTTP) {
        words = "the answer is not HTTP/1";
    } else if (transport == NG_TRANSPORT_CLOSED && code == CURLE_OK) {
        words = "the connection was closed within the header section";
    } else if (transport != NG_TRANSPORT_OK && http->error[0] == '\0') {
        words = curl_easy_strerror(code);
    }
    if (words != NULL) {
        (void)snprintf(http->error, sizeof http->error, "%s", words);
    }
}

static void fill_cursor(const struct ng_http *http, struct ng_exchange *exchange) {
    uint64_t wire = 0;
    exchange->cursor_form = ng_head_cursor(&http->head, &wire);
    if (exchange->cursor_form == NG_CURSOR_OK) {
        exchange->cursor = ng_profile_cursor(http->profile, wire);
    }
}

static void fill(struct ng_http *http, CURLcode code, struct ng_exchange *exchange) {
    curl_off_t microseconds = 0;
    exchange->transport = transport_of(http, code);
    keep_words(http, exchange->transport, code);
    if (curl_easy_getinfo(http->easy, CURLINFO_TOTAL_TIME_T, &microseconds) == CURLE_OK) {
        exchange->seconds = (double)microseconds / 1e6;
    }
    if (http->head.complete) {
        ng_head_fill(&http->head, exchange);
        if (http->profile->cursor_place == NG_CURSOR_IN_FIELD) {
            fill_cursor(http, exchange);
        }
    }
    ng_body_finish(http->body);
}

enum ng_status ng_http_send(struct ng_http *http, const struct ng_ask *ask,
                            struct ng_exchange *exchange) {
    const char *problem = ng_request_problem(ask);
    CURLcode code = CURLE_OK;
    if (problem != NULL) {
        (void)snprintf(http->error, sizeof http->error, "%s", problem);
        return NG_MALFORMED;
    }
    enum ng_status status = ng_request_target_set(&http->target, ask->query);
    if (status != NG_OK) {
        (void)snprintf(http->error, sizeof http->error, "the query is too long to be sent");
        return status;
    }
    bool in_field = http->profile->cursor_place == NG_CURSOR_IN_FIELD;
    ng_exchange_clear(exchange);
    exchange->ask = *ask;
    ng_head_begin(&http->head, in_field ? http->profile->cursor_name : NULL);
    ng_body_begin(http->body, exchange);
    http->fault = NG_OK;
    http->error[0] = '\0';
    http->body_bytes = 0;
    http->progress_at = 0;
    status = perform(http, ask, &code);
    if (status != NG_OK) {
        return status;
    }
    fill(http, code, exchange);
    return http->fault == NG_NO_MEMORY || http->fault == NG_STOPPED ? http->fault : NG_OK;
}

static enum ng_status send_as_transport(void *context, const struct ng_ask *ask,
                                        struct ng_exchange *exchange) {
    return ng_http_send(context, ask, exchange);
}

struct ng_transport_ops ng_http_transport(struct ng_http *http) {
    return (struct ng_transport_ops){.context = http, .send = send_as_transport};
}

uint64_t ng_http_bytes(const struct ng_http *http) {
    return http->all_bytes;
}

const char *ng_http_last_error(const struct ng_http *http) {
    return http->error;
}
