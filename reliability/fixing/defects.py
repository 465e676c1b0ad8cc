"""What trying fixes has found, each with the test that keeps it away."""

from __future__ import annotations

from reliability.part import Defect

DEFECTS: tuple[Defect, ...] = (
    Defect(
        "The fix of Azure.AKS.SecretStore turned on an add-on of which another rule then"
        " complained.",
        "tests/rules/aks/test_secret_store_fix.py::test_rotation_is_turned_on_along",
    ),
    Defect(
        "Fix all left out every fix that came after ten that did no good.",
        "tests/editing/test_fix_all.py::test_all_but_the_one_that_does_harm_are_mended",
    ),
    Defect(
        "Fix all took a fix that made a finding of another resource, if it ended two.",
        "tests/editing/test_fix_all.py::test_a_fix_that_gives_rise_to_another_finding_is_not_applied",
    ),
    Defect(
        "A fix wrote a value into a parameter file, or into what is passed to a nested template,"
        " that the template does not allow.",
        "tests/rules/test_fix_declarations.py::test_value_is_added_to_those_that_another_document_allows",
    ),
    Defect(
        "A fix wrote a value into a parameter that its declaration refuses: too large, too long, of"
        " another type, or a member that the type does not have.",
        "tests/rules/test_fix_declarations.py::test_where_a_declaration_cannot_be_met_only_the_resource_is_mended",
    ),
    Defect(
        "Fix all replaced user-assigned identities that somebody had listed, since a"
        " system-assigned one counted as safe.",
        "tests/rules/test_managed_identity_fixes.py::test_identities_that_somebody_has_chosen_are_not_removed_unasked",
    ),
    Defect(
        "A fix of a user's rule could write half of a surrogate pair, which no file can hold.",
        "tests/jsonc/test_edits.py::test_half_a_character_is_written_as_an_escape_since_no_file_can_hold_it",
    ),
)
