"""With a memory of what was found, the problems of an edited template are those of the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from armlens.jsonc.memo import Memo
from armlens.jsonc.nodes import Object, String, walk
from armlens.jsonc.parse import parse
from armlens.jsonc.tree import Tree
from armlens.jsonc.update import update
from armlens.template.problems.all import template_problems
from armlens.text.spans import Span

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.json"))

SUBSCRIPTION = (
    "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"
)
TEMPLATE = """\
{
  "parameters": {
    "size": { "type": "int", "defaultValue": 3 },
    "kind": { "type": "string" }
  },
  "variables": {
    "names": { "first": "a", "list": [1, 2] },
    "loop": "[variables('pool')]",
    "pool": "[variables('loop')]"
  },
  "functions": [{"namespace": "my", "members": {"f": {
    "parameters": [{"name": "x", "type": "string"}],
    "output": {"type": "string", "value": "[concat(parameters('x'), parameters('y'))]"}
  }}}],
  "resources": [
    { "type": "a/b", "name": "[concat(parameters('kind'), variables('names').second)]" },
    { "type": "a/b", "name": "same" },
    { "type": "a/b", "name": "same", "tags": { "t": "[my.f(parameters('size'))]" } },
    {
      "type": "Microsoft.Resources/deployments", "name": "inner",
      "properties": {
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "p": { "value": "[parameters('size')]" }, "q": { "value": 1 } },
        "template": {
          "parameters": { "p": { "type": "string", "defaultValue": 1 } },
          "resources": [{ "type": "c/d", "name": "[substring(parameters('p'), 'x')]" }]
        }
      }
    },
    {
      "type": "Microsoft.Resources/deployments", "name": "outer",
      "properties": {
        "template": {
          "variables": { "lost": 1 },
          "resources": [{ "type": "c/d", "name": "[copyIndex('there')]" }],
          "outputs": { "o": { "type": "string", "value": "[variables('names').list[5]]" } }
        }
      }
    }
  ],
  "outputs": { "o": { "type": "string", "value": "[reference(parameters('kinds'))]" } }
}
"""


class Edited:
    """A template under edits, with the memory of its problems."""

    def __init__(self, text: str) -> None:
        self.tree = parse(text)
        self.tree.memo = Memo(lambda: None)
        self.check()

    def edit(self, start: int, end: int, typed: str) -> None:
        text = self.tree.text[:start] + typed + self.tree.text[end:]
        update(self.tree, Span(start, end), text)
        self.check()

    def replace(self, old: str, new: str) -> None:
        start = self.tree.text.index(old)
        self.edit(start, start + len(old), new)

    def check(self) -> None:
        assert template_problems(self.tree) == template_problems(parse(self.tree.text))
        assert self.tree.memo
        self.tree.memo.forget_unused()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"size": {', '"sizes": {'),
        ('"type": "int"', '"type": "string"'),
        ('"first": "a"', '"second": "a"'),
        ("[1, 2]", "[1, 2, 3, 4, 5, 6]"),
        ("\"[variables('loop')]\"", '"x"'),
        ('"name": "x", "type"', '"name": "y", "type"'),
        ('"scope": "inner"', '"scope": "outer"'),
        ('{ "scope": "inner" }', "{}"),
        ('"q": { "value": 1 }', '"p": { "value": 1 }'),
        ('"type": "string", "defaultValue": 1', '"type": "int", "defaultValue": 1'),
        ('"name": "outer",', '"name": "outer", "copy": { "name": "there", "count": 2 },'),
        ("parameters('kinds')", "parameters('kind')"),
        ('{\n  "parameters"', f'\n\n{{\n "$schema": "{SUBSCRIPTION}",\n  "parameters"'),
        ('"type": "Microsoft.Resources/deployments", "name": "outer"', '"type": "a/b", "name": "outer"'),
    ],
)  # fmt: skip
def test_a_change_and_back(old: str, new: str) -> None:
    edited = Edited(TEMPLATE)
    edited.replace(old, new)
    edited.replace(new, old)


def test_lines_that_are_inserted_and_what_is_typed_between() -> None:
    edited = Edited(TEMPLATE)
    for at in range(0, len(TEMPLATE), 5):
        edited.edit(at, at, "\n")
        edited.edit(at, at + 1, "")


def values(tree: Tree) -> list[String]:
    found = [node for node in walk(tree.root) if isinstance(node, String)] if tree.root else []
    return [node for node in found if len(node.raw) > 1]


def at_random(text: str, seed: int, times: int) -> None:
    """Edits strings and cuts pieces, and mostly takes it back."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    edited = Edited(text)
    for _ in range(times):
        node = chance.choice(values(edited.tree))
        start, end = chance.choice(
            [(node.start + 1, node.start + 2), (node.start, node.end), (node.end - 1, node.end - 1)]
        )
        typed = chance.choice(["x", "", "[parameters('x')]", "\n", '"a"'])
        old = edited.tree.text[start:end]
        edited.edit(start, end, typed)
        if chance.random() < 0.8:
            edited.edit(start, start + len(typed), old)


@pytest.mark.parametrize("text", [TEMPLATE, *(path.read_text("utf-8") for path in SAMPLES)])
def test_samples_edited_at_random(text: str) -> None:
    at_random(text, len(text), 25)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_real_templates_edited_at_random() -> None:
    found = sorted(CORPUS.rglob("main.json"))[::25] + sorted(CORPUS.rglob("azuredeploy.json"))[::40]
    for number, path in enumerate(found):
        text = path.read_bytes().decode("utf-8")
        if len(text) < 60_000 and isinstance(parse(text).root, Object):
            at_random(text, number, 8)
