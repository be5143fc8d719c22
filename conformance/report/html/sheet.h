/*
 * What the parts of one report page are made from and into.
 */
#ifndef NG_HTML_SHEET_H
#define NG_HTML_SHEET_H

#include "conformance/report/options.h"

struct ng_sheet {
    const struct ng_run_result *result;
    const struct ng_spec *spec;
    struct ng_buffer *buffer;
    size_t pictures; /* how many stand on the page */
};

#endif
