"""White space and comments: what stands between the parts of a document."""

from __future__ import annotations

from armlens.jsonc import messages
from armlens.jsonc.nodes import Comment
from armlens.jsonc.patterns import LINE_COMMENT, ODD_SPACE, SPACE
from armlens.jsonc.scan import Scan


def skip_trivia(scan: Scan) -> None:
    """Pass white space and comments, noting the comments and white space unknown to JSON."""
    text = scan.text
    while True:
        if found := SPACE.match(text, scan.pos):
            scan.pos = found.end()
        start = scan.pos
        if text.startswith("/", start):
            if not _skip_comment(scan):
                return
        elif found := ODD_SPACE.match(text, start):
            scan.pos = found.end()
            names = ", ".join(sorted({f"U+{ord(char):04X}" for char in found[0][:100]}))
            scan.report(messages.ODD_WHITE_SPACE, start, scan.pos, names)
        else:
            return


def _skip_comment(scan: Scan) -> bool:
    """Pass a comment; False if the slash at the current offset does not begin one."""
    text, start = scan.text, scan.pos
    if found := LINE_COMMENT.match(text, start):
        scan.pos = found.end()
    elif text.startswith("/*", start):
        end = text.find("*/", start + 2)
        scan.pos = end + 2 if end >= 0 else len(text)
        if end < 0:
            scan.report(messages.UNTERMINATED_COMMENT, start, start + 2)
    else:
        return False
    scan.comments.append(Comment(start, scan.pos, scan.stretch))
    return True
