/*
 * What a run is made of, wired together: profile, fields, launched server, HTTP client. Between
 * ng_wire_init and ng_wire_deinit all of it stays where it is.
 */
#ifndef NG_CLI_WIRE_H
#define NG_CLI_WIRE_H

#include "conformance/append.h"
#include "conformance/cli/fields.h"
#include "conformance/http.h"
#include "conformance/raw_send.h"
#include "conformance/run.h"
#include "conformance/target.h"
#include "conformance/waivers.h"

struct ng_wire {
    const struct ng_options *options;
    const struct ng_spec *spec;
    const struct ng_case **cases; /* the chosen ones; owned */
    size_t case_count;
    struct ng_profile profile;
    bool has_profile;
    struct ng_fields fields;
    const char **field_names; /* of the profile's and the user's; owned */
    size_t field_name_count;
    struct ng_waivers waivers;
    struct ng_target *target; /* NULL without --launch */
    struct ng_http *http;     /* NULL until ng_wire_connect; another one after each new start */
    struct ng_append *append; /* NULL where nothing can be appended; another one after each start */
    uint64_t bytes_before;    /* of bodies that earlier clients received */
    char *shown_url;          /* credentials masked; owned */
    uint64_t seed;
    double started; /* when the run began, for the deadline */
};

/* Reads what the options name: cases, profile, fields. Nothing is started yet. Errors: those of
   these rooms, with *message. Own the result with ng_wire_deinit, also after an error. */
NG_MUST_CHECK enum ng_status ng_wire_init(struct ng_wire *wire, const struct ng_options *options,
                                          const struct ng_spec *spec, struct ng_message *message);
void ng_wire_deinit(struct ng_wire *wire);

/* Makes the target of --launch, not started yet. Errors: NG_IO, NG_NO_MEMORY, with *message. */
NG_MUST_CHECK enum ng_status ng_wire_prepare_target(struct ng_wire *wire,
                                                    struct ng_message *message);

/* Starts the server of --launch, where there is one, and makes the client and the append hook.
   Errors: NG_UNREACHABLE, NG_STOPPED, NG_IO, NG_MALFORMED, NG_NO_MEMORY, with *message. */
NG_MUST_CHECK enum ng_status ng_wire_connect(struct ng_wire *wire, struct ng_message *message);

/* The options of the run. They refer to the wire; transport and control are set once it is
   connected. */
struct ng_run_options ng_wire_run_options(struct ng_wire *wire, struct ng_listener listener);

#endif
