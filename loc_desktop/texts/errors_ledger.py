"""Errors of the ledgers, the network and the script, in Chinese: code → (what happened, what to do). The
English is that of the error itself (:mod:`loc_desktop.ledger`, :mod:`loc_desktop.script`).
"""

from __future__ import annotations

from collections.abc import Mapping

ERRORS: Mapping[str, tuple[str, str]] = {
    "ledger.missing": (
        "{path} 处没有账本。",
        "请检查文件夹，或建立新账本。",
    ),
    "ledger.not_a_ledger": (
        "{path} 不是本程序的账本。",
        "请选择本程序建立的文件，通常名为 ledger.sqlite。",
    ),
    "ledger.version": (
        "{path} 的格式是 {found}；本程序读取格式 {known}。",
        "请用建立它的程序版本打开，或更新程序。",
    ),
    "ledger.closed": (
        "账本已关闭。",
        "请重新打开。",
    ),
    "ledger.busy": (
        "另一个程序正在使用账本，{seconds} 秒内没有空出来。",
        "请再试；若一直如此，请关闭其他窗口。",
    ),
    "ledger.unreadable": (
        "账本 {path} 无法读取。",
        "请检查磁盘和文件夹权限。",
    ),
    "ledger.disk_full": (
        "磁盘已满；交易没有写入。",
        "请腾出空间后重新发送。",
    ),
    "ledger.read_only": (
        "账本可读但不可写。",
        "请取得文件及其文件夹的写权限，然后重新发送。",
    ),
    "ledger.write_failed": (
        "写入账本失败。",
        "请检查磁盘。重新发送之前，请先按编号查找该交易。",
    ),
    "ledger.clock_back": (
        "本机时钟为 {clock}，而账本最新区块的时间是 {newest}。",
        "请校准本机时钟后重试。没有写入任何内容。",
    ),
    "ledger.damaged": (
        "账本 {path} 已损坏。",
        "请运行“loc-desktop ledger verify”查看是哪个区块，并从备份恢复该文件。",
    ),
    "ledger.lost": (
        "账本曾有的一个区块不见了。",
        "请恢复最新的备份。",
    ),
    "ledger.exists": (
        "{path} 处已有文件。",
        "请打开那个账本，或另选文件夹。",
    ),
    "ledger.create_failed": (
        "账本 {path} 无法建立：{why}。",
        "请检查文件夹权限和剩余空间。",
    ),
    "ledger.not_canonical": (
        "交易 {fn} 无法写成规定的格式：{why}。",
        "程序与账本的版本可能不同。",
    ),
    "ledger.too_large": (
        "交易有 {bytes} 字节；账本最多接受 {limit} 字节。",
        "请减小附件，或一次少发几个事件。",
    ),
    "ledger.signature": (
        "签名与证书的密钥不符。",
        "请选择密钥与证书相配的身份。",
    ),
    "ledger.record": (
        "存储的一笔交易与签署时不同：{why}。",
        "请运行“loc-desktop ledger verify”。",
    ),
    "index.other_chain": (
        "区块 {block} 与索引所依据的区块不相连。",
        "索引将由账本重新生成。",
    ),
    "files.missing": (
        "文件 {file} 原先在本机，现在不见了或已空。",
        "请恢复它的备份，或新建一个（终端用“loc-desktop data restore”或“loc-desktop data anew”）。",
    ),
    "files.other": (
        "文件 {file} 不是本数据文件夹用过的那一个。",
        "请恢复正确文件的备份，或新建一个（终端用“loc-desktop data restore”或“loc-desktop data anew”）。",
    ),
    "files.newer": (
        "文件 {file} 由更新版本的程序写入。",
        "请安装该版本；文件未被改动。",
    ),
    "files.register": (
        "本数据文件夹的文件清单 {file} 缺失或已损坏，丢失的文件可能被当成新文件。",
        "请放回清单的备份；若别的文件都在，可运行“loc-desktop data adopt”。",
    ),
    "files.disk": (
        "文件 {file} 无法写入：{why}。",
        "请检查剩余空间和文件夹权限。",
    ),
    "files.unknown": (
        "本数据文件夹没有记录文件 {file}。",
        "请用“loc-desktop data list”查看清单。",
    ),
    "files.copy": (
        "文件 {file} 无法读取：{why}。",
        "请选择另一个备份。",
    ),
    "outbox.failed": (
        "发件箱 {path} 无法使用。",
        "请检查剩余空间和文件夹权限。",
    ),
    "script.invalid": (
        "数据不符合规定的格式。",
        "请用本程序重新生成。",
    ),
    "script.canonical": (
        "数据不符合规定的格式。",
        "请用本程序重新生成。",
    ),
    "script.shape": (
        "该项不符合规定的格式。",
        "请用本程序重新生成。",
    ),
    "script.lock": (
        "链码无法锁定。",
        "请重新生成事件。",
    ),
    "script.unlock": (
        "解锁码无法生成。",
        "请重新打开该事件。",
    ),
    "fabric.channel": (
        "配置中没有通道 {channel}。",
        "请另选通道。",
    ),
    "fabric.closed": (
        "连接已关闭。",
        "请重新连接。",
    ),
    "fabric.denied": (
        "网络不接受这个身份。",
        "请更新证书，或联系网络管理员。",
    ),
    "fabric.too_large": (
        "交易超出网络可接受的大小。",
        "请减少一次发送的内容。",
    ),
    "fabric.submit": (
        "排序服务没有接受交易，或其应答丢失。",
        "请按编号查找该交易；它绝不会执行两次。",
    ),
    "fabric.commit_unreachable": (
        "连不上节点，无法查询该交易。",
        "请稍后按交易编号再查。",
    ),
    "fabric.commit_unknown": (
        "交易尚未进入区块。",
        "请稍后按交易编号再查。",
    ),
    "fabric.unreachable": (
        "连不上节点。",
        "请检查网络；已做的工作会保留，可以稍后发送。",
    ),
    "fabric.timeout": (
        "各节点未及时应答。",
        "请再试。",
    ),
    "fabric.policy": (
        "目前可以背书的单位不够。",
        "请稍后再试；已做的工作会保留。",
    ),
    "fabric.endorse": (
        "各单位没有为该交易背书。",
        "它们的答复见“详情”。",
    ),
    "fabric.contract": (
        "合约出错。",
        "请报告网络管理员。",
    ),
    "fabric.tampered": (
        "没有签署：节点返回的内容与请求不符。",
        "请勿使用该节点；请告知网络管理员。",
    ),
    "fabric.void": (
        "交易已进入区块，但无效。",
        "请再试；若一直如此，请告知网络管理员。",
    ),
    "folder.unusable": (
        "数据文件夹 {folder} 无法使用：{why}。",
        "请用“loc-desktop --home”另选一个文件夹。",
    ),
    "profile.missing": (
        "无法读取连接配置文件 {file}：{why}。",
        "请选择单位给您的文件。",
    ),
    "profile.format": (
        "文件 {file} 不是连接配置文件（{why}）。",
        "请选择单位给您的文件。",
    ),
    "profile.field": (
        "连接配置文件 {file} 中的 {field} 有误（{why}）。",
        "请向单位索取新的配置。",
    ),
    "enrol.no_authority": (
        "配置中没有证书签发机构。",
        "请向单位索取完整的配置。",
    ),
    "enrol.refused": (
        "证书签发机构拒绝了登记。",
        "它的答复见“详情”；请联系单位。",
    ),
    "enrol.secret": (
        "登记号或密码不对，或已经用过。",
        "请核对，或向单位索取新的。",
    ),
    "enrol.unreachable": (
        "连不上证书签发机构。",
        "请检查网络后再试。",
    ),
    "enrol.untrusted": (
        "证书签发机构自己的证书不可信。",
        "请向单位索取当前的配置。",
    ),
    "index.closed": (
        "索引已关闭。",
        "请重新打开窗口。",
    ),
    "index.failed": (
        "索引无法读写。",
        "请检查剩余空间和文件夹权限。索引中的内容账本里都有。",
    ),
    "fabric.clock": (
        "本机时钟与网络相差太大。",
        "请校准时钟后再发送。",
    ),
}
