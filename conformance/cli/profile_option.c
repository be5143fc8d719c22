#include "conformance/cli/profile_option.h"

#include "conformance/cli/file.h"
#include "conformance/field.h"

#include <string.h>

bool ng_profile_is_file(const char *name) {
    static const char ending[] = ".json";
    size_t size = strlen(name);
    return strchr(name, '/') != NULL ||
           (size >= sizeof ending - 1 && strcmp(name + size - (sizeof ending - 1), ending) == 0);
}

static enum ng_status load_file(const char *path, struct ng_profile *profile,
                                struct ng_message *message) {
    struct ng_profile_error error = {.line = 0};
    char *bytes = NULL;
    size_t size = 0;
    enum ng_status status = ng_file_read(path, NG_FILE_BYTES_MAX, &bytes, &size, message);
    if (status != NG_OK) {
        return status;
    }
    status = ng_profile_parse(bytes, size, profile, &error);
    ng_secret_free(bytes);
    if (status == NG_MALFORMED && error.line > 0) {
        ng_message_write(message, "%s:%zu:%zu: %s", path, error.line, error.column, error.message);
    } else if (status == NG_MALFORMED) {
        ng_message_write(message, "%s: %s", path, error.message);
    }
    return status;
}

enum ng_status ng_profile_load(const char *name, struct ng_profile *profile,
                               struct ng_message *message) {
    if (name == NULL || strcmp(name, "exo") == 0) {
        return ng_profile_exo(profile);
    }
    if (ng_profile_is_file(name)) {
        return load_file(name, profile, message);
    }
    ng_message_write(message,
                     "--profile: there is no profile '%s' built in, only exo; a file is named by a "
                     "path that ends in .json",
                     name);
    return NG_NOT_FOUND;
}
