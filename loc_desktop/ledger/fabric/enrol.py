"""Joining a network: a certificate for a key that never leaves the key store, and its renewal.

    identity = keystore.create(profile.role, name, profile.msp_id, ledger)
    identity = join(keystore, identity, profile, enrolment_id, secret, at)   # certificate checked, installed
    …
    if days_left(identity, at) < 30:
        identity = renew(keystore, identity, profile, at)

The key store is the identity room's; only what is needed of it stands here, since rooms of one floor do not
know one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from loc_desktop.contract.certificate import read_certificate
from loc_desktop.errors import KnownError
from loc_desktop.ledger.fabric.profile import Profile
from loc_desktop.script.keys import Signer

if TYPE_CHECKING:
    from cryptography.x509 import CertificateSigningRequest

_AUTHENTICATION = 20
"""Fabric CA's error code for a wrong id or secret, a used secret, a revoked identity."""


class CertificateHolder(Protocol):
    """What is needed of an identity."""

    @property
    def certificate(self) -> str: ...


H = TypeVar("H", bound=CertificateHolder)


class EnrolmentStore(Protocol[H]):
    """What is needed of the key store."""

    def csr(
        self, identity: H, common_name: str = "", pin: str | None = None
    ) -> CertificateSigningRequest: ...

    def signer(self, identity: H, pin: str | None = None) -> Signer: ...

    def install_certificate(self, identity: H, pem: str, roots: Sequence[str], at: str) -> H: ...


class EnrolError(KnownError):
    """The authority gave no certificate. Codes ``enrol.secret``, ``enrol.refused``, ``enrol.unreachable``,
    ``enrol.untrusted``, ``enrol.no_authority``."""


def join(
    store: EnrolmentStore[H],
    identity: H,
    profile: Profile,
    enrolment_id: str,
    secret: str,
    at: str,
    pin: str | None = None,
) -> H:
    """Enrol ``identity`` with its own key and keep the certificate, once it is checked at the time ``at``.

    ``secret`` works once. Raises EnrolError, and what the key store raises for a certificate that is not for
    this key and role or that the profile's roots do not vouch for.
    """
    if not enrolment_id.strip() or not secret:
        raise EnrolError("enrol.secret")
    request = store.csr(identity, enrolment_id.strip(), pin)
    service = _service(profile)
    enrolled = _ask(profile, lambda: service.enroll(enrolment_id.strip(), secret.strip(), csr=request))
    return store.install_certificate(identity, enrolled.cert.decode(), profile.msp_root_pems, at)


def renew(store: EnrolmentStore[H], identity: H, profile: Profile, at: str, pin: str | None = None) -> H:
    """A new certificate for the same key, asked for with the present one, which must still be valid.

    Raises as :func:`join`; the present certificate stays in place then.
    """
    from loc_desktop.ledger.fabric import compat

    service = _service(profile)
    current = compat.enrollment(store.signer(identity, pin), identity.certificate, service)
    # The authority knows its own by the common name, which is the enrolment id.
    request = store.csr(identity, read_certificate(identity.certificate).common_name, pin)
    certificate, _chain = _ask(profile, lambda: compat.reenroll(service, current, request))
    return store.install_certificate(identity, certificate.decode(), profile.msp_root_pems, at)


def _service(profile: Profile) -> Any:
    from loc_desktop.ledger.fabric import compat

    if not profile.ca.url:
        raise EnrolError(
            "enrol.no_authority",
        )
    return compat.ca_service(profile.ca.url, name=profile.ca.name, tls_ca_pem=profile.ca.tls_ca_pem)


def _ask(profile: Profile, request: Callable[[], Any]) -> Any:
    import requests

    try:
        return request()
    except requests.exceptions.SSLError as error:
        raise EnrolError(
            "enrol.untrusted",
            params={"url": profile.ca.url},
            details={"reason": str(error)},
        ) from error
    except requests.exceptions.JSONDecodeError as error:
        raise _refused(profile, f"no Fabric CA answers: {error}") from error
    except requests.exceptions.RequestException as error:
        raise EnrolError(
            "enrol.unreachable",
            params={"url": profile.ca.url},
            details={"reason": str(error)},
        ) from error
    except ValueError as error:  # hfc's way of passing on the authority's refusal
        raise _refused(profile, str(error)) from error


def _refused(profile: Profile, reason: str) -> EnrolError:
    codes = {int(code) for code in re.findall(r"'code': (\d+)", reason)}
    details = {"url": profile.ca.url, "reason": reason}
    if _AUTHENTICATION in codes:
        return EnrolError(
            "enrol.secret",
            details=details,
        )
    return EnrolError(
        "enrol.refused",
        details=details,
    )
