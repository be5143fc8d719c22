#include "conformance/raw.h"

#include <stdlib.h>

void ng_raw_received_deinit(struct ng_raw_received *received) {
    free(received->bytes);
    *received = (struct ng_raw_received){.bytes = NULL};
}
