#include "conformance/cli/recording.h"

enum ng_status ng_recording_open(struct ng_recording *recording, const char *path,
                                 struct ng_run_options *run, struct ng_message *message) {
    *recording = (struct ng_recording){.writer = NULL};
    if (path != NULL) {
        enum ng_status status =
            ng_trace_create(path, run, &recording->writer, message->text, sizeof message->text);
        if (status != NG_OK) {
            return status;
        }
        recording->both.first = ng_trace_recorder(recording->writer);
    }
    ng_keeper_init(&recording->keeper, run->profile, run->launched);
    recording->both.second = ng_keeper_recorder(&recording->keeper);
    run->recorder = ng_both_recorder(&recording->both);
    return NG_OK;
}

enum ng_status ng_recording_close(struct ng_recording *recording, struct ng_message *message) {
    ng_keeper_deinit(&recording->keeper);
    return ng_trace_close(recording->writer, message->text, sizeof message->text);
}
