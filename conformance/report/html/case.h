/*
 * The cases of a run on a report page, class by class.
 */
#ifndef NG_HTML_CASE_H
#define NG_HTML_CASE_H

#include "conformance/report/html/sheet.h"

/* Appends a section for a class: what needs a look first, then what warned or was skipped, then
   what passed, closed. Each case is an article with the attributes data-case, data-class and
   data-verdict, and data-waived or data-stale where that holds. Nothing for a class without
   cases. */
void ng_html_class(struct ng_sheet *sheet, enum ng_class class_id);

#endif
