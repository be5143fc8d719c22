#include "conformance/curl_handle.h"

#include "conformance/field.h"
#include "conformance/http.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#define RECEIVE_BUFFER_BYTES (256L * 1024)

/* A server that is launched later must not hold the connection to the one before. */
static int on_socket(void *context, curl_socket_t socket, curlsocktype purpose) {
    const struct ng_curl_handle *handle = context;
    (void)purpose;
    if (fcntl(socket, F_SETFD, FD_CLOEXEC) != 0) {
        return CURL_SOCKOPT_ERROR;
    }
    return handle->open_socket != NULL ? CURL_SOCKOPT_ALREADY_CONNECTED : CURL_SOCKOPT_OK;
}

static curl_socket_t open_socket(void *context, curlsocktype purpose,
                                 struct curl_sockaddr *address) {
    const struct ng_curl_handle *handle = context;
    (void)purpose, (void)address;
    int socket = handle->open_socket(handle->socket_context);
    return socket >= 0 ? socket : CURL_SOCKET_BAD;
}

/* Makes libcurl's list over the lines without copying what they hold. */
static enum ng_status make_fields(struct ng_curl_handle *handle,
                                  const struct ng_curl_wishes *wishes) {
    enum ng_status status =
        ng_field_lines_make(wishes->profile_fields, wishes->profile_field_count, wishes->fields,
                            wishes->field_count, &handle->lines);
    if (status != NG_OK) {
        return status;
    }
    handle->nodes = calloc(handle->lines.count + 1, sizeof *handle->nodes);
    if (handle->nodes == NULL) {
        return NG_NO_MEMORY;
    }
    for (size_t i = 0; i < handle->lines.count; i++) {
        handle->nodes[i].next = &handle->nodes[i + 1];
        handle->nodes[i + 1].data = handle->lines.lines[i];
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
static bool set_options(struct ng_curl_handle *handle, double timeout) {
    CURL *easy = handle->easy;
    long milliseconds = (long)((timeout > 0 ? timeout : NG_HTTP_TIMEOUT_DEFAULT) * 1000);
    milliseconds = milliseconds < 1 ? 1 : milliseconds;
    return curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, handle->error) == CURLE_OK &&
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
           curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, handle) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, on_socket) == CURLE_OK &&
           (handle->open_socket == NULL ||
            (curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, handle) == CURLE_OK &&
             curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket) == CURLE_OK));
}

enum ng_status ng_curl_handle_init(struct ng_curl_handle *handle,
                                   const struct ng_curl_wishes *wishes, char *message,
                                   size_t message_size) {
    *handle = (struct ng_curl_handle){.open_socket = wishes->open_socket,
                                      .socket_context = wishes->socket_context};
    enum ng_status status =
        check_fields(wishes->fields, wishes->field_count, message, message_size);
    if (status != NG_OK) {
        return status;
    }
    handle->library_is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    handle->easy = handle->library_is_ready ? curl_easy_init() : NULL;
    if (handle->easy == NULL || !set_options(handle, wishes->timeout)) {
        return NG_NO_MEMORY;
    }
    return make_fields(handle, wishes);
}

void ng_curl_handle_deinit(struct ng_curl_handle *handle) {
    curl_easy_cleanup(handle->easy);
    free(handle->nodes);
    ng_field_lines_deinit(&handle->lines);
    if (handle->library_is_ready) {
        curl_global_cleanup();
    }
    *handle = (struct ng_curl_handle){.easy = NULL};
}

enum ng_status ng_curl_handle_aim(struct ng_curl_handle *handle, const char *url,
                                  bool is_loopback) {
    const char *proxy = is_loopback ? "" : NULL;
    return curl_easy_setopt(handle->easy, CURLOPT_URL, url) == CURLE_OK &&
                   curl_easy_setopt(handle->easy, CURLOPT_PROXY, proxy) == CURLE_OK
               ? NG_OK
               : NG_NO_MEMORY;
}

static bool perform(struct ng_curl_handle *handle, bool over_a_new_connection, CURLcode *code) {
    handle->error[0] = '\0';
    bool set = curl_easy_setopt(handle->easy, CURLOPT_FRESH_CONNECT,
                                over_a_new_connection ? 1L : 0L) == CURLE_OK;
    if (set) {
        *code = curl_easy_perform(handle->easy);
    }
    return set;
}

/* Whether a connection that was kept ended before a byte of the answer came: its server may end it
   at any time, so that the request is sent again. libcurl does so itself, but only five times in
   the life of a handle. */
static bool is_old_connection_gone(CURL *easy, CURLcode code) {
    long connections = 0;
    long head_bytes = 0;
    return (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING) &&
           curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connections) == CURLE_OK &&
           curl_easy_getinfo(easy, CURLINFO_HEADER_SIZE, &head_bytes) == CURLE_OK &&
           connections == 0 && head_bytes == 0;
}

static bool can_unpack(void) {
    return (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_LIBZ) != 0;
}

/* The fields of a request with one more, of that name. Accept-Encoding takes the place of the
   default one, and is left out where the user gave one, or where libcurl could not unpack. */
static struct curl_slist *fields_with(struct ng_curl_handle *handle, const char *name) {
    struct curl_slist *fields = handle->nodes;
    bool is_encoding = ng_field_same_name(name, "Accept-Encoding");
    bool takes_place = is_encoding && handle->lines.first_is_default && can_unpack();
    fields->next = handle->lines.count ? fields + 1 : NULL;
    if (takes_place) {
        fields->next = fields[1].next;
    }
    return is_encoding && !takes_place ? fields->next : fields;
}

enum ng_status ng_curl_handle_perform(struct ng_curl_handle *handle, const char *name,
                                      const char *value, CURLcode *code) {
    struct curl_slist *fields = handle->lines.count ? handle->nodes + 1 : NULL;
    if (name != NULL) {
        handle->nodes->data = ng_field_line(name, value);
        if (handle->nodes->data == NULL) {
            return NG_NO_MEMORY;
        }
        fields = fields_with(handle, name);
    }
    bool set = curl_easy_setopt(handle->easy, CURLOPT_HTTPHEADER, fields) == CURLE_OK &&
               perform(handle, handle->keeps_none, code);
    if (set && is_old_connection_gone(handle->easy, *code)) {
        set = perform(handle, true, code);
    }
    ng_secret_free(handle->nodes->data);
    handle->nodes->data = NULL;
    return set ? NG_OK : NG_NO_MEMORY;
}
