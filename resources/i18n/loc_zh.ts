<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountsView</name>
    <message>
        <source>Holder</source>
        <translation>持有人</translation>
    </message>
    <message>
        <source>Digital balance, yuan</source>
        <translation>数字余额（元）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>发行银行</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>In event</source>
        <translation>发行事件</translation>
    </message>
    <message>
        <source>Bank's signature</source>
        <translation>银行签名</translation>
    </message>
    <message>
        <source>Digital accounts</source>
        <translation>数字账户</translation>
    </message>
    <message>
        <source>Lots of the account</source>
        <translation>账户内的资产批次</translation>
    </message>
    <message>
        <source>Lots (which bank issued which yuan)</source>
        <translation>资产批次（每一元由哪家银行发行）</translation>
    </message>
    <message>
        <source>active</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>%1 accounts, %2 in all</source>
        <translation>共 %1 个账户，合计 %2</translation>
    </message>
    <message>
        <source>issued by %1</source>
        <translation>%1发行</translation>
    </message>
    <message>
        <source>Linked account numbers: %1</source>
        <translation>已关联账号：%1</translation>
    </message>
    <message>
        <source>No traditional account is linked.</source>
        <translation>尚未关联传统账户。</translation>
    </message>
</context>
<context>
    <name>ApplicationFormView</name>
    <message>
        <source>Loan application</source>
        <translation>贷款申请</translation>
    </message>
    <message>
        <source>Check and sign…</source>
        <translation>核对并签署…</translation>
    </message>
    <message>
        <source>New form</source>
        <translation>新表格</translation>
    </message>
    <message>
        <source>1 Applicant</source>
        <translation>一、申请人</translation>
    </message>
    <message>
        <source>2 Loan</source>
        <translation>二、贷款</translation>
    </message>
    <message>
        <source>3 Circumstances</source>
        <translation>三、家庭情况</translation>
    </message>
    <message>
        <source>4 Bank and documents</source>
        <translation>四、银行与材料</translation>
    </message>
    <message>
        <source>Add a document…</source>
        <translation>添加材料…</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>Draft saved on this computer, %1</source>
        <translation>草稿已保存在本机，%1</translation>
    </message>
    <message>
        <source>Add a document</source>
        <translation>添加材料</translation>
    </message>
    <message>
        <source>Signed. The ledger is away: the application waits in the outbox and is sent by itself.</source>
        <translation>已签署。账本暂时连不上：申请在发件箱中等待，恢复后自动发送。</translation>
    </message>
    <message>
        <source>Signed and %1.</source>
        <translation>已签署，%1。</translation>
    </message>
</context>
<context>
    <name>ApplicationsView</name>
    <message>
        <source>Applications</source>
        <translation>贷款申请</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>新建申请</translation>
    </message>
    <message>
        <source>Import a file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>求值过程</translation>
    </message>
    <message>
        <source>Show on the ledger</source>
        <translation>在账本中查看</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>期限（月）</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>Drafts on this computer</source>
        <translation>本机草稿</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>Waits for / by whom</source>
        <translation>等待谁／由谁</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Find by name, amount or id (Ctrl+F)</source>
        <translation>按姓名、金额或编号查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>在列表中查找</translation>
    </message>
    <message>
        <source>Only those that are</source>
        <translation>只看</translation>
    </message>
    <message>
        <source>My applications</source>
        <translation>我的申请</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 个事件</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>No application yet. Start with New application, or import a file.</source>
        <translation>还没有申请。请新建申请，或导入文件。</translation>
    </message>
    <message>
        <source>The draft of %1 is deleted from this computer. It was never sent.</source>
        <translation>将从本机删除 %1 的草稿。它从未发送过。</translation>
    </message>
    <message>
        <source>Discard the draft?</source>
        <translation>丢弃草稿？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>AuditView</name>
    <message>
        <source>Next one waiting</source>
        <translation>下一件待办</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>试算…</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>求值过程</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Terms: declared, register, limit, met</source>
        <translation>审核条款：申报、登记、限额、是否满足</translation>
    </message>
    <message>
        <source>ex: no evidence against the loan</source>
        <translation>ex：无不利证据</translation>
    </message>
    <message>
        <source>= register</source>
        <translation>= 登记</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>未满足</translation>
    </message>
    <message>
        <source>over by %1</source>
        <translation>超出 %1</translation>
    </message>
    <message>
        <source>short by %1</source>
        <translation>不足 %1</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Declared</source>
        <translation>申报</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>审核条款</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>满足</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>The sealed dossier does not match its commitment.</source>
        <translation>密封档案与其承诺值不一致。</translation>
    </message>
    <message>
        <source>Sign %1…</source>
        <translation>签署“%1”…</translation>
    </message>
    <message>
        <source>You are the last to sign: the unlocking code goes to the ledger and the money moves.</source>
        <translation>您是最后一个签署方：解锁码随即上链，款项发生划转。</translation>
    </message>
    <message>
        <source>You are the last to sign: the ledger then refuses the event for good.</source>
        <translation>您是最后一个签署方：账本随即永久拒绝该事件。</translation>
    </message>
    <message>
        <source>%1 is signed</source>
        <translation>已签署“%1”</translation>
    </message>
    <message>
        <source>%1. The ledger is away: it waits in the outbox and is sent by itself.</source>
        <translation>%1。账本暂时连不上：它在发件箱中等待，恢复后自动发送。</translation>
    </message>
    <message>
        <source>on the ledger, block %1</source>
        <translation>已上链，区块 %1</translation>
    </message>
    <message>
        <source>return code: %1</source>
        <translation>返回码：%1</translation>
    </message>
    <message>
        <source>The money has moved.</source>
        <translation>款项已经划转。</translation>
    </message>
    <message>
        <source>No money has moved.</source>
        <translation>没有款项发生划转。</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>What did not go through</source>
        <translation>未成功的部分</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stopping after the one under way. What is done stays done.</source>
        <translation>处理完当前一件后停止。已完成的保持有效。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1／%2</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>Dossier (opened with your key)</source>
        <translation>档案（用您的密钥打开）</translation>
    </message>
    <message>
        <source>✓ The dossier matches its commitment on the ledger.</source>
        <translation>✓ 档案与账本上的承诺值一致。</translation>
    </message>
    <message>
        <source>✗ The dossier does not match its commitment on the ledger.</source>
        <translation>✗ 档案与账本上的承诺值不一致。</translation>
    </message>
    <message>
        <source>Save %1…</source>
        <translation>保存 %1…</translation>
    </message>
    <message>
        <source>Earlier grantors</source>
        <translation>此前的审批方</translation>
    </message>
    <message>
        <source>You are the first to audit.</source>
        <translation>您是第一个审批方。</translation>
    </message>
    <message>
        <source>not met: %1</source>
        <translation>未满足：%1</translation>
    </message>
    <message>
        <source>Evidence (ex)</source>
        <translation>不利证据（ex）</translation>
    </message>
    <message>
        <source>No entry in your blacklist: ex = 1.</source>
        <translation>黑名单中没有记录：ex = 1。</translation>
    </message>
    <message>
        <source>Your register</source>
        <translation>本部门登记</translation>
    </message>
    <message>
        <source>This person is not in your register.</source>
        <translation>此人不在本部门的登记中。</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Sign</source>
        <translation>签署</translation>
    </message>
    <message>
        <source>You are about to sign:</source>
        <translation>您即将签署：</translation>
    </message>
    <message>
        <source>The exact text that is signed</source>
        <translation>被签名的原文</translation>
    </message>
    <message>
        <source>Copy exact text</source>
        <translation>复制原文</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Hide exact text</source>
        <translation>隐藏原文</translation>
    </message>
    <message>
        <source>Show exact text</source>
        <translation>显示原文</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Details of the error</source>
        <translation>错误详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>A fault in the program</source>
        <translation>程序故障</translation>
    </message>
    <message>
        <source>The program has made a mistake. It is not your fault.</source>
        <translation>程序出了错，不是您的过失。</translation>
    </message>
    <message>
        <source>What was signed and sent before is safe on the ledger; look there whether money moved.</source>
        <translation>此前已签署并发送的内容在账本上安全无损；款项是否划转请以账本为准。</translation>
    </message>
    <message>
        <source>Copy the report and send it to whoever looks after the program.</source>
        <translation>请复制报告，交给维护本程序的人员。</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>隐藏详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>This did not work (%1):</source>
        <translation>操作未成功（%1）：</translation>
    </message>
    <message>
        <source>The money has moved.</source>
        <translation>款项已经划转。</translation>
    </message>
    <message>
        <source>It is not yet known whether the money has moved.</source>
        <translation>尚不知道款项是否已经划转。</translation>
    </message>
    <message>
        <source>No money has moved.</source>
        <translation>没有款项发生划转。</translation>
    </message>
</context>
<context>
    <name>FieldsDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Loan on blockchain</source>
        <translation>区块链贷款</translation>
    </message>
    <message>
        <source>Poverty-alleviation loans, signed, audited and unlocked on a shared ledger.</source>
        <translation>扶贫贷款在共享账本上签署、审核、解锁。</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在本机</translation>
    </message>
    <message>
        <source>A ledger on this computer and five identities are made now: a customer, a bank, a civil affairs department, a finance department and a regulator. You can be each of them in turn.</source>
        <translation>现在在本机建立一个账本和五个身份：客户、银行、民政部门、财政部门和监管部门。您可以轮流以每个身份操作。</translation>
    </message>
    <message>
        <source>Try it on this computer</source>
        <translation>在本机试用</translation>
    </message>
    <message>
        <source>With others</source>
        <translation>与他人一起</translation>
    </message>
    <message>
        <source>Your organisation belongs to a loan network, and you have been enrolled there.</source>
        <translation>您的单位已加入贷款网络，并已为您登记。</translation>
    </message>
    <message>
        <source>Join a network</source>
        <translation>加入网络</translation>
    </message>
    <message>
        <source>To join you need three things from your organisation: the connection profile (a file), an enrolment id and its secret. Your key is made here and never leaves this computer.</source>
        <translation>加入网络需要向单位索取三样东西：连接配置文件、登记编号及其密码。您的密钥在本机生成，绝不离开本机。</translation>
    </message>
    <message>
        <source>Setting up</source>
        <translation>正在建立</translation>
    </message>
    <message>
        <source>Making the ledger, the keys and the five identities…</source>
        <translation>正在建立账本、密钥和五个身份…</translation>
    </message>
</context>
<context>
    <name>FlowView</name>
    <message>
        <source>From</source>
        <translation>付款方</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收款方</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>One event</source>
        <translation>其中一个事件</translation>
    </message>
    <message>
        <source>Fund flow</source>
        <translation>资金流向</translation>
    </message>
    <message>
        <source>from date, 2026-01-31</source>
        <translation>起始日期，如 2026-01-31</translation>
    </message>
    <message>
        <source>from date</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>to date, 2026-01-31</source>
        <translation>截止日期，如 2026-01-31</translation>
    </message>
    <message>
        <source>to date</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>Graph of payments between parties</source>
        <translation>各方之间付款的图</translation>
    </message>
    <message>
        <source>Payments between parties</source>
        <translation>各方之间的付款</translation>
    </message>
    <message>
        <source>executed payments, width by amount; Enter or a click opens a signed event</source>
        <translation>已执行的付款，线宽表示金额；回车或点击打开签名事件</translation>
    </message>
    <message>
        <source>Write dates as 2026-01-31.</source>
        <translation>日期请写作 2026-01-31。</translation>
    </message>
    <message>
        <source>%1 payments, %2</source>
        <translation>%1 笔付款，%2</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>work as another identity of this computer</source>
        <translation>以本机的另一个身份操作</translation>
    </message>
    <message>
        <source>Chinese or English</source>
        <translation>中文或英文</translation>
    </message>
    <message>
        <source>larger or smaller text</source>
        <translation>放大或缩小文字</translation>
    </message>
    <message>
        <source>find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>new application</source>
        <translation>新建申请</translation>
    </message>
    <message>
        <source>open what is chosen</source>
        <translation>打开所选</translation>
    </message>
    <message>
        <source>back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>trace: step back, forward, first, last</source>
        <translation>求值过程：后退、前进、首步、末步</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>trace: play or pause</source>
        <translation>求值过程：播放或暂停</translation>
    </message>
    <message>
        <source>trace: to the failing step</source>
        <translation>求值过程：到失败的一步</translation>
    </message>
    <message>
        <source>copy the chosen value</source>
        <translation>复制所选的值</translation>
    </message>
    <message>
        <source>this page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>what someone wants to happen, signed by the one who asks</source>
        <translation>某人希望发生的事，由提出者签名</translation>
    </message>
    <message>
        <source>grantor</source>
        <translation>审批方</translation>
    </message>
    <message>
        <source>a role that must pass the event, in the order of the flow</source>
        <translation>按流程顺序必须通过该事件的角色</translation>
    </message>
    <message>
        <source>oracle result</source>
        <translation>审核结果</translation>
    </message>
    <message>
        <source>a grantor's signed Pass or Failed for one event</source>
        <translation>审批方对一个事件签名的“通过”或“不通过”</translation>
    </message>
    <message>
        <source>chaincode (cc)</source>
        <translation>链码（cc）</translation>
    </message>
    <message>
        <source>the locked operations with the event and the grantors' keys</source>
        <translation>锁定的操作，连同事件和各审批方的公钥</translation>
    </message>
    <message>
        <source>unlocking code (uc)</source>
        <translation>解锁码（uc）</translation>
    </message>
    <message>
        <source>the event with the grantors' results; it opens the chaincode</source>
        <translation>事件连同各审批方的审核结果；用它打开链码</translation>
    </message>
    <message>
        <source>dual-stack evaluation</source>
        <translation>双栈求值</translation>
    </message>
    <message>
        <source>both are put on stacks and popped in pairs; only if every pair fits does money move</source>
        <translation>两者各入一栈，成对弹出；每一对都相符，款项才划转</translation>
    </message>
    <message>
        <source>term</source>
        <translation>审核条款</translation>
    </message>
    <message>
        <source>one condition of a role: a declared value against its limit</source>
        <translation>某角色的一个条件：申报值与限额相比</translation>
    </message>
</context>
<context>
    <name>IdentitiesView</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Key kept</source>
        <translation>密钥保管</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Key (account address)</source>
        <translation>公钥（账户地址）</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>keys never leave this computer's key store</source>
        <translation>密钥绝不离开本机的密钥库</translation>
    </message>
    <message>
        <source>Identities on this computer</source>
        <translation>本机的身份</translation>
    </message>
    <message>
        <source>Customers at this counter</source>
        <translation>本柜台的客户</translation>
    </message>
    <message>
        <source>Work as this one</source>
        <translation>以此身份操作</translation>
    </message>
    <message>
        <source>New customer…</source>
        <translation>新增客户…</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>复制公钥</translation>
    </message>
    <message>
        <source>key store, with PIN</source>
        <translation>密钥库，加 PIN 码</translation>
    </message>
    <message>
        <source>key store</source>
        <translation>密钥库</translation>
    </message>
    <message>
        <source>New customer at this counter</source>
        <translation>本柜台新增客户</translation>
    </message>
    <message>
        <source>The customer chooses a PIN; without it nobody signs with this key.</source>
        <translation>由客户自己设定 PIN 码；没有它，谁也不能用这把密钥签名。</translation>
    </message>
    <message>
        <source>%1 can now apply here.</source>
        <translation>%1 现在可以在此申请。</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>期限（月）</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Import applications</source>
        <translation>导入申请</translation>
    </message>
    <message>
        <source>A CSV file with the columns id, amount, months, rate_percent, income, asset, debt, flagged, purpose, installment; amounts in yuan. Rows with problems are left out.</source>
        <translation>CSV 文件，列为 id、amount、months、rate_percent、income、asset、debt、flagged、purpose、installment；金额以元为单位。有问题的行不会导入。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>only rows with problems</source>
        <translation>只看有问题的行</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>文件的各行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Sign and import %1</source>
        <translation>签署并导入 %1 件</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>%1 rows are good (%2), %3 have problems.</source>
        <translation>%1 行无误（%2），%3 行有问题。</translation>
    </message>
    <message>
        <source>Signing and sending applications</source>
        <translation>正在签署并发送申请</translation>
    </message>
    <message>
        <source>%1 applications are on the ledger.</source>
        <translation>%1 件申请已上链。</translation>
    </message>
    <message>
        <source>%1 were there from an earlier import.</source>
        <translation>%1 件在此前导入时已上链。</translation>
    </message>
    <message>
        <source>%1 did not go through:</source>
        <translation>%1 件未成功：</translation>
    </message>
    <message>
        <source>Stopped by you; importing again goes on from here.</source>
        <translation>已由您停止；再次导入将从此处继续。</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
</context>
<context>
    <name>InboxView</name>
    <message>
        <source>Waiting for you</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Find by name, amount or id (Ctrl+F)</source>
        <translation>按姓名、金额或编号查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>在列表中查找</translation>
    </message>
    <message>
        <source>Events that wait for you</source>
        <translation>等待您处理的事件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>试算…</translation>
    </message>
    <message>
        <source>Sign all that meet every term…</source>
        <translation>批量签署全部达标的…</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>期限（月）</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Signed → next</source>
        <translation>已签 → 下一方</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>已等</translation>
    </message>
    <message>
        <source>On the ledger since</source>
        <translation>上链时间</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 个事件</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Nothing waits for you. New events appear here by themselves.</source>
        <translation>没有待办。新的事件会自动出现在这里。</translation>
    </message>
</context>
<context>
    <name>LedgerView</name>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>All transactions</source>
        <translation>全部交易</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>区块</translation>
    </message>
    <message>
        <source>Tx</source>
        <translation>交易</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>返回码</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>found: %1</source>
        <translation>找到 %1 笔</translation>
    </message>
    <message>
        <source>transactions of block %1</source>
        <translation>区块 %1 的交易</translation>
    </message>
    <message>
        <source>all transactions, newest first: %1</source>
        <translation>全部交易，新的在前：%1 笔</translation>
    </message>
    <message>
        <source>%1 blocks</source>
        <translation>%1 个区块</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>LoC Desktop</source>
        <translation>LoC 区块链贷款</translation>
    </message>
</context>
<context>
    <name>ManyDialog</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>期限（月）</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>As %1 %2, I say Pass to each of these %3 events, %4 in all.</source>
        <translation>我，%1 %2，对以下 %3 个事件逐一表示“通过”，合计 %4。</translation>
    </message>
    <message>
        <source>%1 others do not meet every term and stay in the inbox.</source>
        <translation>另有 %1 件未满足全部条款，留在待办中。</translation>
    </message>
    <message>
        <source>Sign many</source>
        <translation>批量签署</translation>
    </message>
    <message>
        <source>What will be signed</source>
        <translation>将要签署的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Sign Pass for %1</source>
        <translation>签署 %1 件“通过”</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>贷款申请</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>填写申请</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>审核条款</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Fund flow</source>
        <translation>资金流向</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>求值过程</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>OutboxDialog</name>
    <message>
        <source>Since</source>
        <translation>自</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>最近的答复</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Signed here, not yet on the ledger. It is sent by itself when the ledger is back.</source>
        <translation>已在本机签署，尚未上链。账本恢复后自动发送。</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>application</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>oracle result</source>
        <translation>审核结果</translation>
    </message>
    <message>
        <source>unlocking code</source>
        <translation>解锁码</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>on the ledger</source>
        <translation>已上链</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>%1 went through.</source>
        <translation>%1 件已发送成功。</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Choose a passphrase (8 characters or more) for the encrypted file that will hold your keys.</source>
        <translation>请为存放密钥的加密文件设定口令（至少 8 个字符）。</translation>
    </message>
    <message>
        <source>Passphrase of the encrypted file that holds your keys</source>
        <translation>存放您密钥的加密文件的口令</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>PIN</source>
        <translation>PIN 码</translation>
    </message>
    <message>
        <source>PIN of %1</source>
        <translation>%1 的 PIN 码</translation>
    </message>
</context>
<context>
    <name>QuestionDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RegisterView</name>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Find by number or name (Ctrl+F)</source>
        <translation>按身份证号或姓名查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find in the register</source>
        <translation>在登记中查找</translation>
    </message>
    <message>
        <source>lifted entries too</source>
        <translation>包括已撤销的</translation>
    </message>
    <message>
        <source>Persons or blacklist</source>
        <translation>人员或黑名单</translation>
    </message>
    <message>
        <source>your office's own, on this computer only</source>
        <translation>本部门自有，仅在本机</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Village group</source>
        <translation>村组</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Persons in your register</source>
        <translation>本部门登记的人员</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>效力</translation>
    </message>
    <message>
        <source>lifted %1</source>
        <translation>已于 %1 撤销</translation>
    </message>
    <message>
        <source>✗ ex = 0</source>
        <translation>✗ ex = 0</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Blacklist</source>
        <translation>黑名单</translation>
    </message>
    <message>
        <source>Blacklist: evidence against loans</source>
        <translation>黑名单：不利于贷款的证据</translation>
    </message>
    <message>
        <source>Add a person…</source>
        <translation>添加人员…</translation>
    </message>
    <message>
        <source>Add evidence…</source>
        <translation>添加证据…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Lift…</source>
        <translation>撤销…</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Add evidence against a loan</source>
        <translation>添加不利证据</translation>
    </message>
    <message>
        <source>Change a person</source>
        <translation>修改人员</translation>
    </message>
    <message>
        <source>%1 no longer stands in your register; applications of this person then fail.</source>
        <translation>%1 将不再列于本部门登记；此人的申请随之不能通过。</translation>
    </message>
    <message>
        <source>Remove the person?</source>
        <translation>移除此人？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>The entry about %1 no longer counts (ex = 1 again); it stays on record.</source>
        <translation>关于 %1 的记录不再有效（ex 恢复为 1）；记录仍予保留。</translation>
    </message>
    <message>
        <source>Lift the entry?</source>
        <translation>撤销该记录？</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Name, id, amount or date (Ctrl+F)</source>
        <translation>姓名、编号、金额或日期（Ctrl+F）</translation>
    </message>
    <message>
        <source>Search the ledger</source>
        <translation>搜索账本</translation>
    </message>
    <message>
        <source>Kind of event</source>
        <translation>事件种类</translation>
    </message>
    <message>
        <source>State of the event</source>
        <translation>事件状态</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>from date, 2026-01-31</source>
        <translation>起始日期，如 2026-01-31</translation>
    </message>
    <message>
        <source>to date, 2026-01-31</source>
        <translation>截止日期，如 2026-01-31</translation>
    </message>
    <message>
        <source>from amount, yuan</source>
        <translation>最低金额（元）</translation>
    </message>
    <message>
        <source>to amount, yuan</source>
        <translation>最高金额（元）</translation>
    </message>
    <message>
        <source>every kind</source>
        <translation>所有种类</translation>
    </message>
    <message>
        <source>every state</source>
        <translation>所有状态</translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>once more</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>再输入一次</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>SignMany</name>
    <message>
        <source>Checking every event against your terms</source>
        <translation>正在按审核条款检查每个事件</translation>
    </message>
    <message>
        <source>%1 meet every term.</source>
        <translation>%1 件满足全部条款。</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>正在签署</translation>
    </message>
    <message>
        <source>%1 signed.</source>
        <translation>已签署 %1 件。</translation>
    </message>
    <message>
        <source>%1 unlocked: the money has moved.</source>
        <translation>%1 件已解锁：款项已经划转。</translation>
    </message>
    <message>
        <source>%1 left alone.</source>
        <translation>%1 件未处理。</translation>
    </message>
    <message>
        <source>%1 did not go through:</source>
        <translation>%1 件未成功：</translation>
    </message>
    <message>
        <source>Stopped by you.</source>
        <translation>已由您停止。</translation>
    </message>
</context>
<context>
    <name>Stack</name>
    <message>
        <source>key %1</source>
        <translation>公钥 %1</translation>
    </message>
    <message>
        <source>oracle result: %1</source>
        <translation>审核结果：%1</translation>
    </message>
    <message>
        <source>event: %1</source>
        <translation>事件：%1</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>划转</translation>
    </message>
    <message>
        <source>repay</source>
        <translation>归还</translation>
    </message>
    <message>
        <source>query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>issue</source>
        <translation>发行</translation>
    </message>
    <message>
        <source>redeem</source>
        <translation>兑回</translation>
    </message>
    <message>
        <source>challenge</source>
        <translation>质询</translation>
    </message>
    <message>
        <source>resolve</source>
        <translation>了结</translation>
    </message>
</context>
<context>
    <name>StageStrip</name>
    <message>
        <source>on this computer</source>
        <translation>在本机</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show the outbox</source>
        <translation>查看发件箱</translation>
    </message>
    <message>
        <source>outbox: empty</source>
        <translation>发件箱：空</translation>
    </message>
    <message>
        <source>outbox: %1 waiting, oldest %2</source>
        <translation>发件箱：%1 件待发，最早 %2</translation>
    </message>
    <message>
        <source>certificate: %1 days</source>
        <translation>证书：剩 %1 天</translation>
    </message>
</context>
<context>
    <name>TermsView</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>审核条款</translation>
    </message>
    <message>
        <source>f(e) = (Π t mod 2) × ex. Each term t is 1 if the declared value keeps its limit, else 0; ex is 0 if your blacklist holds evidence. Only f(e) = 1 is a Pass. New limits hold for what you audit from now on.</source>
        <translation>f(e) = (Π t mod 2) × ex。申报值满足限额时条款 t 为 1，否则为 0；黑名单中有不利证据时 ex 为 0。只有 f(e) = 1 才是“通过”。新限额自此刻起的审核适用。</translation>
    </message>
    <message>
        <source>Reason for the change</source>
        <translation>修改原因</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>History of the terms</source>
        <translation>审核条款的历史</translation>
    </message>
    <message>
        <source>Save the terms</source>
        <translation>保存条款</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>撤消修改</translation>
    </message>
    <message>
        <source>version %1, %2</source>
        <translation>第 %1 版，%2</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>Not a number.</source>
        <translation>不是数字。</translation>
    </message>
    <message>
        <source>Say why the terms change; it stays in the history.</source>
        <translation>请说明修改原因；它将留在历史中。</translation>
    </message>
    <message>
        <source>The terms are saved as version %1.</source>
        <translation>条款已保存为第 %1 版。</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>Change language between Chinese and English</source>
        <translation>在中文与英文之间切换</translation>
    </message>
    <message>
        <source>Help and shortcuts</source>
        <translation>帮助与快捷键</translation>
    </message>
    <message>
        <source>Help and shortcuts (F1)</source>
        <translation>帮助与快捷键（F1）</translation>
    </message>
    <message>
        <source>Role %1. Change role</source>
        <translation>角色 %1。更换角色</translation>
    </message>
    <message>
        <source>ledger: cannot be reached</source>
        <translation>账本：连不上</translation>
    </message>
    <message>
        <source>ledger: %1 blocks behind</source>
        <translation>账本：落后 %1 个区块</translation>
    </message>
    <message>
        <source>ledger: in step, block %1</source>
        <translation>账本：同步，区块 %1</translation>
    </message>
</context>
<context>
    <name>TraceView</name>
    <message>
        <source>Dual-stack evaluation</source>
        <translation>双栈求值</translation>
    </message>
    <message>
        <source>Unlock attempt</source>
        <translation>解锁尝试</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>First step (Home)</source>
        <translation>第一步（Home）</translation>
    </message>
    <message>
        <source>◀ Back</source>
        <translation>◀ 后退</translation>
    </message>
    <message>
        <source>Forward ▶</source>
        <translation>前进 ▶</translation>
    </message>
    <message>
        <source>Play ▶▶</source>
        <translation>播放 ▶▶</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>所有步骤</translation>
    </message>
    <message>
        <source>S_cc chaincode, before</source>
        <translation>S_cc 链码，此步之前</translation>
    </message>
    <message>
        <source>S_uc unlocking code, before</source>
        <translation>S_uc 解锁码，此步之前</translation>
    </message>
    <message>
        <source>S_cc chaincode, after</source>
        <translation>S_cc 链码，此步之后</translation>
    </message>
    <message>
        <source>S_uc unlocking code, after</source>
        <translation>S_uc 解锁码，此步之后</translation>
    </message>
    <message>
        <source>Choose a committed or refused loan in the ledger or in a list, then Trace.</source>
        <translation>请在账本或列表中选择一笔已执行或未通过的贷款，再点“求值过程”。</translation>
    </message>
    <message>
        <source>This event has not been unlocked yet: there is nothing to trace.</source>
        <translation>该事件尚未解锁：没有可显示的求值过程。</translation>
    </message>
    <message>
        <source>Attempt %1 · %2 · block %3</source>
        <translation>第 %1 次 · %2 · 区块 %3</translation>
    </message>
    <message>
        <source>Step %1 fails: %2</source>
        <translation>第 %1 步失败：%2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>return code: %1</source>
        <translation>返回码：%1</translation>
    </message>
    <message>
        <source>Popped in this step</source>
        <translation>此步弹出</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>done: %1</source>
        <translation>已完成：%1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>TransactionPanel</name>
    <message>
        <source>Trace</source>
        <translation>求值过程</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>复制编号</translation>
    </message>
    <message>
        <source>Parts of the transaction</source>
        <translation>交易的各部分</translation>
    </message>
    <message>
        <source>Raw transaction</source>
        <translation>原始交易</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Signed what</source>
        <translation>签署对象</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Endorsement</source>
        <translation>背书</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Endorsements</source>
        <translation>背书</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>oracle result</source>
        <translation>审核结果</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Signatures (%1)</source>
        <translation>签名（%1）</translation>
    </message>
    <message>
        <source>Endorsements (%1)</source>
        <translation>背书（%1）</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始数据</translation>
    </message>
    <message>
        <source>Nothing chosen.</source>
        <translation>未选择。</translation>
    </message>
    <message>
        <source>block %1, place %2</source>
        <translation>区块 %1，第 %2 笔</translation>
    </message>
    <message>
        <source>carried by %1</source>
        <translation>由 %1 提交</translation>
    </message>
    <message>
        <source>return code: %1</source>
        <translation>返回码：%1</translation>
    </message>
    <message>
        <source>void: %1</source>
        <translation>无效：%1</translation>
    </message>
    <message>
        <source>event %1</source>
        <translation>事件 %1</translation>
    </message>
    <message>
        <source>personal data sealed</source>
        <translation>个人资料已密封</translation>
    </message>
    <message>
        <source>transaction %1</source>
        <translation>交易 %1</translation>
    </message>
    <message>
        <source>The transaction id is copied.</source>
        <translation>交易编号已复制。</translation>
    </message>
</context>
<context>
    <name>ValueDialog</name>
    <message>
        <source>Tree</source>
        <translation>树形</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Value as tree or text</source>
        <translation>以树形或文本显示的值</translation>
    </message>
    <message>
        <source>Value as a tree</source>
        <translation>树形的值</translation>
    </message>
    <message>
        <source>Value as text</source>
        <translation>文本的值</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Copy selected value</source>
        <translation>复制所选的值</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>WhatIfDialog</name>
    <message>
        <source>What if…</source>
        <translation>试算…</translation>
    </message>
    <message>
        <source>Try other limits on everything that waits for you. Nothing is changed or signed.</source>
        <translation>用其他限额试算全部待办。不会修改或签署任何内容。</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Of %1 waiting, %2 pass now; with these limits %3 would.</source>
        <translation>待办 %1 件中，现在 %2 件通过；按此限额将有 %3 件通过。</translation>
    </message>
    <message>
        <source>stopped by</source>
        <translation>不满足的条款</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>then</source>
        <translation>改后</translation>
    </message>
    <message>
        <source>%1 could not be opened.</source>
        <translation>%1 件无法打开。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 yuan</source>
        <translation>%1 元</translation>
    </message>
    <message>
        <source>%1 months</source>
        <translation>%1 个月</translation>
    </message>
    <message>
        <source>none on the ledger</source>
        <translation>账本上没有</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1前</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>unlocked</source>
        <translation>已解锁</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>held</source>
        <translation>暂缓</translation>
    </message>
    <message>
        <source>on the ledger</source>
        <translation>已上链</translation>
    </message>
    <message>
        <source>on the ledger, block %1</source>
        <translation>已上链，区块 %1</translation>
    </message>
    <message>
        <source>Signed. The ledger is away; it is sent by itself when it is back.</source>
        <translation>已签署。账本暂时连不上；恢复后自动发送。</translation>
    </message>
    <message>
        <source>Given to the ledger, not yet in a block.</source>
        <translation>已交给账本，尚未进入区块。</translation>
    </message>
    <message>
        <source>Every grantor passed it. The money has moved.</source>
        <translation>各审批方均已通过。款项已经划转。</translation>
    </message>
    <message>
        <source>Refused by %1: %2. No money has moved.</source>
        <translation>%1 未通过：%2。没有款项发生划转。</translation>
    </message>
    <message>
        <source>The last unlock attempt did not succeed (%1). No money has moved.</source>
        <translation>最近一次解锁未成功（%1）。没有款项发生划转。</translation>
    </message>
    <message>
        <source>%1 of %2 grantors have signed. It waits for %3.</source>
        <translation>%2 个审批方中已有 %1 个签署。正在等待 %3。</translation>
    </message>
    <message>
        <source>waiting for signatures</source>
        <translation>等待签署</translation>
    </message>
    <message>
        <source>0 success</source>
        <translation>0 成功</translation>
    </message>
    <message>
        <source>1 oracle check failed</source>
        <translation>1 审核检查未通过</translation>
    </message>
    <message>
        <source>2 event check failed</source>
        <translation>2 事件检查未通过</translation>
    </message>
    <message>
        <source>3 type error</source>
        <translation>3 类型错误</translation>
    </message>
    <message>
        <source>4 execution failed, nothing applied</source>
        <translation>4 执行失败，未作任何更改</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>the pair fits: key to oracle result, event to event</source>
        <translation>成对相符：公钥对审核结果，事件对事件</translation>
    </message>
    <message>
        <source>role and key agree</source>
        <translation>角色与公钥相符</translation>
    </message>
    <message>
        <source>the key is a member's</source>
        <translation>公钥属于成员</translation>
    </message>
    <message>
        <source>the result is for this event</source>
        <translation>审核结果针对本事件</translation>
    </message>
    <message>
        <source>the signature verifies</source>
        <translation>签名验证通过</translation>
    </message>
    <message>
        <source>the verdict is Pass</source>
        <translation>结论为“通过”</translation>
    </message>
    <message>
        <source>every signer is a member</source>
        <translation>每个签名者都是成员</translation>
    </message>
    <message>
        <source>every signature of the event verifies</source>
        <translation>事件的每个签名都验证通过</translation>
    </message>
    <message>
        <source>the two events are equal, byte for byte</source>
        <translation>两个事件逐字节相同</translation>
    </message>
    <message>
        <source>it is an operation</source>
        <translation>是一个操作</translation>
    </message>
    <message>
        <source>the result is by another role than the key asks for</source>
        <translation>审核结果出自另一个角色，而非公钥所要求的</translation>
    </message>
    <message>
        <source>the result is by another key than the chaincode names</source>
        <translation>审核结果出自另一把密钥，而非链码所指定的</translation>
    </message>
    <message>
        <source>the key does not belong to a member in that role</source>
        <translation>该公钥不属于此角色的成员</translation>
    </message>
    <message>
        <source>the result is for another event</source>
        <translation>审核结果针对另一个事件</translation>
    </message>
    <message>
        <source>the signature does not verify</source>
        <translation>签名验证不通过</translation>
    </message>
    <message>
        <source>the verdict is Failed</source>
        <translation>结论为“不通过”</translation>
    </message>
    <message>
        <source>nobody has signed the event</source>
        <translation>没有人签署该事件</translation>
    </message>
    <message>
        <source>the two events are not equal</source>
        <translation>两个事件不相同</translation>
    </message>
    <message>
        <source>a key needs an oracle result on the other stack</source>
        <translation>公钥在另一栈上需要对应的审核结果</translation>
    </message>
    <message>
        <source>an event needs an event on the other stack</source>
        <translation>事件在另一栈上需要对应的事件</translation>
    </message>
    <message>
        <source>an operation cannot stand against anything on the other stack</source>
        <translation>操作不能与另一栈上的任何内容相对</translation>
    </message>
    <message>
        <source>only operations may be left when the unlocking code is used up</source>
        <translation>解锁码用尽后只应剩下操作</translation>
    </message>
    <message>
        <source>the unlocking code holds more than the chaincode asks for</source>
        <translation>解锁码中的内容多于链码所要求的</translation>
    </message>
    <message>
        <source>the chaincode holds no operation</source>
        <translation>链码中没有操作</translation>
    </message>
    <message>
        <source>the input is not of the shape of the specification</source>
        <translation>输入不符合规定的格式</translation>
    </message>
    <message>
        <source>the operations could not be executed; nothing was applied</source>
        <translation>操作无法执行；未作任何更改</translation>
    </message>
</context>
</TS>
