"""Conversations with the server that the tests have, message by message."""

from __future__ import annotations

from collections.abc import Sequence

from lsp.editor import ENVIRONMENT, PATIENCE, SERVER
from reliability.protocol import conversation
from reliability.protocol.conversation import Conversation, Message


def converse(messages: Sequence[Message | bytes], command: Sequence[str] = SERVER) -> Conversation:
    """`conversation.converse` with that server, or another one."""
    return conversation.converse(messages, command, ENVIRONMENT, PATIENCE)
