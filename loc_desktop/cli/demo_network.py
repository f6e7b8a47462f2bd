"""Who takes part in ``loc-desktop demo --headless --ledger fabric``: profiles and secrets for five roles."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop import file_causes
from loc_desktop.cli.errors import terminal_error
from loc_desktop.demo import network_story
from loc_desktop.demo.network_story import ROLES, StoryInvitation
from loc_desktop.desk.join.network import read
from loc_desktop.errors import KnownError

if TYPE_CHECKING:
    from loc_desktop.demo.step_progress import StepProgress
    from loc_desktop.demo.story import StoryOutcome
    from loc_desktop.desk.workplace import Workplace


def run(
    workplace: Workplace,
    profile: Path,
    enrolment: Path | None,
    file: Path | None,
    limit: int | None,
    tell: StepProgress,
    days: int,
) -> StoryOutcome:
    """Tell the story on the network of ``profile``. Raises KnownError ``profile.*``, ``demo.*`` and those of
    :func:`loc_desktop.demo.network_story.run`."""
    invited = _invited(_profiles(profile), profile.parent.parent, enrolment)
    return network_story.run(workplace, invited, file, limit, tell, days)


def _profiles(profile: Path) -> dict[str, Path]:
    """A profile of the same network for each role, the given one first, the others from beside it."""
    given = read(profile)
    profiles = {given.role: profile}
    for other in sorted(profile.parent.glob("*.json")):
        try:
            about = read(other)
        except KnownError:
            continue  # not every JSON file beside it needs to be a profile
        if about.network == given.network:
            profiles.setdefault(about.role, other)
    missing = [role for role in ROLES if role not in profiles]
    if missing:
        names = ", ".join(missing)
        raise terminal_error("demo.profiles", network=given.network, roles=names, file=profile.name)
    return profiles


def _invited(profiles: Mapping[str, Path], data: Path, enrolment: Path | None) -> dict[str, StoryInvitation]:
    """Enrolment ids and secrets, by role: from ``enrolment`` where it is given; new ones where the network's
    own data are on this computer, so that those it gave out stay for people; else those it gave out."""
    if enrolment is None and _is_here(data):
        return {role: _registered(data, file) for role, file in profiles.items()}
    source = enrolment or data / "users" / "enrolment.json"
    entries = _read(source)
    invitations: dict[str, StoryInvitation] = {}
    for role in ROLES:
        fitting = [
            entry
            for entry in entries
            if entry.get("role") == role and entry.get("id") and entry.get("secret")
        ]
        # Customers are served by a counter, which registers them.
        fitting = [entry for entry in fitting if bool(entry.get("registrar")) == (role == "C")] or fitting
        if not fitting:
            raise terminal_error("demo.enrolment", file=source.name, role=role)
        invitations[role] = StoryInvitation(profiles[role], str(fitting[0]["id"]), str(fitting[0]["secret"]))
    return invitations


def _read(source: Path) -> list[Any]:
    try:
        entries = json.loads(source.read_bytes())
    except (OSError, ValueError) as error:
        why = file_causes.of_error(error)
        raise terminal_error("demo.enrolment_file", file=source.name, why=why) from error
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _is_here(data: Path) -> bool:
    """Whether this is a network's data directory with every organisation's registrar."""
    if not (data / "topology.yaml").is_file():
        return False
    from loc_network.layout import Layout

    layout = Layout(data)
    return all(
        (layout.org(organisation.name) / "registrar" / "msp" / "signcerts").is_dir()
        for organisation in layout.topology().organisations
    )


def _registered(data: Path, profile: Path) -> StoryInvitation:
    """A new user of the profile's organisation, registered by its own authority's registrar."""
    from loc_network.layout import Layout
    from loc_network.membership.profiles import invite

    layout = Layout(data)
    topology = layout.topology()
    about = read(profile)
    name = f"demo-{secrets.token_hex(4)}.{about.organisation}"
    invitation = invite(
        layout, topology, topology.organisation(about.organisation), name, registrar=about.role == "C"
    )
    return StoryInvitation(profile, invitation.id, invitation.secret)
