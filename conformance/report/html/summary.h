/*
 * The head of a report page: the verdict in one sentence, the counts, the run, and the broken
 * clauses.
 */
#ifndef NG_HTML_SUMMARY_H
#define NG_HTML_SUMMARY_H

#include "conformance/report/html/sheet.h"

void ng_html_summary(struct ng_sheet *sheet);

#endif
