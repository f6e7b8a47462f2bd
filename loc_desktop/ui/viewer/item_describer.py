"""An item of a stack in a few words: what it is, and what tells it apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.app.values import Party
from loc_desktop.texts.words import short
from loc_desktop.ui.widgets.i18n import filled, role_mark, translate
from loc_desktop.ui.widgets.words import Words


class ItemDescriber:
    """``parties`` are the members by key, whose names are said."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.parties: Mapping[str, Party] = {}

    def badge(self, item: Mapping[str, Any]) -> str:
        """The role letter of a key or an oracle result, "" for the rest."""
        return str(item.get("role", "")) if item.get("type") in ("key", "oracle") else ""

    def who(self, key: str) -> str:
        party = self.parties.get(key)
        return party.name if party is not None and party.name else short(key)

    def role_of(self, key: str) -> str:
        party = self.parties.get(key)
        return role_mark(party.role) if party is not None else short(key)

    def text(self, item: Mapping[str, Any]) -> str:
        """What it is, and what tells it apart."""
        what = item.get("type")
        if what == "key":
            return filled(translate("Stack", "key %1"), self.who(str(item.get("key", ""))))
        if what == "oracle":
            at = self.words.clock(str(item.get("at", "")))
            verdict = self.words.verdict(str(item.get("verdict", "")))
            said = filled(translate("Stack", "oracle result: %1"), verdict)
            return f"{said} · {at}"
        if what == "event":
            kind = self.words.kind(str(item.get("kind", "")))
            return filled(translate("Stack", "event: %1"), kind) + f" · {short(str(item.get('id', '')))}"
        if what == "operation":
            return self._operation(item)
        return str(what)

    def _operation(self, item: Mapping[str, Any]) -> str:
        op = str(item.get("op", ""))
        args = item.get("args")
        args = args if isinstance(args, dict) else {}
        name = {
            "transfer": translate("Stack", "transfer"),
            "repay": translate("Stack", "repay"),
            "query": translate("Stack", "query"),
            "inspect": translate("Stack", "inspect"),
            "issue": translate("Stack", "issue"),
            "redeem": translate("Stack", "redeem"),
            "challenge": translate("Stack", "challenge"),
            "resolve": translate("Stack", "resolve"),
        }.get(op, op)
        parts = [name]
        amount = args.get("amount")
        if isinstance(amount, int):
            parts.append(self.words.money(amount))
        source, target = args.get("from", args.get("issuer")), args.get("to")
        if isinstance(source, str) and isinstance(target, str):
            parts.append(f"{self.role_of(source)} → {self.role_of(target)}")
        elif isinstance(args.get("loan"), str):
            parts.append(short(args["loan"]))
        return " ".join(parts)
