#include "conformance/cli/growth.h"

#include "conformance/command.h"
#include "conformance/url.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* The index of the first event that is POSTed, below 2^48: the events of two runs are never the
   same, though both have one seed and the log of the server outlives them. */
static uint64_t first_index(void) {
    struct timespec now = {.tv_sec = 0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    uint64_t microseconds = (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
    return microseconds & 0x7fffffffffffu;
}

/* Whether two URLs name one host, whatever their ports. */
static bool same_host(const char *left, const char *right) {
    struct ng_url one;
    struct ng_url other;
    const char *problem = NULL;
    char *plain = strndup(left, strcspn(left, "?"));
    bool same = plain != NULL && ng_url_parse(plain, &one, &problem) == NG_OK &&
                ng_url_parse(right, &other, &problem) == NG_OK &&
                one.host_size == other.host_size && one.secure == other.secure &&
                strncasecmp(one.host, other.host, one.host_size) == 0;
    free(plain);
    return same;
}

/* The text with the target's {port} and {log}. */
static enum ng_status fill(const struct ng_growth_wishes *wishes, const char *text, char **filled) {
    if (wishes->target != NULL) {
        return ng_target_fill(wishes->target, text, filled);
    }
    *filled = strdup(text);
    return *filled != NULL ? NG_OK : NG_NO_MEMORY;
}

static enum ng_status make_post(const struct ng_growth_wishes *wishes, const char *text,
                                struct ng_append **append, char *message, size_t message_size) {
    char *url = NULL;
    enum ng_status status = fill(wishes, text, &url);
    if (status != NG_OK) {
        return status;
    }
    bool trusted = wishes->options->append_post != NULL || same_host(url, wishes->endpoint);
    const struct ng_http_post_options post = {
        .url = url,
        .profile_fields = wishes->profile->fields,
        .profile_field_count = wishes->profile->field_count,
        .fields = wishes->fields,
        .field_count = trusted ? wishes->field_count : 0,
        .timeout = wishes->timeout,
        .goes_on = wishes->goes_on,
        .context = wishes->context,
    };
    const struct ng_append_options options = {
        .post = &post, .seed = wishes->seed, .first_index = first_index()};
    status = ng_append_new(&options, append, message, message_size);
    free(url);
    return status;
}

static enum ng_status make_command(const struct ng_growth_wishes *wishes, const char *text,
                                   struct ng_append **append, char *message, size_t message_size) {
    char *command_text = NULL;
    enum ng_status status = fill(wishes, text, &command_text);
    if (status != NG_OK) {
        return status;
    }
    const struct ng_append_command_options command = {
        .command = command_text,
        .timeout = wishes->timeout,
        .goes_on = wishes->goes_on,
        .context = wishes->context,
    };
    const struct ng_append_options options = {.command = &command};
    status = ng_append_new(&options, append, message, message_size);
    free(command_text);
    return status;
}

/* What the profile names, where it can be used. */
static const char *usable(const struct ng_growth_wishes *wishes, const char *text) {
    bool launched = wishes->target != NULL;
    bool needs_launch = text != NULL && (ng_command_names_port(text) || ng_command_names_log(text));
    return launched || !needs_launch ? text : NULL;
}

enum ng_status ng_growth_make(const struct ng_growth_wishes *wishes, struct ng_append **append,
                              char *message, size_t message_size) {
    const struct ng_options *options = wishes->options;
    const char *post = options->append_post;
    const char *command = options->append_command;
    *append = NULL;
    if (post == NULL && command == NULL) {
        post = usable(wishes, wishes->profile->append_post);
        command = usable(wishes, wishes->profile->append_command);
    }
    if (post != NULL) {
        return make_post(wishes, post, append, message, message_size);
    }
    if (command != NULL) {
        return make_command(wishes, command, append, message, message_size);
    }
    if (wishes->target == NULL || !ng_target_has_log(wishes->target)) {
        return NG_OK;
    }
    const struct ng_append_options to_log = {.target = wishes->target};
    return ng_append_new(&to_log, append, message, message_size);
}
