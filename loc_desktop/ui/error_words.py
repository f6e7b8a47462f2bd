"""Known errors by code, in words that are translated. English in the table is what the desk itself says."""

from __future__ import annotations

from loc_desktop.errors import KnownError
from loc_desktop.ui.words import translate


def what_and_todo(error: KnownError, language: str) -> tuple[str, str]:
    """What happened and what to do. A code without words of its own says its English after a lead."""
    if language == "en":
        return error.what, error.todo
    lead = translate("Errors", "This did not work (%1):").replace("%1", error.code)
    return f"{lead} {error.what}", error.todo
