"""What the rules say of a template that is edited: only what may have changed is judged again.

`Judgements` last from state to state of a document. They know what each resource object at the
root of the template was found to deploy, what the rules said of that, and what both rest on
(`evaluation/uses.py`). They give what `judged` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from armlens.analysis.carrying import Former, carried
from armlens.analysis.finding import Finding
from armlens.analysis.findings import Group, Portion
from armlens.analysis.instances import is_told_by_itself
from armlens.analysis.judged import Judged
from armlens.analysis.limits import limit_problems
from armlens.analysis.running import Checker, Look
from armlens.analysis.units import Found, Unit
from armlens.evaluation.links import Follow, Links, links_of
from armlens.evaluation.scope import MAX_STEPS
from armlens.evaluation.uses import Use, UseKind
from armlens.jsonc.memo import Kind, Memo
from armlens.jsonc.nodes import Object, are_same, walk
from armlens.jsonc.tree import Tree
from armlens.template.declared import are_called_alike, declared_at
from armlens.template.deployments import unseen
from armlens.template.kinds import DocumentKind
from armlens.template.linking import link_problems
from armlens.template.listing import Listed
from armlens.template.loops import MAX_ALL_INSTANCES
from armlens.template.parameter_file import ParameterFile
from armlens.template.relations import COMPLETE, Relations
from armlens.template.resource import Beside, Resource
from armlens.template.resources import resources_in, roots_of
from armlens.template.root_scope import RESOURCES, RootScope
from armlens.text.problems import Problem

_CIRCLE, _LINK = Use(UseKind.CIRCLE), Use(UseKind.LINK)

_JUDGEMENTS: Kind[list[Judgements]] = Kind("judgements")

_MOST_REPLACED = 4
"""How many resource objects one edit may be in, and what it has in them still be worth a look."""

_MOST_KEPT = 4
"""Under how many parameter files and settings what is known of one template is kept."""

_MOST_UNUSED = 16
"""How many analyses under others it is kept for: settings that have changed do not come back."""


def judged_again(
    tree: Tree,
    memo: Memo,
    checker: Checker,
    parameters: ParameterFile | None,
    follow: Follow | None,
) -> Judged:
    """The same as `judged` for a template that is edited, with what is remembered of it."""
    root = tree.root
    assert isinstance(root, Object)  # noqa: S101 - the root of a template
    known = memo.lasting(_JUDGEMENTS, list)
    last = next((each for each in known if each.are_for(checker, parameters)), None)
    links = links_of(tree, follow)
    found = last.renewed(root, links) if last else None
    if last is None or found is None:
        known[:] = [each for each in known if each is not last][: _MOST_KEPT - 1]
        last = Judgements(RootScope(tree, root, parameters, links), checker, parameters, memo)
        known.insert(0, last)
        found = last.begun()
    if not last.may_last:
        known.remove(last)
    known[:] = [each for each in known if each.is_in_use(now=each is last)]
    return found


class Judgements:
    """What is known of one template under one set of rules, settings and parameters."""

    def __init__(
        self, scope: RootScope, checker: Checker, parameters: ParameterFile | None, memo: Memo
    ) -> None:
        self._scope = scope
        self._checker = checker
        self._parameters = parameters
        self._memo = memo
        self._beside = Beside()
        self._units: dict[Object, Unit] = {}
        self._order: list[Object] = []
        self._changed: set[Use] = set()
        """The lists of resources that have changed since all were made up to date."""
        self._stale: set[Use] = set()
        """All that has changed since the rules had looked at all units."""
        self._formers: dict[Object, Former | None] = {}
        self._is_complete: bool | None = None
        self._steps = 0
        self._is_in_circle = False
        self._unused = 0

    def is_in_use(self, *, now: bool) -> bool:
        """Whether it is worth while to keep them, asked after each analysis: `now` by this one."""
        self._unused = 0 if now else self._unused + 1
        return self._unused <= _MOST_UNUSED

    def are_for(self, checker: Checker, parameters: ParameterFile | None) -> bool:
        """Whether they were made with these rules, settings and parameters."""
        return self._checker.is_same(checker) and self._parameters is parameters

    def begun(self) -> Judged:
        """What the rules say of the template, looked at for the first time."""
        return self._judged(frozenset())

    def renewed(self, root: Object, links: Links) -> Judged | None:
        """What the rules say of the template as it is now.

        None if that may depend on the order in which it is looked at, as it does where something
        refers to itself or a limit is near, or where nothing that is known can be used.
        """
        changed = self._scope.renew(root, links)
        reached = dict(self._scope.budget.reached)
        found = None if changed is None else self._judged(changed)
        # Which limits are told depends on which ones were reached first.
        is_as_before = self._scope.budget.reached == reached
        return found if is_as_before and self.may_last else None

    def _judged(self, changed: Set[Use]) -> Judged:
        self._scope.budget.begin()
        tree = self._scope.tree
        listed = roots_of(tree, DocumentKind.TEMPLATE, self._scope)
        self._drop(listed, changed)
        units = [self._unit(each) for each in listed]
        self._formers.clear()
        resources = [resource for unit in units for resource in unit.resources]
        self._look(units, resources)
        return _together(units, limit_problems(tree, resources))

    @property
    def may_last(self) -> bool:
        """Whether what is known does not depend on the order in which it came about."""
        budget = self._scope.budget
        is_free = not budget.is_short and 2 * budget.instances < MAX_ALL_INSTANCES
        return is_free and 2 * self._steps < MAX_STEPS and not self._is_in_circle

    def _drop(self, listed: Sequence[Listed], changed: Set[Use]) -> None:
        """Forgets the units that are gone, and those that rest on something that has changed."""
        order = [each.node for each in listed]
        changed = {_LINK, *self._changed_resources(order), *changed}
        symbols = {each.node: each.symbol for each in listed}
        stale = [
            unit
            for node, unit in self._units.items()
            if symbols.get(node) != unit.listed.symbol or unit.rests_on(changed)
        ]
        self._stale |= changed
        self._formers = self._replaced(stale, order)
        for unit in stale:
            self._drop_unit(unit)
        kept = [[node for node in nodes if node in self._units] for nodes in (self._order, order)]
        if not are_same(*kept):  # Related resources are told in the order in which they stand.
            self._changed.update(*(unit.types for unit in self._units.values()))
        self._order = order
        self._scope.forget([node for unit in stale for node in unit.nodes])
        self._scope.budget.uses.change(changed)
        self._forget_limits(stale)
        self._beside.objects = listed[0].beside.objects if listed else ()

    def _changed_resources(self, order: Sequence[Object]) -> set[Use]:
        """What the template says otherwise of its resources, if they stand in that order now."""
        if are_same(order, self._order):
            return set()
        if len(order) != len(self._order):
            return {RESOURCES}
        pairs = enumerate(zip(self._order, order, strict=True))
        changed = [(number, one, other) for number, (one, other) in pairs if one is not other]
        if len(changed) > _MOST_REPLACED:
            return {RESOURCES}
        are_alike = all(are_called_alike(one, other) for _, one, other in changed)
        return {declared_at(number) for number, _, _ in changed} if are_alike else {RESOURCES}

    def _forget_limits(self, stale: Iterable[Unit]) -> None:
        reached = self._scope.budget.reached
        gone = {node for unit in stale for node in walk(unit.listed.node)} if reached else set()
        for message in [each for each, place in reached.items() if place.node in gone]:
            del reached[message]

    def _replaced(
        self, stale: Iterable[Unit], order: Sequence[Object]
    ) -> dict[Object, Former | None]:
        """What was found on objects, by those that certainly stand in their place now.

        Where many are others than before, all was read anew, and nothing in them is the same.
        """
        now = {node: node for node in order}
        if len(order) == len(self._order):
            replaced = dict(zip(self._order, order, strict=True))
            is_one_edit = sum(one is not other for one, other in replaced.items()) <= _MOST_REPLACED
            now |= replaced if is_one_edit else {}
        return {now[each.listed.node]: each.former() for each in stale if each.listed.node in now}

    def _drop_unit(self, unit: Unit) -> None:
        del self._units[unit.listed.node]
        self._scope.budget.instances -= unit.instances
        self._steps -= unit.steps
        self._changed.update(unit.types)

    def _unit(self, listed: Listed) -> Unit:
        """What a resource object deploys."""
        known = self._units.get(listed.node)
        if known is not None:
            return known
        self._memo.pause()
        budget = self._scope.budget
        steps, instances = budget.steps, budget.instances
        listed = replace(listed, beside=self._beside)

        def look() -> tuple[tuple[Resource, ...], bool]:
            resources = tuple(resources_in(listed))
            return resources, not unseen(resources)

        (resources, is_seen), uses = budget.uses.gather(look)
        steps, instances = budget.steps - steps, budget.instances - instances
        unit = self._units[listed.node] = Unit(listed, resources, is_seen, uses, instances, steps)
        unit.before = self._formers.get(listed.node)
        self._steps += steps
        self._is_in_circle |= _CIRCLE in uses
        self._changed.update(unit.types)
        return unit

    def _look(self, units: Sequence[Unit], resources: Sequence[Resource]) -> None:
        """Lets the rules look at the units where what they said may not be true any more."""
        is_complete = all(unit.is_seen for unit in units)
        if is_complete is not self._is_complete:
            self._changed.add(COMPLETE)
            self._is_complete = is_complete
        relations = Relations(resources, is_complete=is_complete)
        for unit in units:
            if unit.found and not self._changed.isdisjoint(unit.found.uses):
                unit.before, unit.found = unit.former(), None
        self._stale |= self._changed
        self._changed.clear()
        for unit in units:
            if unit.found is None:
                self._memo.pause()
                unit.found, unit.before = self._found(unit, relations), None
        self._stale.clear()

    def _found(self, unit: Unit, relations: Relations) -> Found:
        budget = self._scope.budget
        steps = budget.steps

        def look() -> tuple[list[list[Look]], list[Problem]]:
            known = carried(unit.before, unit.listed.node, unit.resources, self._stale)
            looks = [
                list(self._checker.looks(resource, relations, known.get(number)))
                for number, resource in enumerate(unit.resources)
            ]
            links = [
                problem
                for each in unit.resources
                for problem in link_problems(each, self._scope.tree)
            ]
            return looks, links

        (looks, links), uses = budget.uses.gather(look)
        unit.steps += budget.steps - steps
        self._steps += budget.steps - steps
        self._is_in_circle |= _CIRCLE in uses
        crashes = [look.crash for inside in looks for look in inside if look.crash]
        findings = (each for inside in looks for look in inside for each in look.findings)
        group = _group(self._scope.tree, unit.listed.node, findings)
        return Found(looks, links, uses, group, crashes)


def _group(tree: Tree, node: Object, findings: Iterable[Finding]) -> Group | None:
    """The findings on what an object deploys, if they are told as they are, and move with it."""
    found = list(findings)
    start, end = node.start, node.end
    is_told = all(
        start <= each.span.start and each.span.end <= end and is_told_by_itself(each, tree)
        for each in found
    )
    return Group(found, start) if is_told else None


def _together(units: Iterable[Unit], limits: Iterable[Problem]) -> Judged:
    found: list[Portion | list[Finding]] = []
    crashes: list[Problem] = []
    links: list[Problem] = []
    for unit in units:
        looked = unit.found
        if looked is None:
            continue
        if looked.group is None:
            found.append([each.moved_with_text() for each in looked.findings])
        elif looked.group.findings:
            found.append(Portion(looked.group, unit.listed.node.span))
        crashes += looked.crashes
        links += looked.links
    return Judged(found, [*crashes, *links, *limits])
