"""Errors of the desk, of forms and files: code → (what happened, what to do), (Chinese, English) each."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.texts import common

ERRORS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "workplace.no_identity": (
        ("本机上没有这个身份。", "There is no such identity on this computer."),
        (
            "请另选一个，或选“在本机试用”来建立身份。",
            "Choose another one, or make identities with “Try it on this computer”.",
        ),
    ),
    "counter.second": (
        (
            "超过复核限额 {limit:yuan} 元，须由另一人复核。",
            "Above the limit of {limit:yuan} yuan another person has to release it.",
        ),
        ("请在柜面业务中办理。", "Do it in the window, under Counter."),
    ),
    "counter.not_colleague": (
        ("{name} 不是本行的身份。", "{name} is not an identity of this bank."),
        ("请选择本行另一人。", "Choose another person of the bank."),
    ),
    "counter.no_pin": (
        ("{name} 的密钥没有 PIN，不能复核。", "The key of {name} has no PIN, so it cannot release."),
        ("复核人须用有自己 PIN 的密钥。", "Who releases needs a key with a PIN of its own."),
    ),
    "counter.not_member": (
        (
            "{name} 不是本行在账本上的有效成员，或证书已过期。",
            "{name} is no active member of this bank on the ledger, or its certificate has expired.",
        ),
        common.ANOTHER_PERSON,
    ),
    "counter.no_receipt": (
        ("本笔尚未记账，没有回单。", "This is not booked, so it has no receipt."),
        ("请先复核。", "Have it released first."),
    ),
    "colleague.invalid": (
        ("未建立身份。", "The identity was not made."),
        common.CORRECT_FIELDS,
    ),
    "settings.unkept": (
        ("设置未能保存：{why}。", "The settings could not be saved: {why}."),
        ("请检查数据文件夹所在的磁盘。", "Look at the disk that the data folder is on."),
    ),
    "workplace.exists": (
        ("本机已有账本和身份。", "This computer already has its ledger and identities."),
        (
            "请直接使用；要从头开始，请另选数据文件夹。",
            "Use them; to start from nothing, choose another data folder.",
        ),
    ),
    "workplace.no_ledger": (
        ("本机没有账本 {ledger}。", "The ledger {ledger} is not known on this computer."),
        common.JOIN_FIRST,
    ),
    "workplace.other_ledger": (
        (
            "文件 {file} 是另一个账本，不是此身份所属的账本。",
            "The file {file} holds another ledger than this identity belongs to.",
        ),
        ("请放回正确的账本文件。", "Put the right ledger file back."),
    ),
    "desk.role": (
        ("{role:role}不能这样做。", "Role {role} cannot do this."),
        ("请切换到{needed:roles}的身份。", "Switch to an identity of role {needed}."),
    ),
    "case.unknown": (
        ("账本上没有事件 {event}。", "The ledger has no event {event}."),
        common.CHECK_ID,
    ),
    "case.purpose": (
        (
            "该申请不在您的审核环节，查阅其资料须先说明目的。",
            "It is not your turn with this application: reading its dossier asks for a purpose.",
        ),
        (
            "请在“账本”中选中该事件，点“查阅资料…”。",
            "Choose the event under Ledger, then Read the dossier….",
        ),
    ),
    "explanation.invalid": (
        ("填写有误：{problems}。", "What was filled in cannot be used: {problems}."),
        ("请改正后再继续。", "Correct it and go on."),
    ),
    "explanation.unfit": (
        (
            "事件 {event:short} 不是所指的说明。",
            "The event {event:short} is not the explanation that it is said to be.",
        ),
        ("可对该审核结果提出质询。", "The result can be challenged."),
    ),
    "inspection.purpose": (
        ("请选择查阅目的。", "Reading or inspecting needs a purpose."),
        ("没有打开任何资料。", "Nothing was opened. Choose one of the list."),
    ),
    "inspection.unknown": (
        ("账本上没有可查阅的内容。", "The ledger has nothing of this to inspect."),
        (
            "请另选一笔交易、一个账户、一个成员或一笔贷款。",
            "Choose another transaction, account, member or loan.",
        ),
    ),
    "revocation.text": (
        (
            "请写明撤销的理由（不超过 {most} 字）。",
            "A revocation needs its reason, at most {most} characters.",
        ),
        common.NOTHING_SIGNED,
    ),
    "revocation.member": (
        ("{name} 不能被撤销：{state}。", "{name} cannot be revoked: {state}."),
        ("没有签署任何内容。请另选成员。", "Nothing was signed. Choose another member."),
    ),
    "revocation.waits": (
        (
            "{name} 已有一份撤销申请等待 {who} 同意。",
            "A revocation of {name} is already pending with {who}.",
        ),
        ("没有签署任何内容。请等待，或先撤回它。", "Nothing was signed. Wait for it, or withdraw it first."),
    ),
    "revocation.second": (
        ("没有机构可以同意此项撤销。", "There is no authority that may agree to this revocation."),
        (
            "需要另一个监管成员，或另一单位的民政、财政部门。",
            "It takes another regulator, or a civil affairs or finance department of another organisation.",
        ),
    ),
    "inspection.note": (
        ("备注不能超过 {most} 个字。", "A note has at most {most} characters."),
        ("请改短备注。", "Make it shorter."),
    ),
    "inspection.nothing": (
        ("该事件没有可查阅的申请资料。", "This event has no dossier to read."),
        ("请选择一笔申请。", "Choose an application."),
    ),
    "inspection.waits": (
        (
            "账本暂时连不上，查阅记录尚未上链。",
            "The ledger is away, so this reading is not on record.",
        ),
        ("资料未打开。恢复后请重试。", "Nothing was opened. Try again when the ledger is back."),
    ),
    "inspection.damaged": (
        ("申请资料不符合格式（{where}）。", "The dossier is not of the right form ({where})."),
        ("请让客户重新申请。", "Ask the customer to apply again."),
    ),
    "case.blocked": (
        ("不能签署：{why}。", "This case cannot be signed: {why}."),
        common.NOTHING_SIGNED,
    ),
    "case.changed": (
        ("显示之后情况有了变化：{why}。", "The case has changed since it was shown: {why}."),
        (
            "没有签署任何内容。请重新打开，再看一遍。",
            "Nothing was signed. Open it again and look at it once more.",
        ),
    ),
    "case.not_complete": (
        ("还有审批方没有签署此事件。", "Not every grantor has signed this event yet."),
        ("最后一个签署之后才能发送解锁码。", "The unlocking code can be sent after the last signature."),
    ),
    "form.changed": (
        ("表格在显示签署内容之后又有改动。", "The form has changed since it was shown for signing."),
        ("没有签署任何内容。请再看一遍。", "Nothing was signed. Look at the sentence again."),
    ),
    "form.no_dossier": (
        (
            "本机没有申请 {event:short} 的客户密钥，取不回当时填写的内容。",
            "This computer has not the customer's key of application {event:short}: what was written cannot "
            "be had back.",
        ),
        ("请新建表格，重新填写。", "Begin a new form."),
    ),
    "form.draft_sent": (
        (
            "这份草稿已在另一个窗口送出，即申请 {event:short}（{amount:yuan} 元）。",
            "This draft was sent from another window: it is application {event:short} of {amount:yuan} yuan.",
        ),
        (
            "没有再次签署。请在“申请”中查看；确要另行申请的，请新建表格。",
            "Nothing was signed again. Look at it under Applications; to apply once more begin a new form.",
        ),
    ),
    "form.invalid": (
        ("表格填写有误。", "The form is not complete."),
        common.CORRECT_FIELDS,
    ),
    "erase.nothing": (
        (
            "没有可以销毁的密钥：按规则，资料在贷款结清后保存 {retention} 年。",
            "There is no key to destroy: the rules keep dossiers for {retention} years after a loan's end.",
        ),
        common.NOTHING_TO_DO,
    ),
    "erase.clock": (
        (
            "账本时间曾一次跳过 {days} 天，没有自动销毁 {year} 年及以前的密钥。",
            "The ledger's time has jumped by {days} days; the keys up to {year} were not destroyed by "
            "themselves.",
        ),
        (
            "请核对电脑的日期。日期无误的，可在“身份”中手动销毁旧密钥。",
            "Look whether the computer's date is right. If it is, destroy the old keys yourself, under "
            "Identities.",
        ),
    ),
    "erase.changed": (
        (
            "可以销毁的范围已变，没有销毁任何密钥。",
            "What may be destroyed has changed; no key was destroyed.",
        ),
        ("请重新查看后再确认。", "Look again and confirm."),
    ),
    "form.no_reader": (
        (
            "无法把资料密封给{name}：其密钥不可用。",
            "Nothing can be sealed to {name}: its keys are of no use.",
        ),
        ("请换一家，或请其重新登记密钥。", "Choose another, or ask it to register its key again."),
    ),
    "form.no_grantor": (
        (
            "账本上没有{role:role}成员，无人可以签署。",
            "The ledger has no member in role {role}, who would have to sign.",
        ),
        ("请联系网络管理员登记。", "Ask the network's operator to register one."),
    ),
    "form.no_second": (
        (
            "按规则，此金额须由{role:role}的两个人审核，而“{name}”在账本上只有一人。",
            "By the rules two persons of {role} decide on this amount; {name} has one on the ledger.",
        ),
        (
            "请该单位先登记第二名成员，选择其他单位，或降低金额。",
            "Let that office register a second member, choose another office, or ask for less.",
        ),
    ),
    "substitute.nobody": (
        ("没有可代办的同事。", "There is no colleague who could stand in."),
        (
            "代办人须是本单位、同一角色的另一个人；请先让其加入网络。",
            "A substitute is another person of this office in the same role: let it join the network first.",
        ),
    ),
    "substitute.days": (
        (
            "代办从今天或以后开始，最长 {most} 天。",
            "A substitute stands in from today or later, for {most} days at most.",
        ),
        ("请更改日期。", "Choose other days."),
    ),
    "substitute.none": (
        ("没有可由您结束的代办。", "There is no substitution that you could end."),
        ("请重新查看本单位成员。", "Look at the office's members again."),
    ),
    "applicant.invalid": (
        common.CUSTOMER_NOT_ADDED,
        common.CORRECT_FIELDS,
    ),
    "register.invalid": (
        ("人员没有保存。", "The person was not saved."),
        common.CORRECT_FIELDS,
    ),
    "blacklist.invalid": (
        ("记录没有保存。", "The entry was not saved."),
        common.CORRECT_FIELDS,
    ),
    "terms.invalid": (
        ("条款没有保存。", "The terms were not saved."),
        common.CORRECT_FIELDS,
    ),
    "import.unreadable": (
        common.FILE_UNREADABLE,
        ("请选择 UTF-8 编码的 CSV 文件。", "Choose a CSV file in UTF-8."),
    ),
    "import.too_large": (
        ("文件 {file} 超过 {most} MB。", "The file {file} is larger than {most} MB."),
        ("请分成几个小文件。", "Split it into smaller files."),
    ),
    "import.columns": (
        ("文件 {file} 缺少这些列：{missing}。", "The file {file} has not the columns {missing}."),
        ("第一行应写明各列：{expected}。", "The first line names the columns: {expected}."),
    ),
    "import.sample_only": (
        (
            "演示用的文件里没有人，只有数字；人是在演示账本上虚构的。",
            "A file of the demonstration has no people, only numbers; they are made up on a sample's ledger.",
        ),
        (
            "在本账本上请导入有姓名和身份证号的名单。",
            "On this ledger, import a list with names and identity numbers.",
        ),
    ),
    "import.no_counter": (
        (
            "{name} 不是柜台，不能代他人保管密钥。",
            "{name} is no counter: it cannot keep keys for other people.",
        ),
        ("请切换到柜台身份。", "Switch to the identity of a counter."),
    ),
    "import.not_saved": (
        ("文件 {file} 未能保存：{why}。", "The file {file} was not saved: {why}."),
        ("请换一个位置或文件名。", "Choose another place or name."),
    ),
    "ledger.unknown_transaction": (
        ("账本上没有交易 {id}。", "The ledger has no transaction {id}."),
        common.CHECK_ID,
    ),
    "ledger.unknown_event": (
        common.NO_EVENT,
        common.CHECK_ID,
    ),
    "trace.none": (
        (
            "事件 {event} 还没有解锁过，因此没有核验过程。",
            "Nobody has tried to unlock event {event} yet, so there is no trace.",
        ),
        ("最后一个审批方签署之后才有。", "A trace exists once the last grantor has signed."),
    ),
    "trace.damaged": (
        (
            "事件 {event} 记录的核验过程与其链码不符。",
            "The recorded trace of event {event} does not fit its chaincode.",
        ),
        ("请校验账本。", "Verify the ledger."),
    ),
    "file.unwritable": (
        common.FILE_UNWRITABLE,
        ("请另选文件夹。", "Choose another folder."),
    ),
    "file.no_picture": (
        (
            "文件 {file} 不是本程序能识别的照片。",
            "The file {file} is no photograph that can be read here (JPEG, PNG, TIFF, WebP).",
        ),
        (
            "请在手机的相机设置中改用“兼容”格式后重新拍照，或换一份文件。",
            "Save it as JPEG, or take the photograph again; phones can be set to JPEG instead of HEIC.",
        ),
    ),
    "file.too_large": (
        (
            "文件 {file} 大小为 {size}；全部材料合计不得超过 {most}。",
            "The file {file} has {size}; all documents together have at most {most}.",
        ),
        (
            "请选择较小的文件，或降低像素重新拍照。",
            "Choose a smaller one, or photograph it again with fewer pixels.",
        ),
    ),
    "file.unreadable": (
        common.FILE_UNREADABLE,
        ("请另选文件。", "Choose another file."),
    ),
    "workplace.not_on": (
        ("本机没有账本 {ledger} 上的身份。", "No identity on this computer is on the ledger {ledger}."),
        common.JOIN_FIRST,
    ),
    "backup.invalid": (
        common.NOTHING_WRITTEN,
        common.CORRECT_FIELDS,
    ),
    "backup.other_ledger": (
        (
            "{name} 在另一台电脑自己的账本上工作，本机没有这个账本。",
            "{name} works on the own ledger of another computer, which this one does not have.",
        ),
        (
            "没有恢复任何内容。请在那台电脑上恢复。",
            "Nothing was restored. Restore it on that computer.",
        ),
    ),
    "passphrase.invalid": (
        ("口令没有更改。", "The passphrase was not changed."),
        common.CORRECT_FIELDS,
    ),
    "pin.invalid": (
        ("PIN 码没有更改。", "The PIN was not changed."),
        common.CORRECT_FIELDS,
    ),
    "join.invalid": (
        ("没有发送任何内容。", "Nothing was sent."),
        common.CORRECT_FIELDS,
    ),
    "join.no_profile": (
        (
            "本机没有单位 {organisation} 的连接配置文件。",
            "The connection profile of organisation {organisation} is not on this computer.",
        ),
        ("请重新加入它的网络。", "Join its network again."),
    ),
    "join.already": (
        (
            "{name} 已用登记号 {enrolment} 加入该网络。",
            "{name} has already joined this network with the enrolment id {enrolment}.",
        ),
        (
            "请选择那个身份；要新增身份，请另索取登记号。",
            "Choose that identity; to add another one, ask for another enrolment id.",
        ),
    ),
    "join.revoked": (
        (
            "这把密钥在通道 {channel} 上的成员资格已被撤销。",
            "The membership of this key on channel {channel} was revoked.",
        ),
        (
            "请联系单位的管理人员；新的登记号成为新的成员。",
            "Ask your organisation's operator; a new enrolment id makes a new member.",
        ),
    ),
    "join.apart": (
        (
            "各单位的节点高度不一致：{lowest} 至 {highest} 个区块。",
            "The organisations' peers do not come to the same height: {lowest} to {highest} blocks.",
        ),
        ("请检查网络，可运行“loc-network doctor”。", "Look at the network: loc-network doctor."),
    ),
    "renew.expired": (
        (
            "证书已于 {until} 到期；网络不再为它更新。",
            "The certificate expired at {until}; the network does not renew it any more.",
        ),
        (
            "请向单位的管理人员索取新密码，用同一登记号重新加入：密钥和数字账户保持不变。",
            "Ask your organisation's operator for a new secret and join again with the same enrolment id: "
            "the key, and with it the digital account, stays the same.",
        ),
    ),
    "renew.refused": (
        ("签发机构不更新 {name} 的证书。", "The authority does not renew the certificate of {name}."),
        (
            "它可能已被撤销：请联系单位的管理人员。",
            "It may have been revoked: ask your organisation's operator.",
        ),
    ),
    "renew.nobody": (
        (
            "没有可以更新 {name} 的证书的签发机构。",
            "No authority is known that could renew the certificate of {name}.",
        ),
        ("请联系建立该账本的人员。", "Ask whoever set this ledger up."),
    ),
    "bug": (
        ("程序出了错，不是您的过失。", "The program has made a mistake. It is not your fault."),
        (
            "请复制报告，交给维护本程序的人员。",
            "Copy the report and send it to whoever looks after the program.",
        ),
    ),
    "arrears.invalid": (
        ("没有记录。", "Nothing was recorded."),
        ("请更正所指的内容。", "Correct what is named."),
    ),
    "client.invalid": (
        common.CUSTOMER_NOT_ADDED,
        ("请更正标出的栏目。", "Correct the fields that are marked."),
    ),
}
