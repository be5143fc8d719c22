#include "conformance/cli/print.h"

#include <string.h>

void ng_print_wrapped(FILE *out, size_t column, const char *text) {
    size_t at = column;
    text += strspn(text, " ");
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        if (at > column && at + 1 + size > NG_PRINT_COLUMNS) {
            (void)fprintf(out, "\n%*s", (int)column, "");
            at = column;
        } else if (at > column) {
            (void)fputc(' ', out);
            at++;
        }
        (void)fwrite(text, 1, size, out);
        at += size;
        text += size;
        text += strspn(text, " ");
    }
    (void)fputc('\n', out);
}

void ng_print_indented(FILE *out, size_t column, const char *text) {
    while (*text != '\0') {
        size_t size = strcspn(text, "\n");
        (void)fprintf(out, "%*s%.*s\n", (int)column, "", (int)size, text);
        text += size + (text[size] == '\n' ? 1 : 0);
    }
}
