/*
 * The report in the Test Anything Protocol, version 14: one test point for each case.
 */
#ifndef NG_TAP_H
#define NG_TAP_H

#include "conformance/report/options.h"

/* Appends the document. How verdicts become test points:
     pass           ok
     warn           ok, the warnings in comments; not ok in a strict run
     skip           ok with the directive SKIP and the reason
     inconclusive   not ok: what was not looked at is not green
     fail, error    not ok
   A `not ok` has a YAML block: verdict, reason, and each finding. A case that was not begun is a
   test point that is missing from the plan. Where the run is not conformant although every case is
   ok (a clause that nothing exercised, say), one more test point `run` is not ok. A target that
   cannot be reached ends the document with `Bail out!`. */
ng_render ng_tap_report;

#endif
