"""What the server writes to its log, which an editor may show in red: only what somebody can act on."""

from __future__ import annotations

from lsp.wire import converse
from reliability.protocol.case import BEGUN, change, hover, notification
from reliability.protocol.conversation import EXIT, SHUTDOWN


def test_messages_that_cross_on_their_way_are_no_news() -> None:
    talk = converse(
        [
            *BEGUN,
            hover(ident=5),
            notification("$/cancelRequest", {"id": 5}),
            notification("$/cancelRequest", {"id": 5}),
            {"jsonrpc": "2.0", "id": "nobody waits for it", "result": None},
            change({"text": "{}"}, uri="file:///closed.json"),
            SHUTDOWN,
            EXIT,
        ]
    )
    assert talk.status == 0
    assert talk.log == ""
