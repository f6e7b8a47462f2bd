"""Errors of the ledgers, the network and the script:
code → (what happened, what to do), (Chinese, English) each."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

ERRORS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "ledger.missing": (
        ("{path} 处没有账本。", "There is no ledger at {path}."),
        ("请检查文件夹，或建立新账本。", "Check the folder, or set up a new ledger."),
    ),
    "ledger.not_a_ledger": (
        ("{path} 不是本程序的账本。", "{path} is not a ledger of this program."),
        (
            "请选择本程序建立的文件，通常名为 ledger.sqlite。",
            "Choose the file that the program made, usually ledger.sqlite.",
        ),
    ),
    "ledger.version": (
        (
            "{path} 的格式是 {found}；本程序读取格式 {known}。",
            "{path} has format {found}; this program reads format {known}.",
        ),
        (
            "请用建立它的程序版本打开，或更新程序。",
            "Open it with the version of the program that made it, or update the program.",
        ),
    ),
    "ledger.closed": (("账本已关闭。", "The ledger was closed."), ("请重新打开。", "Open it again.")),
    "ledger.busy": (
        (
            "另一个程序正在使用账本，{seconds} 秒内没有空出来。",
            "Another program uses the ledger; it did not become free in {seconds} seconds.",
        ),
        ("请再试；若一直如此，请关闭其他窗口。", "Try again; if it stays so, close the other windows."),
    ),
    "ledger.unreadable": (
        ("账本 {path} 无法读取。", "The ledger {path} cannot be read."),
        ("请检查磁盘和文件夹权限。", "Check the disk and the folder's permissions."),
    ),
    "ledger.disk_full": (
        ("磁盘已满；交易没有写入。", "The disk is full; the transaction was not written."),
        ("请腾出空间后重新发送。", "Free some space, then send it again."),
    ),
    "ledger.read_only": (
        ("账本可读但不可写。", "The ledger may be read but not written."),
        (
            "请取得文件及其文件夹的写权限，然后重新发送。",
            "Ask for write permission to the file and its folder, then send it again.",
        ),
    ),
    "ledger.write_failed": (
        ("写入账本失败。", "Writing the ledger failed."),
        ("请检查磁盘，然后重新发送。", "Check the disk, then send it again."),
    ),
    "ledger.unsure": (
        ("写入账本时中断。", "Writing the ledger was interrupted."),
        (
            "请检查磁盘。重新发送之前，请先按编号查找该交易。",
            "Check the disk. Look the transaction up by its id before sending it again.",
        ),
    ),
    "ledger.clock_back": (
        (
            "本机时钟为 {clock}，而账本最新区块的时间是 {newest}。",
            "This computer's clock says {clock}, but the ledger's newest block is of {newest}.",
        ),
        (
            "请校准本机时钟后重试。没有写入任何内容。",
            "Set the computer's clock, then do it again. Nothing was written.",
        ),
    ),
    "ledger.damaged": (
        ("账本 {path} 已损坏。", "The ledger {path} is damaged."),
        (
            "请运行“loc-desktop ledger verify”查看是哪个区块，并从备份恢复该文件。",
            "Run “loc-desktop ledger verify” to see which block, and restore the file from a backup.",
        ),
    ),
    "ledger.lost": (
        (
            "账本 {path} 曾有区块 {block}，现已不见。",
            "The ledger {path} once held block {block}, which is no longer there.",
        ),
        (
            "请恢复最新的备份。若要照现状继续使用，请删除旁边的记录 {note}；丢失的区块所作的更改随之作废。",
            (
                "Restore the newest backup. To go on with the file as it is, delete the note beside it, "
                "{note}; what the lost blocks did is then undone."
            ),
        ),
    ),
    "ledger.exists": (
        ("{path} 处已有文件。", "There is already a file at {path}."),
        ("请打开那个账本，或另选文件夹。", "Open that ledger, or choose another folder."),
    ),
    "ledger.create_failed": (
        ("账本 {path} 无法建立：{why}。", "The ledger {path} could not be made: {why}."),
        ("请检查文件夹权限和剩余空间。", "Check the folder's permissions and the free space."),
    ),
    "ledger.not_canonical": (
        ("交易 {fn} 无法写成规定的格式：{why}。", "The transaction {fn} cannot be written down: {why}."),
        ("程序与账本的版本可能不同。", "Program and ledger may have different versions."),
    ),
    "ledger.too_large": (
        (
            "交易有 {bytes} 字节；账本最多接受 {limit} 字节。",
            "The transaction has {bytes:count} bytes; the ledger takes {limit:count}.",
        ),
        ("请减小附件，或一次少发几个事件。", "Send smaller attachments, or fewer events at once."),
    ),
    "ledger.signature": (
        ("签名与证书的密钥不符。", "The signature does not belong to the certificate's key."),
        ("请选择密钥与证书相配的身份。", "Choose the identity whose key and certificate belong together."),
    ),
    "ledger.record": (
        ("存储的一笔交易与签署时不同：{why}。", "A stored transaction is not what was signed: {why}."),
        ("请运行“loc-desktop ledger verify”。", "Run “loc-desktop ledger verify”."),
    ),
    "index.other_chain": (
        (
            "区块 {block} 与索引所依据的区块不相连。",
            "Block {block} does not follow the blocks that the index was made from.",
        ),
        ("索引将由账本重新生成。", "The index is made anew from the ledger."),
    ),
    "files.missing": (
        ("文件 {file} 原先在本机，现在不见了或已空。", "The file {file} was here and is missing or empty."),
        (
            "请恢复它的备份，或新建一个（终端用“loc-desktop data restore”或“loc-desktop data anew”）。",
            "Put back a copy of it, or begin a new one (in the terminal: loc-desktop data restore, anew).",
        ),
    ),
    "files.other": (
        (
            "文件 {file} 不是本数据文件夹用过的那一个。",
            "The file {file} is not the one that this data folder has worked with.",
        ),
        (
            "请恢复正确文件的备份，或新建一个（终端用“loc-desktop data restore”或“loc-desktop data anew”）。",
            (
                "Put back a copy of that one, or begin a new one (in the terminal: loc-desktop data "
                "restore, anew)."
            ),
        ),
    ),
    "files.newer": (
        (
            "文件 {file} 由更新版本的程序写入。",
            "The file {file} was written by a newer version of this program.",
        ),
        common.INSTALL_VERSION,
    ),
    "files.register": (
        (
            "本数据文件夹的文件清单 {file} 缺失或已损坏，丢失的文件可能被当成新文件。",
            (
                "The list of this data folder's files, {file}, is missing or damaged: a lost file could be "
                "taken for a new one."
            ),
        ),
        (
            "请放回清单的备份；若别的文件都在，可运行“loc-desktop data adopt”。",
            "Put back a copy of it; or, when nothing else is missing: loc-desktop data adopt.",
        ),
    ),
    "files.disk": (
        common.FILE_UNWRITABLE,
        common.CHECK_SPACE,
    ),
    "files.unknown": (
        ("本数据文件夹没有记录文件 {file}。", "This data folder remembers no file {file}."),
        ("请用“loc-desktop data list”查看清单。", "See the list with: loc-desktop data list."),
    ),
    "files.copy": (
        common.FILE_UNREADABLE,
        ("请选择另一个备份。", "Choose another copy."),
    ),
    "outbox.failed": (
        ("发件箱 {path} 无法使用。", "The outbox {path} cannot be used."),
        common.CHECK_SPACE,
    ),
    **dict.fromkeys(
        ("script.invalid", "script.canonical", "script.shape"),
        (
            ("数据不符合规定的格式：{where:at}{why}。", "It is not of the script's form: {where:at}{why}."),
            common.BUILD_AGAIN,
        ),
    ),
    "script.lock": (
        ("链码无法锁定：{where:at}{why}。", "The chaincode cannot be locked: {where:at}{why}."),
        ("请重新生成事件。", "Make the event again."),
    ),
    "script.unlock": (
        ("解锁码无法生成：{where:at}{why}。", "The unlocking code cannot be made: {where:at}{why}."),
        ("请重新打开该事件。", "Open the event again."),
    ),
    "fabric.channel": (
        ("配置中没有通道 {channel}。", "The profile has no channel {channel}."),
        ("请另选通道。", "Choose another channel."),
    ),
    "fabric.closed": (("连接已关闭。", "The connection was closed."), ("请重新连接。", "Connect again.")),
    "fabric.denied": (
        ("网络不接受这个身份。", "The network does not accept this identity."),
        ("请更新证书，或联系网络管理员。", "Renew the certificate, or ask the network's operator."),
    ),
    "fabric.too_large": (
        ("交易超出网络可接受的大小。", "The transaction is larger than the network takes."),
        ("请减少一次发送的内容。", "Send less at once."),
    ),
    "fabric.submit": (
        ("排序服务没有接受交易。", "The ordering service did not take the transaction."),
        ("请稍后再试。", "Try again later."),
    ),
    "fabric.submit_lost": (
        ("排序服务的应答丢失了。", "The answer of the ordering service was lost."),
        (
            "请按编号查找该交易；它绝不会执行两次。",
            "Ask again with the transaction id; it never executes twice.",
        ),
    ),
    "fabric.commit_unreachable": (
        ("连不上节点，无法查询该交易。", "The peer cannot be reached to ask about the transaction."),
        common.ASK_LATER,
    ),
    "fabric.commit_unknown": (
        ("交易尚未进入区块。", "The transaction is not in a block yet."),
        common.ASK_LATER,
    ),
    "fabric.unreachable": (
        ("连不上节点。", "The peer cannot be reached."),
        (
            "请检查网络；已做的工作会保留，可以稍后发送。",
            "Check the network; the work is kept and can be sent later.",
        ),
    ),
    "fabric.timeout": (
        ("各节点未及时应答。", "The peers did not answer in time."),
        ("请再试。", "Try again."),
    ),
    "fabric.policy": (
        ("目前可以背书的单位不够。", "Too few organisations can endorse at the moment."),
        ("请稍后再试；已做的工作会保留。", "Try again later; the work is kept."),
    ),
    "fabric.endorse": (
        ("各单位没有为该交易背书。", "The organisations did not endorse the transaction."),
        ("它们的答复见“详情”。", "Their answers are under Details."),
    ),
    "fabric.contract": (
        ("合约出错。", "The contract failed."),
        ("请报告网络管理员。", "Report this to the network's operator."),
    ),
    "fabric.tampered": (
        (
            "没有签署：节点返回的内容与请求不符。",
            "Nothing was signed: what the peer returned is not what was asked.",
        ),
        ("请勿使用该节点；请告知网络管理员。", "Do not use this peer; tell the network's operator."),
    ),
    "fabric.void": (
        ("交易已进入区块，但无效。", "The transaction is in a block but void."),
        ("请再试；若一直如此，请告知网络管理员。", "Try again; if it stays so, tell the network's operator."),
    ),
    "folder.unusable": (
        ("数据文件夹 {folder} 无法使用：{why}。", "The data folder {folder} cannot be used: {why}."),
        ("请用“loc-desktop --home”另选一个文件夹。", "Choose another one with --home or LOC_HOME."),
    ),
    "profile.missing": (
        ("无法读取连接配置文件 {file}：{why}。", "The connection profile {file} cannot be read: {why}."),
        common.CHOOSE_PROFILE,
    ),
    "profile.format": (
        ("文件 {file} 不是连接配置文件（{why}）。", "The file {file} is no connection profile ({why})."),
        common.CHOOSE_PROFILE,
    ),
    "profile.field": (
        (
            "连接配置文件 {file} 中的 {field} 有误（{why}）。",
            "In the connection profile {file}, {field} is wrong ({why}).",
        ),
        ("请向单位索取新的配置。", "Ask your organisation for a new profile."),
    ),
    "enrol.no_authority": (
        ("配置中没有证书签发机构。", "The connection profile names no certificate authority."),
        ("请向单位索取完整的配置。", "Ask your organisation for a complete profile."),
    ),
    "enrol.refused": (
        ("证书签发机构拒绝了登记。", "The authority refused to issue a certificate."),
        ("它的答复见“详情”；请联系单位。", "Its answer is under Details; ask your organisation."),
    ),
    "enrol.secret": (
        ("登记号或密码不对，或已经用过。", "The enrolment id or secret is wrong, or was used before."),
        ("请核对，或向单位索取新的。", "Check both, or ask your organisation for new ones."),
    ),
    "enrol.unreachable": (
        ("连不上证书签发机构。", "The certificate authority cannot be reached."),
        ("请检查网络后再试。", "Check the network and try again; the secret is not used up."),
    ),
    "enrol.untrusted": (
        ("证书签发机构自己的证书不可信。", "The certificate authority's own certificate cannot be trusted."),
        (
            "请向单位索取当前的配置。",
            "Do not enter the secret anywhere else; ask your organisation for the present profile.",
        ),
    ),
    "index.closed": (
        ("索引已关闭。", "The index was closed."),
        ("请重新打开窗口。", "Open the window again."),
    ),
    "index.failed": (
        ("索引无法读写。", "The index cannot be read or written."),
        (
            "请检查剩余空间和文件夹权限。索引中的内容账本里都有。",
            (
                "Check the free space and the folder's permissions. The index holds nothing that the "
                "ledger has not."
            ),
        ),
    ),
    "fabric.clock": (
        ("本机时钟与网络相差太大。", "This computer's clock differs too much from the network's."),
        ("请校准时钟后再发送。", "Set the clock, then send it again."),
    ),
    "service.identity": (
        (
            "单位 {organisation} 不能以角色“{role}”提交。",
            "The organisation {organisation} may not speak for the role “{role}”.",
        ),
        (
            "请使用该单位签发、写明其角色的身份。",
            "Use an identity that this organisation's authority issued with its role.",
        ),
    ),
    "service.arguments": (
        (
            "合约服务收到的参数不是功能名和 JSON 数组。",
            "The contract service was not given a name and a JSON array.",
        ),
        common.CHECK_VERSIONS,
    ),
    "service.contract": (
        ("没有合约 {name}。", "There is no contract {name}."),
        common.CHECK_SERVICE,
    ),
    "service.address": (
        ("地址 {address} 无法监听。", "The address {address} cannot be listened on."),
        ("请释放该端口。", "Free the port."),
    ),
    "service.speaks": (
        ("“{text}”不是 MSP=ROLE 的写法。", "“{text}” is not MSP=ROLE."),
        ("角色有 {names}。", "The roles are {names}."),
    ),
    "service.client": (
        ("文件 {file} 中没有证书。", "{file} holds no certificate."),
        common.CHECK_SERVICE,
    ),
}
