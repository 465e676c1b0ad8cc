"""The documents that servers are measured on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents.python_source import python_source
from benchmarks.documents.template import template

SIZES = {
    "8 KB": 8_000,
    "33 KB": 33_000,
    "381 KB": 381_000,
    "1.7 MB": 1_700_000,
    "3.1 MB": 3_100_000,
}
"""The sizes of small, usual and large templates, in characters, by the name in the tables."""

LARGEST = "3.1 MB"
USUAL = "33 KB"
UNCONCERNED = "381 KB, no rule applies"
"""A template without a resource that any rule concerns."""

JSON, JSONC, YAML, PYTHON = "json", "jsonc", "yaml", "python"
_SUFFIXES = {JSON: ".json", JSONC: ".json", YAML: ".yaml", PYTHON: ".py"}


@dataclass(frozen=True, slots=True)
class Document:
    """A text of a language, by the name of its column in the tables."""

    name: str
    language: str
    text: str

    @property
    def file_name(self) -> str:
        """A file name that says the language."""
        return "main" + _SUFFIXES[self.language]


def characters(text: str) -> int:
    """A size such as 33KB, 3.1 MB or 5000, as characters; raises `ValueError` for other text."""
    plain = text.replace(" ", "").upper().removesuffix("B")
    factor = {"K": 1_000, "M": 1_000_000}.get(plain[-1:], 1)
    return round(float(plain.rstrip("KM")) * factor)


def size_name(size: float) -> str:
    """Characters as people write them, which `characters` reads back."""
    return f"{size / 1e6:g} MB" if size >= 1e6 else f"{size / 1e3:g} KB"


def generated(name: str, size: int, language: str) -> Document:
    """A document of a language and of about `size` characters.

    YAML documents are JSON without comments, which its readers take as well.
    """
    if language == PYTHON:
        return Document(name, language, python_source(size))
    has_clusters = name != UNCONCERNED
    has_comments = language == JSONC
    text = template(size, has_comments=has_comments, has_clusters=has_clusters)
    return Document(name, language, text)


def from_corpus(corpus: Path, sizes: Mapping[str, int]) -> list[Document]:
    """The real templates next to the wanted sizes, each no further away than a fifth of it."""
    files = {path: path.stat().st_size for path in sorted(corpus.rglob("*.json"))}
    templates = {path: size for path, size in files.items() if ".parameters" not in path.name}
    found = []
    for name, wanted in sizes.items():
        near = [(abs(size - wanted), path) for path, size in templates.items()]
        distance, path = min(near, default=(wanted, corpus))
        if distance <= wanted / 5:
            text = path.read_bytes().decode("utf-8-sig")
            found.append(Document(f"{name}, real", JSONC, text))
    return found
