"""Where settings for a template are to be written: the file that counts for it, or a new one."""

from __future__ import annotations

from pathlib import Path

from armlens.editing.settings_edits import SettingsHome
from armlens.files.settings import SettingsFile
from armlens.lsp.configuration import View
from armlens.lsp.documents import Document
from armlens.lsp.uris import is_same_file, path_of
from armlens.lsp.vocabulary import SETTINGS_FILE
from armlens.problems.tool import SETTINGS_UNREADABLE

Home = tuple[SettingsHome, Document]
"""Where settings are written, and the document that this is at present."""


def home_of(path: Path | None, file: SettingsFile | None, view: View) -> Home | None:
    """The settings file for a template and its present state.

    None outside of all folders, and where the file cannot be read, such as a link that leads out.
    A new file belongs at the root of the workspace folder, where all its templates are in reach.
    """
    uri = view.folder_of(path) if path else None
    root = path_of(uri) if uri else None
    if path is None or root is None or (file and _is_unread(file)):
        return None
    place = file.path if file else root / SETTINGS_FILE
    opened = next((each for each in view.drafts if is_same_file(each.uri, place)), None)
    name = file.document if file else place.as_uri()
    document = opened or Document(name, None, file.text if file else "")
    template = path.relative_to(place.parent).as_posix()
    return SettingsHome(document.uri, document.text if file else None, template), document


def _is_unread(file: SettingsFile) -> bool:
    return any(each.code == SETTINGS_UNREADABLE.code for each in file.problems)
