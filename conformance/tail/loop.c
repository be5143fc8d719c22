#include "conformance/tail/loop.h"

/* With `once`: so many answers that were no full page. The second one looks at what the first one
   brought. */
#define LAST_ANSWERS 2

/* A loop under way. */
struct loop {
    const struct ng_tail_options *options;
    const struct ng_tail_ops *ops;
    struct ng_follow *follow;
    struct ng_exchange exchange;
    struct ng_step step;
    struct ng_pace idle;    /* between answers */
    struct ng_pace trouble; /* between failures */
    bool is_failing;
    double failing_since;
    unsigned doubts; /* in a row */
    bool doubt_said;
    unsigned last_answers;
    bool is_over;
    enum ng_tail_end end;
    char *words;
};

static void end_loop(struct loop *loop, enum ng_tail_end end) {
    loop->is_over = true;
    loop->end = end;
}

static void write_words(struct loop *loop, char words[NG_TAIL_WORDS_MAX]) {
    ng_tail_words(loop->follow, &loop->exchange, &loop->step,
                  loop->ops->failure(loop->ops->context), words);
}

static void end_with_words(struct loop *loop, enum ng_tail_end end) {
    write_words(loop, loop->words);
    end_loop(loop, end);
}

static void say(const struct loop *loop, const char *text) {
    loop->ops->say(loop->ops->context, text);
}

static void wait_for(struct loop *loop, struct ng_pace *pace) {
    loop->ops->wait(loop->ops->context, ng_pace_wait(pace));
}

/* A good answer: what was in trouble is over. */
static void leave_trouble(struct loop *loop) {
    if (loop->is_failing) {
        say(loop, "it answers again");
    }
    if (loop->doubts > 0 && !loop->doubt_said) {
        say(loop, "the count went down and came back: an older answer came late, or from a copy "
                  "that lags (growth-2); no event was lost or repeated here");
        loop->doubt_said = true;
    }
    loop->is_failing = false;
    loop->doubts = 0;
    ng_pace_reset(&loop->trouble);
}

static enum ng_status take_good(struct loop *loop) {
    struct ng_follow after = *loop->follow;
    leave_trouble(loop);
    if (loop->step.fresh > 0) {
        ng_follow_accept(&after, &loop->exchange, &loop->step);
        enum ng_status status = loop->ops->hand_out(loop->ops->context, &after);
        if (status != NG_OK) {
            return status;
        }
        *loop->follow = after;
        ng_pace_reset(&loop->idle);
    }
    if (loop->step.full) {
        return NG_OK;
    }
    loop->last_answers++;
    if (!loop->options->once) {
        wait_for(loop, &loop->idle);
    } else if (loop->step.fresh == 0 || loop->last_answers == LAST_ANSWERS) {
        end_loop(loop, NG_TAIL_ENDED);
    }
    return NG_OK;
}

static void take_failure(struct loop *loop) {
    double now = loop->ops->now(loop->ops->context);
    double most = loop->options->retry_for;
    if (!loop->is_failing) {
        char words[NG_TAIL_WORDS_MAX];
        loop->is_failing = true;
        loop->failing_since = now;
        write_words(loop, words);
        say(loop, words);
    }
    if (most > 0 && now - loop->failing_since >= most) {
        end_with_words(loop, NG_TAIL_GAVE_UP);
    } else {
        wait_for(loop, &loop->trouble);
    }
}

static void take_doubt(struct loop *loop) {
    loop->doubts++;
    if (loop->doubts == NG_TAIL_DOUBTS_MAX) {
        end_with_words(loop, NG_TAIL_FAULTY);
    } else {
        wait_for(loop, &loop->trouble);
    }
}

static enum ng_status take_answer(struct loop *loop, bool too_large) {
    ng_follow_judge(loop->follow, &loop->exchange, too_large, &loop->step);
    switch (loop->step.kind) {
    case NG_STEP_GOOD:
        return take_good(loop);
    case NG_STEP_RETRY:
        take_failure(loop);
        break;
    case NG_STEP_DOUBT:
        take_doubt(loop);
        break;
    case NG_STEP_SMALLER:
        if (!ng_follow_ask_less(loop->follow)) {
            end_with_words(loop, NG_TAIL_OVER_CAPS);
        }
        break;
    case NG_STEP_FAULT:
        end_with_words(loop, NG_TAIL_FAULTY);
        break;
    }
    return NG_OK;
}

static enum ng_status turn(struct loop *loop) {
    bool too_large = false;
    struct ng_reading reading = ng_follow_ask(loop->follow);
    enum ng_status status = loop->ops->ask(loop->ops->context, &reading, loop->follow->last_count,
                                           &loop->exchange, &too_large);
    return status == NG_OK ? take_answer(loop, too_large) : status;
}

enum ng_status ng_tail_loop(const struct ng_tail_options *options, const struct ng_tail_ops *ops,
                            struct ng_follow *follow, enum ng_tail_end *end,
                            char words[NG_TAIL_WORDS_MAX]) {
    struct loop loop = {
        .options = options, .ops = ops, .follow = follow, .end = NG_TAIL_ENDED, .words = words};
    enum ng_status status = NG_OK;
    ng_exchange_init(&loop.exchange);
    ng_pace_init(&loop.idle, options->interval, options->interval_max);
    ng_pace_init(&loop.trouble, options->interval, options->interval_max);
    while (status == NG_OK && !loop.is_over && ops->goes_on(ops->context)) {
        status = turn(&loop);
    }
    ng_exchange_deinit(&loop.exchange);
    if (status != NG_OK && status != NG_STOPPED) {
        return status;
    }
    *end = loop.end;
    return NG_OK;
}
