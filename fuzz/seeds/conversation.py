"""Conversations as fuzz_conversation.c takes them: a server, the log's first count, and steps."""

from seed_tape import Tape

APPEND, SEND, SETTLE, RESET, ANSWER = 0, 1, 3, 4, 5
SPOILS, ECHOES, IMPLIES, FEW_KINDS, LAUNCHED = 1, 2, 4, 8, 16
HEAD, LENIENT, REFUSAL, CLAUSE = 6, 16, 24, 32
NO_LIMIT = 200
CURSOR, EVENTS, STATUS, BODY, TRANSPORT, SILENCE, REFUSED, EXPECTS = (1 << i for i in range(8))


class Talk:
    """Follows the log and the requests on their way, because what is taken depends on them."""

    def __init__(self, count, server=0):
        self.tape, self.count, self.server, self.open = Tape().byte(server).edge(count), count, server, []

    def step(self, step):
        self.tape.between(step, 0, 7)
        return self

    def append(self, count, ours=True):
        self.step(APPEND).tape.between(count, 1, 12).byte(ours)
        self.count += count
        return self

    def send(self, since=0, limit=None, form=0, second=None):
        """Sends a request; since counts from the end of the log where it is below 0."""
        self.step(SEND).tape.byte(form | (second is not None))
        for at, most in [(since, limit)] + ([second] if second is not None else []):
            self.tape.byte(128 + at if at < 0 or at - self.count in range(64) and at else 192 + at)
            if 128 + at < 192 and at > 0 and at - self.count in range(64):
                self.tape.bytes[-1] = 128 + at - self.count
            self.tape.byte(NO_LIMIT if most is None else most)
        self.open.append((self.count, form >> 3 & 3))
        return self

    def answer(self, which=0, at=None, choice=0, spoil=None):
        sent, expects = self.open[which]
        self.open[which] = self.open[-1]
        self.step(ANSWER).tape.between(which, 0, len(self.open) - 1)
        self.open.pop()
        self.tape.between(self.count if at is None else at, sent, self.count)
        if expects > 1 or self.server & ECHOES:
            self.tape.byte(choice)
        if self.server & SPOILS:
            self.tape.byte(spoil is not None)
        if spoil is not None:
            self.tape.byte(*spoil)
        return self

    def ask(self, since=0, limit=None, form=0, second=None, **how):
        return self.send(since, limit, form, second).answer(**how)

    def input(self):
        return self.tape.input()


def truthful(count, server=0):
    talk = Talk(count, server).ask().ask(1, 2).append(3).ask(-3).send(0, 4).send(-1).append(2, False)
    talk.answer(1).answer(0, count + 3).ask(0, 0).ask(5, 3, HEAD).ask(1, 1, LENIENT, (2, 1), choice=2)
    return talk.ask(1, 1, LENIENT, choice=1).ask(1, 1, REFUSAL | CLAUSE).step(SETTLE).step(RESET)


def spoilt(*spoil, count=5, since=0, limit=None, form=0):
    talk = Talk(count, SPOILS).ask().ask(since, limit, form, spoil=spoil)
    return talk.ask(-2).ask(0, 3).step(SETTLE).input()


def seeds():
    found = {
        "range-1-truthful": truthful(6).input(),
        "range-1-truthful-and-empty": Talk(0).ask().append(1).ask(-1).input(),
        "cursor-4-truthful-echo": truthful(6, ECHOES).ask(20, choice=4).ask(20, choice=0).input(),
        "cursor-1-truthful-implied": truthful(6, IMPLIES).ask(20).ask(0, 0).input(),
        "immutable-1-truthful-equal-events": truthful(6, FEW_KINDS).input(),
        "range-5-truthful-at-the-end-of-64-bits": Talk(2**64 - 8).ask(-4).append(3).ask(-1, 9).input(),
        "range-5-truthful-around-32-bits": Talk(2**32 - 2).ask(-4).append(3).ask(-4).ask(-1, 9).input(),
        "growth-2-many-claims": Talk(3).input(),
    }
    talk = Talk(2)
    for _ in range(40):
        talk.append(1).ask(60 % 63, 0, HEAD).ask(50)
    found["growth-2-many-claims"] = talk.step(SETTLE).input()
    talk = Talk(2)
    for _ in range(260):
        talk.append(1)
    found["growth-1-more-appends-than-are-kept"] = talk.ask(-1).step(SETTLE).input()
    for move in (1, 60, 63, 65, 70, 127):
        found[f"cursor-3-moved-{move}"] = spoilt(CURSOR, move)
        found[f"cursor-3-page-moved-{move}"] = spoilt(CURSOR, move, since=1, limit=2)
        found[f"cursor-4-past-end-moved-{move}"] = spoilt(CURSOR, move, since=30)
        found[f"limit-1-moved-{move}"] = spoilt(CURSOR, move, since=2, limit=0)
    for form in range(192, 197):
        found[f"cursor-1-form-{form}"] = spoilt(CURSOR, form, 1)
    for how in range(4):
        found[f"range-2-events-{how}"] = spoilt(EVENTS, 0, 1, how)
        found[f"range-2-page-events-{how}"] = spoilt(EVENTS, 0, 1, how, since=1, limit=3)
    found["range-1-one-more"] = spoilt(EVENTS, 1, 9)
    found["range-6-past-end"] = spoilt(EVENTS, 1, 9, since=30)
    for status in (1, 99, 104, 222, 300):
        found[f"answer-1-status-{200 + status}"] = spoilt(STATUS, status % 256, status // 256)
        found[f"reject-1-status-{200 + status}"] = spoilt(STATUS, status % 256, status // 256, form=REFUSAL)
        found[f"lenient-1-status-{200 + status}"] = spoilt(STATUS, status % 256, status // 256, form=LENIENT)
    for form in range(7):
        found[f"body-1-form-{form}"] = spoilt(BODY, form)
        found[f"body-2-form-{form}"] = spoilt(BODY, form, since=30)
        found[f"transport-1-form-{form}"] = spoilt(TRANSPORT, form)
        found[f"transport-1-silence-{form}"] = spoilt(TRANSPORT | SILENCE, form)
    return found
