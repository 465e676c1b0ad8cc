"""What an extension asks beside LSP: rules, their pages, and a check of files that are not open."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from lsp.editor import UTF16_PULL, Editor, session
from lsp.neighbours import ask
from lsp.templates import FAILING, PASSING, RULE
from lsp.wire import converse
from reliability.protocol import conversation as wire

PAGE = "armlens/rulePage"
CHECK = "armlens/checkWorkspace"


async def checked(editor: Editor, **params: object) -> dict[str, int]:
    """How many diagnostics each reported file has, by its name."""
    result = await ask(editor, CHECK, **params)
    return {Path(file.uri).name: len(file.diagnostics) for file in result.files}


def write(folder: Path, **texts: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


async def test_rules_and_pages_are_there_without_a_document(tmp_path: Path) -> None:
    async with session(UTF16_PULL, tmp_path) as editor:
        found = await ask(editor, "armlens/rules")
        [rule] = [each for each in found if each["name"] == RULE]
        for wanted in (RULE, rule["ref"], RULE.upper()):
            page = await ask(editor, PAGE, rule=wanted)
            assert page.name == RULE
            assert page.markdown.startswith(f"# {rule['title']}\n")
        problem = await ask(editor, PAGE, rule="JSONC.trailing-comma")
        assert (problem.name, problem.ref) == ("jsonc.trailing-comma", "jsonc.trailing-comma")
        assert problem.markdown.startswith(f"# {problem.title}\n")
        assert await ask(editor, PAGE, rule="Azure.Nothing") is None
        assert await ask(editor, PAGE) is None


async def test_check_finds_what_is_not_open(tmp_path: Path) -> None:
    write(tmp_path, failing=FAILING, passing=PASSING, other='{"name": "x"}')
    write(tmp_path / "deep" / "er", nested=FAILING)
    (tmp_path / "passing.parameters.json").write_text('{"parameters": {"x": {"value": 1}}}')
    async with session(UTF16_PULL, tmp_path) as editor:
        result = await ask(editor, CHECK)
        files = {Path(file.uri).name: file.diagnostics for file in result.files}
        assert set(files) == {"failing.json", "nested.json", "passing.parameters.json"}
        assert [each.code for each in files["passing.parameters.json"]] == ["parameters.undeclared"]
        assert result.templates == 3
        [found] = files["nested.json"]
        assert (found.code, found.source) == (RULE, "armlens")
        assert found.codeDescription.href.endswith(f"/{RULE}/")


async def test_check_takes_the_text_of_what_is_open(tmp_path: Path) -> None:
    write(tmp_path, main=FAILING)
    async with session(UTF16_PULL, tmp_path) as editor:
        editor.open(PASSING, (tmp_path / "main.json").as_uri())
        assert await checked(editor) == {}


async def test_check_honours_ignore_files_and_settings(tmp_path: Path) -> None:
    write(tmp_path, main=FAILING, armlens='{"exclude": ["legacy/"]}')
    (tmp_path / ".gitignore").write_text("build/\n", encoding="utf-8")
    for folder in ("build", "legacy", "node_modules", "kept"):
        write(tmp_path / folder, **{folder: FAILING})
    async with session(UTF16_PULL, tmp_path) as editor:
        assert await checked(editor) == {"main.json": 1, "kept.json": 1}
        uris = [path.as_uri() for path in tmp_path.rglob("*.json")]
        named = await checked(editor, uris=uris)
        assert {name for name, count in named.items() if count} == {"main.json", "kept.json"}


async def test_check_tells_what_is_wrong_with_a_settings_file(tmp_path: Path) -> None:
    write(tmp_path, armlens='{"ruls": {}}')
    async with session(UTF16_PULL, tmp_path) as editor:
        assert await checked(editor) == {"armlens.json": 1}


async def test_check_tells_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "binary.json").write_bytes(b'{"resources": \0 [\xff]}')
    async with session(UTF16_PULL, tmp_path) as editor:
        [file] = (await ask(editor, CHECK)).files
        assert [each.code for each in file.diagnostics] == ["file.unreadable"]


async def test_files_that_are_named_are_all_reported_so_that_they_can_be_cleared(
    tmp_path: Path,
) -> None:
    write(tmp_path, failing=FAILING, passing=PASSING)
    names = ("failing", "passing", "gone")
    uris = [(tmp_path / f"{name}.json").as_uri() for name in names]
    async with session(UTF16_PULL, tmp_path) as editor:
        assert await checked(editor, uris=[*uris, "untitled:Untitled-1"]) == {
            "failing.json": 1,
            "passing.json": 0,
            "gone.json": 0,
            "untitled:Untitled-1": 0,
        }


async def test_nothing_outside_the_folders_is_read(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    write(inside, main=PASSING)
    write(outside, secret=FAILING)
    (inside / "link.json").symlink_to(outside / "secret.json")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    paths = [
        outside / "secret.json",
        inside / "link.json",
        inside / "folder" / "secret.json",
    ]
    uris = [path.as_uri() for path in paths]
    uris.append(f"{inside.as_uri()}/%2E%2E/outside/secret.json")
    async with session(UTF16_PULL, inside) as editor:
        assert await checked(editor) == {}
        assert set((await checked(editor, uris=uris)).values()) == {0}


@pytest.mark.parametrize(
    "params", [{"uris": 7}, {"uris": [7, None]}, {"uris": ["", "::", "file://[", "\0"]}, {"x": 1}]
)
async def test_odd_parameters_are_no_reason_to_fail(
    tmp_path: Path, params: dict[str, object]
) -> None:
    async with session(UTF16_PULL, tmp_path) as editor:
        assert not any((await checked(editor, **params)).values())


def test_progress_and_files_come_along_the_way(tmp_path: Path) -> None:
    for number in range(200):
        write(tmp_path, **{f"main{number}": FAILING})
    folders = [{"uri": tmp_path.as_uri(), "name": "folder"}]
    params = {"workDoneToken": "work", "partialResultToken": 7}
    conversation = converse(
        [
            wire.initialize(workspaceFolders=folders),
            wire.INITIALIZED,
            {"id": 2, "method": CHECK, "params": params},
            wire.SHUTDOWN,
            wire.EXIT,
        ]
    )
    assert conversation.reply(2)["result"] == {"files": [], "templates": 200}
    told = [each["params"] for each in conversation.messages if each.get("method") == "$/progress"]
    work = [each["value"]["kind"] for each in told if each["token"] != 7]
    assert [work[0], work[-1]] == ["begin", "end"]
    parts = [each["value"] for each in told if each["token"] == 7]
    files = [file for part in parts for file in part]
    assert len({file["uri"] for file in files}) == 200
    assert {found["code"] for file in files for found in file["diagnostics"]} == {RULE}


async def test_check_can_be_cancelled(tmp_path: Path) -> None:
    for number in range(500):
        write(tmp_path, **{f"main{number}": FAILING})
    async with session(UTF16_PULL, tmp_path) as editor:
        answer = editor.client.protocol.send_request(CHECK, {}, msg_id="check")
        await asyncio.sleep(0.05)
        editor.client.cancel_request(types.CancelParams(id="check"))
        with pytest.raises((JsonRpcException, asyncio.CancelledError)):
            await editor.within(asyncio.wrap_future(answer))
        uri = editor.open(FAILING)
        assert len(await editor.diagnostics(uri)) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FAILING, RULE),
        (PASSING.replace('"SystemAssigned"', '"[f()]"'), "template.unknown-function"),
    ],
)
def test_the_page_is_offered_to_clients_that_can_show_it(text: str, code: str) -> None:
    for commands, titles in (["armlens.explainRule"], [f"Explain {code}"]), ([], []):
        conversation = converse(
            [
                wire.initialize(initializationOptions={"commands": commands}),
                wire.INITIALIZED,
                wire.did_open("file:///main.json", text),
                {"id": 2, "method": "textDocument/codeAction", "params": ACTIONS},
                wire.SHUTDOWN,
                wire.EXIT,
            ]
        )
        actions = conversation.reply(2)["result"]
        pages = [each for each in actions if "command" in each]
        assert [each["title"] for each in pages] == titles
        for each in pages:
            assert each["command"]["command"] == "armlens.explainRule"
            assert each["command"]["arguments"] == [code]
            assert not each.get("isPreferred")
            assert [found["code"] for found in each["diagnostics"]] == [code]


def test_other_clients_are_asked_to_open_the_published_page_of_a_rule() -> None:
    def executed(ident: int, name: str) -> wire.Message:
        params = {"command": "armlens.openPage", "arguments": [name]}
        return {"id": ident, "method": "workspace/executeCommand", "params": params}

    conversation = converse(
        [
            wire.initialize({"window": {"showDocument": {"support": True}}}),
            wire.INITIALIZED,
            wire.did_open("file:///main.json", FAILING),
            {"id": 2, "method": "textDocument/codeAction", "params": ACTIONS},
            executed(3, RULE),
            executed(4, "Contoso"),
            wire.SHUTDOWN,
            wire.EXIT,
        ]
    )
    actions = conversation.reply(2)["result"]
    [page] = [each for each in actions if "command" in each and "edit" not in each]
    assert page["title"] == f"Open the page of {RULE}"
    assert page["command"]["command"] == "armlens.openPage"
    assert page["command"]["arguments"] == [RULE]
    assert [found["code"] for found in page["diagnostics"]] == [RULE]
    shown = [each for each in conversation.messages if each.get("method") == "window/showDocument"]
    assert [each["params"]["external"] for each in shown] == [True]
    assert shown[0]["params"]["uri"].endswith(f"/en/rules/{RULE}/")


ACTIONS = {
    "textDocument": {"uri": "file:///main.json"},
    "range": {
        "start": {"line": 0, "character": 0},
        "end": {"line": len(FAILING.splitlines()), "character": 0},
    },
    "context": {"diagnostics": []},
}
