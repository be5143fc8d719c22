#include "conformance/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders within folders that are emptied. */
#define DEPTH_MAX 16

char *ng_folder_join(const char *folder, const char *name) {
    size_t size = strlen(folder) + strlen(name) + sizeof "/";
    char *path = malloc(size);
    if (path != NULL) {
        (void)snprintf(path, size, "%s/%s", folder, name);
    }
    return path;
}

enum ng_status ng_folder_make(char **path) {
    const char *parent = getenv("TMPDIR");
    char *made =
        ng_folder_join(parent == NULL || *parent == '\0' ? "/tmp" : parent, "nogap-XXXXXX");
    if (made == NULL) {
        return NG_NO_MEMORY;
    }
    if (mkdtemp(made) == NULL) {
        free(made);
        return NG_IO;
    }
    *path = made;
    return NG_OK;
}

static bool empty_folder(int descriptor, int depth);

/* Removes what a folder holds under that name, whatever it is. */
static bool remove_entry(int folder, const char *name, int depth) {
    if (unlinkat(folder, name, 0) == 0) {
        return true;
    }
    if (depth == DEPTH_MAX) {
        errno = ELOOP;
        return false;
    }
    int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return inner >= 0 && empty_folder(inner, depth + 1) &&
           unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

/* Takes the descriptor over. */
static bool empty_folder(int descriptor, int depth) {
    DIR *folder = fdopendir(descriptor);
    if (folder == NULL) {
        (void)close(descriptor);
        return false;
    }
    bool emptied = true;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        bool itself = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        emptied = (itself || remove_entry(dirfd(folder), entry->d_name, depth)) && emptied;
    }
    (void)closedir(folder);
    return emptied;
}

enum ng_status ng_folder_remove(const char *path) {
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0 || !empty_folder(descriptor, 0) || rmdir(path) != 0) {
        return NG_IO;
    }
    return NG_OK;
}
