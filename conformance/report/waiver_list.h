/*
 * The list of waivers that would let a run pass: `--write-waivers`.
 */
#ifndef NG_WAIVER_LIST_H
#define NG_WAIVER_LIST_H

#include "conformance/report/options.h"

/* Appends a line for each case that fails or is waived (conclude.h), in the form that waivers.h
   reads: with the reason of the waiver that there is, or else with what the first finding says.
   Waivers of cases that the run said nothing about stay; stale ones go. Nothing of this where the
   run itself could not be held (unreachable, error): `buffer` stays empty. */
ng_render ng_waiver_list;

#endif
