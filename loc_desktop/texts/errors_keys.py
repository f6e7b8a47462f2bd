"""Errors of keys, identities, dossiers and certificates:
code → (what happened, what to do), (Chinese, English) each."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

ERRORS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "keyring.missing": (
        (
            "本机没有密钥环服务，也就是存放私钥的地方。",
            "This computer has no keyring service, the place where private keys are kept.",
        ),
        (
            "{system:install}或改用由您设定口令的加密文件。",
            "{system:install} Or use an encrypted keyring file with a passphrase of your own.",
        ),
    ),
    "keyring.insecure": (
        (
            "此处配置的密钥环 {backend} 不能确定会加密内容；私钥不会存放在那里。",
            (
                "The keyring that is configured here, {backend}, is not known to encrypt what it keeps; "
                "private keys are not put there."
            ),
        ),
        (
            "请换用其他密钥环，或使用加密文件。",
            "Remove PYTHON_KEYRING_BACKEND or the entry in keyringrc.cfg, or use the encrypted keyring file.",
        ),
    ),
    "keyring.locked": (
        ("密钥环已锁定。", "The keyring is locked."),
        (
            "请将其解锁（通常用本机的登录密码），然后再试。密钥仍在其中。",
            "Unlock it (usually with this computer's password), then try again. The keys are still in it.",
        ),
    ),
    "keyring.refused": (
        (
            "密钥环没有打开：请求被关闭或拒绝。",
            "The keyring was not opened: the request was dismissed or denied.",
        ),
        (
            "请再试一次，并允许本程序使用密钥环。密钥仍在其中。",
            "Try again and allow this program to use the keyring. The keys are still in it.",
        ),
    ),
    "keyring.gone": (
        ("密钥环服务没有应答。", "The keyring service no longer answers."),
        (
            "请注销后重新登录，或重启密钥环服务，然后再试。密钥仍在磁盘上。",
            "Log out and in again, or restart the keyring service, then try again. The keys are on disk.",
        ),
    ),
    "keyring.failed": (
        ("密钥环服务报告了错误。", "The keyring service reported an error."),
        ("请再试；服务的原话见“详情”。", "Try again; the service's own words are under Details."),
    ),
    "keyring.entry_missing": (
        (
            "{name} 的私钥不在密钥环中：已被删除，或在另一个密钥环里。",
            "The private key of {name} is not in the keyring: it was deleted, or is in another keyring.",
        ),
        (
            "请在“设置”中恢复身份（一人或双人备份），或建立新身份；客户由柜台更换密钥。账本上的内容不受影响。",
            (
                "Restore it under Settings from its backup, one person's or two officers', or make a new "
                "identity; a customer's key is replaced at the counter. What is on the ledger is not touched."
            ),
        ),
    ),
    "keyring.data_key": (
        (
            "密钥环中没有本数据文件夹的加密密钥：文件夹是从别处复制来的，或该条目已被删除。",
            (
                "The key by which this data folder's files are encrypted is not in the keyring: the folder "
                "was copied from elsewhere, or the entry was deleted."
            ),
        ),
        (
            "请在“设置”中恢复在此文件夹工作的身份，其备份含有该密钥；或在原电脑上、以原用户打开。",
            (
                "Restore an identity that works in this folder, under Settings: its backup holds that key; "
                "or open the folder on the computer, and as the user, where it was made."
            ),
        ),
    ),
    "keyring.entry_damaged": (
        (
            "密钥环中 {name} 的条目已被改动，无法使用。",
            "The keyring's entry for {name} has been changed and cannot be used.",
        ),
        ("请从备份文件恢复该身份。", "Restore the identity from its backup file."),
    ),
    "keyring.passphrase_needed": (
        ("私钥在加密文件中。", "The private keys are in an encrypted keyring file."),
        ("请输入口令。", "Enter its passphrase."),
    ),
    "keyring.wrong_passphrase": (
        ("这个口令打不开密钥文件。", "This passphrase does not open the keyring file."),
        (
            "请再试。忘记的口令无法找回；备份文件另有自己的口令。",
            "Try again. A forgotten passphrase cannot be recovered; a backup file has one of its own.",
        ),
    ),
    "keyring.file_damaged": (
        ("加密的密钥文件无法使用。", "The encrypted keyring file cannot be used."),
        (
            "请恢复该文件，或从备份文件恢复身份。文件未被改动。",
            "Restore the file, or the identities from their backup files. It was not changed.",
        ),
    ),
    "keyring.file_disk": (
        (
            "加密的密钥文件 {file} 无法读写：{why}。",
            "The encrypted keyring file {file} cannot be read or written: {why}.",
        ),
        (
            "请检查剩余空间和文件夹权限，然后再试。文件未被改动。",
            "Check the free space and the folder's permissions, then try again. It was not changed.",
        ),
    ),
    "passphrase.too_short": (
        ("口令太短。", "The passphrase is too short."),
        common.AT_LEAST,
    ),
    "passphrase.too_simple": (
        ("口令太容易猜到。", "The passphrase is too easy to guess."),
        (
            "请用几个词，或没有规律的字母和数字。",
            "Use several words, or letters and digits that follow no pattern.",
        ),
    ),
    "pin.too_short": (
        ("PIN 码太短。", "The PIN is too short."),
        common.AT_LEAST,
    ),
    "pin.too_simple": (
        ("PIN 码太容易猜到。", "The PIN is too easy to guess."),
        (
            "请不要用 123456、121212 这样的连号或重复。",
            "Use no run and no pattern, such as 123456 or 121212.",
        ),
    ),
    "pin.none": (
        ("{name} 的密钥没有 PIN 码。", "The key of {name} has no PIN."),
        ("没有任何改动。密钥由密钥环保管。", "Nothing was changed. The key store guards it."),
    ),
    "pin.needed": (
        common.PIN_PROTECTED,
        ("请输入 PIN 码。", "Enter the PIN."),
    ),
    "pin.wrong": (
        ("这不是 {name} 的 PIN 码。", "This is not the PIN of {name}."),
        ("再错 {left} 次后需要等待。", "{left} more tries before a waiting time."),
    ),
    "pin.wrong_last": (
        (
            "这不是 {name} 的 PIN 码，输错次数已满。",
            "This is not the PIN of {name}, and it was the last try for now.",
        ),
        ("请等 {wait} 秒再试。", "Wait {wait} seconds, then try again."),
    ),
    "pin.wait": (
        ("{name} 的 PIN 码输错次数太多。", "Too many wrong PINs for {name}."),
        ("请等 {wait} 秒再试。密钥没有丢失。", "Wait {wait} seconds, then try again. The key is not lost."),
    ),
    "identity.unknown": (
        ("本机没有身份 {id}。", "There is no identity {id} on this computer."),
        (
            "请从列表中选择，或从备份文件恢复。",
            "Choose one of those listed, or restore it from its backup file.",
        ),
    ),
    "identity.file_damaged": (
        (
            "数据文件夹中的文件 {file} 无法作为身份读取。",
            "The file {file} in the data folder cannot be read as an identity.",
        ),
        (
            "请从备份恢复。私钥在密钥环中，未受影响。",
            "Restore it from a backup. The private key is in the keyring and not touched.",
        ),
    ),
    "identity.file": (
        ("文件 {path} 无法读写：{why}。", "The file {path} cannot be read or written: {why}."),
        (
            "请换个位置，或检查文件夹权限和剩余空间。",
            "Choose another place, or check the folder's permissions and free space.",
        ),
    ),
    "identity.certificate_key": (
        (
            "证书对应的是另一把密钥，不是此身份的。",
            "The certificate is for another key than this identity's.",
        ),
        common.OWN_REQUEST,
    ),
    "identity.certificate_role": (
        (
            "证书的角色是{found:role}，与此身份的角色（{expected:role}）不同。",
            "The certificate is for another role ({found:role}) than this identity's ({expected:role}).",
        ),
        common.OWN_REQUEST,
    ),
    "dossier.too_large": (
        (
            "申请连同附件共 {size} 字节；最多可发送 {limit} 字节。",
            "The application with its attachments has {size} bytes; at most {limit} can be sent.",
        ),
        (
            "请附较小的文件，例如降低照片的像素。",
            "Attach smaller files, for example photographs with fewer pixels.",
        ),
    ),
    "dossier.recipient": (
        ("申请资料无法密封给 {name}：{why}。", "The dossier cannot be sealed to {name}: {why}."),
        (
            "没有发送任何内容。请该成员重新登记加密公钥。",
            "Nothing was sent. Ask the member to register its encryption key again.",
        ),
    ),
    "dossier.not_recipient": (
        ("这份申请资料不是密封给您的。", "This dossier is not sealed to you."),
        (
            "只有流程中的各角色、客户和监管部门可以打开。",
            "Only the roles of the flow, the customer and the regulator can open it.",
        ),
    ),
    "dossier.damaged": (
        (
            "密封的申请资料打不开：已被改动，或格式不对。",
            "The sealed dossier cannot be opened: it has been changed, or is not of the right form.",
        ),
        ("请勿审核；请客户重新申请。", "Do not audit it; ask the customer to apply again."),
    ),
    "dossier.commitment": (
        (
            "这份申请资料不是签名事件所承诺的那一份。",
            "The dossier is not the one that the signed event commits to.",
        ),
        (
            "请勿审核；事件的发送者更换了申请资料。",
            "Do not audit it; the event's sender has put in another dossier than was signed.",
        ),
    ),
    "backup.derived": (
        (
            "{name} 的密钥由柜台的密钥导出，没有自己的备份。",
            "The keys of {name} are made from the counter's and have no backup of their own.",
        ),
        ("请备份柜台的身份。", "Back up the counter's identity."),
    ),
    "backup.unreadable": (
        ("这个文件不是身份备份。", "This file is not a backup of an identity."),
        (
            "请选择本程序导出身份时写出的文件。",
            "Choose the file that this program wrote when the identity was exported.",
        ),
    ),
    "backup.wrong_passphrase": (
        (
            "口令打不开这份备份，或文件已被改动。",
            "The passphrase does not open this backup, or the file has been changed.",
        ),
        common.NOTHING_IMPORTED,
    ),
    "backup.no_pair": (
        ("这两个文件不是同一份备份的两半。", "These two files are not the two halves of one backup."),
        (
            "请选择两位保管人同时写出的文件。没有导入任何内容。",
            "Choose the files of both officers that were written together. Nothing was imported.",
        ),
    ),
    "backup.half_passphrase": (
        (
            "口令打不开 {file}，或文件已被改动。",
            "The passphrase does not open {file}, or the file has been changed.",
        ),
        common.NOTHING_IMPORTED,
    ),
    "backup.already_there": (
        ("身份 {name} 已在本机。", "The identity {name} is already on this computer."),
        ("没有任何改动。", "Nothing was changed."),
    ),
    "folder.unreadable": (
        ("这个文件不是数据文件夹的备份。", "This file is not a backup of a data folder."),
        (
            "请选择用“备份全部数据”写出的文件。没有恢复任何内容。",
            "Choose the file that “Back up everything” wrote. Nothing was restored.",
        ),
    ),
    "folder.wrong_passphrase": (
        (
            "口令打不开这份备份，或文件开头已被改动。",
            "The passphrase does not open this backup, or the file's beginning has been changed.",
        ),
        ("请再试。没有恢复任何内容。", "Try again. Nothing was restored."),
    ),
    "folder.cut_off": (
        (
            "这份备份不完整：后面有内容缺失或已被改动。",
            "This backup is not whole: something further on is missing or has been changed.",
        ),
        ("请用另一份备份。没有恢复任何内容。", "Use another copy of it. Nothing was restored."),
    ),
    "folder.occupied": (
        (
            "数据文件夹 {folder} 不是空的，备份不会覆盖其中的内容。",
            "The data folder {folder} is not empty, and a backup replaces nothing.",
        ),
        (
            "请在新电脑上恢复，或用“loc-desktop --home”另选一个空文件夹。",
            "Restore it on a new computer, or into an empty folder: loc-desktop --home FOLDER.",
        ),
    ),
    "folder.stopped": (
        common.STOPPED,
        common.NOTHING_WRITTEN,
    ),
    "folder.not_good": (
        (
            "数据已恢复，但与账本核对不符：{outcome}",
            "The data are restored, but do not agree with the ledger: {outcome}",
        ),
        (
            "请不要办理业务；请用另一份备份在空文件夹中恢复，或联系管理员。",
            "Do no business with it: restore another backup into an empty folder, or ask your administrator.",
        ),
    ),
    "certificate.unreadable": (
        ("这不是 PEM 格式的 X.509 证书。", "This is not an X.509 certificate in PEM form."),
        (
            "请给出完整文件，从“BEGIN CERTIFICATE”到“END CERTIFICATE”。",
            "Give the whole file, from “BEGIN CERTIFICATE” to “END CERTIFICATE”.",
        ),
    ),
    "certificate.key_type": (
        ("证书的密钥不是 ECDSA P-256 密钥。", "The certificate's key is not an ECDSA P-256 key."),
        ("请为本程序生成的密钥申请证书。", "Ask for a certificate for the key that this program made."),
    ),
    "certificate.role": (
        ("证书写明的角色“{role}”不存在。", "The certificate names the role {role}, which does not exist."),
        common.OTHER_CERTIFICATE,
    ),
    "certificate.extension": (
        (
            "证书要求本程序不认识的扩展项 {extension}。",
            "The certificate demands extension {extension}, which is unknown here.",
        ),
        ("请申请不带该扩展项的证书。", "Ask for a certificate without it."),
    ),
    "certificate.attributes": (
        ("证书的属性无法读取。", "The certificate's attributes cannot be read."),
        common.OTHER_CERTIFICATE,
    ),
    "certificate.untrusted": (
        (
            "{name} 的证书不是本账本的签发机构签发的。",
            "The certificate of {name} is not issued by an authority of this ledger.",
        ),
        (
            "请使用本账本成员机构签发的证书。",
            "Use the certificate that this ledger's membership authority issued.",
        ),
    ),
    "certificate.not_authority": (
        ("{name} 的证书无权签发其他证书。", "The certificate of {name} may not issue others."),
        (
            "请向网络管理员索取签发机构自己的证书。",
            "Ask the network's operator for the authority's own certificate.",
        ),
    ),
    "certificate.not_yet_valid": (
        (
            "{name} 的证书自 {from} 起有效；现在是 {at}。",
            "The certificate of {name} is valid only from {from} on; it is {at}.",
        ),
        ("请检查本机时钟。", "Check this computer's clock."),
    ),
    "certificate.expired": (
        (
            "{name} 的证书已于 {until} 到期；现在是 {at}。",
            "The certificate of {name} expired at {until}; it is {at}.",
        ),
        ("请更新证书；密钥不变。", "Renew the certificate; the key stays the same."),
    ),
}
