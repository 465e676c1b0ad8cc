"""Sentences that a rule adds to the message of a failure, filled with what the resource has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armlens.evaluation.values import Known
from armlens.jsonc.nodes import Member, String
from armlens.rules.judging.cases import FAIL, overall
from armlens.rules.judging.conditions import cases_of
from armlens.rules.judging.context import Context
from armlens.rules.judging.items import whole
from armlens.rules.judging.wording import quoted

_PATH = re.compile(r"\{([\w.]+)\}")


def remarks(context: Context) -> Iterator[str]:
    """The sentences of the rule, without those whose conditions are certainly not met."""
    for remark in context.rule.remarks:
        if overall(cases_of(remark.when, whole(context), context)) is not FAIL:
            yield filled(remark.text, context)


def filled(text: str, context: Context) -> str:
    """A text with the values of the resource in the place of `{path.to.field}`."""
    return _PATH.sub(lambda match: _shown(tuple(match[1].split(".")), context), text)


def _shown(path: tuple[str, ...], context: Context) -> str:
    """The value at a path, or the expression that gives it; secrets are neither."""
    ways = whole(context).follow(path)
    value = ways[0].value
    if len(ways) == 1 and (isinstance(value, Known) or value.secret):
        return quoted(value)
    written = ways[0].written
    node = written.value if isinstance(written, Member) else None
    return f"given by {node.value}" if isinstance(node, String) else "of its own"
