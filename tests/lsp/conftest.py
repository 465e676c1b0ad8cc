"""Server processes for the tests of a module: one for each kind of editor."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from lsprotocol import types

from lsp.editor import ENVIRONMENT, PROFILES, SERVER, Editor, TestClient, capabilities


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=PROFILES)
async def editor(request: object) -> AsyncIterator[Editor]:
    profile: str = request.param  # type: ignore[attr-defined]
    client = TestClient()
    await client.start_io(*SERVER, env=ENVIRONMENT)
    await client.initialize_session(types.InitializeParams(capabilities=capabilities(profile)))
    yield Editor(client, profile)
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]
