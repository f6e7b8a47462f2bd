"""Joining a network with the real key store and a real Fabric CA, and renewing the certificate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.contract.certificate import read_certificate
from loc_desktop.identity import Identity, Keystore, days_left
from loc_desktop.ledger.fabric.enrol import EnrolError, join, renew
from loc_desktop.ledger.fabric.profile import Profile, load_profile
from tests.scenarios.scene import now
from tests.support.fabric import FabricNetwork

pytestmark = pytest.mark.fabric


@pytest.fixture
def profile(fabric_network: FabricNetwork) -> Profile:
    return load_profile(fabric_network.profiles["B"])


@pytest.fixture
def identity(file_keystore: Keystore) -> Identity:
    return file_keystore.create("B", "Teller 周", "B", "fabric")


def test_a_desktop_joins_with_a_key_that_stays_in_its_key_store(
    fabric_network: FabricNetwork, profile: Profile, file_keystore: Keystore, identity: Identity
) -> None:
    invitation = fabric_network.invite("B")
    joined = join(file_keystore, identity, profile, invitation.id, invitation.secret, now())
    info = read_certificate(joined.certificate)
    assert (info.key, info.role, info.organisation) == (identity.key, "B", "B")
    assert info.common_name == invitation.id
    assert file_keystore.get(identity.id).certificate == joined.certificate
    left = days_left(joined, now())
    assert left is not None
    assert left > 300

    renewed = renew(file_keystore, joined, profile, now())
    again = read_certificate(renewed.certificate)
    assert (again.key, again.common_name, again.role) == (info.key, info.common_name, "B")
    assert again.serial != info.serial


def test_a_secret_works_once(
    fabric_network: FabricNetwork, profile: Profile, file_keystore: Keystore, identity: Identity
) -> None:
    invitation = fabric_network.invite("B")
    join(file_keystore, identity, profile, invitation.id, invitation.secret, now())
    with pytest.raises(EnrolError) as caught:
        join(file_keystore, identity, profile, invitation.id, invitation.secret, now())
    assert caught.value.code == "enrol.secret"


def test_what_goes_wrong_has_its_own_sentence(
    fabric_network: FabricNetwork, profile: Profile, file_keystore: Keystore, identity: Identity
) -> None:
    other = load_profile(fabric_network.profiles["R"])

    def code(id: str, secret: str, **changed: Any) -> str:
        asked = replace(profile, ca=replace(profile.ca, **changed))
        with pytest.raises(EnrolError) as caught:
            join(file_keystore, identity, asked, id, secret, now())
        assert secret not in str(caught.value.details) or not secret
        return caught.value.code

    assert code("nobody", "not-the-secret") == "enrol.secret"
    assert code("nobody", "") == "enrol.secret"
    assert code("nobody", "x-secret", url="https://127.0.0.1:1") == "enrol.unreachable"
    assert code("nobody", "x-secret", tls_ca_pem=other.ca.tls_ca_pem) == "enrol.untrusted"
    assert code("nobody", "x-secret", url="") == "enrol.no_authority"
    peer = profile.peers[0]
    answer = code("nobody", "x-secret", url=f"https://{peer.endpoint}", tls_ca_pem=peer.tls_ca_pem)
    assert answer in ("enrol.unreachable", "enrol.refused")
    assert file_keystore.get(identity.id).certificate == ""


def test_a_certificate_for_another_role_is_not_installed(
    fabric_network: FabricNetwork, profile: Profile, file_keystore: Keystore
) -> None:
    from loc_desktop.errors import KnownError

    customer = file_keystore.create("C", "Zhang", "B", "fabric")
    invitation = fabric_network.invite("B")
    with pytest.raises(KnownError):
        join(file_keystore, customer, profile, invitation.id, invitation.secret, now())
    assert file_keystore.get(customer.id).certificate == ""
