"""Whose endorsements a channel asks for. `roles`: a bank's and those of two more roles, so that one of the
three is always an authority's; organisations of one role count once, however many there are.

The same roles decide about a contract's definition and about the channel's configuration: who could change
those could change the rule.
"""

from __future__ import annotations

from collections.abc import Collection

from loc_network.topology import Channel, Topology

BANK = "B"
AUTHORITIES = ("CAD", "FD", "R")
OTHERS = ("C", *AUTHORITIES)
MORE = 2
"""How many roles beside the bank's: of any two of `OTHERS` one is an authority."""


def roles_of(topology: Topology, names: Collection[str]) -> set[str]:
    """The roles that the organisations of these names speak for."""
    return {o.role for o in topology.organisations if o.name in names}


def enough_roles(roles: Collection[str]) -> bool:
    """Whether these roles together are a bank, an authority and a third."""
    return BANK in roles and len(set(roles) & set(OTHERS)) >= MORE


def policy(topology: Topology, channel: Channel, kind: str = "peer") -> str:
    """`roles` as a Fabric signature policy over the members' `kind` (peer or admin)."""

    def of(role: str) -> str:
        principals = [
            f"'{o.msp_id}.{kind}'"
            for o in topology.organisations
            if o.role == role and o.name in channel.members
        ]
        return principals[0] if len(principals) == 1 else f"OR({','.join(principals)})"

    present = roles_of(topology, channel.members)
    others = ",".join(of(role) for role in OTHERS if role in present)
    return f"AND({of(BANK)},OutOf({MORE},{others}))"


def agreed(topology: Topology, channel: Channel, names: Collection[str]) -> bool:
    """Whether the administrators of these members may change the channel: by its roles, else by majority."""
    if channel.by_roles:
        return enough_roles(roles_of(topology, names))
    return len(set(names) & set(channel.members)) * 2 > len(channel.members)


def what_joining_changes(after: Topology, channel: Channel, name: str) -> str:
    """What it means for the endorsements of `channel` (as it is `after`wards) that `name` became a member."""
    role = after.organisation(name).role
    if channel.by_roles:
        others = [o.name for o in after.organisations if o.role == role and o.name in channel.members]
        alike = f"{' and '.join(others)} count once together" if len(others) > 1 else "it is the only one"
        listed = ", ".join(r for r in OTHERS if r in roles_of(after, channel.members))
        return (
            f"{name} endorses for the role {role} ({alike}). A transaction still needs a bank and "
            f"{MORE} more of the roles {listed}; so does a change of the contract or of the members."
        )
    count = len(channel.members)
    changed = {
        "majority": f"Of {count} organisations {count // 2 + 1} must endorse now. Each counts: several "
        f"of one role (here {role}) may outweigh the others.",
        "any": f"{name} alone may endorse a transaction, as every member may.",
        "all": f"No transaction goes through without {name} from now on.",
    }
    named = f"'{name}." in channel.endorsement
    other = f"The policy names {name} already." if named else f"The policy does not ask for {name}: it stays."
    return changed.get(channel.endorsement, other)
