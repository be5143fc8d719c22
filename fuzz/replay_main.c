/* A main() for a harness without a fuzzing engine: it runs inputs that exist. */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Larger inputs are no test inputs but a mistake in the path. */
#define INPUT_SIZE_MAX ((size_t)64 << 20)

static const char help[] =
    "Usage: %s PATH...\n"
    "\n"
    "Runs the harness once for every file, and for every file below a folder, in the order of\n"
    "their names. Each name is printed before its input runs, so that the last one printed is the\n"
    "one that failed.\n"
    "\n"
    "  -h, --help   this text\n"
    "\n"
    "Exit status: 0 every input ran, 1 a path is missing or a folder is empty, 2 usage. An input\n"
    "that breaks the property ends the process.\n";

static bool complain(const char *path, const char *problem) {
    (void)fprintf(stderr, "%s: %s\n", path, problem);
    return false;
}

static bool read_whole(FILE *file, uint8_t **bytes, size_t *size) {
    size_t room = 4096;
    size_t used = 0;
    uint8_t *block = malloc(room);
    while (block != NULL) {
        used += fread(block + used, 1, room - used, file);
        if (used < room || room >= INPUT_SIZE_MAX) {
            break;
        }
        room *= 2;
        uint8_t *larger = realloc(block, room);
        if (larger == NULL) {
            free(block);
        }
        block = larger;
    }
    if (block == NULL || ferror(file) || used >= INPUT_SIZE_MAX) {
        free(block);
        return false;
    }
    *bytes = block;
    *size = used;
    return true;
}

static bool run_file(const char *path, size_t *tested) {
    uint8_t *bytes = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return complain(path, strerror(errno));
    }
    bool is_read = read_whole(file, &bytes, &size);
    (void)fclose(file);
    if (!is_read) {
        return complain(path, "cannot be read, or is larger than an input may be");
    }
    (void)printf("%s\n", path);
    (void)fflush(stdout);
    uint8_t *exact = fuzz_copy(bytes, size);
    free(bytes);
    FUZZ_ASSERT(LLVMFuzzerTestOneInput(exact, size) == 0);
    free(exact);
    ++*tested;
    return true;
}

static int is_no_dot_file(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static bool run_path(const char *path, unsigned depth, size_t *tested);

static bool run_below(const char *folder, const char *name, unsigned depth, size_t *tested) {
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path == NULL) {
        return complain(folder, "no memory");
    }
    (void)snprintf(path, size, "%s/%s", folder, name);
    bool done = run_path(path, depth, tested);
    free(path);
    return done;
}

static bool run_folder(const char *path, unsigned depth, size_t *tested) {
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, is_no_dot_file, alphasort);
    if (count < 0) {
        return complain(path, strerror(errno));
    }
    bool done = count > 0 || complain(path, "the folder is empty; an input is expected");
    for (int i = 0; i < count; i++) {
        done = run_below(path, entries[i]->d_name, depth, tested) && done;
        free(entries[i]);
    }
    free(entries);
    return done;
}

/* `depth` is how many levels of folders may follow: a link may lead in a circle. */
static bool run_path(const char *path, unsigned depth, size_t *tested) {
    struct stat status;
    if (stat(path, &status) != 0) {
        return complain(path, strerror(errno));
    }
    if (!S_ISDIR(status.st_mode)) {
        return run_file(path, tested);
    }
    return depth == 0 ? complain(path, "too many folders inside each other")
                      : run_folder(path, depth - 1, tested);
}

int main(int argc, char **argv) {
    size_t tested = 0;
    bool done = true;
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        (void)printf(help, argv[0]);
        return 0;
    }
    if (argc < 2) {
        (void)fprintf(stderr, "%s: no path is given; see --help\n", argv[0]);
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        done = run_path(argv[i], 8, &tested) && done;
    }
    (void)printf("Tested %zu inputs\n", tested);
    return done ? 0 : 1;
}
