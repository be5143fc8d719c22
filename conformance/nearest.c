#include "conformance/nearest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ROW_SIZE (NG_NEAREST_WORD_MAX + 1)

static size_t smaller(size_t left, size_t right) {
    return left < right ? left : right;
}

/* One row of the table: the distances of the first `i` letters of `left` to all beginnings of
   `right`. */
static void fill_row(size_t rows[3][ROW_SIZE], size_t i, const char *left, const char *right,
                     size_t right_size) {
    size_t *row = rows[i % 3];
    const size_t *above = rows[(i + 2) % 3];
    const size_t *two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= right_size; j++) {
        size_t change = left[i - 1] == right[j - 1] ? 0 : 1;
        row[j] = smaller(smaller(row[j - 1], above[j]) + 1, above[j - 1] + change);
        if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
            row[j] = smaller(row[j], two_above[j - 2] + 1);
        }
    }
}

size_t ng_word_distance(const char *left, const char *right) {
    size_t rows[3][ROW_SIZE];
    size_t left_size = strlen(left);
    size_t right_size = strlen(right);
    if (left_size > NG_NEAREST_WORD_MAX || right_size > NG_NEAREST_WORD_MAX) {
        return SIZE_MAX;
    }
    for (size_t j = 0; j <= right_size; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= left_size; i++) {
        fill_row(rows, i, left, right, right_size);
    }
    return rows[left_size % 3][right_size];
}

const char *ng_nearest(const char *word, const char *const *names, size_t count) {
    size_t size = strlen(word);
    size_t best_distance = size / 3 > 2 ? size / 3 : 2;
    const char *best = NULL;
    const char *begun = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = ng_word_distance(word, names[i]);
        /* A distance as large as the word says only that nothing is alike. */
        bool is_near = distance < size && distance <= best_distance;
        if (is_near && (best == NULL || distance < best_distance)) {
            best = names[i];
            best_distance = distance;
        }
        if (begun == NULL && size > 0 && strncmp(word, names[i], size) == 0) {
            begun = names[i];
        }
    }
    return best != NULL ? best : begun;
}
