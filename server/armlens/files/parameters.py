"""Parameter files on disk: which belong to a template, and reading them.

A file belongs by its name, as `main.parameters.json`, `main.parameters.prod.json` and
`main.prod.parameters.json` do to `main.json`, or by `metadata.template`, a path relative to it,
which wins over the name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from armlens.dataclass import dataclass
from armlens.files.bounds import is_inside, outside
from armlens.files.reading import Unreadable, read_text
from armlens.jsonc.amount import MOST_VALUES
from armlens.jsonc.nodes import Object, String
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.template.parameter_file import ParameterFile, parameter_file

_PARAMETERS = re.compile(r".+\.parameters(?:[.-].+)?\.jsonc?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadParameters:
    """A parameter file that was read; `file` is None where the text is none."""

    path: Path
    tree: Tree
    file: ParameterFile | None

    def with_text(self, text: str) -> ReadParameters:
        """The file as it would be with another text."""
        if text == self.tree.text:
            return self
        tree = parse(text, self.tree.document)
        return ReadParameters(self.path, tree, parameter_file(tree))

    def belongs_to(self, template: Path) -> bool:
        """Whether it is a parameter file of a template: by what it names, else by its own name."""
        if self.file is None:
            return False
        named = self.named_template
        if named is None:
            return is_named_after(self.path.name, template.name)
        try:
            return named.resolve() == template.resolve()
        except (OSError, RuntimeError, ValueError):
            return False

    @property
    def named_template(self) -> Path | None:
        """The template that its `metadata.template` names, a path relative to the file."""
        root = self.tree.root
        metadata = root.get("metadata") if isinstance(root, Object) else None
        named = metadata.get("template") if isinstance(metadata, Object) else None
        return self.path.parent / named.value if isinstance(named, String) else None


def is_parameter_file_name(name: str) -> bool:
    """Whether a file of that name is expected to be a parameter file."""
    return _PARAMETERS.fullmatch(name) is not None


def read_parameters(path: Path, document: str) -> ReadParameters | Unreadable:
    """The parameter file at a path, whose tree is given the name `document`."""
    read = read_text(path)
    if isinstance(read, Unreadable):
        return read
    tree = parse(read.text, document)
    if tree.is_unread:
        return Unreadable(path, f"it has more than {MOST_VALUES:,} values.")
    return ReadParameters(path, tree, parameter_file(tree))


def parameter_files_of(
    template: Path, name_of: Callable[[Path], str], around: Path
) -> list[ReadParameters | Unreadable]:
    """The parameter files beside a template that belong to it, sorted by name.

    `name_of` gives each the name that its tree, and so its origins, will have. A link that leads
    out of the folder `around` is not followed.
    """
    read = [
        read_parameters(path, name_of(path))
        if is_inside(path, around)
        else Unreadable(path, outside(around))
        for path in parameter_candidates(template)
    ]
    return [each for each in read if isinstance(each, Unreadable) or each.belongs_to(template)]


def chosen_parameters(chosen: Mapping[str, str], folder: Path, template: Path) -> Path | None:
    """The parameter file that a setting chooses for a template, if it does.

    The setting's paths are relative to the folder.
    """
    wanted = _normal(template)
    for key, file in chosen.items():
        if _normal(folder / key) == wanted:
            return Path(os.path.normpath(folder / file))
    return None


def _normal(path: Path) -> str:
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - links stay as named


def parameter_candidates(template: Path) -> list[Path]:
    """The files beside a template that are parameter files by their names."""
    try:
        names = sorted(os.listdir(template.parent))  # noqa: PTH208 - for every template
    except OSError:
        return []
    return [template.parent / name for name in names if is_parameter_file_name(name)]


def is_named_after(name: str, template: str) -> bool:
    """Whether a parameter file belongs to a template by its name."""
    stem = re.escape(template.removesuffix(".jsonc").removesuffix(".json"))
    forms = rf"{stem}\.(?:parameters(?:[.-][^.]+)?|[^.]+\.parameters)\.jsonc?"
    return re.fullmatch(forms, name, re.IGNORECASE) is not None
