"""What a run has to say of parameter files: the problems that each has with its templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armlens.files.outcome import JudgedParameters
from armlens.files.parameters import ReadParameters
from armlens.jsonc.tree import Tree
from armlens.report.run import Source
from armlens.template.problems.parameters import parameter_file_problems
from armlens.text.problems import Problem, Severity


def judged(read: ReadParameters, source: Source, template: Tree) -> JudgedParameters:
    """Looks at a parameter file as it is used for a template; `source` is its text."""
    written = read.tree.problems
    is_broken = any(each.severity is Severity.ERROR for each in written)
    problems = tuple(parameter_file_problems(read.tree, template))
    syntax = tuple(written) if is_broken else ()
    if not problems and not syntax:
        source = replace(source, text="")
    return JudgedParameters(source, read.path, problems, syntax)


class ParameterChecks:
    """Collects the problems of parameter files, to tell those of each file once."""

    def __init__(self) -> None:
        self._files: dict[str, JudgedParameters] = {}

    def add(self, file: JudgedParameters) -> None:
        """Takes note of a parameter file as it is used for a template.

        What is wrong for some of its templates only stays untold: nobody knows that it is meant
        for those.
        """
        name = file.source.name
        if known := self._files.get(name):
            kept = tuple(each for each in known.problems if each in file.problems)
            file = replace(file, problems=kept)
        self._files[name] = file

    def problems(self) -> Iterator[tuple[JudgedParameters, tuple[Problem, ...]]]:
        """The files that have problems, with these by place. Syntax counts if it is an error."""
        for file in self._files.values():
            if problems := [*dict.fromkeys(file.problems), *file.syntax]:
                yield file, tuple(sorted(problems, key=lambda problem: problem.span))
