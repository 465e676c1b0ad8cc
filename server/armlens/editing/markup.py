"""Two ways to write a short text for an editor: Markdown and plain.

Text from a document is hostile until it is escaped: a name may hold links, images or HTML.
"""

from __future__ import annotations

import re
from typing import Protocol

from armlens.rules.rule import Link

_BREAKS_AND_CONTROLS = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]+"
)
_CODE = re.compile(r"(?<![`\\])`[^`]+`(?!`)")
_SPECIAL = re.compile(
    r"[\\`*_\[\]<>&|~@]"  # inline constructs of CommonMark and of GitHub's dialect
    r"|:(?=//)|(?<=www)\."  # addresses that turn into links by themselves
    r"|\A[-+=#]|(?<=\A\d)[.)]"  # lists and headings
)


class Markup(Protocol):
    """How the parts of a text are written."""

    def text(self, sentences: str) -> str:
        """Sentences in which only single backquotes have a meaning: they enclose code."""

    def strong(self, sentences: str) -> str:
        """Sentences that stand out."""

    def code(self, text: str) -> str:
        """A piece of code or data, as it is but for breaks and invisible characters."""

    def link(self, link: Link) -> str:
        """A page to open."""

    def separator(self) -> str:
        """What stands between two texts on different subjects."""


class Markdown:
    """CommonMark, as LSP prescribes for `MarkupKind.Markdown`."""

    def text(self, sentences: str) -> str:
        """The sentences with Markdown escaped, except code between single backquotes."""
        flat = one_line(sentences)
        pieces: list[str] = []
        done = 0
        for code in _CODE.finditer(flat):
            pieces += (_escaped(flat[done : code.start()]), code[0])
            done = code.end()
        return "".join([*pieces, _escaped(flat[done:])])

    def strong(self, sentences: str) -> str:
        """Bold text."""
        return f"**{self.text(sentences)}**"

    def code(self, text: str) -> str:
        """A code span (CommonMark section 6.1): its fence is longer than any inside it."""
        flat = one_line(text)
        fence = "`" * (max(map(len, re.findall("`+", flat)), default=0) + 1)
        space = " " if not flat or flat[0] in "` " or flat[-1] in "` " else ""
        return f"{fence}{space}{flat}{space}{fence}"

    def link(self, link: Link) -> str:
        """A link; brackets enclose the address so that nothing in it ends it early."""
        url = re.sub(r"[<>\s\\]", "", link.url)
        return f"[{self.text(link.title)}](<{url}>)"

    def separator(self) -> str:
        """A thematic break."""
        return "---"


class Plain:
    """Plain text, for clients that show nothing else."""

    def text(self, sentences: str) -> str:
        """The sentences on one line."""
        return one_line(sentences)

    def strong(self, sentences: str) -> str:
        """The sentences as they are."""
        return one_line(sentences)

    def code(self, text: str) -> str:
        """The text on one line."""
        return one_line(text)

    def link(self, link: Link) -> str:
        """The title and the address."""
        return f"{one_line(link.title)}: {link.url}"

    def separator(self) -> str:
        """A short rule."""
        return "-----"


def one_line(text: str) -> str:
    """The text with each run of white space, control and direction characters as one space."""
    return _BREAKS_AND_CONTROLS.sub(" ", text).strip()


def _escaped(text: str) -> str:
    """CommonMark section 2.4: any ASCII punctuation may be escaped with a backslash.

    Punctuation without a meaning stays as it is: the text is read raw in terminals too.
    """
    return _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    """HTML's own characters as references, since some editors render HTML in Markdown."""
    references = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    return references.get(match[0], f"\\{match[0]}")
