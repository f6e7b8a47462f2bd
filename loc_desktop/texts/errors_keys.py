"""Errors of keys, identities, dossiers and certificates, in Chinese: code → (what happened, what to do). The
English is that of the error itself (:mod:`loc_desktop.identity`, :mod:`loc_desktop.contract.certificate`).
"""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str]] = {
    "keyring.missing": (
        "本机没有密钥环服务，也就是存放私钥的地方。",
        "请安装密钥环服务，或改用由您设定口令的加密文件。",
    ),
    "keyring.insecure": (
        "此处配置的密钥环 {backend} 不能确定会加密内容；私钥不会存放在那里。",
        "请换用其他密钥环，或使用加密文件。",
    ),
    "keyring.locked": (
        "密钥环已锁定。",
        "请将其解锁（通常用本机的登录密码），然后再试。密钥仍在其中。",
    ),
    "keyring.refused": (
        "密钥环没有打开：请求被关闭或拒绝。",
        "请再试一次，并允许本程序使用密钥环。密钥仍在其中。",
    ),
    "keyring.gone": (
        "密钥环服务没有应答。",
        "请注销后重新登录，或重启密钥环服务，然后再试。密钥仍在磁盘上。",
    ),
    "keyring.failed": (
        "密钥环服务报告了错误。",
        "请再试；服务的原话见“详情”。",
    ),
    "keyring.entry_missing": (
        "{name} 的私钥不在密钥环中：已被删除，或在另一个密钥环里。",
        "请从备份文件恢复该身份，或建立新身份。账本上的内容不受影响。",
    ),
    "keyring.data_key": (
        "密钥环中没有本数据文件夹的加密密钥：文件夹是从别处复制来的，或该条目已被删除。",
        "请在建立它的电脑上、以原用户打开该文件夹，或恢复原来的密钥环。",
    ),
    "keyring.entry_damaged": (
        "密钥环中 {name} 的条目已被改动，无法使用。",
        "请从备份文件恢复该身份。",
    ),
    "keyring.passphrase_needed": (
        "私钥在加密文件中。",
        "请输入口令。",
    ),
    "keyring.wrong_passphrase": (
        "这个口令打不开密钥文件。",
        "请再试。忘记的口令无法找回；备份文件另有自己的口令。",
    ),
    "keyring.file_damaged": (
        "加密的密钥文件无法使用。",
        "请恢复该文件，或从备份文件恢复身份。文件未被改动。",
    ),
    "keyring.file_disk": (
        "加密的密钥文件 {file} 无法读写：{why}。",
        "请检查剩余空间和文件夹权限，然后再试。文件未被改动。",
    ),
    "passphrase.too_short": (
        "口令太短。",
        "请至少用 {minimum} 个字符。",
    ),
    "passphrase.too_simple": (
        "口令太容易猜到。",
        "请用几个词，或没有规律的字母和数字。",
    ),
    "pin.too_short": (
        "PIN 码太短。",
        "请至少用 {minimum} 位。",
    ),
    "pin.too_simple": (
        "PIN 码太容易猜到。",
        "请不要用 123456、121212 这样的连号或重复。",
    ),
    "pin.none": (
        "{name} 的密钥没有 PIN 码。",
        "没有任何改动。密钥由密钥环保管。",
    ),
    "pin.needed": (
        "{name} 的密钥有 PIN 码保护。",
        "请输入 PIN 码。",
    ),
    "pin.wrong": (
        "这不是 {name} 的 PIN 码。",
        "再错 {left} 次后需要等待。",
    ),
    "pin.wait": (
        "{name} 的 PIN 码输错次数太多。",
        "请等 {wait} 秒再试。密钥没有丢失。",
    ),
    "identity.unknown": (
        "本机没有身份 {id}。",
        "请从列表中选择，或从备份文件恢复。",
    ),
    "identity.file_damaged": (
        "数据文件夹中的文件 {file} 无法作为身份读取。",
        "请从备份恢复。私钥在密钥环中，未受影响。",
    ),
    "identity.file": (
        "文件 {path} 无法读写：{why}。",
        "请换个位置，或检查文件夹权限和剩余空间。",
    ),
    "identity.certificate_key": (
        "证书对应的是另一把密钥，不是此身份的。",
        "请用此身份自己的请求申请证书。",
    ),
    "identity.certificate_role": (
        "证书的角色是{found:role}，与此身份的角色（{expected:role}）不同。",
        "请用此身份自己的请求申请证书。",
    ),
    "dossier.too_large": (
        "申请连同附件共 {size} 字节；最多可发送 {limit} 字节。",
        "请附较小的文件，例如降低照片的像素。",
    ),
    "dossier.recipient": (
        "申请资料无法密封给 {name}：{why}。",
        "没有发送任何内容。请该成员重新登记加密公钥。",
    ),
    "dossier.not_recipient": (
        "这份申请资料不是密封给您的。",
        "只有流程中的各角色、客户和监管部门可以打开。",
    ),
    "dossier.damaged": (
        "密封的申请资料打不开：已被改动，或格式不对。",
        "请勿审核；请客户重新申请。",
    ),
    "dossier.commitment": (
        "这份申请资料不是签名事件所承诺的那一份。",
        "请勿审核；事件的发送者更换了申请资料。",
    ),
    "backup.derived": (
        "{name} 的密钥由柜台的密钥导出，没有自己的备份。",
        "请备份柜台的身份。",
    ),
    "backup.unreadable": (
        "这个文件不是身份备份。",
        "请选择本程序导出身份时写出的文件。",
    ),
    "backup.wrong_passphrase": (
        "口令打不开这份备份，或文件已被改动。",
        "请再试。没有导入任何内容。",
    ),
    "backup.already_there": (
        "身份 {name} 已在本机。",
        "没有任何改动。",
    ),
    "certificate.unreadable": (
        "这不是 PEM 格式的 X.509 证书。",
        "请给出完整文件，从“BEGIN CERTIFICATE”到“END CERTIFICATE”。",
    ),
    "certificate.key_type": (
        "证书的密钥不是 ECDSA P-256 密钥。",
        "请为本程序生成的密钥申请证书。",
    ),
    "certificate.role": (
        "证书写明的角色不存在。",
        "请另行申请证书。",
    ),
    "certificate.extension": (
        "证书的属性无法读取。",
        "请另行申请证书。",
    ),
    "certificate.untrusted": (
        "{name} 的证书不是本账本的签发机构签发的。",
        "请使用本账本成员机构签发的证书。",
    ),
    "certificate.not_authority": (
        "该证书无权签发其他证书。",
        "请向网络管理员索取签发机构自己的证书。",
    ),
    "certificate.not_yet_valid": (
        "{name} 的证书自 {from} 起有效；现在是 {at}。",
        "请检查本机时钟。",
    ),
    "certificate.expired": (
        "{name} 的证书已于 {until} 到期；现在是 {at}。",
        "请更新证书；密钥不变。",
    ),
}
