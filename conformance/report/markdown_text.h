/*
 * Text of any kind in GitHub's Markdown, which turns many things into structure, links and letters
 * to people.
 */
#ifndef NG_MARKDOWN_TEXT_H
#define NG_MARKDOWN_TEXT_H

#include "conformance/report/buffer.h"

/* Appends any text as running text, for a table's cell too, but not for the beginning of a line:
   harmless as escape.h says, every character that could be markup as a character reference, and a
   space without width where a name after @, a number after # or a host after : would become a link.
   Pure; linear. */
void ng_markdown_words(struct ng_buffer *buffer, const char *text);

/* Appends harmless lines (escape.h) as a block of code, with a fence that does not stand in them.
   `language` is that of the block, or "". Nothing for no lines. Pure; linear. */
void ng_markdown_code(struct ng_buffer *buffer, const char *language,
                      const struct ng_buffer *lines);

#endif
