/*
 * The report for people with a browser: one file, readable without scripts and without network.
 */
#ifndef NG_HTML_PAGE_H
#define NG_HTML_PAGE_H

#include "conformance/report/options.h"

/* Appends the page. For programs, its main element has data-verdict, data-cases, a data attribute
   for the count of each verdict (data-pass, ...), data-waived, data-stale, data-requests and
   data-events-compared; the articles in it are described in case.h. */
ng_render ng_html_report;

#endif
