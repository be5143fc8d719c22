#include "conformance/trace/record.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

void ng_trace_record_init(struct ng_trace_record *record) {
    *record = (struct ng_trace_record){.kind = NG_TRACE_HEADER};
}

void ng_trace_record_deinit(struct ng_trace_record *record) {
    free(record->header.cases);
    free(record->header.header_names);
    ng_exchange_deinit(&record->exchange);
    ng_exchange_deinit(&record->tail);
    cJSON_Delete(record->storage);
    ng_trace_record_init(record);
}
