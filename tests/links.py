"""Templates in memory that link each other, and small ones to do it with."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from armlens.analysis.engine import analyse_tree
from armlens.analysis.finding import Analysis, Finding
from armlens.analysis.linked import LinkedTemplates
from armlens.analysis.settings import Settings
from armlens.evaluation.links import Unavailable
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.template.kinds import DocumentKind
from armlens.template.parameter_file import ParameterFile, parameter_file
from armlens.template.resource import Resource
from armlens.template.resources import resources_of
from expectations import template

CLUSTER = "Microsoft.ContainerService/managedClusters"


@dataclass
class Folder:
    """Documents by name. Paths that lead out of the folder are not looked at."""

    texts: Mapping[str, str]
    settings: Settings = field(default_factory=Settings)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._trees = {name: parse(text, name) for name, text in self.texts.items()}

    def tree(self, name: str = "main.json") -> Tree:
        return self._trees[name]

    def follow(self, document: str, path: str) -> Tree | Unavailable | None:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(document), path))
        self.asked.append(name)
        if name.startswith(("..", "/")):
            return Unavailable("it lies outside", is_outside=True)
        return self._trees.get(name) or Unavailable("it does not exist")

    def resources(self, name: str = "main.json") -> list[Resource]:
        tree = self.tree(name)
        return list(resources_of(tree, DocumentKind.TEMPLATE, follow=self.follow))

    def analysed(
        self,
        name: str = "main.json",
        given: str | None = None,
        own: Mapping[str, str] | None = None,
    ) -> Analysis:
        """The analysis of a document; `given` is its parameter file, `own` are those of others."""
        parameters = self.parameters(given) if given else None
        files = {each: self.parameters(file) for each, file in (own or {}).items()}

        def parameters_of(linked: Tree) -> list[ParameterFile]:
            return [files[linked.document]] if linked.document in files else []

        linked = LinkedTemplates(self.follow, parameters_of)
        return analyse_tree(self.tree(name), self.settings, parameters=parameters, linked=linked)

    def parameters(self, name: str) -> ParameterFile:
        found = parameter_file(self.tree(name))
        assert found
        return found

    def told(self, name: str = "main.json", given: str | None = None) -> list[str]:
        """The shown findings: the characters, and the message."""
        findings = self.analysed(name, given).findings
        return [self.shown(each, name) for each in findings if each.is_shown]

    def shown(self, finding: Finding, name: str = "main.json") -> str:
        return f"{finding.span.text_of(self.texts[name])} {finding.message}"

    def problems(
        self, name: str = "main.json", start: str = "template."
    ) -> list[tuple[str, str, str]]:
        """The problems with codes that start so: code, characters and message."""
        text = self.texts[name]
        return [
            (each.code, each.span.text_of(text), each.message)
            for each in self.analysed(name).problems
            if each.code.startswith(start)
        ]


def deployment(
    link: str = '{ "relativePath": "child.json" }',
    parameters: str = "{}",
    more: str = "",
    name: str = "linked",
) -> str:
    """A deployment that links a template; `more` are members of the resource, with a comma."""
    return (
        f'{{ "type": "Microsoft.Resources/deployments", "name": "{name}", {more} "properties":'
        f' {{ "templateLink": {link}, "parameters": {parameters} }} }}'
    )


def passing(value: str, path: str = "child.json", more: str = "", name: str = "linked") -> str:
    """A deployment that passes a value for the parameter 'kind' of the template that it links."""
    link = json.dumps({"relativePath": path})
    return deployment(link, f'{{ "kind": {{ "value": {value} }} }}', more, name)


def child(
    default: str = '"SystemAssigned"', identity: str = "\"[parameters('kind')]\"", more: str = ""
) -> str:
    """A template with a cluster whose identity type is the parameter 'kind'."""
    declared = f'"parameters": {{ "kind": {{ "type": "string", "defaultValue": {default} }} }},'
    cluster = (
        f'{{ "type": "{CLUSTER}", "name": "aks", {more} "identity": {{ "type": {identity} }},'
        ' "properties": {} }'
    )
    output = """"outputs": { "kind": { "type": "string", "value": "[parameters('kind')]" } },"""
    return template(f"[{cluster}]", declared + output)


def folder(main: str, head: str = "", **others: str) -> Folder:
    """A folder with `main.json` and, by their names without suffix, other templates."""
    texts = {f"{name}.json": text for name, text in others.items()}
    return Folder({"main.json": template(f"[{main}]", head), **texts})
