"""Problems of links: templates that deployments name by a path and that are not followed.

Azure documentation, "Use linked and nested templates". None is an error: the files that are here
need not be those that are deployed.
"""

from __future__ import annotations

from armlens.problems.examples import Example, document
from armlens.problems.kind import Azure, ProblemKind
from armlens.text.problems import Severity

_NOT_SEEN = (
    " The template is not followed, so that nothing is said of its resources, and what depends on"
    " its outputs stays unknown."
)
_THERE = (("network.json", document('"resources": []')),)


def _linking(path: str, *others: tuple[str, str]) -> Example:
    """A template that links another one by that path, and what lies beside it."""
    text = (
        '"resources": [{\n'
        '  "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "net",\n'
        '  "properties": {\n'
        f'    "mode": "Incremental", "templateLink": {{ "relativePath": {path} }}\n'
        "  }\n"
        "}]"
    )
    return Example(text, others=others)


_GOOD = _linking('"network.json"', *_THERE)

UNREADABLE = ProblemKind(
    code="template.link-unreadable",
    title="A linked template cannot be read",
    severity=Severity.WARNING,
    azure=Azure.REFUSES,
    explanation="The file that `relativePath` names, relative to the template that links it, is"
    " not there, may not be read or is no text." + _NOT_SEEN,
    remedy="Correct the path. Where a build puts the file there, switch the problem off.",
    bad=_linking('«"netwrok.json"»', *_THERE),
    good=_GOOD,
)
OUTSIDE = ProblemKind(
    code="template.link-outside",
    title="A linked template lies where nothing is read",
    severity=Severity.INFORMATION,
    azure=Azure.ALLOWS,
    explanation="Files are read in the folders of the workspace only; on the command line, in the"
    " repository that the template is in, or else in the folder that is checked. The path leads"
    " out of there, by itself or through a symbolic link, or is no relative one." + _NOT_SEEN,
    remedy="Open or check a folder that holds both templates.",
    bad=_linking('«"../network.json"»'),
    good=_GOOD,
)
NOT_TEMPLATE = ProblemKind(
    code="template.link-not-template",
    title="A linked file is not a template",
    severity=Severity.WARNING,
    azure=Azure.REFUSES,
    explanation="The file that `relativePath` names has neither the schema of a template nor its"
    " resources." + _NOT_SEEN,
    remedy="Correct the path, or the file.",
    bad=_linking('«"network.json"»', ("network.json", "{}")),
    good=_GOOD,
)
CYCLE = ProblemKind(
    code="template.link-cycle",
    title="Links lead in a circle",
    severity=Severity.WARNING,
    azure=Azure.UNKNOWN,
    explanation="The linked template links this one again, by itself or through others. A"
    " deployment ends only if a condition ends the circle. The link that closes the circle is not"
    " followed.",
    remedy="Remove one of the links.",
    bad=_linking('«"main.json"»'),
    good=_GOOD,
)
LIMIT = ProblemKind(
    code="template.link-limit",
    title="There are more linked templates than armlens follows",
    severity=Severity.WARNING,
    azure=Azure.UNKNOWN,
    explanation="Templates link each other more than 16 deep, or one document links more than 200"
    " templates or 20 million characters, each counted as often as it is linked." + _NOT_SEEN,
    remedy="Check the linked templates by themselves.",
)

PROBLEMS = (UNREADABLE, OUTSIDE, NOT_TEMPLATE, CYCLE, LIMIT)
