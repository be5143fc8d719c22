/* Which build a program is of. */
#ifndef NOGAP_VERSION_H
#define NOGAP_VERSION_H

/* The version and, where it was built from a repository, the commit: "0.1.0 (abc1234)", or
   "0.1.0 (abc1234+dirty)" where tracked files differed from it. Defined by a file that
   cmake/WriteVersion.cmake makes in each build. */
extern const char nogap_version_and_commit[];

#endif
