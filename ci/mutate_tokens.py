"""Cuts C into tokens, as far as ci/mutate has to understand it."""

import re

TOKEN = re.compile(r"""
    (?P<skip>\s+|/\*.*?\*/|//[^\n]*)
  | (?P<preprocessor>(?<![^\n])[ ]*\#(?:\\\n|/\*.*?\*/|[^\n])*)
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<character>'(?:\\.|[^'\\\n])+')
  | (?P<number>\.?[0-9](?:[eEpP][+-]|[\w.])*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<mark>\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[^\s\w])
""", re.VERBOSE | re.DOTALL)
TYPE_WORDS = frozenset("void bool char short int long float double signed unsigned const volatile static extern "
                       "inline register struct union enum restrict".split())
STATEMENT_WORDS = frozenset("return case if else while for do switch goto break continue sizeof default".split())
CLOSING = {"(": ")", "[": "]", "{": "}"}


class Token:
    """One token: its kind, its text and where it stands in the source."""

    def __init__(self, kind, text, start):
        self.kind, self.text, self.start, self.end = kind, text, start, start + len(text)
        self.partner = None

    def __repr__(self):
        return f"{self.kind}:{self.text}"


def tokens_of(text):
    """Returns the tokens without white space, comments and preprocessor lines; brackets know their partner's place."""
    found, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None or match.end() == at:
            raise ValueError(f"no C at byte {at}: {text[at:at + 20]!r}")
        # White space ends before a line of the preprocessor, so that the line's first byte is seen.
        if match.lastgroup not in ("skip", "preprocessor"):
            found.append(Token(match.lastgroup, match.group(), at))
        at = match.end()
    open_places = []
    for place, token in enumerate(found):
        if token.kind == "mark" and token.text in CLOSING:
            open_places.append(place)
        elif token.kind == "mark" and token.text in CLOSING.values():
            if not open_places or CLOSING[found[open_places[-1]].text] != token.text:
                raise ValueError(f"{token.text} at byte {token.start} closes nothing")
            token.partner = open_places.pop()
            found[token.partner].partner = place
    if open_places:
        raise ValueError(f"{found[open_places[-1]].text} at byte {found[open_places[-1]].start} is not closed")
    return found


def is_type(tokens, place):
    """Tells whether the token is a word of a type: a word of C, a name in _t, or the tag behind struct."""
    token = tokens[place]
    return token.kind == "name" and (token.text in TYPE_WORDS or token.text.endswith("_t") or
                                     (place > 0 and tokens[place - 1].text in ("struct", "union", "enum")))


def closes_cast(tokens, place):
    """Tells whether the token closes a type in parentheses that stands before an operand."""
    if tokens[place].text != ")":
        return False
    inside = range(tokens[place].partner + 1, place)
    before = tokens[tokens[place].partner - 1] if tokens[place].partner > 0 else None
    return (len(inside) > 0 and all(is_type(tokens, i) or tokens[i].text == "*" for i in inside) and
            (before is None or before.text != "sizeof"))


def ends_operand(tokens, place):
    """Tells whether an operator behind the token has it as its left operand, so that it is no unary one."""
    token = tokens[place]
    if token.kind == "name":
        return not is_type(tokens, place) and token.text not in STATEMENT_WORDS
    if token.text == ")":
        return not closes_cast(tokens, place)
    return token.kind in ("number", "string", "character") or token.text in ("]", "++", "--")


class Function:
    """A function's name, the words of its result's type, and the places of its braces."""

    def __init__(self, name, result, opening, closing):
        self.name, self.result, self.opening, self.closing = name, result, opening, closing


def functions_of(tokens):
    """Returns the functions that the tokens define."""
    found, place = [], 0
    while place < len(tokens):
        token = tokens[place]
        if token.text == "{":
            if tokens[place - 1].text == ")":
                name = tokens[place - 1].partner - 1
                first = name
                while first > 0 and tokens[first - 1].text not in (";", "}"):
                    first -= 1
                result = [t.text for t in tokens[first:name]]
                found.append(Function(tokens[name].text, result, place, token.partner))
            place = token.partner
        place += 1
    return found
