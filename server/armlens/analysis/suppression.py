"""Suppressions: that a finding need not be told, who says so, and why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase

from armlens.dataclass import dataclass
from armlens.problems.suppressions import EXPIRED, NO_REASON, UNUSED
from armlens.rules.rule import Rule
from armlens.template.resource import Resource
from armlens.text.problems import Problem
from armlens.text.spans import Span

PLACEHOLDER = "reason"
"""What our own edits write where somebody is to give the reason; it counts as none."""


class SuppressionKind(StrEnum):
    """Where a suppression is written, in the words of SARIF 2.1.0, section 3.35.2."""

    IN_SOURCE = "inSource"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is not told. `span` is the rule's name, in the template or the settings."""

    kind: SuppressionKind
    reason: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressEntry:
    """A suppression in the settings.

    `rule` is whatever selects rules; `path` a pattern in the syntax of `.gitignore`, relative to
    the settings file; `resource` a pattern of names with `*`, `?` and `[…]`, whatever the case.
    Without them the entry means every file, every resource. It counts up to and including the day
    of `expires`. The spans are those of the words for the rule and the day.
    """

    rule: str
    reason: str
    span: Span
    path: str | None = None
    resource: str | None = None
    expires: date | None = None
    expires_span: Span | None = None

    def is_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and today > self.expires

    def covers(self, rule: Rule, resource: Resource) -> bool:
        """Whether it means findings of the rule on the resource, in the files that it is for."""
        if not rule.matches(self.rule):
            return False
        pattern = self.resource
        return pattern is None or fnmatchcase(resource.name.lower(), pattern.lower())


def states_reason(text: str) -> bool:
    """Whether somebody wrote a reason: neither nothing nor the placeholder."""
    return text.strip().lower() not in ("", PLACEHOLDER)


def no_reason(rule: str, span: Span) -> Problem:
    """The problem of a suppression that counts but does not say why."""
    message = f"The suppression of '{rule}' does not say why: write a reason here."
    return NO_REASON.at(span, message)


def unused_entry(entry: SuppressEntry) -> Problem:
    """The problem of an entry that no finding needs."""
    return UNUSED.at(entry.span, f"No finding of '{entry.rule}' is suppressed by this.")


def expired(entry: SuppressEntry) -> Problem:
    """The problem of an entry whose last day is over."""
    message = (
        f"The suppression of '{entry.rule}' has expired and no longer counts: look at it again,"
        " then remove it or give it another date."
    )
    return EXPIRED.at(entry.expires_span or entry.span, message)
