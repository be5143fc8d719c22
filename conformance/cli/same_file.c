#include "conformance/cli/same_file.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_one(const struct stat *left, const struct stat *right) {
    return left->st_dev == right->st_dev && left->st_ino == right->st_ino;
}

static const char *name_in(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* Whether the folder that the path stands in is there, and which one it is. */
static bool find_folder(const char *path, struct stat *folder) {
    size_t size = (size_t)(name_in(path) - path);
    if (size == 0) {
        return stat(".", folder) == 0;
    }
    char *copy = strdup(path);
    if (copy == NULL) {
        return false;
    }
    copy[size] = '\0';
    bool found = stat(copy, folder) == 0;
    free(copy);
    return found;
}

bool ng_is_same_file(const char *left, const char *right) {
    struct stat one;
    struct stat other;
    if (strcmp(left, right) == 0) {
        return true;
    }
    bool has_left = stat(left, &one) == 0;
    bool has_right = stat(right, &other) == 0;
    if (has_left || has_right) {
        return has_left && has_right && S_ISREG(one.st_mode) && is_one(&one, &other);
    }
    return strcmp(name_in(left), name_in(right)) == 0 && find_folder(left, &one) &&
           find_folder(right, &other) && is_one(&one, &other);
}
