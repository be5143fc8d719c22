"""JSON texts, right and wrong, as seeds of the harnesses that read JSON."""

import seed_sources

DEEP = 70

WHOLE = {
    "body-2-empty": b"[]",
    "body-2-empty-spaced": b" [ ]\r\n",
    "body-2-null": b"null",
    "body-2-nothing": b"",
    "body-2-white-space": b" \t\r\n",
    "body-1-object": b'{"a":[1,{"b":null}],"a":2}',
    "body-1-scalars": b"[1,-0,1.5,-1.5e+3,10E-5,0e0,true,false,null,\"\"]",
    "body-1-strings": b'["\\u00e9\\n\\\\\\"\\/\\b\\f\\r\\t","\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80","\\ud83d\\ude00","]}"]',
    "body-1-long-number": b"[1" + b"1" * 70 + b",0." + b"0" * 30 + b"1e-400]",
    "body-1-long-string": b'["' + b"a" * 40 + b"\\u0041" + b"b" * 40 + b'"]',
    "body-1-deep": b"[" * DEEP + b"1" + b"]" * DEEP,
    "body-1-deep-objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "body-1-half-surrogate": b'["\\ud800","\\udc00x","\\ud800\\u0041"]',
    "body-1-escaped-nul": b'["a\\u0000b"]',
    "body-1-many-members": b"{" + b",".join(b'"k%d":%d' % (i, i) for i in range(12)) + b"}",
    "body-1-number-forms": b"[100,1e2,1.00e2,1000e-1,0.1e3]",
    "body-1-digits-of-nineteen": b"[1234567890123456789,12345678901234567890,123456789012345678901.5]",
}

WRONG = {
    "body-1-cut-array": b"[1,",
    "body-1-cut-string": b'["a',
    "body-1-cut-escape": b'["\\u00',
    "body-1-cut-literal": b"[tru",
    "body-1-cut-character": b'["\xe2\x82',
    "body-1-cut-number": b"[-",
    "body-1-cut-fraction": b"[1.",
    "body-1-cut-exponent": b"[1e+",
    "body-1-cut-object": b'[{"a":',
    "body-1-trailing-comma": b"[1,]",
    "body-1-leading-comma": b"[,1]",
    "body-1-no-comma": b"[1 2]",
    "body-1-bare-word": b"[truex,1]",
    "body-1-number-and-letter": b"[12a]",
    "body-1-leading-zero": b"[01]",
    "body-1-plus": b"[+1]",
    "body-1-wrong-bracket": b"[{] ]",
    "body-1-after-end": b"[1]x",
    "body-1-two-arrays": b"[1][2]",
    "body-1-lines": b'{"a":1}\n{"a":2}\n',
    "body-1-byte-order-mark": b"\xef\xbb\xbf[]",
    "body-1-nul": b"[1\x00]",
    "body-1-control-in-string": b'["a\nb"]',
    "body-1-bad-escape": b'["\\x"]',
    "body-1-bad-digits": b'["\\u00g0"]',
    "body-1-bad-utf8": b'["\xc0\xaf","\xed\xa0\x80","\xf5\x80"]',
    "body-1-overlong": b'["\xe0\x80\x80"]',
    "body-1-past-unicode": b'["\xf4\x90\x80\x80"]',
    "body-1-key-without-quotes": b"[{a:1}]",
    "body-1-key-without-value": b'[{"a"}]',
    "body-1-html": b"<html>",
}


def events():
    """Returns lines of the logs, the short ones, each with a name."""
    found = {}
    for name, log in seed_sources.logs().items():
        lines = [line for line in log.split(b"\n") if 0 < len(line) <= 2048][:4]
        found |= {f"body-1-log-{name.replace('_', '-')}-{i}": line for i, line in enumerate(lines)}
    return found
