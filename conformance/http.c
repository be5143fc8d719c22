#include "conformance/http.h"

#include "conformance/body.h"
#include "conformance/curl_handle.h"
#include "conformance/head.h"
#include "conformance/monotonic.h"
#include "conformance/url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROGRESS_INTERVAL 0.1

struct ng_http {
    struct ng_curl_handle handle;
    struct ng_request_target target;
    const struct ng_profile *profile;
    struct ng_body *body;
    struct ng_head head;
    bool (*progress)(void *context, uint64_t body_bytes);
    void *progress_context;
    double progress_at; /* of the monotonic clock: when to call it again */
    double timeout;     /* seconds for one request */
    double end_at;      /* of the same clock: when the request under way is too late */
    bool is_late;
    uint64_t body_bytes;
    uint64_t all_bytes;
    enum ng_status fault; /* why a callback ended the transfer */
};

/* ---- What libcurl calls while an answer arrives ---- */

static size_t on_header(char *line, size_t unit, size_t count, void *context) {
    struct ng_http *http = context;
    http->fault = ng_head_line(&http->head, line, unit * count);
    return http->fault == NG_OK ? unit * count : 0;
}

/* Asks now and then whether the request goes on. */
static bool goes_on(struct ng_http *http, double now) {
    if (http->progress == NULL || now < http->progress_at) {
        return true;
    }
    http->progress_at = now + PROGRESS_INTERVAL;
    if (!http->progress(http->progress_context, http->body_bytes)) {
        http->fault = NG_STOPPED;
        return false;
    }
    return true;
}

/* libcurl looks at its limits only between what it receives, and a few kilobytes of that may be
   decoded to gigabytes: the same is looked at here. */
static size_t on_body(char *bytes, size_t unit, size_t count, void *context) {
    struct ng_http *http = context;
    double now = ng_monotonic_now();
    http->body_bytes += unit * count;
    http->all_bytes += unit * count;
    if (!goes_on(http, now)) {
        return 0;
    }
    http->is_late = now >= http->end_at;
    if (http->is_late) {
        return 0;
    }
    http->fault = ng_body_push(http->body, bytes, unit * count);
    return http->fault == NG_OK ? unit * count : 0;
}

static int on_progress(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
                       curl_off_t up) {
    (void)down_total, (void)down, (void)up_total, (void)up;
    return goes_on(context, ng_monotonic_now()) ? 0 : 1;
}

/* ---- Making a client ---- */

/* The options that only reading needs. */
static bool set_options(struct ng_http *http) {
    CURL *easy = http->handle.easy;
    bool set = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
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
    struct ng_request_target target;
    enum ng_status status = ng_request_target_init(&target, parts.path);
    if (status != NG_OK) {
        return status;
    }
    status = ng_curl_handle_aim(&http->handle, url, ng_url_is_loopback(&parts));
    if (status != NG_OK) {
        ng_request_target_deinit(&target);
        return status;
    }
    ng_request_target_deinit(&http->target);
    http->target = target;
    return NG_OK;
}

enum ng_status ng_http_new(const struct ng_http_options *options, struct ng_http **http,
                           char *message, size_t message_size) {
    const struct ng_curl_wishes wishes = {
        .profile_fields = options->profile->fields,
        .profile_field_count = options->profile->field_count,
        .fields = options->fields,
        .field_count = options->field_count,
        .timeout = options->timeout,
        .open_socket = options->open_socket,
        .socket_context = options->socket_context,
    };
    struct ng_http *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    made->profile = options->profile;
    made->timeout = options->timeout > 0 ? options->timeout : NG_HTTP_TIMEOUT_DEFAULT;
    made->progress = options->progress;
    made->progress_context = options->progress_context;
    enum ng_status status = ng_curl_handle_init(&made->handle, &wishes, message, message_size);
    if (status == NG_OK && !set_options(made)) {
        status = NG_NO_MEMORY;
    }
    if (status == NG_OK) {
        status = ng_http_set_url(made, options->url, message, message_size);
    }
    if (status == NG_OK) {
        status = ng_body_new(options->profile, &made->body);
    }
    if (status == NG_OK && options->event != NULL) {
        ng_body_listen(made->body, options->event, options->event_context);
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
    ng_curl_handle_deinit(&http->handle);
    ng_request_target_deinit(&http->target);
    ng_body_free(http->body);
    free(http);
}

/* ---- Sending ---- */

static bool set_method(CURL *easy, enum ng_method method) {
    const char *custom = method == NG_OPTIONS ? "OPTIONS" : NULL;
    CURLoption form = method == NG_HEAD ? CURLOPT_NOBODY : CURLOPT_HTTPGET;
    return curl_easy_setopt(easy, form, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, custom) == CURLE_OK;
}

/* Sends what is set up, with the ask's additional field where it has one. */
static enum ng_status perform(struct ng_http *http, const struct ng_ask *ask, CURLcode *code) {
    CURL *easy = http->handle.easy;
    /* After a raw request, a connection from before it would hide that nobody gets in any more. */
    http->handle.keeps_none = ask->raw_first;
    return set_method(easy, ask->method) &&
                   curl_easy_setopt(easy, CURLOPT_REQUEST_TARGET, http->target.text) == CURLE_OK
               ? ng_curl_handle_perform(&http->handle, ask->header_name, ask->header_value, code)
               : NG_NO_MEMORY;
}

/* ---- What came of it ---- */

static bool was_connected(CURL *easy) {
    curl_off_t microseconds = 0;
    return curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds) == CURLE_OK &&
           microseconds > 0;
}

static enum ng_transport transport_of(const struct ng_http *http, CURLcode code) {
    bool connected = was_connected(http->handle.easy);
    if (code == CURLE_OK) {
        return http->head.complete ? NG_TRANSPORT_OK : NG_TRANSPORT_CLOSED;
    }
    if (http->fault == NG_TOO_LARGE) {
        return NG_TRANSPORT_TOO_LARGE;
    }
    if (!connected) {
        return NG_TRANSPORT_UNREACHABLE;
    }
    if (code == CURLE_OPERATION_TIMEDOUT || http->is_late) {
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
    } else if (http->fault == NG_STOPPED) {
        words = "no whole answer until then";
    } else if (http->is_late) {
        words = "no whole answer within the time limit";
    } else if (transport == NG_TRANSPORT_CLOSED && code == CURLE_OK) {
        words = "the connection was closed within the header section";
    } else if (transport != NG_TRANSPORT_OK && http->handle.error[0] == '\0') {
        words = curl_easy_strerror(code);
    }
    if (words != NULL) {
        (void)snprintf(http->handle.error, sizeof http->handle.error, "%s", words);
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
    if (curl_easy_getinfo(http->handle.easy, CURLINFO_TOTAL_TIME_T, &microseconds) == CURLE_OK) {
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
        (void)snprintf(http->handle.error, sizeof http->handle.error, "%s", problem);
        return NG_MALFORMED;
    }
    enum ng_status status = ng_request_target_set(&http->target, ask->query);
    if (status != NG_OK) {
        (void)snprintf(http->handle.error, sizeof http->handle.error,
                       "the query is too long to be sent");
        return status;
    }
    bool in_field = http->profile->cursor_place == NG_CURSOR_IN_FIELD;
    ng_exchange_clear(exchange);
    exchange->ask = *ask;
    ng_head_begin(&http->head, in_field ? http->profile->cursor_name : NULL);
    ng_body_begin(http->body, exchange);
    http->fault = NG_OK;
    http->body_bytes = 0;
    http->progress_at = 0;
    http->end_at = ng_monotonic_now() + http->timeout;
    http->is_late = false;
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
    return http->handle.error;
}
