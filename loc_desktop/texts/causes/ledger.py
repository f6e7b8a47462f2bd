"""Why a stored transaction, block 0 or a connection profile is none: name → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

CAUSES: Mapping[str, tuple[str, str]] = {
    "bug": ("程序出错（{said}）", "a bug in the program ({said})"),
    "id": ("编号不是签名内容的摘要", "the id is not the digest of the signed bytes"),
    "members": ("信封缺少交易应有的各项", "the envelope has not the members of a transaction"),
    "version": ("信封属于另一个版本或通道", "the envelope is of another version or channel"),
    "types": ("信封中有一项类型不对", "a member of the envelope has the wrong type"),
    "certificate": ("证书：{why}", "the certificate: {why}"),
    "signature": common.BAD_SIGNATURE,
    "form": ("签名内容不是规定的格式", "the signed bytes are not in canonical form"),
    "unreadable": ("签名内容无法读取：{why}", "the signed bytes cannot be read: {why}"),
    "genesis_id": ("编号不是创世内容的摘要", "the id is not the digest of the genesis"),
    "no_genesis": ("区块 0 不是创世区块", "block 0 is not a genesis"),
    "genesis_version": ("创世区块属于另一个版本", "the genesis is of another version"),
    "genesis_roots": ("创世区块没有根证书列表", "the genesis has no list of root certificates"),
    "genesis_signed": ("创世区块带有来历不明的签名", "the genesis carries a signature that nobody made"),
    "file_unreadable": ("SQLite 无法读取该文件：{said}", "SQLite cannot read the file: {said}"),
    "file_mark": (
        "文件的标记和格式为 {found}，本程序的账本应为 {known}",
        "the file's mark and format are {found}, a ledger of this program has {known}",
    ),
    "file_tables": ("文件中的表不是账本应有的表", "the file's tables are not those that a ledger has"),
    "row_numbers": (
        "表 {table} 中有 {count} 行的区块号不可能存在",
        "{count} rows of table {table} carry a block number that cannot be",
    ),
    "table_unreadable": (
        "表 {table} 无法完整读取：{said}",
        "table {table} cannot be read as a whole: {said}",
    ),
    "block_unreadable": ("无法读取：{said}", "it cannot be read: {said}"),
    "block_missing": ("缺失", "it is missing"),
    "block_types": (
        "区块有一列的类型与写入时不同",
        "a column of the block has another type than was written",
    ),
    "transactions_missing": ("其中的交易不全或次序不对", "its transactions are not all there, in order"),
    "transaction_types": (
        "交易有一列的类型与写入时不同",
        "a column of a transaction has another type than was written",
    ),
    "transaction_id": (
        "有一笔交易的编号不是签名内容的摘要",
        "a transaction's id is not the digest of its signed bytes",
    ),
    "data_hash": (
        "其中交易的哈希与区块所载不符",
        "its transactions do not have the hash that the block carries",
    ),
    "previous_hash": (
        "其中的上一区块哈希与上一区块不符",
        "the previous block's hash in it is not that block's",
    ),
    "block_hash": ("其哈希与内容不符", "its hash is not that of its content"),
    "transaction_why": ("第 {number} 笔交易：{why}", "transaction {number}: {why}"),
    "not_executed": ("无法重新执行：{said}", "it cannot be executed again: {said}"),
    "transaction_refused": (
        "第 {number} 笔交易重新执行时被拒绝：{why}",
        "transaction {number} is refused when executed again: {why}",
    ),
    "other_result": (
        "有一笔交易的结果与重新执行所得不同",
        "a transaction's result is not the one that it gives when executed again",
    ),
    "other_head": (
        "其哈希或时间与重新执行所得不同",
        "its hashes or time are not those that it gets when executed again",
    ),
    "row_foreign": (
        "{table} 中有一行不是任何交易写入的：{row}",
        "{table} has a row that no transaction wrote: {row}",
    ),
    "row_missing": ("{table} 中缺少 {row}", "{table} misses {row}"),
    "row_other": ("{table} 中的 {row} 与写入时不同", "{table} {row} is not what was written"),
    "integrity": ("SQLite 完整性检查：{said}", "SQLite's integrity check: {said}"),
    "block_gone": (
        "曾在此处（文件旁的记录可以证明），现已不见",
        "it was here (the note beside the file says so) and is gone",
    ),
    "size": ("超过 {most:count} 字节", "larger than {most:count} bytes"),
    "not_text": ("不是文本", "it is not text"),
    "not_yaml": ("第 {line} 行不是 YAML 文本", "line {line} is not YAML"),
    "no_object": ("不是带字段的对象", "not an object with fields"),
    "role": ("{role} 不是角色，角色有 {names}", "'{role}' is not one of {names}"),
    "no_peer": ("没有节点", "no peer"),
    "no_channel": ("没有通道", "no channel"),
    "endpoint": ("{text} 不是 HOST:PORT 的写法", "'{text}' is not HOST:PORT"),
    "https": ("{text} 不以 https:// 开头", "'{text}' does not begin with https://"),
    "pem": ("不是 PEM 格式的证书", "not a certificate in PEM form"),
    "missing": ("缺失", "missing"),
    "text": ("不是文本", "not a text"),
    "empty": ("为空", "empty"),
    "texts": ("不是文本列表", "not a list of texts"),
    "object": ("不是对象", "not an object"),
    "objects": ("不是对象列表", "not a list of objects"),
}
