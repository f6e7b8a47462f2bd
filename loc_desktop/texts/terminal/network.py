"""What `loc-network` finds wrong and its help, in Chinese, by the English."""

from __future__ import annotations

from collections.abc import Mapping

NETWORK: Mapping[str, str] = {
    "The host {name} is new.": ("主机 {name} 是新的。"),
    "Give its address with --address.": ("请用 --address 给出它的地址。"),
    "{organisation} lives on the host {host}.": ("{organisation} 在主机 {host} 上。"),
    "Run this command there.": ("请在那台主机上运行此命令。"),
    "{name} is a member of {names} already.": ("{name} 已是 {names} 的成员。"),
    "`add-peer` gives it one more peer.": ("用 `add-peer` 可为它增加一个节点。"),
    "No update for {name} waits in {exchange}.": ("{exchange} 中没有等待 {name} 的更新。"),
    "Run `add-org` on a member's host and copy the exchange folder here.": (
        "请在某个成员的主机上运行 `add-org`，再把交换文件夹复制到这里。"
    ),
    "{contract} is at version {version} already.": ("{contract} 已是版本 {version}。"),
    "Name a new version.": ("请给出新的版本。"),
    "There is no peer {peer}.": ("没有节点 {peer}。"),
    "`loc-network status` names them.": ("各节点的名称见 `loc-network status`。"),
    "{name} cannot name a user.": ("{name} 不能作用户名。"),
    "Use letters, digits, '.', '_', '@' and '-', a letter or digit first, at most 64.": (
        "请用字母、数字和 . _ @ -，以字母或数字开头，最多 64 个。"
    ),
    "No member of {name} is on this machine.": ("本机上没有 {name} 的成员。"),
    "Run this on a member's host.": ("请在某个成员的主机上运行。"),
    "Could not {what}: {said}": ("未能完成（{what}）：{said}"),
    "Run `loc-network doctor`.": ("请运行 `loc-network doctor`。"),
    "{orderer} did not join {channel}: {names}": ("{orderer} 没有加入 {channel}：{names}"),
    "Could not {what}: no answer after {number} s.": ("未能完成（{what}）：{number} 秒内没有应答。"),
    "Run `loc-network status`.": ("请运行 `loc-network status`。"),
    "`rebuild` deletes the ledger of {peer}.": ("`rebuild` 会删除 {peer} 的账本。"),
    "Say so with --yes.": ("确认请加 --yes。"),
    "`destroy` deletes ledgers, certificates and keys.": ("`destroy` 会删除账本、证书和密钥。"),
    "{file} cannot be written: {why}.": ("{file} 无法写入：{why}。"),
    "There is no log of {node}.": ("没有 {node} 的日志。"),
    "There are logs of: {names}.": ("有日志的是：{names}。"),
    "A network with another topology was begun in {root} and never became ready.": (
        "{root} 中已开始建立另一种拓扑的网络，但未就绪。"
    ),
    "Delete it with `destroy`, then run `up` again.": ("请用 `destroy` 删除它，再运行 `up`。"),
    "This topology spreads over {names}.": ("此拓扑分布在 {names}。"),
    "Say with --host which of them this machine is.": ("请用 --host 指明本机是其中哪一台。"),
    "There is no network in {root}.": ("{root} 中没有网络。"),
    "Nothing was deleted.": ("没有删除任何内容。"),
    "There is no node {node}.": ("没有节点 {node}。"),
    "This network has: {names}.": ("此网络有：{names}。"),
    "Name a topology.": ("请指明拓扑。"),
    "{path} is missing.": ("缺少 {path}。"),
    "Run `up` on the host of {organisation} and copy the file here.": (
        "请在 {organisation} 的主机上运行 `up`，再把该文件复制到这里。"
    ),
    "Waited {number} s for: {names}.": ("等待了 {number} 秒：{names}。"),
    "Run `up` on the other hosts too, copy the exchange folder between them, and run this again.": (
        "请在其他主机上也运行 `up`，互相复制交换文件夹，然后再运行一次。"
    ),
    "The transaction {function} is in block {block_number} but void: {name}.": (
        "交易 {function} 在区块 {block_number} 中，但无效：{name}。"
    ),
    "The transaction {function} did not go through: {why}": ("交易 {function} 未成功：{why}"),
    "The host {host} has the address {address}, which this machine has not ({why}).": (
        "主机 {host} 的地址是 {address}，本机没有这个地址（{why}）。"
    ),
    "Correct it under 'hosts' in the topology, or say with --host which host this machine is.": (
        "请在拓扑的 hosts 中更正，或用 --host 指明本机是哪一台。"
    ),
    "{node} does not listen on {address}:{port} after {number} s. Its log ends: {log}": (
        "{number} 秒后 {node} 仍未在 {address}:{port} 监听。其日志末尾：{log}"
    ),
    "{node} cannot be started: {why}.": ("{node} 无法启动：{why}。"),
    "{node} ended right after its start. Its log ends: {log}": ("{node} 启动后立即结束。其日志末尾：{log}"),
    "These Fabric programs are not found: {names}.": ("找不到这些 Fabric 程序：{names}。"),
    "Get Fabric's official release from {release} and put its `bin` on PATH, or name it in "
    "LOC_FABRIC_BIN; the folder `builders` belongs beside `bin`.": (
        "请从 {release} 取得 Fabric 官方发行版，把其 `bin` 加入 PATH，或用 LOC_FABRIC_BIN 指明；"
        "`builders` 文件夹应在 `bin` 旁。"
    ),
    "No transaction goes through {name} on {name2}: {why}": ("交易不能经 {name} 提交到 {name2}：{why}"),
    "No port from {base} up is free.": ("从 {base} 起没有空闲端口。"),
    "Choose another base_port in the topology.": ("请在拓扑中另选 base_port。"),
    "{path} is damaged: {why}.": ("{path} 已损坏：{why}。"),
    "Restore it from a backup of the data directory, or `destroy` the network.": (
        "请从数据文件夹的备份恢复它，或用 `destroy` 删除网络。"
    ),
    "Run `loc-network up`, or name the directory with --data.": (
        "请运行 `loc-network up`，或用 --data 指明文件夹。"
    ),
    "{path} cannot be taken.": ("无法取得 {path}。"),
    "Try again.": ("请再试。"),
    "Port {port} ({purpose} of {node}) has another node already.": (
        "端口 {port}（{node} 的 {purpose}）已为另一节点所用。"
    ),
    "Give each its own in the topology's `ports`.": ("请在拓扑的 `ports` 中给每个各自的端口。"),
    "Another command (process {owner}) is at work in {root}.": (
        "另一命令（进程 {owner}）正在 {root} 中运行。"
    ),
    "Wait for it to end.": ("请等它结束。"),
    "The CA of {organisation} gave {name} no new secret: {got}.": (
        "{organisation} 的证书机构没有给 {name} 新的密码：{got}。"
    ),
    "The CA of {organisation} at {url} does not answer ({what}): {why}.": (
        "{organisation} 的证书机构 {url} 没有应答（{what}）：{why}。"
    ),
    "The CA of {organisation} refused to {what}: {said}.": (
        "{organisation} 的证书机构拒绝（{what}）：{said}。"
    ),
    "`loc-network logs ca.{organisation}` may say more.": (
        "`loc-network logs ca.{organisation}` 可能有更多说明。"
    ),
    "There is no organisation {name} in this network.": ("此网络中没有单位 {name}。"),
    "It has: {known}.": ("现有：{known}。"),
    "There is no channel {name} in this network.": ("此网络中没有通道 {name}。"),
    "There is no contract {name} in this network.": ("此网络中没有合约 {name}。"),
    "The consensus {consensus} is not known.": ("没有 {consensus} 这种共识。"),
    "Use raft or bft.": ("请用 raft 或 bft。"),
    "BFT with {count} orderers tolerates no fault.": ("BFT 只有 {count} 个排序节点时不能容错。"),
    "Use 4 (one fault) or 7 (two).": ("请用 4 个（容一个）或 7 个（容两个）。"),
    "{name} cannot name a channel.": ("{name} 不能作通道名。"),
    "Use small letters, digits, '.' and '-', a letter first.": ("请用小写字母、数字和 . -，以字母开头。"),
    "The channel {name} endorses by roles, and its members are not enough of them: {names}.": (
        "通道 {name} 按角色背书，而其成员的角色不够：{names}。"
    ),
    "It takes B and two more, or write endorsement: majority.": (
        "须有 B 和另外两个角色，或写 endorsement: majority。"
    ),
    "The channel {name} has the time {time}.": ("通道 {name} 的时间方式是 {time}。"),
    "Use transaction, or event for a demonstration.": ("请用 transaction，演示可用 event。"),
    "The channel {name} has the zone {zone}, which is no time zone.": (
        "通道 {name} 的时区 {zone} 不是时区名称。"
    ),
    "Use a name such as Asia/Shanghai.": ("请用 Asia/Shanghai 这样的名称。"),
    "The {kind} {twice} is named twice.": ("{kind} {twice} 出现了两次。"),
    "Give each its own name.": ("请给每个各自的名称。"),
    "The contract {name} is none that this program runs.": ("合约 {name} 不是本程序能运行的。"),
    "Choose from {names}.": ("请从 {names} 中选择。"),
    "{version} cannot name a version of {name}.": ("{version} 不能作 {name} 的版本号。"),
    "Use letters, digits, '.', '_', '+' and '-', a letter or digit first, at most 31.": (
        "请用字母、数字和 . _ + -，以字母或数字开头，最多 31 个。"
    ),
    "The host {name} has the address {address}.": ("主机 {name} 的地址是 {address}。"),
    "Give an IP address or a host name, without a port.": ("请给出 IP 地址或主机名，不带端口。"),
    "{name} cannot name an organisation.": ("{name} 不能作单位名。"),
    "Use letters, digits and '-', a letter first, at most 31.": (
        "请用字母、数字和 -，以字母开头，最多 31 个。"
    ),
    "The organisation {name} is on the host {host}, which is not under 'hosts'.": (
        "单位 {name} 所在的主机 {host} 不在 hosts 中。"
    ),
    "Add it there, with its address.": ("请在那里加上它和地址。"),
    "The organisation {name} has the role {role}.": ("单位 {name} 的角色是 {role}。"),
    "A role is one of {names}.": ("角色只能是 {names}。"),
    "The organisation {name} has the display name {display}.": ("单位 {name} 的显示名称是 {display}。"),
    "Use one line of at most {longest_display} characters.": ("请用一行，最多 {longest_display} 个字。"),
    "The channel {name} has the member {name2}, which is no organisation.": (
        "通道 {name} 的成员 {name2} 不是单位。"
    ),
    "The channel {name} has the contract {name2}, which is not under 'contracts'.": (
        "通道 {name} 的合约 {name2} 不在 contracts 中。"
    ),
    "Add it there, with its version.": ("请在那里加上它和版本。"),
    "The endorsement of the channel {name} names {name2}, which is no member of it.": (
        "通道 {name} 的背书写有 {name2}，它不是其成员。"
    ),
    "'ports' names {node}, which is no node of this network.": ("ports 中的 {node} 不是此网络的节点。"),
    "Nodes are called ca.ORG, peer0.ORG, orderer0.ORG and contract-NAME-VERSION.ORG.": (
        "节点名形如 ca.ORG、peer0.ORG、orderer0.ORG 和 contract-NAME-VERSION.ORG。"
    ),
    "'ports' gives {node} a port for {purpose}.": ("ports 给了 {node} 一个用于 {purpose} 的端口。"),
    "It may have one for: {names}.": ("可以有的用途：{names}。"),
    "'ports' gives the port {port} twice on one host ({other}, {node}).": (
        "ports 在同一主机上两次给出端口 {port}（{other}、{node}）。"
    ),
    "Give each its own.": ("请给每个各自的端口。"),
    "{name} is not text but {value}.": ("{name} 不是文本，而是 {value}。"),
    'Write it in quotes: {name2}: "{value2}"': ('请加引号：{name2}: "{value2}"'),
    "{name} is not a list of names but {value}.": ("{name} 不是名称列表，而是 {value}。"),
    "Write [A, B], with at least one name.": ("请写作 [A, B]，至少一个名称。"),
    "{name} is not a whole number from 1 to {most} but {value}.": (
        "{name} 不是 1 至 {most} 的整数，而是 {value}。"
    ),
    "Write it in digits.": ("请用数字写。"),
    "'hosts' is empty.": ("hosts 是空的。"),
    "Name at least one, or leave 'hosts' out for one machine.": (
        "请至少写一台；只有一台机器时可省去 hosts。"
    ),
    "{where} is not a mapping.": ("{where} 不是名称与值的对应。"),
    "Write 'name: value' lines.": ("请写成“名称: 值”各行。"),
    "{name} is missing or is not a list.": ("缺少 {name}，或它不是列表。"),
    "Give at least one entry, in the form: {name2}: [{{…}}]": ("请至少给一项，写作：{name2}: [{{…}}]"),
    "{name} is missing.": ("缺少 {name}。"),
    "Give it as text.": ("请以文本给出。"),
    "The topology {path} is not YAML: {why}.": ("拓扑 {path} 不是 YAML：{why}。"),
    "Correct it; the shipped topologies show how one is written.": ("请更正；写法可参照自带的拓扑。"),
    "{where} has the unknown member {name}.": ("{where} 有不认识的一项 {name}。"),
    "It may have: {names}.": ("可以有：{names}。"),
    "No organisation of this topology is on the host {host}.": ("此拓扑中没有单位在主机 {host} 上。"),
    "Its hosts are: {names}.": ("其主机有：{names}。"),
    "Port {port} ({purpose} of {node}) is taken by another program.": (
        "端口 {port}（{node} 的 {purpose}）被另一程序占用。"
    ),
    "End that program (`ss -ltnp 'sport = :{port}'` names it), then run `up` again.": (
        "请结束该程序（`ss -ltnp 'sport = :{port}'` 可查），再运行 `up`。"
    ),
    "{peer} does not catch up on {name}.": ("{peer} 在 {name} 上没有跟上。"),
    "Read `loc-network logs {peer}`.": ("请看 `loc-network logs {peer}`。"),
    "{name} {version} was not committed on {name2}.": ("{name} {version} 没有在 {name2} 上提交。"),
    "Run `up` on the host of {members}.": ("请在 {members} 的主机上运行 `up`。"),
    "{missing} did not approve {name} on {name2}.": ("{missing} 没有批准 {name2} 上的 {name}。"),
    "Run `up` on their hosts.": ("请在它们的主机上运行 `up`。"),
    "The channel {name} has the endorsement {text}.": ("通道 {name} 的背书是 {text}。"),
    "The endorsement of the channel {name} names {principal}.": ("通道 {name} 的背书写有 {principal}。"),
    "Use roles, majority, any, all, or a policy such as OR('B.peer','FD.peer').": (
        "请用 roles、majority、any、all，或 OR('B.peer','FD.peer') 这样的策略。"
    ),
    "The topology {path} cannot be read: {why}.": ("拓扑 {path} 无法读取：{why}。"),
    "Shipped ones are: {names}.": ("自带的有：{names}。"),
    "In the topology {path}: {why}": ("拓扑 {path} 中：{why}"),
    "a Fabric network for the loan business, as processes on one machine or several": (
        "贷款业务的 Fabric 网络，在一台或多台机器上以进程运行"
    ),
    "data directory (default: %(default)s)": ("数据文件夹（默认：%(default)s）"),
    "how long to wait for other hosts": ("等待其他主机多少秒"),
    "YAML file, or one of: {names}": ("YAML 文件，或：{names}"),
    "one more contract on every channel (floor: a bare key write, for measurements)": (
        "每个通道再加一个合约（floor：只写一个键，用于测量）"
    ),
    "the events' own time counts on its ledgers, so that years can be played (never for the field)": (
        "账本以事件自己的时间为准，可以推演多年（切勿用于正式环境）"
    ),
    "cut a block after so many milliseconds": ("每隔多少毫秒出一个区块"),
    "which of the topology's hosts this machine is": ("本机是拓扑中的哪台主机"),
    "folder shared with, or copied between, the hosts": ("各主机共用或互相复制的文件夹"),
    "do not ask": ("不再询问"),
    "which channels (default: all)": ("哪些通道（默认全部）"),
    "the host it lives on, when not this one": ("所在主机（不是本机时）"),
    "what people call it (default: NAME)": ("人们怎么称呼它（默认 NAME）"),
    "that host's address, when it is new": ("该主机的地址（新主机时）"),
    "a counter, which may register others": ("柜台，可以登记他人"),
    "what people call those who join with it": ("人们怎么称呼用它加入的单位"),
    'code and name of a division that it serves, such as "350802 Xinluo"; may be repeated': (
        "所服务行政区划的代码和名称，如“350802 新罗区”；可重复"
    ),
    "as RFC 5280 has them: %(choices)s": ("按 RFC 5280：%(choices)s"),
    "delete the ledger it has": ("删除它现有的账本"),
    "lines of more than {count} characters too": ("也显示超过 {count} 个字符的行"),
    "only lines that contain TEXT": ("只显示含 TEXT 的行"),
    "bring the network up, from nothing or from where it was; starts what is missing": (
        "启动网络，从零开始或从原处继续；缺什么启动什么"
    ),
    "stop the named nodes, or everything; ledgers stay": ("停止所列节点，或全部；账本保留"),
    "what runs, how high the ledgers are; exit code 1 when not all is up": (
        "什么在运行、账本有多高；未全部运行时退出码为 1"
    ),
    "stop everything and delete the data directory": ("停止全部并删除数据文件夹"),
    "one more peer for an organisation": ("为单位增加一个节点"),
    "a new organisation joins, with the signatures of enough members; says what it changes": (
        "新单位加入，须有足够成员签名；会说明改变了什么"
    ),
    "sign the update that lets an organisation in; the last one needed submits it": (
        "签署让单位加入的更新；最后一个签署者提交"
    ),
    "the next version of a contract, by the lifecycle": ("按生命周期升级合约版本"),
    "register a desktop user; prints the one-time enrolment secret": ("登记桌面用户，打印一次性登记密码"),
    "a connection profile under another name, such as a branch's": ("另一名称的连接配置，例如网点的"),
    "revoke an identity and put the revocation list onto the channels": ("撤销身份，并把撤销列表放到各通道"),
    "give a peer a new ledger, taken from the orderers block by block": (
        "给节点一份新账本，从排序节点逐块取得"
    ),
    "renew certificates that expire soon; keys stay, nodes restart one by one": (
        "更新即将到期的证书；密钥不变，节点逐个重启"
    ),
    "the last lines of the logs": ("日志的最后几行"),
    "what is wrong, and what to do; exit code 1 when something is": (
        "有什么问题、怎么办；有问题时退出码为 1"
    ),
    "The operating system refused: {why}.": ("操作系统拒绝：{why}。"),
    "Interrupted. Nodes that were started go on; `down` stops them.": (
        "已中断。已启动的节点继续运行，用 `down` 停止。"
    ),
    "The disk is full: free at least 1 GB, then run the same command again.": (
        "磁盘已满：请腾出至少 1 GB，再运行同一命令。"
    ),
    "The quota is used up: free at least 1 GB, then run the same command again.": (
        "配额已用完：请腾出至少 1 GB，再运行同一命令。"
    ),
    "Give this user the right to it, or name another data directory with --data.": (
        "请给该用户权限，或用 --data 另指数据文件夹。"
    ),
    "Name a data directory with --data that can be written.": ("请用 --data 指明可写的数据文件夹。"),
    "Name a data directory with --data.": ("请用 --data 指明数据文件夹。"),
}
