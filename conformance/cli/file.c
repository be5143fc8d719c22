#include "conformance/cli/file.h"

#include "conformance/field.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum ng_status read_all(FILE *stream, const char *path, size_t most, char *bytes,
                               size_t *size, struct ng_message *message) {
    errno = 0;
    *size = fread(bytes, 1, most + 1, stream);
    if (ferror(stream) != 0) {
        ng_message_write(message, "%s cannot be read: %s", path, strerror(errno));
        return NG_IO;
    }
    if (*size > most) {
        ng_message_write(message, "%s holds more than %zu bytes", path, most);
        return NG_TOO_LARGE;
    }
    bytes[*size] = '\0';
    if (strlen(bytes) != *size) {
        ng_message_write(message, "%s is no text: it holds a NUL", path);
        return NG_MALFORMED;
    }
    return NG_OK;
}

enum ng_status ng_file_read(const char *path, size_t most, char **bytes, size_t *size,
                            struct ng_message *message) {
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        ng_message_write(message, "%s cannot be opened: %s", path, strerror(errno));
        return NG_IO;
    }
    char *found = calloc(1, most + 2);
    size_t found_size = 0;
    enum ng_status status = NG_NO_MEMORY;
    if (found != NULL) {
        status = read_all(stream, path, most, found, &found_size, message);
    }
    (void)fclose(stream);
    if (status != NG_OK) {
        ng_secret_free(found);
        return status;
    }
    *bytes = found;
    *size = found_size;
    return NG_OK;
}
