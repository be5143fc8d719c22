/*
 * One finding on a report page, as a block that opens and closes: what is wrong, the picture, the
 * clause and why it matters, the request, what a client does next, and the command.
 */
#ifndef NG_HTML_FINDING_H
#define NG_HTML_FINDING_H

#include "conformance/report/html/sheet.h"

/* Appends a failure of a case. It is open where its clause was not shown broken before, and its
   answer not shown before in the case. */
void ng_html_failure(struct ng_sheet *sheet, const struct ng_case_result *result,
                     const struct ng_finding *finding);

/* Appends a warning, with the cases that have it; closed. */
void ng_html_warning(struct ng_sheet *sheet, const struct ng_finding *finding);

/* Appends links to the cases that have a finding that says the same: the first few of them, and how
   many more there are. */
void ng_html_cases_with(struct ng_sheet *sheet, const struct ng_finding *finding);

#endif
