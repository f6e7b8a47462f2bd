"""Another member of a house on this computer, as it is after joining."""

from __future__ import annotations

from loc_desktop.desk.join import this_computer as setup
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.workplace import Workplace
from loc_desktop.identity.model import Identity


def colleague(workplace: Workplace, role: str, organisation: str = "") -> Identity:
    """A registered member of the house of the role's first one; it has not signed anything yet."""
    connections = workplace.connections
    own = workplace.desk_of(role).carrier.identity
    made = connections.keystore().create(role, "新来的", organisation or own.organisation, own.ledger)
    member = setup.certify(connections, made, False)
    Carrier(connections, member).send("register", [member.member_record()], "", queue=False)
    workplace.desk_of("C").carrier.catch_up()
    return member
