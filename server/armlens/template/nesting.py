"""Nested deployments: the template that one holds inline, and the scope that it is evaluated in.

Azure documentation, "Use linked and nested templates": by default a nested template is evaluated
by the template around it; of inner scope, it is a template by itself with parameters passed to it.
"""

from __future__ import annotations

from armlens.evaluation.links import Links
from armlens.evaluation.scope import Scope
from armlens.evaluation.values import Absent, Cause, Known, Unknown, Value
from armlens.jsonc.nodes import Object
from armlens.template.loops import DEPLOYMENT
from armlens.template.resource import Resource
from armlens.template.scope import Inherited, OpaqueScope, OuterScope, TemplateScope

_TARGETS = ("resourceGroup", "subscriptionId", "managementGroup", "scope")
"""Members of a deployment that send it elsewhere than to where the template around goes."""


def nested_template(resource: Resource) -> tuple[Object, Scope] | None:
    """The template that a deployment holds inline, and its scope."""
    properties = resource.node.get("properties")
    if resource.type.lower() != DEPLOYMENT or not isinstance(properties, Object):
        return None
    template = properties.get("template")
    if not isinstance(template, Object):
        return None
    (scope,) = resource.scope.inside(
        template, lambda: (_nested_scope(resource, properties, template),)
    )
    return template, scope


def _nested_scope(resource: Resource, properties: Object, template: Object) -> Scope:
    """The scope of a nested template, by `expressionEvaluationOptions.scope`; outer by default."""
    around = resource.scope
    options = properties.get("expressionEvaluationOptions")
    written = options.get("scope") if isinstance(options, Object) else None
    chosen = around.evaluate(written) if written else Known("outer")
    if not isinstance(chosen, Known):
        return OpaqueScope(resource.tree, around.budget, around.links)
    if str(chosen.value).lower() != "inner":
        return OuterScope(around)
    given = given_parameters(properties, around)
    return TemplateScope(resource.tree, template, given, inherited(resource, around.links))


def inherited(resource: Resource, links: Links) -> Inherited:
    """What a deployment hands on to a template that is evaluated by itself."""
    elsewhere = any(resource.node.find(name) for name in _TARGETS)
    target = None if elsewhere else resource.scope.target
    return Inherited(resource.scope.budget, links, target)


def given_parameters(properties: Object, around: Scope) -> Value:
    """The parameter values that the deployment passes, or what stands in their place."""
    if properties.find("parametersLink"):
        return Unknown(Cause.RUNTIME)
    node = properties.get("parameters")
    return around.evaluate(node) if node else Absent()
