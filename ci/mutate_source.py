"""Makes mutants of C source: one operator, constant, condition or statement changed at a time.

Left alone: the preprocessor's lines, assertions, operands of sizeof, types, and first values of variables whose
address is taken (whoever gets the address sets them).
"""

import collections
import re

import mutate_tokens

# The mutant's id is FILE:FUNCTION:ORDINAL:CHANGE; the ordinal counts equal changes in one function.
Mutant = collections.namedtuple("Mutant", "id kind start end text line")

COMPARISONS = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
LOGICAL = {"&&": ("||",), "||": ("&&",)}
ARITHMETIC = {"+": ("-",), "-": ("+",), "*": ("/",), "/": ("*",), "%": ("/",), "<<": (">>",), ">>": ("<<",),
              "&": ("|",), "|": ("&",), "^": ("|",)}
ASSIGNING = {"+=": ("-=",), "-=": ("+=",), "*=": ("/=",), "/=": ("*=",), "++": ("--",), "--": ("++",)}
SWAPPED = {"true": "false", "false": "true"}
NOT_NUMBERS = ("NULL", "PRI", "SCN", "UINT64_C", "INT64_C")
ASSERTIONS = ("assert", "static_assert", "_Static_assert")
SHOWN = 40
NUMBER = re.compile(r"(0[xX][0-9a-fA-F]+|[0-9]+)([uUlL]*)$")


class Maker:
    """Collects the mutants of one function."""

    def __init__(self, file, source, tokens, function):
        self.file, self.source, self.tokens, self.function = file, source, tokens, function
        self.times = collections.Counter()
        self.made = []

    def text(self, first, last):
        """The tokens from first to last without white space, as part of an id."""
        words = []
        for place in range(first, last + 1):
            token = self.tokens[place]
            if words and token.kind == "name" and self.tokens[place - 1].kind == "name":
                words.append("_")
            words.append(re.sub(r"\s", "_", token.text))
        text = "".join(words)
        return text if len(text) <= SHOWN else text[:SHOWN] + "..."

    def add(self, kind, change, first, last, replacement):
        change = f"{kind}:{change}"
        self.times[change] += 1
        start = self.tokens[first].start
        self.made.append(Mutant(f"{self.file}:{self.function.name}:{self.times[change]}:{change}", kind, start,
                                self.tokens[last].end, replacement, self.source.count("\n", 0, start) + 1))

    def swap(self, kind, place, replacement):
        old = re.sub(r"\s", "_", self.tokens[place].text)
        self.add(kind, f"{old}=>{replacement}", place, place, replacement)


def add_operator(maker, place):
    token = maker.tokens[place]
    binary = mutate_tokens.ends_operand(maker.tokens, place - 1)
    for kind, table in (("comparison", COMPARISONS), ("logical", LOGICAL), ("arithmetic", ARITHMETIC)):
        for other in table.get(token.text, ()) if binary else ():
            maker.swap(kind, place, other)
    for other in ASSIGNING.get(token.text, ()):
        maker.swap("arithmetic", place, other)
    if token.text == "!":
        maker.add("negation", "!=>", place, place, "")


def is_placeholder(maker, place):
    """Tells whether the token is the first value of a variable whose address the function takes."""
    tokens = maker.tokens
    if tokens[place - 1].text != "=" or tokens[place + 1].text not in (";", ",") or tokens[place - 2].kind != "name":
        return False
    if tokens[place - 3].text != "*" and not mutate_tokens.is_type(tokens, place - 3):
        return False
    inside = range(maker.function.opening, maker.function.closing)
    return any(tokens[i].text == "&" and not mutate_tokens.ends_operand(tokens, i - 1) and
               tokens[i + 1].text == tokens[place - 2].text for i in inside)


def add_constant(maker, place):
    token = maker.tokens[place]
    number = NUMBER.match(token.text) if token.kind == "number" else None
    if token.kind == "string":
        # What of a string can be left out without a change of what the code may do with it.
        if token.text != '""' and maker.tokens[place + 1].text[:3] != "PRI":
            maker.add("constant", f"{maker.text(place, place)}=>\"\"", place, place, '""')
    elif token.kind == "name" and token.text in SWAPPED:
        maker.swap("constant", place, SWAPPED[token.text])
    elif number:
        value = int(number.group(1), 0)
        for other in (value + 1, value - 1) if value > 0 else (1,):
            maker.swap("constant", place, f"{other}{number.group(2)}")
    elif token.kind == "character" or is_named_constant(maker, place):
        signs = ("+",) if token.text == "'\\0'" else ("+", "-")
        for sign in signs:
            maker.swap("constant", place, f"({token.text}{sign}1)")


def is_named_constant(maker, place):
    token, before, behind = (maker.tokens[i].text for i in (place, place - 1, place + 1))
    return (re.fullmatch(r"[A-Z][A-Z0-9_]+", token) is not None and not token.startswith(NOT_NUMBERS) and
            behind != "(" and before != "case")


def compares(tokens, first, last):
    """Tells whether the tokens are one comparison, or such, and not a larger condition around it."""
    depth = {i for i in range(first, last + 1) if tokens[i].text in "([" and tokens[i].partner is not None}
    inside = {j for i in depth for j in range(i, tokens[i].partner + 1)}
    outer = [tokens[i].text for i in range(first, last + 1) if i not in inside]
    return any(text in COMPARISONS for text in outer) and not any(text in LOGICAL for text in outer)


def add_condition(maker, place):
    """Negates a condition of if or while, where no change of its one comparison or negation does the same."""
    tokens = maker.tokens
    opening = place + 1
    closing = tokens[opening].partner
    plain_not = tokens[opening + 1].text == "!" and not any(t.text in LOGICAL for t in tokens[opening:closing])
    if compares(tokens, opening + 1, closing - 1) or plain_not:
        return
    inner = maker.source[tokens[opening + 1].start:tokens[closing - 1].end]
    maker.add("negation", f"{tokens[place].text}{maker.text(opening, closing)}", opening, closing, f"(!({inner}))")


def add_choice(maker, place):
    """Negates the last operand of the condition before a question mark."""
    tokens = maker.tokens
    first = place - 1
    while tokens[first].text not in ("=", "return", ",", "?", ":", "(", ";", "{"):
        first = tokens[first].partner - 1 if tokens[first].text in (")", "]") else first - 1
    if not compares(tokens, first + 1, place - 1):
        maker.add("negation", f"{maker.text(first + 1, place - 1)}?", place, place, "== 0 ?")


def statement_end(tokens, place):
    while tokens[place].text != ";":
        place = max(place, tokens[place].partner or 0) + 1
    return place


def blocks_of(tokens, function, heads):
    """The places of the braces around statements; the other braces are around values."""
    blocks = {function.opening, function.closing}
    for place in range(function.opening + 1, function.closing):
        if tokens[place].text == "{" and (place - 1 in heads or place - 1 in blocks or
                                          tokens[place - 1].text in ("else", "do", ";", ":")):
            blocks.update((place, tokens[place].partner))
    return blocks


def begins_statement(tokens, place, heads, blocks):
    """Tells whether a statement begins here; heads are where the head of an if, while, for or function closes."""
    before = tokens[place - 1].text
    if any(tokens[head].partner < place < head for head in heads):
        return False
    return place - 1 in blocks or before in (";", "else", "do") or place - 1 in heads or (
        before == ":" and any(t.text in ("case", "default") for t in tokens[max(0, place - 5):place]))


def add_removal(maker, place):
    tokens = maker.tokens
    token = tokens[place]
    if token.text in ("break", "continue"):
        end = place + 1
    elif (token.kind == "name" or token.text in ("*", "(", "++", "--")) and not mutate_tokens.is_type(tokens, place) \
            and token.text not in mutate_tokens.STATEMENT_WORDS and tokens[place + 1].text != ":":
        end = statement_end(tokens, place)
    else:
        return
    maker.add("removal", maker.text(place, end), place, end, ";")


def add_return(maker, place):
    """Returns something else, where the value is no constant that is changed on its own."""
    tokens, result = maker.tokens, maker.function.result
    end = statement_end(tokens, place)
    if end <= place + 2 and (tokens[place + 1].kind != "name" or tokens[place + 1].text in SWAPPED or
                             is_named_constant(maker, place + 1) or tokens[place + 1].text == "NULL"):
        return
    value = maker.source[tokens[place + 1].start:tokens[end - 1].end]
    if end == place + 1 or ("struct" in result and "*" not in result):
        return
    if "*" in result:
        others = ("NULL",)
    elif "bool" in result:
        others = (f"!({value})",)
    elif "enum" in result:
        others = (f"((void)({value}), 0)",)
    else:
        others = (f"(({value}) + 1)", "0")
    for other in others:
        label = {"N": "NULL", "!": "not", "0": "0"}.get(other[0], "0" if other.startswith("((void)") else "one_more")
        maker.add("return", f"{maker.text(place + 1, end - 1)}=>{label}", place, end, f"return {other};")


def skipped_places(tokens, function):
    """The places of assertions and of operands of sizeof."""
    places = set()
    for place in range(function.opening, function.closing):
        if tokens[place].text in ASSERTIONS and tokens[place + 1].text == "(":
            places.update(range(place, tokens[place + 1].partner + 2))
        if tokens[place].text == "sizeof":
            end = tokens[place + 1].partner or place + 1
            places.update(range(place, end + 1))
    return places


def mutants_of_function(file, source, tokens, function):
    maker = Maker(file, source, tokens, function)
    skipped = skipped_places(tokens, function)
    inside = [p for p in range(function.opening + 1, function.closing) if p not in skipped]
    heads = {tokens[p + 1].partner for p in inside if tokens[p].text in ("if", "while", "for", "switch")}
    heads.add(function.opening - 1)
    blocks = blocks_of(tokens, function, heads)
    for place in inside:
        token = tokens[place]
        if token.kind == "mark":
            add_operator(maker, place)
        elif not is_placeholder(maker, place):
            add_constant(maker, place)
        if token.text in ("if", "while"):
            add_condition(maker, place)
        elif token.text == "?":
            add_choice(maker, place)
        elif token.text == "return":
            add_return(maker, place)
        if begins_statement(tokens, place, heads, blocks):
            add_removal(maker, place)
    return maker.made


def mutants_of(file, source):
    """Returns the mutants of a source file, in its order; `file` is the name in their ids."""
    tokens = mutate_tokens.tokens_of(source)
    return [mutant for function in mutate_tokens.functions_of(tokens)
            for mutant in mutants_of_function(file, source, tokens, function)]


def apply(mutant, source):
    """Returns the source with the mutant's change."""
    return source[:mutant.start] + mutant.text + source[mutant.end:]
