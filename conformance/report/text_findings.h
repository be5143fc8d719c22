/*
 * The part of the text report that shows the evidence.
 */
#ifndef NG_TEXT_FINDINGS_H
#define NG_TEXT_FINDINGS_H

#include "conformance/report/options.h"

/* Appends a block for each broken MUST, case by case. A finding that says the same as an earlier
   one is folded into a line that names the case of that one. Nothing where there is none. */
ng_render ng_text_failures;

/* Appends a short block for each SHOULD that is not met, with all its cases together. */
ng_render ng_text_warnings;

#endif
