/*
 * The report as GitHub's Markdown: the verdict, tables of the classes and the cases, and the
 * findings with the commands that show them again.
 */
#ifndef NG_MARKDOWN_H
#define NG_MARKDOWN_H

#include "conformance/report/options.h"

/* Bytes of a report; a comment on GitHub holds 65536 characters. */
#define NG_MARKDOWN_BYTES_MAX 60000

/* Appends the report, for a comment in a discussion. Nothing from the target becomes markup, HTML,
   a link or a mention (markdown_text.h). A report that would be larger than NG_MARKDOWN_BYTES_MAX
   is cut at whole rows and findings, and says how many are left out: passing cases first, then
   findings, then rows of other cases. */
ng_render ng_markdown_report;

/* The head and the lines that say what is left out take less than this. */
#define NG_MARKDOWN_BYTES_MIN 16384

/* The same within `max` bytes, at least NG_MARKDOWN_BYTES_MIN. */
void ng_markdown_write(const struct ng_run_result *result, const struct ng_report_options *options,
                       size_t max, struct ng_buffer *buffer);

#endif
