#include "conformance/cli/select.h"

#include "conformance/nearest.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

static bool matches(const char *pattern, const struct ng_case *test_case) {
    return fnmatch(pattern, test_case->id, 0) == 0;
}

static bool is_whole_id(const char *pattern) {
    return strpbrk(pattern, "*?[") == NULL;
}

/* Whether a --case pattern takes the case into the run. */
static bool takes(const struct ng_options *options, const char *pattern,
                  const struct ng_case *test_case) {
    return matches(pattern, test_case) &&
           (is_whole_id(pattern) || options->classes[test_case->class_id]);
}

static bool is_chosen(const struct ng_options *options, const struct ng_case *test_case) {
    bool chosen = options->cases.count == 0 && options->classes[test_case->class_id];
    for (size_t i = 0; i < options->cases.count; i++) {
        chosen = chosen || takes(options, options->cases.items[i], test_case);
    }
    for (size_t i = 0; i < options->skips.count; i++) {
        chosen = chosen && !matches(options->skips.items[i], test_case);
    }
    return chosen;
}

const char *ng_nearest_case(const struct ng_case *const *all, size_t count, const char *word) {
    const char **ids = malloc((count + 1) * sizeof *ids);
    if (ids == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        ids[i] = all[i]->id;
    }
    const char *near = ng_nearest(word, ids, count);
    free(ids);
    return near;
}

static enum ng_status check_pattern(const char *option, const char *pattern,
                                    const struct ng_case *const *all, size_t count,
                                    struct ng_message *message) {
    for (size_t i = 0; i < count; i++) {
        if (matches(pattern, all[i])) {
            return NG_OK;
        }
    }
    const char *near = ng_nearest_case(all, count, pattern);
    if (near != NULL) {
        ng_message_write(message, "%s '%s' matches no case, did you mean '%s'?", option, pattern,
                         near);
    } else {
        ng_message_write(message, "%s '%s' matches no case; 'nogap list' shows them", option,
                         pattern);
    }
    return NG_NOT_FOUND;
}

/* A pattern that matches only cases of classes that are not chosen would choose nothing, unseen. */
static enum ng_status check_classes(const struct ng_options *options, const char *pattern,
                                    const struct ng_case *const *all, size_t count,
                                    struct ng_message *message) {
    const struct ng_case *other = NULL;
    for (size_t i = 0; i < count; i++) {
        if (takes(options, pattern, all[i])) {
            return NG_OK;
        }
        other = other == NULL && matches(pattern, all[i]) ? all[i] : other;
    }
    ng_message_write(message,
                     "--case '%s' matches only cases of classes that are not chosen, such as '%s'; "
                     "add --class %s",
                     pattern, other != NULL ? other->id : "",
                     other != NULL ? ng_class_name(other->class_id) : "");
    return NG_NOT_FOUND;
}

static enum ng_status check_patterns(const struct ng_options *options,
                                     const struct ng_case *const *all, size_t count,
                                     struct ng_message *message) {
    for (size_t i = 0; i < options->cases.count; i++) {
        const char *pattern = options->cases.items[i];
        enum ng_status status = check_pattern("--case", pattern, all, count, message);
        status = status == NG_OK ? check_classes(options, pattern, all, count, message) : status;
        if (status != NG_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < options->skips.count; i++) {
        enum ng_status status =
            check_pattern("--skip", options->skips.items[i], all, count, message);
        if (status != NG_OK) {
            return status;
        }
    }
    return NG_OK;
}

enum ng_status ng_select(const struct ng_options *options, const struct ng_case *const *all,
                         size_t count, const struct ng_case **chosen, size_t *chosen_count,
                         struct ng_message *message) {
    size_t found = 0;
    enum ng_status status = check_patterns(options, all, count, message);
    if (status != NG_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_chosen(options, all[i])) {
            chosen[found++] = all[i];
        }
    }
    if (found == 0) {
        ng_message_write(message,
                         "--class, --case and --skip leave no case; 'nogap list' shows them");
        return NG_NOT_FOUND;
    }
    *chosen_count = found;
    return NG_OK;
}
