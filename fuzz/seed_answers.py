"""HTTP answers as seeds of the harnesses of the two clients."""


def answer(body, *fields, status=b"200 OK", cursor=b"2"):
    lines = [b"HTTP/1.1 " + status, b"Content-Type: application/json", *fields]
    if cursor is not None:
        lines.append(b"X-EXO-Last-Idx: " + cursor)
    return b"".join(line + b"\r\n" for line in lines) + b"\r\n" + body


def sized(body, *fields, **others):
    return answer(body, b"Content-Length: %d" % len(body), *fields, **others)


def chunked(*chunks, trailer=b""):
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n" + trailer + b"\r\n"
    return answer(body, b"Transfer-Encoding: chunked")


def answers():
    two = b'[{"id":0},{"id":1}]'
    whole = {
        "body-1-by-length": sized(two),
        "body-1-by-chunks": chunked(b'[{"id', b'":0},', b'{"id":1}]'),
        "body-1-by-close": answer(two),
        "body-2-empty-array": sized(b"[]"),
        "body-2-null": sized(b"null"),
        "body-1-no-content": answer(b"", status=b"204 No Content"),
        "body-1-envelope": sized(b'{"results":[{"id":1},{"id":2}],"last_seq":2}'),
        "body-1-envelope-cursor-first": sized(b'{"last_seq":"7","results":[]}'),
        "body-1-one-document-a-line": sized(b'{"id":1}\n{"id":2}\n'),
        "body-1-html": sized(b"<html>\x1b[2J\xff</html>", status=b"502 Bad Gateway"),
        "body-1-odd-bytes": sized(b"\xe2\x82\xac\xc3\x00\x7f\x9b" + b"x" * 130),
        "cursor-1-missing": sized(two, cursor=None),
        "cursor-1-repeated": sized(two, b"x-exo-last-idx: 2"),
        "cursor-2-not-digits": sized(two, cursor=b"2.0"),
        "cursor-2-beyond-64-bits": sized(two, cursor=b"9" * 300),
        "cursor-2-folded": sized(two, b" 3", cursor=b"2"),
        "reject-1-refusal": sized(b'{"detail":[]}', status=b"422 Unprocessable Entity", cursor=None),
        "redirect": sized(b"", b"Location: http://elsewhere/\x1b[2J", status=b"302 Found"),
        "interim-before": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + sized(two),
        "two-answers": sized(two) + sized(b"[]"),
        "line-ends-of-one-byte": sized(two).replace(b"\r\n", b"\n"),
        "chunk-extension-and-trailer": chunked(b"[1,2]", trailer=b"X-EXO-Last-Idx: 3\r\n").replace(b"5\r\n", b"5 ;a=b\r\n"),
        "cache-1-and-cors-1": sized(two, b"Cache-Control: no-store", b"ETag: \"a\"", b"Access-Control-Allow-Origin: *",
                                    b"Access-Control-Expose-Headers: X-EXO-Last-Idx"),
        "old-protocol": answer(two).replace(b"HTTP/1.1", b"HTTP/1.0"),
    }
    broken = {
        "transport-1-nothing": b"",
        "transport-1-cut-in-head": sized(two)[:30],
        "transport-1-cut-in-status": b"HTTP/1.1 2",
        "transport-1-cut-in-body": sized(two)[:-3],
        "transport-1-cut-in-chunk": chunked(b"[1,2]")[:-9],
        "transport-1-cut-behind-chunk": chunked(b"[1,2]")[:-7],
        "no-http": b"SSH-2.0-x\r\n",
        "no-http-version": sized(two).replace(b"HTTP/1.1", b"HTTP/9.9"),
        "no-http-status": b"HTTP/1.1 099 x\r\n\r\n",
        "lengths-disagree": answer(two, b"Content-Length: 19", b"Content-Length: 18"),
        "lengths-agree": answer(two, b"Content-Length: 19", b"Content-Length: 19"),
        "length-no-number": answer(two, b"Content-Length: 1x"),
        "length-beyond-64-bits": answer(two, b"Content-Length: 99999999999999999999"),
        "chunk-no-number": answer(b"zz\r\n[]\r\n0\r\n\r\n", b"Transfer-Encoding: chunked"),
        "chunk-too-large": answer(b"ffffffffffffffff\r\n[]", b"Transfer-Encoding: gzip, chunked"),
        "chunk-without-end": answer(b"2\r\n[]x\r\n0\r\n\r\n", b"Transfer-Encoding: chunked"),
        "encoded": sized(b"\x1f\x8b\x08\x00", b"Content-Encoding: gzip"),
        "encoded-identity": sized(two, b"Content-Encoding: identity"),
        "field-without-colon": sized(two, b"nothing", b": x", b"A" * 300 + b": y"),
        "nul-in-head": sized(two, b"X: a\x00b"),
    }
    return {**whole, **broken}


def with_ends(ends):
    """Returns every answer with every end, which says how it is read."""
    return {f"{name}-{end_name}": data + end for name, data in answers().items() for end_name, end in ends.items()}
