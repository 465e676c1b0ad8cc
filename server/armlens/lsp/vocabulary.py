"""Names that clients and users see, apart from what loads slowly."""

from __future__ import annotations

SOURCE = "armlens"
"""The source of diagnostics, and the section of the editor's settings."""

FIX_ALL = "source.fixAll.armlens"
"""The kind of the code action that applies every safe fix."""

SETTINGS_FILE = "armlens.json"
"""The settings file's name. Its reader has it too, but loads the whole catalogue with it."""

RULE_FILE_ENDINGS = (".rules.json5", ".rules.jsonc", ".rules.json")
"""How the names of rule files end that are looked at while they are typed."""

EXPLAIN_RULE = "armlens.explainRule"
"""The command of a client that shows the page of the rule whose name it is given."""

CHOOSE_PARAMETERS = "armlens.chooseParameterFile"
"""The command of a client that lets people choose; such a client is told when to look again."""

OPEN_PAGE = "armlens.openPage"
"""The server's own command for other clients: it has them open a rule's published page."""

WRITE_REASON = "armlens.writeReason"
"""The server's own command: it has the client select the word that stands for a reason."""
