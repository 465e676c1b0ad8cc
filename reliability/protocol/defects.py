"""What broken rules have shown, each with the test that keeps it away."""

from __future__ import annotations

from reliability.part import Defect

_CASES = "tests/lsp/test_protocol_abuse.py::test_a_rule_that_is_broken"
_DESERTED = "tests/lsp/test_deserted.py::"

DEFECTS: tuple[Defect, ...] = (
    Defect("A Content-Length of thousands of digits ended the server with a traceback.", _CASES),
    Defect("A header line of more than 64 kB, or noise without a line end, ended it.", _CASES),
    Defect(
        "A body without a length swallowed the message behind it; headers in lower case were not"
        " read, and the server waited for ever.",
        _CASES,
    ),
    Defect("What is no JSON, or no message of JSON-RPC 2.0, got no answer.", _CASES),
    Defect(
        "Numbers were taken for texts, and halves for whole numbers, where parameters are wrong.",
        _CASES,
    ),
    Defect("pygls kept the text of notebooks, of which armlens has nothing to say.", _CASES),
    Defect(
        "A client that closed its end in the middle of a message left a traceback.",
        _DESERTED + "test_a_client_that_dies_in_the_middle_of_a_message",
    ),
    Defect(
        "Requests that were under way at the end were answered into a closed stream, with"
        " tracebacks.",
        _DESERTED + "test_what_is_under_way_at_the_end_is_answered",
    ),
    Defect(
        "A server whose output nobody reads any more stayed, and logged every message.",
        _DESERTED + "test_a_client_that_reads_no_more",
    ),
    Defect(
        "The server did not look at the process that had started it.",
        _DESERTED + "test_the_process_that_started_it_ends",
    ),
    Defect(
        "Each change of settings left a question behind if the client never answered, and answers"
        " in another order brought old settings back.",
        _DESERTED + "test_a_client_that_never_answers",
    ),
    Defect(
        "pygls kept an object for every notification that went through a handler of its own.",
        _DESERTED + "test_nothing_is_kept_of_messages",
    ),
    Defect(
        "A client that wrote faster than it was served, or did not read, filled the memory.",
        _DESERTED + "test_a_client_that_writes_faster_than_it_is_served_has_to_wait",
    ),
    Defect(
        "Over TCP, what a client did not read was kept without a bound, and asyncio logged a"
        " warning for each message to one that was gone.",
        "tests/lsp/test_silent_clients.py::test_of_a_connection",
    ),
    Defect(
        "A client that did not read standard error stopped the server with the first 64 kB of its"
        " log.",
        "tests/lsp/test_unread_log.py::test_a_client_that_does_not_read_the_log_is_served",
    ),
)
