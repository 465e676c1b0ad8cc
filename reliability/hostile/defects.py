"""What hostile input has found, each with the test that keeps it away."""

from __future__ import annotations

from reliability.part import Defect

_CASES = "tests/reliability/test_hostile.py::test_hostile_input_is_told_and_harms_nothing"

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "A million members, variables or comments took up to a gigabyte and half a minute.",
        "tests/jsonc/test_amount.py::test_what_has_too_many_is_not_read",
    ),
    Defect(
        "In an editor, 100 deployments in each other called deeper than Python goes.",
        "tests/lsp/test_hostile_documents.py::test_each_is_answered_and_none_breaks_anything",
    ),
    Defect(
        "Each fix looked at the whole document for its style: a document of 500 clusters on one"
        " line took a minute.",
        "tests/jsonc/test_edits.py::test_a_place_among_many_is_found_without_a_look_at_all",
    ),
    Defect(
        "A text with 700,000 escapes was decoded 14 times, one escape after the other: 26 s.",
        _CASES,
    ),
    Defect(
        "The search for circles built the whole way anew at each reference, and a message named"
        " each of 3,000 variables.",
        _CASES,
    ),
    Defect(
        "Patterns of users' rules were matched by Python's `re`, which never ends for some; a"
        " pattern with 10,000 groups in each other raised an error.",
        "tests/evaluation/test_questions.py"
        "::test_a_pattern_that_would_go_back_and_forth_takes_no_time",
    ),
    Defect(
        "`armlens expand` wrote the same expression anew for each of thousands of parts that have"
        " it: 26 s for one object.",
        _CASES,
    ),
    Defect(
        "A machine for a pattern could take hundreds of MiB.",
        "tests/evaluation/test_patterns.py::test_a_machine_takes_no_more_memory_than_it_may",
    ),
    Defect(
        "A line with many `*` in a `.gitignore`, or in the settings, never ended.",
        "tests/files/test_path_patterns.py"
        "::test_a_pattern_that_would_go_back_and_forth_takes_no_time",
    ),
    Defect(
        "On the command line, a link by the name of the settings, of a parameter file or of a"
        " `.gitignore`, and the settings' choice of a parameter file, were followed out of the"
        " repository.",
        "tests/files/test_bounds.py::test_settings_that_are_a_link_elsewhere",
    ),
    Defect(
        "The name of a rule file with a NUL in it raised an error.",
        "tests/files/test_bounds.py::test_rule_file_that_is_none",
    ),
    Defect(
        "A file that became a pipe after it was looked at was waited for.",
        "tests/files/test_bounds.py::test_a_file_that_becomes_a_pipe_is_not_waited_for",
    ),
    Defect(
        "`variables(…)` and an index with a secret told the secret in saying that there is nothing"
        " of that name.",
        "tests/security/test_secrets.py::test_a_secret_of_a_parameter_file_is_in_no_report",
    ),
    Defect(
        "Where the value for a secret was the same as another, it was taken for no secret: a guess"
        " could be tried.",
        "tests/security/test_secrets.py::test_that_a_secret_agrees_with_a_guess_is_not_told",
    ),
    Defect(
        "A message in SARIF could have links and control characters from a document.",
        "tests/security/test_names.py::test_a_report_for_programs_is_ascii_and_has_no_link",
    ),
    Defect(
        "`python -m armlens` imported modules from the folder that it was started in.",
        "tests/security/test_promises.py::test_a_hostile_workspace",
    ),
    Defect(
        "An error inside a command showed a traceback with the exception's message.",
        "tests/security/test_crashes.py::test_a_command_that_breaks",
    ),
    Defect(
        "Settings with 20,000 entries took a minute for levels, and more than five for patterns.",
        _CASES,
    ),
    Defect(
        "Settings that are a link to themselves, or to nothing, were passed over in silence.",
        _CASES,
    ),
    Defect(
        "Patterns of names asked of each character that is not of ASCII what it is, again and"
        " again: in an editor, a name of 700,000 such characters took 14 s.",
        "tests/evaluation/test_patterns.py::test_what_a_form_can_tell_of_a_character_is_asked_once",
    ),
    Defect(
        "In an editor, every finding carried the whole name of its resource: for names of 4 MB, the"
        " server took 533 and 573 MiB; one of the answers had 88 MB.",
        "tests/editing/test_actions.py::test_keys_are_short_and_differ_however_long_names_are",
    ),
    Defect(
        "Each pattern of paths with many `*` was prepared for texts that are known in part, which"
        " paths never are: settings with 1,000 of them took 16 s, and 8 s in an editor each time.",
        "tests/evaluation/test_patterns.py"
        "::test_a_machine_that_meets_no_hole_asks_only_of_what_it_reads",
    ),
    Defect(
        "In an editor, settings that are a link out of the workspace or to themselves were passed"
        " over in silence, and edits of them were offered as of a new file.",
        "tests/lsp/test_settings.py"
        "::test_settings_that_are_a_link_elsewhere_or_to_themselves_are_told",
    ),
)
