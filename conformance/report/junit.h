/*
 * The report for the CI systems that read JUnit's XML: one suite, one test case for each case.
 */
#ifndef NG_JUNIT_H
#define NG_JUNIT_H

#include "conformance/report/options.h"

/* Appends the document. Suites and cases have only those attributes and children that the readers
   in the manner of Jenkins and of Maven Surefire both take (junit.xsd says them). A test case has
   the class name nogap.CLASS and the case's id as its name. How verdicts become children:
     pass           none
     warn           <system-out> with the findings; in a strict run <failure>
     fail           <failure>: the target's fault
     inconclusive   <error>: nothing is known, which is not the target's fault and not green
     error          <error>: the runner's own fault
     skip           <skipped> with the reason
     waived         <skipped> with the waiver's reason, and <system-out> with the findings
     stale waiver   the case as it is, and one more test case, of the class nogap.waivers, with
                    a <failure>
   One more test case `run` of the class `nogap` has an <error> where the target cannot be reached,
   where cases were not begun, and where the run is not conformant although no case is red. So the
   document is green for a conformant run only, and never without a test case.
   A message is one line; the text beside it is all of the evidence. Counts of both levels are those
   of the children. Times are decimal seconds; options->started becomes the timestamp. What came
   from the target is made harmless as in the other reports (escape.h): XML's forbidden characters
   are seen as \xNN. */
ng_render ng_junit_report;

#endif
