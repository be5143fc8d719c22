#include "conformance/tail/pace.h"

void ng_pace_init(struct ng_pace *pace, double first, double most) {
    *pace = (struct ng_pace){.first = first < most ? first : most, .most = most};
    ng_pace_reset(pace);
}

double ng_pace_wait(struct ng_pace *pace) {
    double wait = pace->next;
    pace->next = wait * 2 < pace->most ? wait * 2 : pace->most;
    return wait;
}

void ng_pace_reset(struct ng_pace *pace) {
    pace->next = pace->first;
}
