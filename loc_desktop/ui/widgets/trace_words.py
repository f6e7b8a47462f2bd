"""What the views say about an evaluation: its checks, a return code in a narrow column, an event's status."""

from __future__ import annotations

from loc_desktop.ui.widgets.words import translate


def check(name: str) -> str:
    """A check of the dual-stack evaluation in words."""
    return {
        "type": translate("Words", "the pair fits: key to oracle result, event to event"),
        "role_and_key": translate("Words", "role and key agree"),
        "member": translate("Words", "the key is a member's"),
        "this_event": translate("Words", "the result is for this event"),
        "signature": translate("Words", "the signature verifies"),
        "verdict": translate("Words", "the verdict is Pass"),
        "signers": translate("Words", "every signer is a member"),
        "signatures": translate("Words", "every signature of the event verifies"),
        "equal": translate("Words", "the two events are equal, byte for byte"),
        "operation": translate("Words", "it is an operation"),
    }.get(name, name)


def mark(code: int | None, valid: bool) -> str:
    """A return code for a narrow column: ✓ 0, ✗ 1; void transactions have ✗."""
    if not valid:
        return "✗"
    return "" if code is None else f"✓ {code}" if code == 0 else f"✗ {code}"


def status(name: str) -> str:
    """An event's status on the ledger."""
    return {
        "pending": translate("Words", "waiting for signatures"),
        "unlocked": translate("Words", "unlocked"),
        "refused": translate("Words", "refused"),
        "withdrawn": translate("Words", "withdrawn"),
    }.get(name, name)
