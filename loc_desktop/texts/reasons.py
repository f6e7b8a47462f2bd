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
    ("its members are {names}", "应有且只有这几项：{names}"),
    ("only rules of version 1 are known", "只认得第 1 版的规则"),
    ("they have at most {most} bytes", "最多 {most} 字节"),
    ("a kind is a short name", "业务名称应简短"),
    ("this contract has no rule {rule}", "合约没有 {rule} 这条规则"),
    ("somebody has to sign", "应有签名方"),
    ("the operation {op} needs {names}", "操作 {op} 需要 {names}"),
    ("{field} has to name a key with its role", "{field} 应为写明角色的公钥"),
    ("{field} is no key", "{field} 不是公钥"),
    ("without it the rules could never change again", "没有它，规则就再也不能修订"),
    ("a kind of event cannot be taken away", "业务不能取消"),
    ("its {part} cannot change", "其 {part} 不能改变"),
    ("the field {field} has to stay, as {sort}", "{field} 项应保留，类型为 {sort}"),
    ("the field {field} has to stay {sort}", "{field} 项的类型应仍为 {sort}"),
    ("its operations cannot change", "其操作不能改变"),
    ("how rules are adopted cannot change by adopting rules", "修订规则的办法不能由修订规则来改变"),
    ("a new kind has the rule of a kind that there is", "新业务应采用已有业务的规则"),
    ("the rule {rule} needs the field {field}, as {sort}", "规则 {rule} 需要 {field} 项，类型为 {sort}"),
    ("the rule {rule} goes with other operations", "规则 {rule} 的操作不是这些"),
    ("the rule {rule} needs {parties}", "规则 {rule} 需要 {parties}"),
    ("one at least is needed", "至少应有一项"),
    ("an id has small letters, digits and hyphens", "编号由小写字母、数字和连字符组成"),
    ("{field} is a whole number from {low} to {high}", "{field} 应为 {low} 至 {high} 的整数"),
    ("its rate is above its rate_max", "利率高于其最高利率"),
    ("payment_day is payout or a day from 1 to 31", "还款日应为放款日的对应日，或 1 至 31 日"),
    ("holidays is next, previous or none", "遇节假日的办法只能是顺延、提前或不变"),
    (
        "prepayment is reduce_months, reduce_instalment or forbidden",
        "提前还款的办法只能是缩短期限、减少每期金额或不允许",
    ),
    ("collateral is true or false", "抵押担保应为是或否"),
    ("its name stands there in zh and en", "名称应有中文和英文两种"),
    ("only version 1 is known", "只认得第 1 版"),
    ("a list of at most {most} days is needed", "应为最多 {most} 天的列表"),
    ("{day} is no day such as 10-01", "{day} 不是 10-01 这样的日期"),
    ("a year has four digits", "年份应为四位数字"),
    ("{part} is a list of at most {most} days", "{part} 应为最多 {most} 天的列表"),
    ("{day} is no day of that year such as {example}", "{day} 不是该年的日期（例如 {example}）"),
    ("{day} is off and worked at once", "{day} 既休息又上班"),
    ("one rate at least is needed", "至少应有一个利率"),
    ("one share at least is needed", "至少应有一个比例"),
    ("a number from 0 to {most} is needed", "应为 0 至 {most} 的数"),
    ("it has to stay {sort}", "类型不能改变（{sort}）"),
    ("the rules say nothing of it", "规则中没有此项"),
    ("person {tag}", "已认定持有人（标签 {tag}）"),
    ("the encryption key's members must be text", "加密公钥的各项应为文本"),
    ("{name} is missing", "缺少 {name}"),
    ("the workbook is damaged", "工作簿已损坏"),
    ("this is no path", "这不是一个路径"),
    ("{role} said {verdict} on the ledger", "{role:role}在账本上的意见是“{verdict:verdict}”"),
)

_FIELDS: Pairs = (
    ("more than {most} bytes", "超过 {most} 字节"),
    ("one of {names} is needed", "只能是：{names}"),
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

REASONS: Pairs = (*_CONTRACT, *_FIELDS, *_LEDGER, *_DESK, *_BOOKS, *_SYSTEM, *_PUBLIC)
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
