"""What a run has to say of parameter files: the problems that each has with its templates."""

from __future__ import annotations

from collections.abc import Iterator

from armlens.files.parameters import ReadParameters
from armlens.jsonc.tree import Tree
from armlens.template.problems.parameters import parameter_file_problems
from armlens.text.problems import Problem, Severity


class ParameterChecks:
    """Collects the problems of parameter files, to tell those of each file once."""

    def __init__(self) -> None:
        self._files: dict[str, ReadParameters] = {}
        self._problems: dict[str, dict[Problem, None]] = {}

    def add(self, read: ReadParameters, template: Tree) -> None:
        """Looks at a parameter file as it is used for a template.

        What is wrong for some of its templates only stays untold: nobody knows that it is meant
        for those.
        """
        name = read.tree.document
        found = parameter_file_problems(read.tree, template)
        known = self._problems.get(name)
        self._files[name] = read
        kept = found if known is None else [each for each in known if each in found]
        self._problems[name] = dict.fromkeys(kept)

    def problems(self) -> Iterator[tuple[ReadParameters, tuple[Problem, ...]]]:
        """The files that have problems, with these by place. Syntax counts if it is an error."""
        for name, read in self._files.items():
            written = read.tree.problems
            is_broken = any(each.severity is Severity.ERROR for each in written)
            problems = [*self._problems[name], *(written if is_broken else ())]
            if problems:
                yield read, tuple(sorted(problems, key=lambda problem: problem.span))
