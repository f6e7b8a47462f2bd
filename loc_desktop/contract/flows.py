"""The business flows as data (spec section 6): who signs, who grants in which order, which operations follow.

A row of ``resources/flows.json``::

    {"kind", "signers": [party], "grantors": [party], "body": {field: type}, "operations": [template],
     "state": bool, "rule": name, "one_of": [field], "source": text,
     "while_frozen": ["loan" or role], "while_revoked": [role]}

A party is ``{"role": R, "key": field}``: ``R`` a role or ``body.field``, ``key`` the body's field that names
the key (left out: any member of that role); if that field is optional and the event leaves it out, there is
no such party. With ``"optional": true`` an event may do without that grantor, and the row's rule says when.
The body of every kind that has grantors names them besides, in their order: ``grantors``, a list of
``{"role", "key"}``, so that they are under the signature (spec section 6); no row has a field of this name.
``"for"`` in one of them names the member whose substitute it is. Where the lending rules ask for two persons
of a role, its second one follows the first, or grants first where the role only signs.
A template's argument is ``body.field``; a field that the event leaves out leaves its argument out. ``rule``
names the conditions and effects of :mod:`loc_desktop.contract.flow_rules.base`. So a new flow of known rules
is a new row and no new code.

``while_frozen`` says what may be frozen by a challenge while the flow goes on: its loan, its parties in these
roles. ``while_revoked``: in which roles its parties may have been revoked.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from loc_desktop import resources
from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.fields import FIELD_TYPES
from loc_desktop.contract.rulebook.causes import cause as misfit
from loc_desktop.contract.state import Json
from loc_desktop.errors import Trouble
from loc_desktop.loan.misfit import MisfitError
from loc_desktop.script.items import OPERATIONS, ROLES

GRANTORS: Final = "grantors"
"""The member of a body that names who grants."""


@dataclass(frozen=True, slots=True)
class FlowParty:
    """A signer or grantor of a row. ``role`` is a role or ``body.field``; ``key`` a field or "".

    ``optional``: an event may name this grantor or leave it out; the row's rule says when.
    """

    role: str
    key: str = ""
    optional: bool = False

    def role_in(self, body: Mapping[str, Json]) -> str:
        """The party's role in an event with this body: the row's, or what the body says."""
        return str(body[self.role[5:]]) if self.role.startswith("body.") else self.role


@dataclass(frozen=True, slots=True)
class Field:
    """A member of an event's body: its type's name in ``FIELD_TYPES`` and, for keys, the role that it
    names.
    """

    name: str
    type: str
    role: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Template:
    """An operation as the row writes it: argument name to body field."""

    op: str
    args: tuple[tuple[str, str], ...]

    def fill(self, body: Mapping[str, Json]) -> dict[str, Json]:
        """The operation of an event with this body; without the optional fields that it has not."""
        args = {name: body[field] for name, field in self.args if field in body}
        return {"type": "operation", "op": self.op, "args": args}


@dataclass(frozen=True, slots=True)
class Flow:
    """One business flow. ``state``: whether its operations change the world state.

    ``keyed``: the fields that name keys, with their roles; ``paid``: the fields whose accounts money leaves
    or enters.
    """

    kind: str
    signers: tuple[FlowParty, ...]
    grantors: tuple[FlowParty, ...]
    fields: tuple[Field, ...]
    operations: tuple[Template, ...]
    state: bool
    rule: str
    one_of: tuple[str, ...]
    source: str
    keyed: tuple[tuple[str, str], ...]
    paid: tuple[str, ...]
    while_frozen: tuple[str, ...] = ()
    while_revoked: tuple[str, ...] = ()

    def check_body(self, body: Mapping[str, Json], products: Collection[str]) -> None:
        """Exactly the row's fields, each of its type; a product one of ``products`` (ids). The list of
        grantors is :meth:`check_parties`'s to look at.

        Raises ContractError ``contract.body``.
        """
        known = 1 if self.grantors and GRANTORS in body else 0
        for field in self.fields:
            if field.name not in body:
                if field.optional:
                    continue
                raise ContractError("body", field=field.name, why=cause("missing"))
            known += 1
            why = FIELD_TYPES[field.type](body[field.name])
            if not why and field.type == "product" and body[field.name] not in products:
                why = cause("one_of", names=", ".join(products))
            if why:
                raise ContractError("body", field=field.name, why=why)
            role = field.role.removeprefix("body.")
            if role != field.role and role not in body:
                raise ContractError("body", field=role, why=cause("missing"))
        if known != len(body):
            names = {field.name for field in self.fields} | ({GRANTORS} if self.grantors else set())
            extra = min(name for name in body if name not in names)
            raise ContractError("body", field=extra[:40], why=cause("no_such_member"))
        if self.one_of and sum(name in body for name in self.one_of) != 1:
            raise ContractError("body", field="/".join(self.one_of), why=cause("exactly_one"))

    def keys_of(self, body: Mapping[str, Json]) -> list[tuple[str, str]]:
        """(role, key) of every key that the body names with a role, in the row's order."""
        return [
            (str(body[role[5:]]) if role.startswith("body.") else role, str(body[name]))
            for name, role in self.keyed
            if name in body
        ]

    def operations_of(self, body: Mapping[str, Json]) -> list[dict[str, Json]]:
        """The operations that agree with an event of this body."""
        return [template.fill(body) for template in self.operations]

    def carriers(self, body: Mapping[str, Json]) -> tuple[str, ...]:
        """The roles of RO1 and RO2: who may carry the event's items to the ledger."""
        parties = present((*self.signers, *self.grantors), body)
        return tuple(dict.fromkeys(party.role_in(body) for party in parties))

    def granting(
        self, body: Mapping[str, Json], doubled: Collection[str] = ()
    ) -> tuple[tuple[FlowParty, bool], ...]:
        """Who grants an event of this body, in order, and whether as the second person of a role;
        ``doubled``: the roles of which two persons are asked for.
        """
        row = present(self.grantors, body)
        roles = [party.role_in(body) for party in row]
        parties = [(FlowParty(role), True) for role in doubled if role not in roles]
        for place, (party, role) in enumerate(zip(row, roles, strict=True)):
            parties.append((party, False))
            if role in doubled and role not in roles[:place]:
                parties.append((FlowParty(role), True))
        return tuple(parties)

    def check_parties(
        self, event: Mapping[str, Json], keys: list[dict[str, str]], doubled: Collection[str] = ()
    ) -> None:
        """Signers exactly RO1, grantors exactly RO2 in order, or RO2 without its optional ones, and those
        whom the event names under its signature; ``doubled`` as in :meth:`granting`. Raises ContractError.
        """
        body = event["body"]
        signed = [(signature["role"], signature["key"]) for signature in event["signatures"]]
        why = _disagreement(self.signers, signed, body)
        if why:
            raise ContractError("signers", why=why)
        granted = [(key["role"], key["key"]) for key in keys]
        replaced = replaced_in(body)
        decided = [(role, replaced.get(place, key)) for place, (role, key) in enumerate(granted)]
        wanted = tuple(party for party, _ in self.granting(body, doubled))
        why = _disagreement(wanted, decided, body)
        if why and doubled and [role for role, _ in granted] == [p.role_in(body) for p in self.grantors]:
            raise ContractError("two_persons", roles=", ".join(doubled))
        if why and (len(needed := self.needed) == len(self.grantors) or _disagreement(needed, decided, body)):
            raise ContractError("grantors", why=why)
        if self.grantors and body.get(GRANTORS) != grantors_of(granted, replaced):
            raise ContractError("grantors", why=cause("grantors_signed"))

    @property
    def needed(self) -> tuple[FlowParty, ...]:
        """The grantors that no event may leave out."""
        return tuple(party for party in self.grantors if not party.optional)


def grantors_of(
    pairs: Iterable[tuple[str, str]], replaced: Mapping[int, str] | None = None
) -> list[dict[str, str]]:
    """(role, key) of grantors as an event's body names them; ``replaced``: by place, whose substitute."""
    instead = replaced or {}
    return [
        {"role": role, "key": key, **({"for": instead[place]} if place in instead else {})}
        for place, (role, key) in enumerate(pairs)
    ]


def replaced_in(body: Mapping[str, Json]) -> dict[int, str]:
    """The members whose substitutes an event's body names, by the place of the grantor."""
    named = body.get(GRANTORS)
    if type(named) is not list:
        return {}
    return {
        place: entry["for"]
        for place, entry in enumerate(named)
        if type(entry) is dict and type(entry.get("for")) is str
    }


def present(parties: tuple[FlowParty, ...], body: Mapping[str, Json]) -> tuple[FlowParty, ...]:
    """The parties that an event of this body has: all but those of an optional field that it leaves out."""
    return tuple(party for party in parties if not party.key or party.key in body)


def _disagreement(
    parties: tuple[FlowParty, ...], named: list[tuple[str, str]], body: Mapping[str, Json]
) -> Trouble | None:
    wanted = present(parties, body)
    roles = [party.role_in(body) for party in wanted]
    if [role for role, _ in named] != roles:
        there = ", ".join(role for role, _ in named) or "nobody"
        return cause("roles_expected", expected=", ".join(roles) or "nobody", found=there)
    for party, (role, key) in zip(wanted, named, strict=True):
        if party.key and body[party.key] != key:
            return cause("not_the_named", role=role, party=party.key)
    return None


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Flow]:
    """The flows of ``resources/flows.json`` by kind, read once; immutable."""
    return of_json(shipped_table())


def shipped_table() -> Mapping[str, Any]:
    """The table of ``resources/flows.json``."""
    table: Mapping[str, Any] = json.loads(resources.text("flows.json"))
    return table


def load(text: str) -> Mapping[str, Flow]:
    """:func:`of_json` of a text."""
    return of_json(json.loads(text))


def of_json(table: Mapping[str, Any]) -> Mapping[str, Flow]:
    """The flows of a table, the same in whatever order its members stand. Raises MisfitError that names
    the row (KeyError, TypeError) if it is not well-formed.
    """
    if table.get("version") != 1:
        raise MisfitError("flows", misfit("version"))
    flows: dict[str, Flow] = {}
    for row in table["flows"]:
        flow = _flow(row)
        if flow.kind in flows:
            raise MisfitError("flows", misfit("twice", name=flow.kind))
        flows[flow.kind] = flow
    return MappingProxyType(flows)


def flow_of(kind: str, flows: Mapping[str, Flow]) -> Flow:
    """The flow of a kind among ``flows``. Raises ContractError ``contract.unknown_kind``."""
    flow = flows.get(kind)
    if flow is None:
        raise ContractError("unknown_kind", kind=kind[:40])
    return flow


def _flow(row: Mapping[str, Any]) -> Flow:
    kind = row["kind"]
    where = f"flows: {kind}"
    fields = tuple(_field(where, name, kind_of) for name, kind_of in sorted(row["body"].items()))
    names = {field.name for field in fields}
    if GRANTORS in names:
        raise ValueError(f"flows: {kind}: every kind names its grantors already")
    templates = []
    for operation in row["operations"]:
        if operation["op"] not in OPERATIONS:
            raise MisfitError(where, misfit("operation_unknown", op=str(operation["op"])[:40]))
        args = []
        for name, source in sorted(operation["args"].items()):
            if not source.startswith("body.") or source[5:] not in names:
                raise MisfitError(where, misfit("not_of_body", name=source[:40]))
            args.append((name, source[5:]))
        templates.append(Template(operation["op"], tuple(args)))
    if not templates:
        raise MisfitError(where, misfit("no_operation"))
    return Flow(
        kind=kind,
        signers=tuple(_party(where, names, party) for party in row["signers"]),
        grantors=tuple(_party(where, names, party) for party in row["grantors"]),
        fields=fields,
        operations=tuple(templates),
        state=bool(row["state"]),
        rule=row.get("rule", ""),
        one_of=tuple(row.get("one_of", ())),
        source=row.get("source", ""),
        keyed=tuple((field.name, field.role) for field in fields if field.role),
        paid=tuple(
            field
            for template in templates
            if template.op in ("transfer", "repay", "redeem")
            for name, field in template.args
            if name in ("from", "to")
        ),
        while_frozen=_roles(where, row.get("while_frozen", ()), "loan"),
        while_revoked=_roles(where, row.get("while_revoked", ())),
    )


def _roles(where: str, names: Sequence[str], *others: str) -> tuple[str, ...]:
    for name in names:
        if name not in (*ROLES, *others):
            raise MisfitError(where, misfit("role_unknown", role=str(name)[:40]))
    return tuple(names)


def _party(where: str, names: set[str], party: Mapping[str, Any]) -> FlowParty:
    role, key = party["role"], party.get("key", "")
    if role not in ROLES and not (role.startswith("body.") and role[5:] in names):
        raise MisfitError(where, misfit("role_unknown", role=role[:40]))
    if key and key not in names:
        raise MisfitError(where, misfit("not_of_body", name=str(key)[:40]))
    return FlowParty(role, key, bool(party.get("optional", False)))


def _field(where: str, name: str, text: str) -> Field:
    base, _, role = text.partition(":")
    if base not in FIELD_TYPES:
        raise MisfitError(where, misfit("type_unknown", text=text[:40]))
    return Field(name.rstrip("?"), base, role, name.endswith("?"))
