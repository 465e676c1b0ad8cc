"""Linked templates in the editor: as it has them, else as they are in the workspace folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from armlens.analysis.linked import LinkedTemplates
from armlens.dataclass import dataclass
from armlens.evaluation.links import Unavailable
from armlens.files.linked import NOT_RELATIVE, linked_path
from armlens.jsonc.tree import Tree
from armlens.lsp.documents import Document
from armlens.lsp.surroundings import Surroundings, Trees
from armlens.lsp.uris import is_same_file, path_of
from armlens.template.parameter_file import ParameterFile

ParametersOf = Callable[[Document], ParameterFile | None]
"""The parameter file that a template's own analysis is made with."""

_Found = Tree | Unavailable | None

_State = tuple[_Found, str | None]
"""What was found, and the text that a tree had then: it is brought up to date by edits."""


@dataclass()
class Lookout:
    """Where one document's links are looked up, and the documents that were found."""

    document: Document
    around: Surroundings
    trees: Trees
    parameters_of: ParametersOf
    found: dict[str, Document] = field(default_factory=dict)


class LinkedDocuments:
    """The templates that one document links, and those that they link.

    Each answer is remembered. Once nobody is on the lookout any more there are no others, and no
    document is held: an analysis that is kept must not keep what it rests on.
    """

    def __init__(self, lookout: Lookout) -> None:
        self._lookout: Lookout | None = lookout
        self._found: dict[tuple[str, str], _State] = {}
        self._parameters: dict[Tree, Sequence[ParameterFile]] = {}

    @property
    def templates(self) -> LinkedTemplates:
        """How an analysis comes at them."""
        return LinkedTemplates(self._follow, self._own_parameters)

    def finish(self) -> Mapping[str, Document]:
        """Ends the lookout; the documents that were found, by URI."""
        found = self._lookout.found if self._lookout else {}
        self._lookout = None
        return found

    def agrees(self, earlier: LinkedDocuments) -> bool:
        """Whether all answers that an earlier analysis had are still the same."""
        return all(self._is_now(*link, *then) for link, then in earlier._found.items()) and all(
            self._own_parameters(tree) == given for tree, given in earlier._parameters.items()
        )

    def _follow(self, document: str, path: str) -> _Found:
        link = document, path
        if link not in self._found and self._lookout:
            found = _looked_up(document, path, self._lookout)
            self._found[link] = found, _text(found)
        return self._found.get(link, (None, None))[0]

    def _is_now(self, document: str, path: str, then: _Found, text: str | None) -> bool:
        """Whether a link leads where it led then, and to the same text."""
        found = self._follow(document, path)
        return found is then and _text(found) is text

    def _own_parameters(self, template: Tree) -> Sequence[ParameterFile]:
        if template not in self._parameters and self._lookout:
            document = self._lookout.found.get(template.document)
            given = self._lookout.parameters_of(document) if document else None
            self._parameters[template] = (given,) if given else ()
        return self._parameters.get(template, ())


def _text(found: _Found) -> str | None:
    return found.text if isinstance(found, Tree) else None


def _looked_up(document: str, path: str, lookout: Lookout) -> _Found:
    """The template that a document links; a document without a file has none around it."""
    base = path_of(document)
    if base is None:
        return None
    file = linked_path(base, path)
    if file is None:
        return NOT_RELATIVE
    if is_same_file(lookout.document.uri, file):
        return lookout.trees.tree(lookout.document)
    found = lookout.around.look(file)
    if isinstance(found, Unavailable):
        return found
    lookout.found[found.uri] = found
    return lookout.trees.tree(found)
