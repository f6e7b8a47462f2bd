"""Causes that the script, the ledgers and files write in English, and their Chinese: (English, Chinese).

They are clauses: they stand after a colon or in brackets. The English is the key, word for word as the rooms
write it, with a name in braces for each value; a word after the colon says how it is shown in Chinese, as in
:mod:`loc_desktop.texts.sentences`. The contract's causes have codes (:mod:`loc_desktop.contract.causes`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

Pairs = tuple[tuple[str, str], ...]

_CONTRACT: Pairs = (
    ("the workbook is damaged", "工作簿已损坏"),
    ("this is no path", "这不是一个路径"),
    ("more than {most} bytes", "超过 {most} 字节"),
)

_LEDGER: Pairs = (
    ("the id is not the digest of the signed bytes", "编号不是签名内容的摘要"),
    ("the envelope has not the members of a transaction", "信封缺少交易应有的各项"),
    ("the envelope is of another version or channel", "信封属于另一个版本或通道"),
    ("a member of the envelope has the wrong type", "信封中有一项类型不对"),
    ("the signature does not verify", "签名验证不通过"),
    ("the certificate: {why:why}", "证书：{why:why}"),
    ("the id is not the digest of the genesis", "编号不是创世内容的摘要"),
    ("block 0 is not a genesis", "区块 0 不是创世区块"),
    ("the genesis is of another version", "创世区块属于另一个版本"),
    ("the genesis has no list of root certificates", "创世区块没有根证书列表"),
    ("the genesis carries a signature that nobody made", "创世区块带有来历不明的签名"),
    ("{what:subject} are not in canonical form", "{what:subject}不是规定的格式"),
    ("{what:subject} cannot be read: {why:why}", "{what:subject}无法读取（{why:why}）"),
    ("larger than {most} bytes", "超过 {most} 字节"),
    ("{where} is not YAML", "{where:place}不是 YAML 文本"),
    ("not an object with fields", "不是带字段的对象"),
    ("{role} is not one of {names}", "{role} 不是角色，角色有 {names}"),
    ("no peer", "没有节点"),
    ("no channel", "没有通道"),
    ("{text} is not HOST:PORT", "{text} 不是 HOST:PORT 的写法"),
    ("{text} does not begin with https://", "{text} 不以 https:// 开头"),
    ("not a certificate in PEM form", "不是 PEM 格式的证书"),
    ("missing", "缺失"),
    ("not a text", "不是文本"),
    ("empty", "为空"),
    ("not a list of texts", "不是文本列表"),
    ("not an object", "不是对象"),
    ("not a list of objects", "不是对象列表"),
)

_DESK: Pairs = (
    ("not JSON: {why}", "不是 JSON 文本"),
    (
        "terms, register or evidence give another result now",
        "按现在的条款、登记或证据，结论已不同",
    ),
    ("the checks give another result now", "按现在的核对，结论已不同"),
    ("byte {number} is not UTF-8 text", "第 {number} 个字节不是 UTF-8 文本"),
    ("it has no first line of columns", "第一行不是列名"),
    ("no encryption key is registered", "没有登记加密公钥"),
    ("its encryption key is not a P-256 key of this member", "其加密公钥不是该成员的 P-256 公钥"),
    ("its signing key does not vouch for its encryption key", "其签名密钥没有为加密公钥作保"),
    # an account number's problems (loc_desktop.bank.books.account_numbers.problem)
    ("characters", "只能是数字"),
    ("length", "位数不对"),
    ("prefix", "不是本系统的账号"),
    ("checksum", "校验位不符，请核对是否抄错"),
)

_BOOKS: Pairs = (
    ("journal: the entry is sealed", "分录已封存"),
    ("journal: the account is closed", "账户已销户"),
    ("journal: an entry has at least two postings", "一笔分录至少有两条记账"),
    ("journal: the postings do not balance", "借贷不平"),
    ("journal: the postings on money accounts do not balance", "资金账户借贷不平"),
    ("journal: the entry exists", "分录已存在"),
    ("journal: an account keeps its kind", "账户种类不能更改"),
)

_SYSTEM: Pairs = (
    # What operating systems say (os.strerror)
    ("No such file or directory", "没有这个文件或文件夹"),
    ("Permission denied", "没有权限"),
    ("it is no file", "不是文件"),
    ("its name is not text", "文件名不是文本"),
    ("Operation not permitted", "不允许此操作"),
    ("Is a directory", "这是一个文件夹"),
    ("Not a directory", "路径中有一段不是文件夹"),
    ("File exists", "文件已存在"),
    ("No space left on device", "磁盘已满"),
    ("Disk quota exceeded", "磁盘配额已满"),
    ("Read-only file system", "磁盘只读"),
    ("File name too long", "文件名太长"),
    ("Input/output error", "读写磁盘出错"),
    ("Too many open files", "打开的文件太多"),
    ("Text file busy", "文件正在使用"),
    ("Device or resource busy", "设备或文件正在使用"),
    ("Invalid argument", "参数无效"),
)

_PUBLIC: Pairs = (
    # What a grantor's signed result says in public (loc_desktop.desk.signing.results.public_reason)
    ("not met: {items:items}; evidence against the loan", "未满足：{items:items}；且有不利证据"),
    ("not met: {items:items}", "未满足：{items:items}"),
    ("evidence against the loan", "有不利证据"),
)

REASONS: Pairs = (*_CONTRACT, *_LEDGER, *_DESK, *_BOOKS, *_SYSTEM, *_PUBLIC)
"""In this order they are tried; what is more particular stands first within its group."""

_NAME = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")


def found(text: str) -> tuple[str, Mapping[str, str]] | None:
    """The Chinese template of an English clause and the values in it; None for what nobody here wrote."""
    clause = text.strip().removesuffix(".")
    plain = _plain().get(clause)
    if plain is not None:
        return plain, {}
    for pattern, chinese in _patterns():
        match = pattern.fullmatch(clause)
        if match is not None:
            return chinese, {name: value.strip("'\"") for name, value in match.groupdict().items()}
    return None


@cache
def _plain() -> Mapping[str, str]:
    return {english: chinese for english, chinese in REASONS if "{" not in english}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(english), chinese) for english, chinese in REASONS if "{" in english)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts, end, seen = [], 0, set[str]()
    for name in _NAME.finditer(template):
        parts.append(re.escape(template[end : name.start()]))
        again = name[1] in seen
        seen.add(name[1])
        parts.append(f"(?P={name[1]})" if again else f"(?P<{name[1]}>.+?)")
        end = name.end()
    parts.append(re.escape(template[end:]))
    return re.compile("".join(parts), re.DOTALL)
