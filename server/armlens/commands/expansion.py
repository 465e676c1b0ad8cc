"""`armlens expand`: the resources of a template as evaluated, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from armlens.analysis.engine import analyse_tree
from armlens.analysis.limits import limit_problems
from armlens.analysis.linked import LinkedTemplates
from armlens.analysis.settings import Settings
from armlens.commands.opening import Opened
from armlens.dataclass import dataclass
from armlens.evaluation.expansion import Expansion, expanded, expanded_object
from armlens.evaluation.residual import residual
from armlens.evaluation.types import Data
from armlens.jsonc.nodes import Node, Object, String
from armlens.problems.calls import EVALUATION
from armlens.report.json_report import location_json, problem_json
from armlens.report.run import Location, Source
from armlens.report.shown_json import shown_json
from armlens.report.text import place
from armlens.report.visible import visible
from armlens.template.loops import InstanceScope
from armlens.template.nesting import nested_template
from armlens.template.resource import Resource
from armlens.template.written import Written, written_resources
from armlens.text.problems import Problem, Severity
from armlens.text.spans import Span

VERSION = 1
LISTED = "… (its resources are listed by themselves)"
"""What stands for the template of a nested deployment."""

_NOT_CERTAIN = "// only the deployment knows whether it is deployed"


@dataclass(frozen=True)
class Expanded:
    """A resource and its body as evaluated."""

    written: Written
    body: Expansion

    @property
    def resource(self) -> Resource:
        """The resource."""
        return self.written.resource


class Report:
    """What is to be printed of a template."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    @cached_property
    def resources(self) -> tuple[Expanded, ...]:
        """The resources in the order written."""
        opened = self._opened
        follow = opened.links.follow
        written = written_resources(opened.tree, opened.kind, opened.parameters, follow)
        return tuple(Expanded(each, _body(each)) for each in written)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The texts that the resources are written in, by document."""
        return self._opened.sources() if self.resources else {}

    @cached_property
    def problems(self) -> tuple[tuple[Source, Problem], ...]:
        """The problems of the template and of its parameter file, each with its text."""
        own = ((self._opened.source, problem) for problem in self._own_problems())
        return (*own, *self._opened.given_problems())

    def _own_problems(self) -> list[Problem]:
        """The problems of the template, and the expressions in it that cannot be computed."""
        opened = self._opened
        linked = LinkedTemplates(opened.links.follow)
        found = analyse_tree(
            opened.tree, Settings(), rules=(), parameters=opened.parameters, linked=linked
        ).problems
        told = [problem.span for problem in found]
        failing = [
            EVALUATION.at(each.node.span, f"The evaluation fails: {each.message}")
            for resource in self.resources
            if resource.written.is_deployed and resource.resource.tree is opened.tree
            for each in resource.body.failures
            if not _is_told(each.node.span, told)
        ]
        limits = limit_problems(opened.tree, [each.resource for each in self.resources])
        problems = {*found, *failing, *limits}
        return sorted(problems, key=lambda problem: (problem.span, problem.code))

    @property
    def has_errors(self) -> bool:
        """Whether Azure would refuse the template or its parameter file for what is in them."""
        unusable = (each.severity is Severity.ERROR for each in self._opened.notices)
        return any(unusable) or any(each.severity is Severity.ERROR for _, each in self.problems)

    def json(self) -> str:
        """The report for programs, of ASCII characters only."""
        document = {
            "version": VERSION,
            "resources": [self._resource_json(each) for each in self.resources],
            "problems": [problem_json(source, each) for source, each in self.problems],
        }
        return json.dumps(document, indent=2)

    def text(self) -> str:
        """The report for people: each resource as JSON below comments that say what it is."""
        return "\n\n".join("\n".join(self._lines(each)) for each in self.resources)

    def complaints(self) -> Iterator[tuple[str, Severity]]:
        """The problems with their places, for people."""
        for source, problem in self.problems:
            where = place(Location(source, problem.span))
            yield f"{where}: {problem.message}", problem.severity

    def _resource_json(self, each: Expanded) -> dict[str, Any]:
        resource = each.resource
        is_deployed = each.written.is_deployed
        return {
            "type": resource.type,
            "name": resource.name,
            "apiVersion": _member(resource, "apiVersion"),
            "scope": _member(resource, "scope"),
            "condition": "unknown" if is_deployed is None else is_deployed,
            "origin": location_json(self._location(resource)),
            "body": each.body.data,
        }

    def _lines(self, each: Expanded) -> Iterator[str]:
        resource = each.resource
        yield f"// {visible(f'{resource.type} {resource.name}').rstrip()}"
        yield f"// {place(self._location(resource))}"
        if each.written.is_deployed is False:
            yield "// not deployed: its condition is false"
        elif each.written.is_deployed is None:
            condition = _condition(resource)
            yield f"// deployed if {visible(condition)}" if condition else _NOT_CERTAIN
        if not each.body.is_known:
            yield "// parts in [brackets] are only known at deployment"
        yield shown_json(each.body.data, indent=2)

    def _location(self, resource: Resource) -> Location:
        return Location(self.sources[resource.tree.document], resource.node.span)


def _condition(resource: Resource) -> str | None:
    """What is left to compute of a condition."""
    node = resource.node.get("condition")
    return residual(node.value, resource.scope) if isinstance(node, String) else None


def _body(written: Written) -> Expansion:
    """The resource as it is sent: without its loop, and without what is listed by itself.

    Everything in it holds if it is deployed; its condition is as it is without that assumption.
    """
    resource = written.resource
    instead: dict[Node, str | None] = {}
    condition, own = resource.node.get("condition"), _condition(resource)
    if condition is not None and own is not None and written.is_deployed is None:
        instead[condition] = own
    if (inside := resource.node.get("resources")) is not None:
        instead[inside] = None
    copy, scope = resource.node.get("copy"), resource.scope
    is_one = isinstance(scope, InstanceScope) and scope.instance.index is not None
    if isinstance(copy, Object) and is_one:
        instead[copy] = None
    if (nested := nested_template(resource)) is not None:
        instead[nested[0]] = LISTED
    return expanded_object(resource.body, instead)


def _member(resource: Resource, name: str) -> Data:
    """The value of a member of a resource, or the expression for it."""
    node, scope = resource.node.get(name), resource.scope
    if node is None:
        return None
    text = node.value if isinstance(node, String) else ""
    return expanded(scope.evaluate(node), scope, lambda: residual(text, scope)).data


def _is_told(span: Span, told: list[Span]) -> bool:
    return any(span.start <= each.start and each.end <= span.end for each in told)
