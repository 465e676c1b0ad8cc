"""Examples of problems: short pieces of documents, with the characters concerned marked."""

from __future__ import annotations

from armlens.dataclass import dataclass

OPEN, CLOSE = "«", "»"
"""What stands around the characters that a problem is about."""

TEMPLATE, PARAMETERS, SETTINGS = "main.json", "main.parameters.json", "armlens.json"
RULES = "our.rules.json5"

_SCHEMAS = "https://schema.management.azure.com/schemas/2019-04-01"
_HEADS = {
    TEMPLATE: f'"$schema": "{_SCHEMAS}/deploymentTemplate.json#",\n"contentVersion": "1.0.0.0"',
    PARAMETERS: f'"$schema": "{_SCHEMAS}/deploymentParameters.json#",\n"contentVersion": "1.0.0.0"',
}
_NO_RESOURCES = '"resources": []'


@dataclass(frozen=True, slots=True)
class Numbered:
    """So many pieces with commas in between, each with its number in the place of `{n}`."""

    piece: str
    times: int

    @property
    def text(self) -> str:
        """All of them; some are long, and most who start armlens look at none."""
        return ", ".join(self.piece.replace("{n}", str(number)) for number in range(self.times))


@dataclass(frozen=True, slots=True)
class Example:
    """A document, or the members that its root has beside the usual ones.

    `template` are the members of the template that a parameter file is for. `hidden` is what the
    document has in the place of each `…`, in order, and a page does not show. `others` are names
    and texts of files that lie beside it.
    """

    text: str
    file: str = TEMPLATE
    template: str | None = None
    hidden: tuple[str | Numbered, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    @property
    def document(self) -> str:
        """The whole document, marks included."""
        text = self.text
        for each in self.hidden:
            text = text.replace("…", each if isinstance(each, str) else each.text, 1)
        return document(text, self.file)

    @property
    def beside(self) -> str | None:
        """The template beside a parameter file or settings, whole."""
        if self.file == TEMPLATE:
            return None
        return document(self.template or _NO_RESOURCES)


def unmarked(text: str) -> str:
    """The text without marks."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def document(text: str, file: str = TEMPLATE) -> str:
    """The document that the text is, or is a part of."""
    if text.lstrip(OPEN).startswith("{") or file in (SETTINGS, RULES):
        return text
    rest = f",\n{_NO_RESOURCES}" if file == TEMPLATE and '"resources"' not in text else ""
    return f"{{\n{_HEADS[file]},\n{text}{rest}\n}}\n"
