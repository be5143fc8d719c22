/*
 * The report for programs: one JSON object, described by fixtures/report.schema.json.
 */
#ifndef NG_JSON_REPORT_H
#define NG_JSON_REPORT_H

#include "conformance/report/options.h"

/* Appends the object and a line end. Counts are numbers, written digit by digit; the seed is a
   string, because a reader that keeps numbers as doubles would change it. Words that came from the
   target are made harmless as in the other reports (escape.h), so the text is always well-formed
   UTF-8. */
ng_render ng_json_report;

#endif
