"""Why a stored transaction, block 0 or a connection profile is none, in Chinese; the English stands in
:data:`loc_desktop.ledger.causes.CAUSES`."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    "id": "编号不是签名内容的摘要",
    "members": "信封缺少交易应有的各项",
    "version": "信封属于另一个版本或通道",
    "types": "信封中有一项类型不对",
    "certificate": "证书：{why}",
    "signature": "签名验证不通过",
    "form": "签名内容不是规定的格式",
    "unreadable": "签名内容无法读取：{why}",
    "genesis_id": "编号不是创世内容的摘要",
    "no_genesis": "区块 0 不是创世区块",
    "genesis_version": "创世区块属于另一个版本",
    "genesis_roots": "创世区块没有根证书列表",
    "genesis_signed": "创世区块带有来历不明的签名",
    "size": "超过 {most:count} 字节",
    "not_text": "不是文本",
    "not_yaml": "第 {line} 行不是 YAML 文本",
    "no_object": "不是带字段的对象",
    "role": "{role} 不是角色，角色有 {names}",
    "no_peer": "没有节点",
    "no_channel": "没有通道",
    "endpoint": "{text} 不是 HOST:PORT 的写法",
    "https": "{text} 不以 https:// 开头",
    "pem": "不是 PEM 格式的证书",
    "missing": "缺失",
    "text": "不是文本",
    "empty": "为空",
    "texts": "不是文本列表",
    "object": "不是对象",
    "objects": "不是对象列表",
}
