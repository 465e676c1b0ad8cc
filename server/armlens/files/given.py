"""Which parameter files a template is evaluated with: one that is asked for, or its own."""

from __future__ import annotations

from pathlib import Path

from armlens.files import names
from armlens.files.bounds import Bounds, is_inside, outside
from armlens.files.lookup import SettingsLookup
from armlens.files.notices import notice, unreadable
from armlens.files.parameters import ReadParameters, parameter_files_of, read_parameters
from armlens.files.reading import Unreadable
from armlens.jsonc.tree import Tree
from armlens.report.run import Notice, NoticeCode
from armlens.template.kinds import DocumentKind, kind_of


class GivenParameters:
    """Finds the parameter files of templates.

    `asked` is the file for all templates, if there is to be one; it is read once. `root` is that
    of URIs. What nobody asked for is read within the bounds.
    """

    def __init__(
        self, asked: Path | None, lookup: SettingsLookup, root: Path, bounds: Bounds
    ) -> None:
        self._lookup = lookup
        self._bounds = bounds
        self._root = root
        self._asked = self._usable(asked) if asked else None

    @property
    def notice(self) -> Notice | None:
        """What is wrong with the file that was asked for."""
        return self._asked if isinstance(self._asked, Notice) else None

    def of(self, tree: Tree, template: Path) -> list[ReadParameters | Notice]:
        """The file that was asked for or that the settings choose, else those that belong.

        With those that cannot be used, but for the one that was asked for.
        """
        if kind_of(tree) is not DocumentKind.TEMPLATE:
            return []
        if self._asked is not None:
            return [self._asked] if isinstance(self._asked, ReadParameters) else []
        around = self._bounds.around(template)
        if chosen := self._lookup.parameters(template):
            if is_inside(chosen, around):
                return [self._usable(chosen)]
            return [unreadable(Unreadable(chosen, outside(around)), self._root)]
        found = parameter_files_of(template, names.name_of, around)
        return [
            unreadable(each, self._root) if isinstance(each, Unreadable) else each for each in found
        ]

    def _usable(self, path: Path) -> ReadParameters | Notice:
        """The parameter file that somebody named, or what is wrong with it."""
        read = read_parameters(path, names.name_of(path))
        if isinstance(read, Unreadable):
            return unreadable(read, self._root)
        if read.file is None:
            what = "is not a parameter file."
            return notice(NoticeCode.NOT_PARAMETERS, read.path, what, self._root)
        return read
