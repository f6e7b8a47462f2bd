"""The evaluation in words: code → (Chinese, English).

``trace.<reason>`` says why an evaluation ended as it did (the keys of
``loc_desktop.script.evaluate.REASONS``), ``failed.<check>`` which check did not hold.
"""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

TRACE: Mapping[str, tuple[str, str]] = {
    "trace.role": (
        "审核结果的角色与密钥所要求的不符",
        "the result is by another role than the key asks for",
    ),
    "trace.key": (
        "审核结果的公钥与链码所写的不符",
        "the result is by another key than the chaincode names",
    ),
    "trace.not_a_member": ("该公钥不属于此角色的成员", "the key does not belong to a member in that role"),
    "trace.other_event": common.RESULT_OF_OTHER,
    "trace.bad_signature": common.BAD_SIGNATURE,
    "trace.verdict_failed": common.VERDICT_FAILED,
    "trace.unsigned": common.UNSIGNED,
    "trace.not_equal": common.EVENTS_DIFFER,
    "trace.not_a_result": (
        "密钥对面应是审核结果",
        "a key needs an oracle result on the other stack",
    ),
    "trace.not_an_event": ("事件对面应是事件", "an event needs an event on the other stack"),
    "trace.not_expected": (
        "操作对面不应有任何项",
        "an operation cannot stand against anything on the other stack",
    ),
    "trace.not_an_operation": (
        "解锁码用完后，链码中只能剩下操作",
        "only operations may be left when the unlocking code is used up",
    ),
    "trace.leftover": (
        "解锁码中的项多于链码所要求的",
        "the unlocking code holds more than the chaincode asks for",
    ),
    "trace.no_operation": ("链码中没有操作", "the chaincode holds no operation"),
    "trace.shape": (
        "输入不符合规定的格式",
        "the input is not of the shape of the specification",
    ),
    "trace.execution": (
        "操作未能执行，未作任何更改",
        "the operations could not be executed; nothing was applied",
    ),
    "trace.other": common.NOT_EVALUATED,
    "failed.type": ("两栈的项不匹配", "the pair does not fit"),
    "failed.role_and_key": ("角色或公钥不符", "role or key do not agree"),
    "failed.member": ("公钥不是成员的", "the key is not a member's"),
    "failed.this_event": common.RESULT_OF_OTHER,
    "failed.signature": common.BAD_SIGNATURE,
    "failed.verdict": common.VERDICT_FAILED,
    "failed.signers": ("签署者不是成员", "a signer is not a member"),
    "failed.signatures": ("事件的签名验证不通过", "a signature of the event does not verify"),
    "failed.equal": common.EVENTS_DIFFER,
    "failed.operation": ("该项不是操作", "it is not an operation"),
    "failed.other": common.NOT_EVALUATED,
}
