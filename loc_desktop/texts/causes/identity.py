"""Why a dossier is not sealed to a member, in Chinese; the English stands in
:data:`loc_desktop.identity.causes.CAUSES`."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    "no_encryption_key": "没有登记加密公钥",
    "other_encryption_key": "其加密公钥不是该成员的 P-256 公钥",
    "not_vouched": "其签名密钥没有为加密公钥作保",
}
