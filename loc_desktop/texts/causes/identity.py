"""Why a dossier is not sealed to a member: name → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, tuple[str, str]] = {
    "no_encryption_key": ("没有登记加密公钥", "no encryption key is registered"),
    "other_encryption_key": (
        "其加密公钥不是该成员的 P-256 公钥",
        "its encryption key is not a P-256 key of this member",
    ),
    "not_vouched": ("其签名密钥没有为加密公钥作保", "its signing key does not vouch for its encryption key"),
}
