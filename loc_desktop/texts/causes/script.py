"""What is wrong with an item, a text or a key: name → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

CAUSES: Mapping[str, tuple[str, str]] = {
    "integer": ("整数超过 2^53-1，应写成文本", "an integer beyond 2^53 - 1; write it as text"),
    "depth": ("嵌套超过 {most} 层", "nested deeper than {most}"),
    "name_not_text": ("有一项的名称不是文本：{name}", "a member name that is not text: {name}"),
    "surrogate": ("文本中有不完整的代理对", "text with half of a surrogate pair"),
    "null": ("不允许空值，应省略该项", "null is not allowed; leave the member out"),
    "fraction": (
        "有小数或指数，应写成整数（分）或文本",
        "a number with a fraction or exponent; use an integer (fen) or text",
    ),
    "python_type": ("{name} 类型的值，JSON 没有这种类型", "a value of type {name}, which JSON does not have"),
    "size": (
        "共 {size:count} 字节，超过上限 {most:count} 字节",
        "{size:count} bytes, more than the limit of {most:count}",
    ),
    "utf8": ("第 {number} 个字节不是有效的 UTF-8 文本", "byte {number} is not valid UTF-8"),
    "not_json": (
        "从第 {line} 行第 {column} 列起不是 JSON 文本",
        "not JSON from line {line}, column {column} on",
    ),
    "constant": ("{text} 不是 JSON 文本", "{text} is not JSON"),
    "twice": ("同一对象中 {name} 出现了两次", "the member name '{name}' twice in one object"),
    "base64url": ("不是规定的 base64url 文本", "not canonical base64url"),
    "compressed": ("不是 33 字节的压缩点", "not a 33-byte compressed point"),
    "curve": ("不是 P-256 曲线上的点", "not a point of P-256"),
    "version": ("应为整数 1", "must be the integer 1"),
    "empty": ("不能为空", "must not be empty"),
    "verdict": ("只能是“通过”或“不通过”", 'must be "Pass" or "Failed"'),
    "one_or_zero": ("只能是 1 或 0", "must be 1 or 0"),
    "one_of": ("只能是：{names}", "must be one of {names}"),
    "type": ("应为“{name}”", 'must be "{name}"'),
    "object": ("应为对象", "must be an object"),
    "array": ("应为数组", "must be an array"),
    "text": ("应为文本", "must be text"),
    "records": ("应为成员记录数组", "must be an array of member records"),
    "no_members": ("对象中没有成员列表", 'an object without "members"'),
    "lacks": ("缺少 {name}", "lacks the member '{name}'"),
    "foreign": ("有多余的一项：{name}", "has a member that does not belong there: '{name}'"),
    "time": (
        "不是 2026-11-22T08:00:00Z 这样的整秒 UTC 时间：{text}",
        "not a UTC time in whole seconds such as 2026-11-22T08:00:00Z: '{text}'",
    ),
    "unsigned": common.UNSIGNED,
    "signature": ("{role:role}的签名验证不通过", "the signature of {role} does not verify"),
    "no_operation": ("没有可执行的操作", "there is nothing to execute"),
    "other_event": ("{role:role}的审核结果属于另一个事件", "the result of {role} is for another event"),
    "no_terms": (
        "{role:role}没有审核条款；有条款的是{names:roles}",
        "{role} has no oracle terms; {names} have",
    ),
    "no_limit": ("该角色没有设定这一条款", "the role has not set this limit"),
    "no_rule": ("规则中没有此项", "the rules say nothing of it"),
    "whole": ("应为整数（金额以分为单位）", "must be a whole number (money in fen)"),
    "code": ("不是返回码", "not a return code"),
    "steps": ("不是步数", "not a number of steps"),
    "trace_texts": ("失败原因、位置和检查名应为文本", "failure, where and check must be text"),
    "trace_why": ("所写的缘由不是缘由", "its cause is none"),
    "reason": ("没有这种原因，或返回码为 0 却有原因", "no reason of this version, or one beside code 0"),
    "no_check": ("{kind} 步骤没有这项检查", "a step of kind {kind} has no check of that name"),
    "not_passed": ("第 {number} 步不可能通过", "step {number} cannot have passed"),
    "ended": ("{count} 步不可能这样结束", "{count} steps cannot have ended like this"),
}
