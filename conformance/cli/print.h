/* Prints running text for people. */
#ifndef NG_CLI_PRINT_H
#define NG_CLI_PRINT_H

#include <stddef.h>
#include <stdio.h>

/* Lines are wrapped before this column. */
#define NG_PRINT_COLUMNS 100

/* Prints words from column `column` on, where the caller's line stands already, with further lines
   indented to the same column, and ends the line. */
void ng_print_wrapped(FILE *out, size_t column, const char *text);

/* Prints each line of a text behind that many spaces. */
void ng_print_indented(FILE *out, size_t column, const char *text);

#endif
