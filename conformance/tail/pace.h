/* How long to wait before the next request: longer each time, until something came. */
#ifndef NG_TAIL_PACE_H
#define NG_TAIL_PACE_H

struct ng_pace {
    double first; /* seconds */
    double most;
    double next;
};

/* Starts with the first wait; none is longer than `most`. */
void ng_pace_init(struct ng_pace *pace, double first, double most);

/* How long to wait now; the next wait is twice as long. Pure. */
double ng_pace_wait(struct ng_pace *pace);

/* Goes back to the first wait. */
void ng_pace_reset(struct ng_pace *pace);

#endif
