/* What a function of the runner can come back with. */
#ifndef NG_STATUS_H
#define NG_STATUS_H

#define NG_MUST_CHECK __attribute__((warn_unused_result))

enum ng_status {
    NG_OK = 0,
    /* the input */
    NG_MALFORMED, /* it does not have the form that it should have */
    NG_TOO_LARGE, /* it goes over a cap of limits.h */
    NG_TOO_DEEP,  /* JSON nested deeper than NG_JSON_DEPTH_MAX */
    NG_NOT_FOUND, /* a name that is not there */
    /* the run */
    NG_STOPPED,     /* a deadline, a budget or a reset of the log ends the case now */
    NG_UNREACHABLE, /* the target cannot be talked to */
    /* the machine */
    NG_NO_MEMORY,
    NG_IO, /* a system call failed; errno says why */
};

#endif
