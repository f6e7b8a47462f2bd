<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountsView</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>issued by %1</source>
        <translation>%1发行</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>To digital…</source>
        <translation>转入数字账户…</translation>
    </message>
    <message>
        <source>To the bank…</source>
        <translation>转出到银行…</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>资金来源</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>银行</translation>
    </message>
    <message>
        <source>Balance, yuan</source>
        <translation>余额（元）</translation>
    </message>
    <message>
        <source>ask the bank</source>
        <translation>请询银行</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Traditional accounts (at the bank)</source>
        <translation>传统账户（在银行）</translation>
    </message>
    <message>
        <source>Traditional accounts</source>
        <translation>传统账户</translation>
    </message>
    <message>
        <source>No account is known here. Link yours by its number.</source>
        <translation>此处没有已知账户。请按账号关联您的账户。</translation>
    </message>
    <message>
        <source>Digital account (on the ledger)</source>
        <translation>数字账户（在账本上）</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>The money is</source>
        <translation>资金所在</translation>
    </message>
    <message>
        <source>Between the two accounts</source>
        <translation>两类账户之间的划转</translation>
    </message>
    <message>
        <source>Deposits and withdrawals</source>
        <translation>转入与转出</translation>
    </message>
    <message>
        <source>A challenge freezes this customer: only loans can be paid until it is decided.</source>
        <translation>该客户因质询被冻结：裁定之前只能归还贷款。</translation>
    </message>
    <message>
        <source>%1 more are on their way.</source>
        <translation>另有 %1 在途。</translation>
    </message>
    <message>
        <source>Remove the link…</source>
        <translation>解除关联…</translation>
    </message>
    <message>
        <source>Link an account…</source>
        <translation>关联账户…</translation>
    </message>
    <message>
        <source>Bank to digital account</source>
        <translation>由银行转入数字账户</translation>
    </message>
    <message>
        <source>Digital account to bank</source>
        <translation>由数字账户转出到银行</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>The bank books the amount in transit, then it appears on the digital account.</source>
        <translation>银行先将金额记入在途，随后到达数字账户。</translation>
    </message>
    <message>
        <source>The digital assets are given back, then the bank pays onto the account.</source>
        <translation>先交回数字资产，随后银行付入账户。</translation>
    </message>
    <message>
        <source>Link an account</source>
        <translation>关联账户</translation>
    </message>
    <message>
        <source>You sign that the account is yours; the bank checks it and grants the link.</source>
        <translation>您签名确认该账户属于您；银行核对后批准关联。</translation>
    </message>
</context>
<context>
    <name>ApplicantPicker</name>
    <message>
        <source>Name, initials, identity number or telephone; ↓ lists all</source>
        <translation>姓名、拼音首字母、身份证号或电话；按 ↓ 列出全部</translation>
    </message>
    <message>
        <source>Nobody found. New customers are entered under Customers.</source>
        <translation>没有找到。新客户请在“客户”中登记。</translation>
    </message>
    <message>
        <source>%1 more: type on.</source>
        <translation>另有 %1 人，请继续输入。</translation>
    </message>
</context>
<context>
    <name>ApplicationFields</name>
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
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>* has to be filled in; Enter goes to the next field</source>
        <translation>* 为必填项；按回车键到下一栏</translation>
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
        <source>Draft saved on this computer, %1</source>
        <translation>草稿已保存在本机，%1</translation>
    </message>
    <message>
        <source>Signed. The ledger is away: the application waits in the outbox and is sent by itself.</source>
        <translation>已签署。账本暂时连不上：申请在发件箱中等待，恢复后自动发送。</translation>
    </message>
    <message>
        <source>Signed and %1.</source>
        <translation>已签署，%1。</translation>
    </message>
    <message>
        <source>The documents are sealed with the application. Their originals still lie in the scanner&apos;s folder, where anybody can read them: %1</source>
        <translation>附件已随申请密封。原文件仍在扫描文件夹中，任何人都能打开：%1</translation>
    </message>
    <message>
        <source>Delete the originals?</source>
        <translation>删除原文件？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The originals are deleted.</source>
        <translation>原文件已删除。</translation>
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
        <source>Submit again…</source>
        <translation>再次提交…</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>放款核验过程</translation>
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
        <translation>当前经办方</translation>
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
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Correct and send again…</source>
        <translation>更正后重新申请…</translation>
    </message>
    <message>
        <source>Why…</source>
        <translation>查看原因…</translation>
    </message>
    <message>
        <source>%1 not answered in time…</source>
        <translation>%1 件未按时答复…</translation>
    </message>
</context>
<context>
    <name>AttachmentsField</name>
    <message>
        <source>Add a document…</source>
        <translation>添加材料…</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Add a document</source>
        <translation>添加材料</translation>
    </message>
    <message>
        <source>Look at them…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>Scanner&apos;s folder…</source>
        <translation>扫描文件夹…</translation>
    </message>
    <message>
        <source>Add these</source>
        <translation>加入这些</translation>
    </message>
    <message>
        <source>The folder that the scanner writes to</source>
        <translation>扫描仪存放文件的文件夹</translation>
    </message>
    <message>
        <source>New from the scanner: %1</source>
        <translation>扫描仪新文件：%1</translation>
    </message>
    <message>
        <source>watched: %1</source>
        <translation>正在留意：%1</translation>
    </message>
</context>
<context>
    <name>AuditView</name>
    <message>
        <source>not there</source>
        <translation>无此人</translation>
    </message>
    <message>
        <source>Next one waiting</source>
        <translation>下一件待办</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>换限额测算…</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>放款核验过程</translation>
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
        <translation>密封的申请资料与其承诺值不一致。</translation>
    </message>
    <message>
        <source>Sign %1…</source>
        <translation>签署“%1”…</translation>
    </message>
    <message>
        <source>You are the last to sign: the unlocking code goes to the ledger and the money moves.</source>
        <translation>您是最后一个签署方：解锁码随即上链，资金即行划转。</translation>
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
        <translation>资金已划转。</translation>
    </message>
    <message>
        <source>the person&apos;s own</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>You are the last to sign: the ledger then carries it out.</source>
        <translation>您是最后一位签署人：签署后账本即行执行。</translation>
    </message>
    <message>
        <source>Fail by own evidence…</source>
        <translation>凭自有证据不通过…</translation>
    </message>
    <message>
        <source>Return to the customer…</source>
        <translation>退回补正…</translation>
    </message>
    <message>
        <source>Fail by evidence of your own</source>
        <translation>凭自有证据不通过</translation>
    </message>
    <message>
        <source>What was seen</source>
        <translation>发现的情况</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>On the ledger stands only what you choose from the list. The explanation is sealed: the customer, the grantors and the regulator read it, and can challenge it.</source>
        <translation>账本上只有所选的情况。说明密封保存：客户、各审批方和监管部门可以查看，也可以提出质询。</translation>
    </message>
    <message>
        <source>Return to the customer</source>
        <translation>退回补正</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>需补正的内容</translation>
    </message>
    <message>
        <source>The application ends without a verdict; the counter sees what is missing, corrects it and sends it again. The explanation is sealed.</source>
        <translation>本申请不作结论而结束；柜台看到需补正的内容，补正后再次提交。说明密封保存。</translation>
    </message>
    <message>
        <source>Returned to the customer. Your name and the time stand on the ledger.</source>
        <translation>已退回补正。退回人和时间已记入账本。</translation>
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
        <translation>申请资料（用您的密钥打开）</translation>
    </message>
    <message>
        <source>✓ The dossier matches its commitment on the ledger.</source>
        <translation>✓ 申请资料与账本上的承诺值一致。</translation>
    </message>
    <message>
        <source>✗ The dossier does not match its commitment on the ledger.</source>
        <translation>✗ 申请资料与账本上的承诺值不一致。</translation>
    </message>
    <message>
        <source>Save %1…</source>
        <translation>保存 %1…</translation>
    </message>
    <message>
        <source>You are the first to audit.</source>
        <translation>您是第一个审批方。</translation>
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
        <source>This person is not in your register. Check the identity card, then add it there.</source>
        <translation>此人不在本部门的登记中。核对身份证后，请在“登记”中添加。</translation>
    </message>
    <message>
        <source>Look at the documents…</source>
        <translation>查看附件…</translation>
    </message>
    <message>
        <source>Earlier offices</source>
        <translation>此前的审批方</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
</context>
<context>
    <name>ChallengesView</name>
    <message>
        <source>Choose a loan</source>
        <translation>从贷款列表选择</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>提出时间</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>被质询方</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Answer until</source>
        <translation>答复期限</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Challenges</source>
        <translation>质询</translation>
    </message>
    <message>
        <source>Which challenges</source>
        <translation>哪些质询</translation>
    </message>
    <message>
        <source>Challenge…</source>
        <translation>提出质询…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>答复…</translation>
    </message>
    <message>
        <source>Accept the answer…</source>
        <translation>接受答复…</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>作出决定…</translation>
    </message>
    <message>
        <source>Lift…</source>
        <translation>解除冻结…</translation>
    </message>
    <message>
        <source>Reverse…</source>
        <translation>冲正…</translation>
    </message>
    <message>
        <source>too late</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>frozen until %1</source>
        <translation>冻结至 %1</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>There is no challenge.</source>
        <translation>没有质询。</translation>
    </message>
    <message>
        <source>You sign Pass to the last answer: the challenge is dismissed and the freeze ends.</source>
        <translation>您对最近一次答复签署“通过”：质询不成立，冻结解除。</translation>
    </message>
    <message>
        <source>Accept the answer?</source>
        <translation>接受该答复？</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签署</translation>
    </message>
    <message>
        <source>The answer is accepted; the challenge is dismissed.</source>
        <translation>答复已接受，质询不成立。</translation>
    </message>
    <message>
        <source>Withdraw the decision…</source>
        <translation>撤回决定…</translation>
    </message>
</context>
<context>
    <name>CollectionsView</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>五级分类</translation>
    </message>
    <message>
        <source>Days late</source>
        <translation>逾期天数</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>罚息</translation>
    </message>
    <message>
        <source>To be paid now</source>
        <translation>当前应还</translation>
    </message>
    <message>
        <source>Outstanding</source>
        <translation>未还本金</translation>
    </message>
    <message>
        <source>Linked account</source>
        <translation>关联账户</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>催收</translation>
    </message>
    <message>
        <source>Find by name or loan (Ctrl+F)</source>
        <translation>按姓名或贷款编号查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find a late loan</source>
        <translation>查找逾期贷款</translation>
    </message>
    <message>
        <source>Loans that are late</source>
        <translation>逾期贷款</translation>
    </message>
    <message>
        <source>Open the loan</source>
        <translation>打开贷款</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>No loan is late.</source>
        <translation>没有逾期贷款。</translation>
    </message>
    <message>
        <source>To be done on</source>
        <translation>办理日</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>利息</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>催收事项</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>记录人</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Which late loans</source>
        <translation>显示哪些逾期贷款</translation>
    </message>
    <message>
        <source>What was done about this loan</source>
        <translation>本笔贷款的催收记录</translation>
    </message>
    <message>
        <source>Nothing was recorded yet.</source>
        <translation>还没有催收记录。</translation>
    </message>
    <message>
        <source>Record a call or visit…</source>
        <translation>记录联系…</translation>
    </message>
    <message>
        <source>Promise to pay…</source>
        <translation>还款承诺…</translation>
    </message>
    <message>
        <source>Letter of demand…</source>
        <translation>催收通知书…</translation>
    </message>
    <message>
        <source>Delivered…</source>
        <translation>送达登记…</translation>
    </message>
    <message>
        <source>to be done today</source>
        <translation>今天应办</translation>
    </message>
    <message>
        <source>promise broken</source>
        <translation>承诺未兑现</translation>
    </message>
    <message>
        <source>never contacted</source>
        <translation>从未联系</translation>
    </message>
    <message>
        <source>all that are late</source>
        <translation>全部逾期</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>promise: %1 by %2</source>
        <translation>承诺 %2 前还 %1</translation>
    </message>
    <message>
        <source>letter of demand %1</source>
        <translation>催收通知书 %1</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%2 前还 %1</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Record a call or visit</source>
        <translation>记录联系</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Spoken to</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>nothing planned</source>
        <translation>暂不安排</translation>
    </message>
    <message>
        <source>On</source>
        <translation>办理日期</translation>
    </message>
    <message>
        <source>Stays in the bank&apos;s encrypted books, never on the ledger.</source>
        <translation>只存入本行的加密账簿，不上账本。</translation>
    </message>
    <message>
        <source>Promise to pay</source>
        <translation>还款承诺</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>By</source>
        <translation>最迟日期</translation>
    </message>
    <message>
        <source>Payments on the ledger say whether it was kept.</source>
        <translation>是否兑现由账本上的还款判定。</translation>
    </message>
    <message>
        <source>Letter of demand</source>
        <translation>催收通知书</translation>
    </message>
    <message>
        <source>To be paid by</source>
        <translation>还款期限</translation>
    </message>
    <message>
        <source>It has what is due today, and a number. Print it, deliver it, record how.</source>
        <translation>通知书写明今天的应还款项并编号；请打印、送达，再登记送达情况。</translation>
    </message>
    <message>
        <source>Letter of demand %1 delivered</source>
        <translation>催收通知书 %1 送达登记</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Delivered by</source>
        <translation>送达人</translation>
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
    <name>ConnectorView</name>
    <message>
        <source>Asked for</source>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>当事方</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The money is</source>
        <translation>资金所在</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>Find by name, key or event (Ctrl+F)</source>
        <translation>按名称、流水号或事件查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find a transfer</source>
        <translation>查找划转</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>账户划转</translation>
    </message>
    <message>
        <source>The connector between bank accounts and the ledger</source>
        <translation>连接器：传统账户与账本之间的划转</translation>
    </message>
    <message>
        <source>Go on with what waits</source>
        <translation>继续处理等待项</translation>
    </message>
    <message>
        <source>Show on the ledger</source>
        <translation>在账本中查看</translation>
    </message>
    <message>
        <source>Issue lending money…</source>
        <translation>发行信贷资金…</translation>
    </message>
    <message>
        <source>Redeem…</source>
        <translation>收回…</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>%1 transfers and %2 links decided, %3 requests granted, %4 refused.</source>
        <translation>已处理划转 %1 笔、关联 %2 项，批准请求 %3 项，拒绝 %4 项。</translation>
    </message>
    <message>
        <source>Issue lending money</source>
        <translation>发行信贷资金</translation>
    </message>
    <message>
        <source>Redeem lending money</source>
        <translation>收回信贷资金</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Between the bank&apos;s lending money in the books and its digital account.</source>
        <translation>在银行账簿的信贷资金与其数字账户之间划转。</translation>
    </message>
    <message>
        <source>Higher cap…</source>
        <translation>提高上限…</translation>
    </message>
    <message>
        <source>Issued and not redeemed: %1 of at most %2.</source>
        <translation>已发行未赎回：%1，上限 %2。</translation>
    </message>
    <message>
        <source>Another cap on what is issued</source>
        <translation>申请新的发行上限</translation>
    </message>
    <message>
        <source>The regulator grants it. Redeeming makes room without asking.</source>
        <translation>由监管部门审核。收回资金可直接腾出额度，无需申请。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>CounterView</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>Key kept</source>
        <translation>密钥保管</translation>
    </message>
    <message>
        <source>Key (account address)</source>
        <translation>公钥（账户地址）</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>申请时间</translation>
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
        <source>Where it is</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Outstanding, yuan</source>
        <translation>未还本金（元）</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Find by name, pinyin initials, identity number or telephone (Ctrl+F)</source>
        <translation>按姓名、拼音首字母、身份证号或电话查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>查找客户</translation>
    </message>
    <message>
        <source>Customers at this counter</source>
        <translation>本柜台的客户</translation>
    </message>
    <message>
        <source>Nobody found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Applications and loans of this customer</source>
        <translation>该客户的申请和贷款</translation>
    </message>
    <message>
        <source>This customer has not applied here yet.</source>
        <translation>该客户尚未在此申请过。</translation>
    </message>
    <message>
        <source>New customer…</source>
        <translation>新增客户…</translation>
    </message>
    <message>
        <source>Apply for this customer</source>
        <translation>为该客户申请</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Change PIN…</source>
        <translation>更改 PIN 码…</translation>
    </message>
    <message>
        <source>PIN forgotten or key lost…</source>
        <translation>PIN 码遗忘或密钥遗失…</translation>
    </message>
    <message>
        <source>Have identity attested…</source>
        <translation>申请身份认定…</translation>
    </message>
    <message>
        <source>Back up this key…</source>
        <translation>备份此密钥…</translation>
    </message>
    <message>
        <source>Back up counter and customers…</source>
        <translation>备份柜台和客户…</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>复制公钥</translation>
    </message>
    <message>
        <source>encrypted file, with PIN</source>
        <translation>加密文件，加 PIN 码</translation>
    </message>
    <message>
        <source>encrypted file</source>
        <translation>加密文件</translation>
    </message>
    <message>
        <source>keyring, with PIN</source>
        <translation>系统密钥环，加 PIN 码</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>系统密钥环</translation>
    </message>
    <message>
        <source>%1, %2 days late</source>
        <translation>%1，逾期 %2 天</translation>
    </message>
    <message>
        <source>%1 customers</source>
        <translation>%1 位客户</translation>
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
    <message>
        <source>Edit %1</source>
        <translation>修改%1的资料</translation>
    </message>
    <message>
        <source>Name and number stand for the key; what was signed keeps the address of its day.</source>
        <translation>姓名和身份证号与密钥绑定，不能修改；已签名的申请保留当时的住址和电话。</translation>
    </message>
    <message>
        <source>Give a new key and PIN</source>
        <translation>换发密钥和 PIN 码</translation>
    </message>
    <message>
        <source>Nobody can read a forgotten PIN: the customer gets a new key with a new PIN. Check the identity card; civil affairs has to agree. Loans and accounts go over to the new key.</source>
        <translation>遗忘的 PIN 码无法找回：客户换一把新密钥，并设定新的 PIN 码。请核对身份证；须经民政部门同意。贷款和账户随之转到新密钥。</translation>
    </message>
</context>
<context>
    <name>CustomersView</name>
    <message>
        <source>Number (CIF)</source>
        <translation>客户号</translation>
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
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Balance, yuan</source>
        <translation>余额（元）</translation>
    </message>
    <message>
        <source>Opened on</source>
        <translation>开户日</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Linked digital account</source>
        <translation>关联的数字账户</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Find by name or number (Ctrl+F)</source>
        <translation>按姓名或号码查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>查找客户</translation>
    </message>
    <message>
        <source>Customers of the bank</source>
        <translation>银行的客户</translation>
    </message>
    <message>
        <source>Accounts of this customer</source>
        <translation>该客户的账户</translation>
    </message>
    <message>
        <source>New customer…</source>
        <translation>新增客户…</translation>
    </message>
    <message>
        <source>Open an account…</source>
        <translation>开户…</translation>
    </message>
    <message>
        <source>Statement…</source>
        <translation>对账单…</translation>
    </message>
    <message>
        <source>Cash in…</source>
        <translation>现金存入…</translation>
    </message>
    <message>
        <source>Cash out…</source>
        <translation>现金支取…</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住址</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开户</translation>
    </message>
    <message>
        <source>A current account in yuan is opened for %1.</source>
        <translation>将为 %1 开立人民币活期账户。</translation>
    </message>
    <message>
        <source>Open an account?</source>
        <translation>开立账户？</translation>
    </message>
    <message>
        <source>Close the account?</source>
        <translation>销户？</translation>
    </message>
    <message>
        <source>Cash in</source>
        <translation>现金存入</translation>
    </message>
    <message>
        <source>Cash out</source>
        <translation>现金支取</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>记账</translation>
    </message>
    <message>
        <source>Close the account</source>
        <translation>销户</translation>
    </message>
    <message>
        <source>Close the account…</source>
        <translation>销户…</translation>
    </message>
    <message>
        <source>Account %1 of %2, balance %3.</source>
        <translation>%2 的账户 %1，余额 %3。</translation>
    </message>
</context>
<context>
    <name>DayEndView</name>
    <message>
        <source>Last day&apos;s end</source>
        <translation>最近日终</translation>
    </message>
    <message>
        <source>Days to be run</source>
        <translation>待运行天数</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>had been run, nothing changed</source>
        <translation>此前已运行，未作更改</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Interest accrued</source>
        <translation>计提利息</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>罚息</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>扣收</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Instalment</source>
        <translation>期次</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Day&apos;s end</source>
        <translation>日终</translation>
    </message>
    <message>
        <source>What the runs did</source>
        <translation>运行结果</translation>
    </message>
    <message>
        <source>Due notices of the last day</source>
        <translation>最近日终的到期通知</translation>
    </message>
    <message>
        <source>Run the day&apos;s end</source>
        <translation>运行日终</translation>
    </message>
    <message>
        <source>One day…</source>
        <translation>某一天…</translation>
    </message>
    <message>
        <source>Let time pass (sample)…</source>
        <translation>时间前移（示例）…</translation>
    </message>
    <message>
        <source>Due notices of %1</source>
        <translation>%1 的到期通知</translation>
    </message>
    <message>
        <source>Due notices</source>
        <translation>到期通知</translation>
    </message>
    <message>
        <source>%1 days · accrued %2 · penalty %3 · %4 notices · collected %5 (%6 yuan)</source>
        <translation>%1 天 · 计提 %2 · 罚息 %3 · 通知 %4 份 · 扣收 %5 笔（%6 元）</translation>
    </message>
    <message>
        <source>Stopped by you: run it again to go on.</source>
        <translation>已由您停止：再次运行即可继续。</translation>
    </message>
    <message>
        <source>The end of one day</source>
        <translation>某一天的日终</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Let time pass</source>
        <translation>时间前移</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Only in the sample: its business day moves on, never back.</source>
        <translation>仅用于示例：营业日只向前，不后退。</translation>
    </message>
    <message>
        <source>No day&apos;s end was run in this window yet.</source>
        <translation>尚未在此窗口做过日终。</translation>
    </message>
    <message>
        <source>No notice was made out on that day.</source>
        <translation>当日没有通知。</translation>
    </message>
    <message>
        <source>%1: %2 · %3</source>
        <translation>%1：%2 · %3</translation>
    </message>
    <message>
        <source>The keys up to %1 are destroyed by rule.</source>
        <translation>按规则已销毁 %1 年及以前的密钥。</translation>
    </message>
    <message>
        <source>Every day&apos;s end until today has been run; the last one was %1.</source>
        <translation>截至今天的日终都已运行，最近一次是 %1。</translation>
    </message>
    <message>
        <source>Run the day&apos;s end?</source>
        <translation>运行日终？</translation>
    </message>
    <message>
        <source>The last day&apos;s end was %1.</source>
        <translation>最近一次日终是 %1。</translation>
    </message>
    <message>
        <source>None was run yet.</source>
        <translation>尚未运行过日终。</translation>
    </message>
    <message>
        <source>%1 days, from %2 to %3, each over about %4 loans.</source>
        <translation>将运行 %1 天，从 %2 到 %3，每天约 %4 笔贷款。</translation>
    </message>
    <message>
        <source>%1 was run; only what waits is carried on.</source>
        <translation>%1 的日终已运行，只继续处理未完成的扣款。</translation>
    </message>
    <message>
        <source>Each accrues interest and penalty, makes out notices, collects what is due from linked accounts, classifies the loans and books provisions.</source>
        <translation>每天计提利息和罚息、出具通知、从关联账户扣收到期款项、五级分类并计提拨备。</translation>
    </message>
    <message>
        <source>Waiting now: %1 transfers, %2 collections of earlier days, %3 at the counter.</source>
        <translation>目前未完成：划转 %1 笔，以前日终的扣款 %2 笔，柜面待复核 %3 笔。</translation>
    </message>
    <message>
        <source>What waits at the counter ends with the run.</source>
        <translation>运行后，柜面待复核的业务失效。</translation>
    </message>
    <message>
        <source>%1 was not finished.</source>
        <translation>%1 未完成。</translation>
    </message>
    <message>
        <source>%1 stopped: %2</source>
        <translation>%1 中断：%2</translation>
    </message>
    <message>
        <source>%1: %2 yuan of %3 were not collected: %4</source>
        <translation>%1：%3 的 %2 元未能扣收：%4</translation>
    </message>
    <message>
        <source>%1: %2 yuan of %3 wait and are tried again: %4</source>
        <translation>%1：%3 的 %2 元待下次扣收：%4</translation>
    </message>
    <message>
        <source>A day can be run late, with up to %1 before it; one that was run changes nothing.</source>
        <translation>可以补做，连同之前最多 %1 天；已运行的日期不会更改。</translation>
    </message>
</context>
<context>
    <name>DocumentPreview</name>
    <message>
        <source>Documents</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This kind of document cannot be shown here.</source>
        <translation>这种附件无法在此显示。</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
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
        <source>On the ledger; trouble on this computer</source>
        <translation>已上账本；本机文件有问题</translation>
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
        <source>Hide details</source>
        <translation>隐藏详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
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
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
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
        <translation>与其他单位一起</translation>
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
        <source>Setting up</source>
        <translation>正在建立</translation>
    </message>
    <message>
        <source>Making the ledger, the keys and the five identities…</source>
        <translation>正在建立账本、密钥和五个身份…</translation>
    </message>
    <message>
        <source>Restore an identity…</source>
        <translation>恢复身份…</translation>
    </message>
    <message>
        <source>Restore with two officers…</source>
        <translation>双人恢复…</translation>
    </message>
    <message>
        <source>Restore everything from a backup…</source>
        <translation>从备份恢复全部数据…</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>The program&apos;s log, without personal data: {folder}</source>
        <translation>程序日志（不含个人信息）：{folder}</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>术语</translation>
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
        <translation>核验过程：后退、前进、首步、末步</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>trace: play or pause</source>
        <translation>核验过程：播放或暂停</translation>
    </message>
    <message>
        <source>trace: to the failing step</source>
        <translation>核验过程：到失败的一步</translation>
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
        <source>a grantor&apos;s signed Pass or Failed for one event</source>
        <translation>审批方对一个事件签名的“通过”或“不通过”</translation>
    </message>
    <message>
        <source>chaincode (cc)</source>
        <translation>链码（cc）</translation>
    </message>
    <message>
        <source>the locked operations with the event and the grantors&apos; keys</source>
        <translation>锁定的操作，连同事件和各审批方的公钥</translation>
    </message>
    <message>
        <source>unlocking code (uc)</source>
        <translation>解锁码（uc）</translation>
    </message>
    <message>
        <source>the event with the grantors&apos; results; it opens the chaincode</source>
        <translation>事件连同各审批方的审核结果；用它打开链码</translation>
    </message>
    <message>
        <source>dual-stack evaluation</source>
        <translation>双栈求值</translation>
    </message>
    <message>
        <source>both are put on stacks and popped in pairs; only if every pair fits does money move</source>
        <translation>两者各入一栈，成对弹出；每一对都相符，资金才划转</translation>
    </message>
    <message>
        <source>term</source>
        <translation>审核条款</translation>
    </message>
    <message>
        <source>one condition of a role: a declared value against its limit</source>
        <translation>某角色的一个条件：申报值与限额相比</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>菜单键</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>做什么，在哪里</translation>
    </message>
    <message>
        <source>ask about a loan, an event or a member, answer, decide</source>
        <translation>对贷款、事件或成员提出质询，答复，裁定</translation>
    </message>
    <message>
        <source>audit what waits for you: Enter opens a case; tick rows to sign several</source>
        <translation>办理待审批事项：回车打开一笔；勾选多行可一并签署</translation>
    </message>
    <message>
        <source>change the limits that your oracle applies, with a reason</source>
        <translation>修改审核限额，并写明理由</translation>
    </message>
    <message>
        <source>copy the chosen value; of a table the cell, a number as a number</source>
        <translation>复制所选的值；表格中复制单元格，数字不带千分位</translation>
    </message>
    <message>
        <source>copy the row of a table</source>
        <translation>复制表格中的整行</translation>
    </message>
    <message>
        <source>customers, cash, account transfers, day&apos;s end, reconciliation</source>
        <translation>客户、现金、账户划转、日终、对账</translation>
    </message>
    <message>
        <source>enter an application, check it, sign it</source>
        <translation>填写申请，检查并签署</translation>
    </message>
    <message>
        <source>figures by month and branch, exported</source>
        <translation>按月份和网点统计，可导出</translation>
    </message>
    <message>
        <source>follow money from issue to repayment</source>
        <translation>从发行到还款，追踪资金去向</translation>
    </message>
    <message>
        <source>keep persons and evidence that your oracle looks up</source>
        <translation>登记审核时要查的人员和证据</translation>
    </message>
    <message>
        <source>language, text size, colours, certificate, backup, network</source>
        <translation>语言、字号、配色、证书、备份、网络</translation>
    </message>
    <message>
        <source>refund interest, pay what the programme owes</source>
        <translation>退还利息，支付到期贴息</translation>
    </message>
    <message>
        <source>search blocks and transactions: name, id (6 characters), amount, date</source>
        <translation>查找区块和交易：姓名、编号（前 6 位）、金额、日期</translation>
    </message>
    <message>
        <source>see digital accounts, link bank accounts, move money in and out</source>
        <translation>查看数字账户，绑定银行账户，转入转出</translation>
    </message>
    <message>
        <source>see loans, pay, prepay, ask for refunds, reschedule, write off</source>
        <translation>查看贷款，还款、提前还款、申请退息、展期、核销</translation>
    </message>
    <message>
        <source>see members, inspect and revoke them</source>
        <translation>查看成员，检查或吊销</translation>
    </message>
    <message>
        <source>see the rules of this ledger and change them</source>
        <translation>查看并修改本账本的规则</translation>
    </message>
    <message>
        <source>see who opened which dossier, and why</source>
        <translation>查看谁因何查阅了哪份申请资料</translation>
    </message>
    <message>
        <source>step through the evaluation of a chaincode</source>
        <translation>逐步查看放款核验过程</translation>
    </message>
    <message>
        <source>what can be done with a row: copy, open, challenge, export</source>
        <translation>对一行可做的操作：复制、打开、质询、导出</translation>
    </message>
    <message>
        <source>see who can sign here, work as another identity</source>
        <translation>查看本机可以签名的身份，换一个身份办理</translation>
    </message>
    <message>
        <source>see where applications stand; go on with a draft; correct a refused one; import a list</source>
        <translation>查看申请进展；继续填写草稿；更正被拒的申请；导入名单</translation>
    </message>
    <message>
        <source>find a customer, edit, change the PIN, see what was applied for and is owed</source>
        <translation>查找客户，修改资料、更改 PIN 码，查看其申请和欠款</translation>
    </message>
    <message>
        <source>name a substitute; see what nobody answered in time</source>
        <translation>指定代办人；查看未按时答复的事项</translation>
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
        <source>Identities</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Identities on this computer</source>
        <translation>本机的身份</translation>
    </message>
    <message>
        <source>Work as this one</source>
        <translation>以此身份操作</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>复制公钥</translation>
    </message>
    <message>
        <source>keys stay on this computer; a backup of one is encrypted</source>
        <translation>密钥保存在本机；备份文件是加密的</translation>
    </message>
    <message>
        <source>encrypted file, with PIN</source>
        <translation>加密文件，加 PIN 码</translation>
    </message>
    <message>
        <source>encrypted file</source>
        <translation>加密文件</translation>
    </message>
    <message>
        <source>keyring, with PIN</source>
        <translation>系统密钥环，加 PIN 码</translation>
    </message>
    <message>
        <source>keyring</source>
        <translation>系统密钥环</translation>
    </message>
    <message>
        <source>Destroy old keys…</source>
        <translation>销毁旧密钥…</translation>
    </message>
    <message>
        <source>Keys of the desk&apos;s identity that the rules do not keep any more</source>
        <translation>本身份中规则不再要求保存的密钥</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import applications</source>
        <translation>导入申请</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
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
        <source>Signing and sending applications</source>
        <translation>正在签署并发送申请</translation>
    </message>
    <message>
        <source>Applications signed and sent</source>
        <translation>申请已签署并发送</translation>
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
        <source>Stopped by you; importing again goes on from here.</source>
        <translation>已由您停止；再次导入将从此处继续。</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>A CSV file or an .xlsx workbook with the columns: name, identity number, amount (yuan), term (months), purpose, annual income, assets, debts, village group, telephone, address; product may be left out. Chinese or English headers. Rows with problems are left out.</source>
        <translation>CSV 文件或 .xlsx 工作簿，列为：姓名、身份证号、金额（元）、期限（月）、用途、年收入、资产、负债、村组、电话、住址；产品可不填。表头用中文或英文均可。有问题的行不会导入。</translation>
    </message>
    <message>
        <source>Save an empty list…</source>
        <translation>保存空白名单…</translation>
    </message>
    <message>
        <source>Save the rows with problems…</source>
        <translation>保存有问题的行…</translation>
    </message>
    <message>
        <source>Lists (*.csv *.txt *.xlsx)</source>
        <translation>名单 (*.csv *.txt *.xlsx)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>sheet %1</source>
        <translation>工作表 %1</translation>
    </message>
    <message>
        <source>not read: %1</source>
        <translation>未读取的列：%1</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号分隔</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号分隔</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符分隔</translation>
    </message>
    <message>
        <source>Chinese comma</source>
        <translation>中文逗号分隔</translation>
    </message>
    <message>
        <source>You are about to sign %1 applications for %2 in all, to %3, each with its customer&apos;s key kept at this counter. %4 rows with problems are left out.</source>
        <translation>即将向 %3 签署 %1 份申请，合计 %2；每份都用本柜台代客户保管的密钥签署。另有 %4 行有问题，不会导入。</translation>
    </message>
    <message>
        <source>Sign and import</source>
        <translation>签署并导入</translation>
    </message>
</context>
<context>
    <name>ListFiles</name>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>applicants</source>
        <translation>申请人名单</translation>
    </message>
    <message>
        <source>problems</source>
        <translation>有问题的行</translation>
    </message>
    <message>
        <source>Save an empty list</source>
        <translation>保存空白名单</translation>
    </message>
    <message>
        <source>Save the rows with problems</source>
        <translation>保存有问题的行</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>ImportRows</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
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
        <source>only rows with problems</source>
        <translation>只看有问题的行</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>文件的各行</translation>
    </message>
    <message>
        <source>%1 rows are good (%2), %3 have problems.</source>
        <translation>%1 行无误（%2），%3 行有问题。</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>on the ledger since an earlier import</source>
        <translation>此前导入时已上账本</translation>
    </message>
    <message>
        <source>%1 are on the ledger already.</source>
        <translation>其中 %1 行此前已上账本。</translation>
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
        <translation>换限额测算…</translation>
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
    <message>
        <source>Check</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>to be looked at</source>
        <translation>需人工查看</translation>
    </message>
    <message>
        <source>meets every term</source>
        <translation>满足全部条款</translation>
    </message>
    <message>
        <source>%1 ticked</source>
        <translation>已勾选 %1 件</translation>
    </message>
    <message>
        <source>Tick all shown</source>
        <translation>全选所列</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>取消勾选</translation>
    </message>
    <message>
        <source>Sign the %1 ticked…</source>
        <translation>签署勾选的 %1 件…</translation>
    </message>
    <message>
        <source>Sign those shown that meet every term…</source>
        <translation>签署所列满足全部条款的…</translation>
    </message>
    <message>
        <source>Substitute and office…</source>
        <translation>代办与本单位…</translation>
    </message>
    <message>
        <source>Not answered in time…</source>
        <translation>未按时答复…</translation>
    </message>
    <message>
        <source>new since you last looked</source>
        <translation>上次查看后新到</translation>
    </message>
    <message>
        <source>changed since you looked</source>
        <translation>上次查看后有变化</translation>
    </message>
    <message>
        <source>%1 new or changed</source>
        <translation>%1 件新到或有变化</translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>Join a network</source>
        <translation>加入网络</translation>
    </message>
    <message>
        <source>Forget this joining</source>
        <translation>放弃此次加入</translation>
    </message>
    <message>
        <source>Joining</source>
        <translation>正在加入</translation>
    </message>
    <message>
        <source>You are a member now</source>
        <translation>您已成为成员</translation>
    </message>
    <message>
        <source>Joining %1 as %2 was interrupted. It goes on where it stopped.</source>
        <translation>以 %2 加入 %1 时中断，将从中断处继续。</translation>
    </message>
    <message>
        <source>The certificate is here; the secret is not needed any more.</source>
        <translation>证书已取得，不再需要登记密码。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The connection profile (a file), an enrolment id and its secret come from your organisation. Your key is made here and stays on this computer.</source>
        <translation>连接配置文件、登记号和登记密码由您的单位提供。您的密钥在本机生成，保存在本机。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Reading the profile…</source>
        <translation>正在读取配置文件…</translation>
    </message>
    <message>
        <source>Making the key…</source>
        <translation>正在生成密钥…</translation>
    </message>
    <message>
        <source>The organisation&apos;s authority certifies the key…</source>
        <translation>单位的签发机构正在签发证书…</translation>
    </message>
    <message>
        <source>Connecting to the peer…</source>
        <translation>正在连接节点…</translation>
    </message>
    <message>
        <source>Registering on the channel…</source>
        <translation>正在通道上登记…</translation>
    </message>
    <message>
        <source>Reading the ledger…</source>
        <translation>正在读取账本…</translation>
    </message>
    <message>
        <source>%1 is on network %2 now, as %3 of organisation %4. The certificate is valid for %5 more days.</source>
        <translation>%1 已加入网络 %2，身份为单位 %4 的%3。证书有效期还有 %5 天。</translation>
    </message>
    <message>
        <source>Key (account address)</source>
        <translation>公钥（账户地址）</translation>
    </message>
</context>
<context>
    <name>JoinForm</name>
    <message>
        <source>none now</source>
        <translation>暂不发行</translation>
    </message>
    <message>
        <source>file that the network gave you</source>
        <translation>网络提供的文件</translation>
    </message>
    <message>
        <source>Network %1, organisation %2 (%3), by way of %4</source>
        <translation>网络 %1，单位 %2（%3），经由 %4</translation>
    </message>
    <message>
        <source>none: this computer guards it</source>
        <translation>不设：由本机保护</translation>
    </message>
    <message>
        <source>Connection profile</source>
        <translation>连接配置文件</translation>
    </message>
    <message>
        <source>Profiles (*.json *.yaml *.yml);;All files (*)</source>
        <translation>配置文件 (*.json *.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose the profile&apos;s file.</source>
        <translation>请选择连接配置文件。</translation>
    </message>
</context>
<context>
    <name>LedgerView</name>
    <message>
        <source>Check a paper…</source>
        <translation>核验凭证…</translation>
    </message>
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
    <name>LoansView</name>
    <message>
        <source>Challenge…</source>
        <translation>质询…</translation>
    </message>
    <message>
        <source>Loans of this counter</source>
        <translation>本柜台贷款</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Find by name or loan (Ctrl+F)</source>
        <translation>按姓名或贷款编号查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find a loan</source>
        <translation>查找贷款</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Loan, yuan</source>
        <translation>贷款金额（元）</translation>
    </message>
    <message>
        <source>Outstanding</source>
        <translation>未还本金</translation>
    </message>
    <message>
        <source>Due now</source>
        <translation>当前应还</translation>
    </message>
    <message>
        <source>Next payment</source>
        <translation>下次还款</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>五级分类</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>发放日</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Other amount…</source>
        <translation>其他金额…</translation>
    </message>
    <message>
        <source>Prepay…</source>
        <translation>提前还款…</translation>
    </message>
    <message>
        <source>Reschedule…</source>
        <translation>调整计划…</translation>
    </message>
    <message>
        <source>Show on the ledger</source>
        <translation>在账本中查看</translation>
    </message>
    <message>
        <source>%1 loans</source>
        <translation>%1 笔贷款</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>No loan has been paid out yet.</source>
        <translation>尚无已发放的贷款。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Pay %1…</source>
        <translation>还款 %1…</translation>
    </message>
    <message>
        <source>Pay the instalment…</source>
        <translation>还本期…</translation>
    </message>
    <message>
        <source>Refund %1…</source>
        <translation>申请贴息 %1…</translation>
    </message>
    <message>
        <source>Refund…</source>
        <translation>申请贴息…</translation>
    </message>
    <message>
        <source>Reverse the write-off…</source>
        <translation>撤销核销…</translation>
    </message>
    <message>
        <source>Write off…</source>
        <translation>核销…</translation>
    </message>
    <message>
        <source>Withdraw the request…</source>
        <translation>撤回申请…</translation>
    </message>
    <message>
        <source>Inspect…</source>
        <translation>查阅…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The file {file} is damaged; it is kept, and the defaults are used.</source>
        <translation>文件 {file} 已损坏；原文件已保留，现用默认设置。</translation>
    </message>
    <message>
        <source>LoC Desktop</source>
        <translation>LoC 区块链贷款</translation>
    </message>
    <message>
        <source>On the ledger; trouble on this computer: see what is marked with ⚠</source>
        <translation>已上账本；本机文件有问题，见标有 ⚠ 的记录</translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>The money is %1.</source>
        <translation>资金%1。</translation>
    </message>
    <message>
        <source>What is marked ? only the bank&apos;s own computer can tell.</source>
        <translation>标 ? 的步骤只有银行自己的电脑知道。</translation>
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
        <source>Loans</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>办理</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>银行</translation>
    </message>
    <message>
        <source>Subsidy</source>
        <translation>贴息</translation>
    </message>
    <message>
        <source>Challenges</source>
        <translation>质询</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
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
        <translation>放款核验过程</translation>
    </message>
    <message>
        <source>Identities</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Readings</source>
        <translation>查阅记录</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>本单位</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>新 %1 件</translation>
    </message>
</context>
<context>
    <name>OutboxDialog</name>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>等待自</translation>
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
    <name>ProductsView</name>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Rate a year</source>
        <translation>年利率</translation>
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
        <source>Repaid by</source>
        <translation>还款方式</translation>
    </message>
    <message>
        <source>Day count</source>
        <translation>计息基础</translation>
    </message>
    <message>
        <source>Subsidy, % of the interest</source>
        <translation>贴息比例</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>贷款产品</translation>
    </message>
    <message>
        <source>Loan products</source>
        <translation>贷款产品</translation>
    </message>
    <message>
        <source>day of the payout</source>
        <translation>发放日对应日</translation>
    </message>
    <message>
        <source>day %1 of the month</source>
        <translation>每月 %1 日</translation>
    </message>
    <message>
        <source>the holiday itself</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>Payment on the %1, on holidays %2; %3 days of grace, which cost nothing; then what is late (%7) bears %4 % of the rate; prepayment: %5; collateral: %6.</source>
        <translation>还款日为%1，遇节假日%2；宽限 %3 天，宽限期内不计罚息；此后逾期部分（%7）按利率的 %4 % 计罚息；提前还款：%5；担保：%6。</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>principal and interest</source>
        <translation>本金和利息</translation>
    </message>
    <message>
        <source>principal only</source>
        <translation>仅本金</translation>
    </message>
</context>
<context>
    <name>ProvenanceDialog</name>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>发行银行</translation>
    </message>
    <message>
        <source>In event</source>
        <translation>发行事件</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Bank&apos;s signature</source>
        <translation>银行签名</translation>
    </message>
    <message>
        <source>Change, yuan</source>
        <translation>变动（元）</translation>
    </message>
    <message>
        <source>After it, yuan</source>
        <translation>变动后（元）</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Where the money comes from</source>
        <translation>资金来源</translation>
    </message>
    <message>
        <source>What is there now</source>
        <translation>现有资产</translation>
    </message>
    <message>
        <source>What came and went</source>
        <translation>收支</translation>
    </message>
    <message>
        <source>Now, or over time</source>
        <translation>现有或收支</translation>
    </message>
    <message>
        <source>Lots of the account</source>
        <translation>账户内的资产批次</translation>
    </message>
    <message>
        <source>Changes of the account</source>
        <translation>账户变动</translation>
    </message>
    <message>
        <source>Show on the ledger</source>
        <translation>在账本中查看</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing is on the digital account.</source>
        <translation>数字账户中没有资金。</translation>
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
        <source>your office&apos;s own, on this computer only</source>
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
    <name>ReportView</name>
    <message>
        <source>Classes on %1: loans · yuan</source>
        <translation>%1 五级分类：笔数 · 金额（元）</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Disbursed</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>Repaid</source>
        <translation>归还</translation>
    </message>
    <message>
        <source>Subsidised</source>
        <translation>已贴息</translation>
    </message>
    <message>
        <source>Outstanding</source>
        <translation>未还本金</translation>
    </message>
    <message>
        <source>Arrears</source>
        <translation>逾期欠款</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>Principal repaid</source>
        <translation>归还本金</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>利息</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>罚息</translation>
    </message>
    <message>
        <source>Written off</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>Report by branch and month</source>
        <translation>按网点和月份的报表</translation>
    </message>
    <message>
        <source>out of the ledger alone, yuan</source>
        <translation>仅取自账本，单位元</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Last day, YYYY-MM-DD</source>
        <translation>截止日，如 2026-11-22</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Numbers by branch and month</source>
        <translation>按网点和月份的数字</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>存为 CSV…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报表</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
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
    <name>SecretQuestions</name>
    <message>
        <source>No passphrase was given: nothing was signed.</source>
        <translation>没有输入口令，没有签署任何内容。</translation>
    </message>
    <message>
        <source>No PIN was given: nothing was signed.</source>
        <translation>没有输入 PIN 码，没有签署任何内容。</translation>
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
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Ledger and channel</source>
        <translation>账本与通道</translation>
    </message>
    <message>
        <source>Renew certificate</source>
        <translation>更新证书</translation>
    </message>
    <message>
        <source>Join a network…</source>
        <translation>加入网络…</translation>
    </message>
    <message>
        <source>This computer&apos;s own ledger</source>
        <translation>本机账本</translation>
    </message>
    <message>
        <source>Network %1, channel %2</source>
        <translation>网络 %1，通道 %2</translation>
    </message>
    <message>
        <source>%1 (demonstration: its days are not real)</source>
        <translation>%1（演示：日期不是真实的）</translation>
    </message>
    <message>
        <source>This identity has no certificate.</source>
        <translation>该身份没有证书。</translation>
    </message>
    <message>
        <source>Your signing certificate has expired.</source>
        <translation>您的签名证书已过期。</translation>
    </message>
    <message>
        <source>Your signing certificate expires in %1 days.</source>
        <translation>您的签名证书将在 %1 天后到期。</translation>
    </message>
    <message>
        <source>The peer %1 answers in %2 ms. The channel has %3 blocks; this computer has %4.</source>
        <translation>节点 %1 在 %2 毫秒内应答。通道共有 %3 个区块，本机已有 %4 个。</translation>
    </message>
    <message>
        <source>The ledger of this computer has %3 blocks; the index has %4.</source>
        <translation>本机账本共有 %3 个区块，索引已有 %4 个。</translation>
    </message>
    <message>
        <source>The peer %1 does not accept this identity. Renew the certificate, or ask the operator.</source>
        <translation>节点 %1 不接受该身份。请更新证书，或联系网络管理员。</translation>
    </message>
    <message>
        <source>The peer %1 cannot be reached. What you sign is kept here and sent when it is back.</source>
        <translation>无法连接节点 %1。您签署的内容保存在本机，恢复后自动发送。</translation>
    </message>
    <message>
        <source>The ledger cannot be reached.</source>
        <translation>无法连接账本。</translation>
    </message>
    <message>
        <source>The certificate is valid for %1 days.</source>
        <translation>证书有效期为 %1 天。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Back up this identity…</source>
        <translation>备份此身份…</translation>
    </message>
    <message>
        <source>Change PIN…</source>
        <translation>更改 PIN 码…</translation>
    </message>
    <message>
        <source>Restore an identity…</source>
        <translation>恢复身份…</translation>
    </message>
    <message>
        <source>%1 is restored.</source>
        <translation>%1 已恢复。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>as the system has it</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>high contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Keys, two officers</source>
        <translation>密钥（双人保管）</translation>
    </message>
    <message>
        <source>Back up for two officers…</source>
        <translation>双人备份…</translation>
    </message>
    <message>
        <source>Restore with two officers…</source>
        <translation>双人恢复…</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>自动锁定</translation>
    </message>
    <message>
        <source>Your key has no PIN: lock the computer&apos;s screen instead.</source>
        <translation>您的密钥没有 PIN：离开时请锁定电脑屏幕。</translation>
    </message>
    <message>
        <source>after %1 minutes</source>
        <translation>%1 分钟后</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部数据</translation>
    </message>
    <message>
        <source>Back up everything…</source>
        <translation>备份全部数据…</translation>
    </message>
    <message>
        <source>Change passphrase…</source>
        <translation>更改口令…</translation>
    </message>
    <message>
        <source>PIN and passphrase</source>
        <translation>PIN 码与口令</translation>
    </message>
    <message>
        <source>Announce new work</source>
        <translation>新待办提醒</translation>
    </message>
    <message>
        <source>in the system&apos;s tray</source>
        <translation>在系统托盘提醒</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>不提醒</translation>
    </message>
</context>
<context>
    <name>SignMany</name>
    <message>
        <source>Checking every event against your terms</source>
        <translation>正在按审核条款检查每个事件</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>正在签署</translation>
    </message>
    <message>
        <source>Signing is complete</source>
        <translation>签署完成</translation>
    </message>
    <message>
        <source>%1 signed.</source>
        <translation>已签署 %1 件。</translation>
    </message>
    <message>
        <source>%1 unlocked: the money has moved.</source>
        <translation>%1 件已解锁：资金已划转。</translation>
    </message>
    <message>
        <source>%1 left alone.</source>
        <translation>%1 件未处理。</translation>
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
    <name>StatementDialog</name>
    <message>
        <source>Print or save as PDF…</source>
        <translation>打印或存为 PDF…</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>记账日</translation>
    </message>
    <message>
        <source>Value date</source>
        <translation>起息日</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Balance, yuan</source>
        <translation>余额（元）</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>分录</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>From day</source>
        <translation>自</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>First day, YYYY-MM-DD</source>
        <translation>起始日，如 2026-11-22</translation>
    </message>
    <message>
        <source>Last day, YYYY-MM-DD</source>
        <translation>截止日，如 2026-11-22</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Statement lines</source>
        <translation>对账单明细</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>存为 CSV…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Opening %1 · paid in %2 · paid out %3 · closing %4</source>
        <translation>期初 %1 · 收入 %2 · 支出 %3 · 期末 %4</translation>
    </message>
    <message>
        <source>Save the statement</source>
        <translation>保存对账单</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Enter two days such as 2026-11-22, the first not after the last.</source>
        <translation>请输入两个日期（如 2026-11-22），起日不晚于止日。</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Outbox: %1 refused</source>
        <translation>发件箱：%1 件被拒收</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show the outbox</source>
        <translation>查看发件箱</translation>
    </message>
    <message>
        <source>Outbox: empty</source>
        <translation>发件箱：空</translation>
    </message>
    <message>
        <source>Outbox: %1 waiting, oldest %2</source>
        <translation>发件箱：%1 件待发，最早 %2</translation>
    </message>
    <message>
        <source>Certificate: %1 days</source>
        <translation>证书：剩 %1 天</translation>
    </message>
</context>
<context>
    <name>SubsidyView</name>
    <message>
        <source>Also refunds whose settlement day has not come</source>
        <translation>包括结算日未到的贴息</translation>
    </message>
    <message>
        <source>Settled on</source>
        <translation>结算日</translation>
    </message>
    <message>
        <source>Budget of the year</source>
        <translation>年度预算</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Digital account</source>
        <translation>数字账户</translation>
    </message>
    <message>
        <source>Interest subsidy</source>
        <translation>贴息</translation>
    </message>
    <message>
        <source>Refunds, expiry, paid</source>
        <translation>贴息、到期、已付</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Set the budget…</source>
        <translation>设定预算…</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Interest, yuan</source>
        <translation>利息（元）</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>已等</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Refunds that wait</source>
        <translation>待办贴息</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>银行</translation>
    </message>
    <message>
        <source>Expired on</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Interest to pay</source>
        <translation>应付利息</translation>
    </message>
    <message>
        <source>Outstanding</source>
        <translation>未还本金</translation>
    </message>
    <message>
        <source>Expired loans</source>
        <translation>到期贷款</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Subsidised, yuan</source>
        <translation>贴息（元）</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>What was subsidised by month</source>
        <translation>各月贴息</translation>
    </message>
    <message>
        <source>none set</source>
        <translation>未设定</translation>
    </message>
    <message>
        <source>Refunds waiting (%1)</source>
        <translation>待办贴息（%1）</translation>
    </message>
    <message>
        <source>Expired loans (%1)</source>
        <translation>到期贷款（%1）</translation>
    </message>
    <message>
        <source>Paid by month</source>
        <translation>各月已付</translation>
    </message>
    <message>
        <source>Run expiry: pay %1…</source>
        <translation>运行到期付息：%1…</translation>
    </message>
    <message>
        <source>Decide all %1 as checked…</source>
        <translation>按核对结果处理全部 %1 项…</translation>
    </message>
    <message>
        <source>The interest of %1 expired loans, %2 in all, is paid to the bank; each payment is signed.</source>
        <translation>向银行支付 %1 笔到期贷款的利息，共 %2；每笔付款都签名。</translation>
    </message>
    <message>
        <source>Run the expiry?</source>
        <translation>运行到期付息？</translation>
    </message>
    <message>
        <source>Sign and pay</source>
        <translation>签名并支付</translation>
    </message>
    <message>
        <source>%1 refunds, %2 in all, get Pass and are paid; %3 get Failed. Each is signed.</source>
        <translation>%1 项贴息通过并支付，共 %2；%3 项不通过。每项都签名。</translation>
    </message>
    <message>
        <source>Sign all</source>
        <translation>全部签名</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>贴息</translation>
    </message>
    <message>
        <source>Expiry run</source>
        <translation>到期付息</translation>
    </message>
    <message>
        <source>%1 passed, %2 refused, %3 paid, %4 left.</source>
        <translation>通过 %1 项，拒绝 %2 项，支付 %3 项，留下 %4 项。</translation>
    </message>
    <message>
        <source>%1 loans looked at, %2 paid for, %3 in all.</source>
        <translation>查看贷款 %1 笔，支付 %2 笔，共 %3。</translation>
    </message>
    <message>
        <source>Set the budget</source>
        <translation>设定预算</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>The contract refuses refunds past the budget or after its last day.</source>
        <translation>超出预算或过了截止日，合约拒绝贴息。</translation>
    </message>
    <message>
        <source>No refund waits.</source>
        <translation>没有待办的贴息。</translation>
    </message>
    <message>
        <source>No expired loan has interest to be paid.</source>
        <translation>没有需要付息的到期贷款。</translation>
    </message>
    <message>
        <source>Nothing has been paid yet.</source>
        <translation>尚无支付记录。</translation>
    </message>
    <message>
        <source>Budget and digital…</source>
        <translation>预算与数字账户互转…</translation>
    </message>
    <message>
        <source>Budget and digital</source>
        <translation>预算与数字账户互转</translation>
    </message>
    <message>
        <source>Link the account…</source>
        <translation>关联专户…</translation>
    </message>
    <message>
        <source>Link the account</source>
        <translation>关联专户</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>from the budget account</source>
        <translation>从专户转入数字账户</translation>
    </message>
    <message>
        <source>back to the budget account</source>
        <translation>从数字账户转回专户</translation>
    </message>
    <message>
        <source>Money of the budget account at the bank becomes digital assets, or comes back from them.</source>
        <translation>银行专户的资金转为数字资产，或从数字资产转回专户。</translation>
    </message>
    <message>
        <source>The budget account at the bank; the bank checks that it is yours.</source>
        <translation>填写在银行的专户账号；银行核对账户属于本部门。</translation>
    </message>
    <message>
        <source>Decide as checked?</source>
        <translation>按核对结果处理？</translation>
    </message>
    <message>
        <source>Decide the %1 ticked…</source>
        <translation>按核对结果处理勾选的 %1 项…</translation>
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
        <translation>操作人</translation>
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
        <translation>撤销修改</translation>
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
    <message>
        <source>The terms are changed and not saved: they do not count yet.</source>
        <translation>条款已修改，尚未保存，还不生效。</translation>
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
        <source>Ledger: cannot be reached</source>
        <translation>账本：连不上</translation>
    </message>
    <message>
        <source>Ledger: %1 blocks behind</source>
        <translation>账本：落后 %1 个区块</translation>
    </message>
    <message>
        <source>Ledger: in step, block %1</source>
        <translation>账本：同步，区块 %1</translation>
    </message>
    <message>
        <source>demonstration</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>a second window on the same data</source>
        <translation>同一份数据已开了另一个窗口</translation>
    </message>
    <message>
        <source>sample: nothing here is real</source>
        <translation>样例数据，并非真实业务</translation>
    </message>
</context>
<context>
    <name>TraceView</name>
    <message>
        <source>Trace of the evaluation</source>
        <translation>放款核验过程</translation>
    </message>
    <message>
        <source>Dual-stack evaluation (Algorithm 3)</source>
        <translation>双栈求值（算法 3）</translation>
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
        <translation>请在账本或列表中选择一笔已执行或未通过的贷款，再点“放款核验过程”。</translation>
    </message>
    <message>
        <source>This event has not been unlocked yet: there is nothing to trace.</source>
        <translation>该事件尚未解锁：没有可显示的核验过程。</translation>
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
        <source>Inspect…</source>
        <translation>查阅…</translation>
    </message>
</context>
<context>
    <name>DossierDialog</name>
    <message>
        <source>Read by, in this office</source>
        <translation>本单位查阅记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DossierReading</name>
    <message>
        <source>Read the dossier</source>
        <translation>查阅申请资料</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>查阅目的</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Who reads it, when and for which purpose stays on record. The note stays on this computer.</source>
        <translation>何人何时因何查阅，均留有记录。备注只留在本机。</translation>
    </message>
</context>
<context>
    <name>TransactionPanel</name>
    <message>
        <source>Read the dossier…</source>
        <translation>查阅资料…</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>放款核验过程</translation>
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
        <translation>签署人</translation>
    </message>
    <message>
        <source>Signed what</source>
        <translation>签署对象</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>审核意见</translation>
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
    <message>
        <source>Inspect…</source>
        <translation>查阅…</translation>
    </message>
</context>
<context>
    <name>ValuesDialog</name>
    <message>
        <source>Enter percent a year from 0 to 100, with at most two decimals.</source>
        <translation>请输入 0 到 100 之间的年利率（%），最多两位小数。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on…</source>
        <translation>继续…</translation>
    </message>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>Enter an amount in yuan above zero, with at most two decimals.</source>
        <translation>请填写大于零的金额（元），最多两位小数。</translation>
    </message>
    <message>
        <source>Enter a whole number above zero.</source>
        <translation>请填写大于零的整数。</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>请填写。</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
</context>
<context>
    <name>WhatIfDialog</name>
    <message>
        <source>What if…</source>
        <translation>换限额测算…</translation>
    </message>
    <message>
        <source>Try other limits on everything that waits for you. Nothing is changed or signed.</source>
        <translation>换用其他限额检查全部待办。不会修改或签署任何内容。</translation>
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
    <name>RulesView</name>
    <message>
        <source>From</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Proposed by</source>
        <translation>提出方</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Rules on the ledger</source>
        <translation>账本规则</translation>
    </message>
    <message>
        <source>a bank proposes, finance department and regulator grant</source>
        <translation>银行提出，财政部门和监管部门审核</translation>
    </message>
    <message>
        <source>Versions of the rules</source>
        <translation>规则版本</translation>
    </message>
    <message>
        <source>What the chosen version says</source>
        <translation>所选版本的内容</translation>
    </message>
    <message>
        <source>Propose a file…</source>
        <translation>提交规则文件…</translation>
    </message>
    <message>
        <source>Days off of a year…</source>
        <translation>设置某年节假日…</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>另存为文件…</translation>
    </message>
    <message>
        <source>Against the version before</source>
        <translation>与前一版本相比</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Rate a year</source>
        <translation>年利率</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最高</translation>
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
        <source>Repaid by</source>
        <translation>还款方式</translation>
    </message>
    <message>
        <source>Grace, days</source>
        <translation>宽限（天）</translation>
    </message>
    <message>
        <source>Overdue, %</source>
        <translation>逾期（%）</translation>
    </message>
    <message>
        <source>Subsidy, %</source>
        <translation>贴息（%）</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>worked</source>
        <translation>上班</translation>
    </message>
    <message>
        <source>off</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名方</translation>
    </message>
    <message>
        <source>Granted by, in order</source>
        <translation>审核方（按顺序）</translation>
    </message>
    <message>
        <source>This is the first version, or nothing changes.</source>
        <translation>这是第一个版本，或没有改变。</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>改变之处</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Days off</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Lending rules</source>
        <translation>信贷规则</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>whom it concerns</source>
        <translation>相关方</translation>
    </message>
    <message>
        <source>every year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>Propose the rules of a file</source>
        <translation>提交规则文件</translation>
    </message>
    <message>
        <source>Rules (*.json)</source>
        <translation>规则文件 (*.json)</translation>
    </message>
    <message>
        <source>Propose these rules</source>
        <translation>提交这些规则</translation>
    </message>
    <message>
        <source>They count from this day, or from the day after the last signature if that is later.</source>
        <translation>自该日起生效；若最后签名更晚，则自签名次日起生效。</translation>
    </message>
    <message>
        <source>Days off of a year</source>
        <translation>某年节假日</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Weekend days worked</source>
        <translation>调休上班日</translation>
    </message>
    <message>
        <source>Each day as MM-DD, with spaces between, as the State Council&apos;s notice lists them.</source>
        <translation>每天写作“月-日”（例如 02-05），以空格隔开，按国务院通知填写。</translation>
    </message>
    <message>
        <source>Save the rules</source>
        <translation>保存规则</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>BranchView</name>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>贷款产品</translation>
    </message>
    <message>
        <source>Calculate</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Day&apos;s end</source>
        <translation>日终</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>催收</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>账户划转</translation>
    </message>
    <message>
        <source>Reconciliation</source>
        <translation>对账</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>银行</translation>
    </message>
    <message>
        <source>The bank&apos;s work</source>
        <translation>银行业务</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>柜面业务</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>非应计与准备</translation>
    </message>
</context>
<context>
    <name>ReconciliationView</name>
    <message>
        <source>Paid in from outside</source>
        <translation>外部流入</translation>
    </message>
    <message>
        <source>Traditional accounts</source>
        <translation>传统账户</translation>
    </message>
    <message>
        <source>In transit</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>Digital, by the books</source>
        <translation>数字（按账簿）</translation>
    </message>
    <message>
        <source>Digital, by the ledger</source>
        <translation>数字（按账本）</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>差异内容</translation>
    </message>
    <message>
        <source>Books, yuan</source>
        <translation>账簿（元）</translation>
    </message>
    <message>
        <source>Ledger, yuan</source>
        <translation>账本（元）</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>划转</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>当事方</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>The money is</source>
        <translation>资金所在</translation>
    </message>
    <message>
        <source>Reconciliation</source>
        <translation>对账</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Transfers under way</source>
        <translation>进行中的划转</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>立即对账</translation>
    </message>
    <message>
        <source>✓ Equal to the fen: books and ledger agree at block %1.</source>
        <translation>✓ 分毫不差：账簿与账本在区块 %1 处一致。</translation>
    </message>
    <message>
        <source>✗ Books and ledger differ at block %1: %2 differences.</source>
        <translation>✗ 账簿与账本在区块 %1 处不一致：%2 处差异。</translation>
    </message>
    <message>
        <source>Money moved while it was counted: compare again.</source>
        <translation>核对期间有资金划转：请再次对账。</translation>
    </message>
    <message>
        <source>Differences: %1</source>
        <translation>差异：%1</translation>
    </message>
    <message>
        <source>Under way: %1, not yet on both sides: %2</source>
        <translation>进行中：%1，尚未两边入账：%2</translation>
    </message>
</context>
<context>
    <name>GrantView</name>
    <message>
        <source>What is checked</source>
        <translation>核对项目</translation>
    </message>
    <message>
        <source>The event says</source>
        <translation>事件所述</translation>
    </message>
    <message>
        <source>Books and ledger say</source>
        <translation>账簿与账本所记</translation>
    </message>
    <message>
        <source>Met</source>
        <translation>满足</translation>
    </message>
    <message>
        <source>Checks: event, books and ledger, met</source>
        <translation>核对：事件、账簿与账本、是否满足</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>拒绝…</translation>
    </message>
    <message>
        <source>Next one waiting</source>
        <translation>下一件待办</translation>
    </message>
    <message>
        <source>Show on the ledger</source>
        <translation>在账本中查看</translation>
    </message>
    <message>
        <source>Every check is met. You decide: Pass, or refuse with a reason.</source>
        <translation>各项核对均满足。由您决定：通过，或说明理由后拒绝。</translation>
    </message>
    <message>
        <source>Every check is met → %1</source>
        <translation>各项核对均满足 → %1</translation>
    </message>
    <message>
        <source>Not met: %1 → %2</source>
        <translation>不满足：%1 → %2</translation>
    </message>
    <message>
        <source>Sign %1…</source>
        <translation>签署“%1”…</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>The reason stands on the ledger, for all parties to read.</source>
        <translation>理由记入账本，各方均可阅读。</translation>
    </message>
    <message>
        <source>%1 is signed.</source>
        <translation>已签署“%1”。</translation>
    </message>
    <message>
        <source>The ledger is away: it waits in the outbox and is sent by itself.</source>
        <translation>账本暂不可用：已放入发件箱，将自动发送。</translation>
    </message>
    <message>
        <source>Return code: %1.</source>
        <translation>返回码：%1。</translation>
    </message>
    <message>
        <source>It is executed.</source>
        <translation>已执行。</translation>
    </message>
</context>
<context>
    <name>SignManyDialog</name>
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
        <source>As %1 %2, I say Pass to %3 listed events, %4 in all.</source>
        <translation>我，%1 %2，对以下 %3 个事件逐一表示“通过”，合计 %4。</translation>
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
    <message>
        <source>Why not</source>
        <translation>未签署原因</translation>
    </message>
    <message>
        <source>%1 are not signed and stay in the inbox:</source>
        <translation>以下 %1 件不签署，仍留在待办中：</translation>
    </message>
    <message>
        <source>What is not signed</source>
        <translation>不签署的事件</translation>
    </message>
    <message>
        <source>It cannot be opened.</source>
        <translation>无法打开。</translation>
    </message>
    <message>
        <source>A person has to look at it: open it.</source>
        <translation>需要人工查看，请逐件打开。</translation>
    </message>
</context>
<context>
    <name>CalculationView</name>
    <message>
        <source>Calculate</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>发生的事项</translation>
    </message>
    <message>
        <source>Payments and changes</source>
        <translation>还款与变更</translation>
    </message>
    <message>
        <source>Nothing yet: the loan runs as agreed.</source>
        <translation>尚无事项：贷款按约定执行。</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>First instalment</source>
        <translation>首期还款额</translation>
    </message>
    <message>
        <source>Interest in all</source>
        <translation>利息总额</translation>
    </message>
    <message>
        <source>Last payment</source>
        <translation>最后一期</translation>
    </message>
    <message>
        <source>Outstanding</source>
        <translation>未还本金</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>应还</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>期次</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>应还日</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>计息天数</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>还款额</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>利息</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>未还</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>payment</source>
        <translation>还款</translation>
    </message>
    <message>
        <source>prepayment</source>
        <translation>提前还款</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>结清</translation>
    </message>
    <message>
        <source>rescheduled</source>
        <translation>展期</translation>
    </message>
    <message>
        <source>over %1 months</source>
        <translation>期限 %1 个月</translation>
    </message>
    <message>
        <source>%1: principal %2, interest %3, penalty %4</source>
        <translation>%1：本金 %2，利息 %3，罚息 %4</translation>
    </message>
    <message>
        <source>; interest of %1 paid ahead goes to principal</source>
        <translation>；预付利息 %1 转抵本金</translation>
    </message>
    <message>
        <source>moved off a holiday</source>
        <translation>因节假日顺延</translation>
    </message>
    <message>
        <source>%1 of the interest is from before the reschedule</source>
        <translation>利息中 %1 为展期前所欠</translation>
    </message>
    <message>
        <source>interest for %1 days</source>
        <translation>按 %1 天计息</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>On %1: principal %2, interest %3 and penalty %4 due, %5 days past due; settling would cost %6.</source>
        <translation>%1：应还本金 %2、利息 %3、罚息 %4，逾期 %5 天；结清需 %6。</translation>
    </message>
    <message>
        <source>Amount; of a payment empty for what is due</source>
        <translation>金额（还款留空即为应还款项）</translation>
    </message>
    <message>
        <source>Months, of a reschedule</source>
        <translation>月数（展期）</translation>
    </message>
</context>
<context>
    <name>DigitalAccountsView</name>
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
        <source>Bank&apos;s signature</source>
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
        <source>Inspect…</source>
        <translation>查阅…</translation>
    </message>
</context>
<context>
    <name>FundFlowView</name>
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
        <source>%1 payments, %2</source>
        <translation>%1 笔付款，%2</translation>
    </message>
</context>
<context>
    <name>JsonDialog</name>
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
    <name>LoanPanel</name>
    <message>
        <source>Due now, yuan</source>
        <translation>当前应还（元）</translation>
    </message>
    <message>
        <source>Next payment</source>
        <translation>下次还款</translation>
    </message>
    <message>
        <source>Outstanding principal</source>
        <translation>未还本金</translation>
    </message>
    <message>
        <source>Principal paid</source>
        <translation>已还本金</translation>
    </message>
    <message>
        <source>Interest subsidised</source>
        <translation>已贴息</translation>
    </message>
    <message>
        <source>To be refunded</source>
        <translation>可贴息</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>期</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>还款额</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Interest</source>
        <translation>利息</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已还</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>未还</translation>
    </message>
    <message>
        <source>Subsidised</source>
        <translation>已贴息</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Schedule, history or requests</source>
        <translation>还款计划、历史或在办事项</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>还款计划</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Requests under way</source>
        <translation>在办事项</translation>
    </message>
    <message>
        <source>No request about this loan is under way.</source>
        <translation>该贷款没有在办事项。</translation>
    </message>
    <message>
        <source>Under way (%1)</source>
        <translation>在办（%1）</translation>
    </message>
    <message>
        <source>On %1: principal %2, interest %3, penalty %4 due · %5 a year, %6 · %7</source>
        <translation>%1：应还本金 %2、利息 %3、罚息 %4 · 年利率 %5，%6 · %7</translation>
    </message>
    <message>
        <source>%1 days late</source>
        <translation>逾期 %1 天</translation>
    </message>
    <message>
        <source>frozen by a challenge: it can be paid, not refunded or changed</source>
        <translation>因质询冻结：可以还款，不能退息或变更</translation>
    </message>
    <message>
        <source>stands still since %1: nothing counts as late</source>
        <translation>自 %1 起暂停计算，不计逾期</translation>
    </message>
    <message>
        <source>late payments: %1 % of the rate after %2 days of grace, on principal and interest (compound)</source>
        <translation>逾期：%2 天宽限期后按利率的 %1% 对本金和利息计罚息（计复利）</translation>
    </message>
    <message>
        <source>late payments: %1 % of the rate after %2 days of grace, on principal</source>
        <translation>逾期：%2 天宽限期后按利率的 %1% 对本金计罚息</translation>
    </message>
    <message>
        <source>A new calendar moved it from %1: rules %2.</source>
        <translation>新日历由 %1 推迟至此：规则 %2。</translation>
    </message>
    <message>
        <source>Interest for %1 days</source>
        <translation>按 %1 天计息</translation>
    </message>
    <message>
        <source>%1 of it is from before the reschedule</source>
        <translation>其中 %1 为展期前所欠</translation>
    </message>
</context>
<context>
    <name>LoanRequests</name>
    <message>
        <source>Penalty is paid first, then interest, then principal. At most %1 now.</source>
        <translation>依次偿还罚息、利息、本金。目前最多 %1。</translation>
    </message>
    <message>
        <source>Pay another amount</source>
        <translation>按其他金额还款</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>The whole payoff today is %1: principal %2 and interest so far %3.</source>
        <translation>今天全部结清需 %1：本金 %2，截至今天的利息 %3。</translation>
    </message>
    <message>
        <source>Prepay</source>
        <translation>提前还款</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Reschedule</source>
        <translation>调整还款计划</translation>
    </message>
    <message>
        <source>Months from today</source>
        <translation>自今天起的月数</translation>
    </message>
    <message>
        <source>Yearly rate, the agreed one or less</source>
        <translation>年利率（不高于原约定）</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>What is outstanding is spread over these months if bank and finance department agree.</source>
        <translation>银行和财政部门同意后，未还本金按这些月数重新安排。</translation>
    </message>
    <message>
        <source>Amount, all or a part</source>
        <translation>核销金额（全部或部分）</translation>
    </message>
    <message>
        <source>Why now</source>
        <translation>核销依据</translation>
    </message>
    <message>
        <source>The loan is a loss</source>
        <translation>贷款已属损失类</translation>
    </message>
    <message>
        <source>Write off</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>The regulator decides. Nothing is deleted; the debt can still be paid.</source>
        <translation>由监管部门决定。不删除任何记录；债务仍可偿还。</translation>
    </message>
    <message>
        <source>Reverse the write-off</source>
        <translation>撤销核销</translation>
    </message>
</context>
<context>
    <name>ChallengeCard</name>
    <message>
        <source>Reason: %1</source>
        <translation>事由：%1</translation>
    </message>
    <message>
        <source>The freeze stands until %1 and then ends by itself, unless a second authority agrees.</source>
        <translation>冻结至 %1 自行解除；经第二家机关会签作出决定的除外。</translation>
    </message>
    <message>
        <source>%1 loans stand still: no day past due and no penalty until it is decided.</source>
        <translation>%1 笔贷款暂停计算：裁定之前不计逾期天数和罚息。</translation>
    </message>
    <message>
        <source>Answer of %1: %2</source>
        <translation>%1 的答复：%2</translation>
    </message>
    <message>
        <source>Evidence: %1</source>
        <translation>证据：%1</translation>
    </message>
    <message>
        <source>The regulator: %1</source>
        <translation>监管部门：%1</translation>
    </message>
    <message>
        <source>Decided %1: %2, %3. %4</source>
        <translation>%1 决定：%2，%3。%4</translation>
    </message>
    <message>
        <source>Signed by the regulator, waits for %1: %2</source>
        <translation>监管部门已签署，等待 %1 会签：%2</translation>
    </message>
    <message>
        <source>To be reversed: event %1</source>
        <translation>待冲正：事件 %1</translation>
    </message>
</context>
<context>
    <name>ChallengeRequests</name>
    <message>
        <source>Challenge</source>
        <translation>提出质询</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>First the target; then whom you ask. It is frozen until you have decided.</source>
        <translation>先选对象，再选被质询方。在您作出决定之前，该对象被冻结。</translation>
    </message>
    <message>
        <source>Whom you ask</source>
        <translation>被质询方</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Answer until, at the earliest %1</source>
        <translation>答复期限（最早 %1）</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>dismissed</source>
        <translation>不成立</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>作出决定</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Lift the suspension</source>
        <translation>解除冻结</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>What is on the account goes back; the rest becomes a claim.</source>
        <translation>账户上的资金退回，不足部分记为欠款。</translation>
    </message>
    <message>
        <source>Who has to agree to a suspension or reversal</source>
        <translation>冻结或冲正须由谁会签</translation>
    </message>
    <message>
        <source>Its id (6 characters)</source>
        <translation>编号（前 6 位）</translation>
    </message>
</context>
<context>
    <name>ClaimsPanel</name>
    <message>
        <source>Since</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Owes</source>
        <translation>欠款方</translation>
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
        <source>Left, yuan</source>
        <translation>尚欠（元）</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Claims: what could not be taken back</source>
        <translation>冲正欠款：未能退回的部分</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>冲正欠款</translation>
    </message>
    <message>
        <source>Pay the claim…</source>
        <translation>归还欠款…</translation>
    </message>
    <message>
        <source>Collect…</source>
        <translation>收取…</translation>
    </message>
    <message>
        <source>Waive…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>收取</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>归还</translation>
    </message>
    <message>
        <source>Waive</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>%1 yuan are owed.</source>
        <translation>尚欠 %1 元。</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
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
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
    <message>
        <source>The chosen file name exceeds the filesystem&apos;s limit by %1 characters.</source>
        <translation>文件名超出文件系统的上限 %1 个字符。</translation>
    </message>
</context>
<context>
    <name>QSidebar</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>C</source>
        <translation>客</translation>
    </message>
    <message>
        <source>B</source>
        <translation>银</translation>
    </message>
    <message>
        <source>CAD</source>
        <translation>民</translation>
    </message>
    <message>
        <source>FD</source>
        <translation>财</translation>
    </message>
    <message>
        <source>R</source>
        <translation>监</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
</context>
<context>
    <name>IdentityFile</name>
    <message>
        <source>%1 is backed up in %2.</source>
        <translation>%1 已备份到 %2。</translation>
    </message>
    <message>
        <source>Back up this identity</source>
        <translation>备份此身份</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Restore an identity</source>
        <translation>恢复身份</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>The file that was written when the identity was backed up, and the passphrase that was chosen for it then. A key that had a PIN has it again.</source>
        <translation>请选择备份此身份时写出的文件，并输入当时设定的口令。原来有 PIN 码的密钥，恢复后仍用那个 PIN 码。</translation>
    </message>
    <message>
        <source>The PIN of %1 is changed.</source>
        <translation>%1 的 PIN 码已更改。</translation>
    </message>
    <message>
        <source>Change the PIN of %1</source>
        <translation>更改 %1 的 PIN 码</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>A backup that was made before keeps the PIN of then.</source>
        <translation>以前做的备份仍用当时的 PIN 码。</translation>
    </message>
    <message>
        <source>Backups of identities (*%1)</source>
        <translation>身份备份 (*%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Back up the key of %1</source>
        <translation>备份 %1 的密钥</translation>
    </message>
    <message>
        <source>The file holds this customer&apos;s key, encrypted with the passphrase and, within, still with the customer&apos;s PIN. It is restored at this counter or another one of the same ledger.</source>
        <translation>文件保存该客户的密钥，用口令加密，其中仍由客户本人的 PIN 码保护。可在本柜台或同一账本的其他柜台恢复。</translation>
    </message>
    <message>
        <source>Back up this counter with its customers</source>
        <translation>备份本柜台及其客户</translation>
    </message>
    <message>
        <source>One file holds the keys of the counter and of all its customers, encrypted with the passphrase. A key that has a PIN stays behind the customer&apos;s own PIN within it: the passphrase alone signs for none of them. Keep file and passphrase apart from each other.</source>
        <translation>一个文件保存柜台及全部客户的密钥，用口令加密。设有 PIN 码的密钥在其中仍由客户本人的 PIN 码保护：仅有口令不能代其签署。文件和口令请分开保管。</translation>
    </message>
    <message>
        <source>%1 is backed up in %2 and %3; it takes both.</source>
        <translation>%1 已备份到 %2 和 %3，恢复时两份都要。</translation>
    </message>
    <message>
        <source>Back up for two officers</source>
        <translation>双人备份</translation>
    </message>
    <message>
        <source>Two officers each keep a file and a passphrase of their own. It takes both to restore the identity; one alone opens nothing. If either is lost, the backup is lost.</source>
        <translation>两位保管人各自保管一个文件和自己的口令。恢复身份须两人到齐，仅凭其中一份什么也打不开。任何一份丢失，备份即失效。</translation>
    </message>
    <message>
        <source>Restore with two officers</source>
        <translation>双人恢复</translation>
    </message>
    <message>
        <source>The files that were written together for two officers, each with its passphrase.</source>
        <translation>为两位保管人同时写出的两个文件，以及各自的口令。</translation>
    </message>
    <message>
        <source>Back up everything</source>
        <translation>备份全部数据</translation>
    </message>
    <message>
        <source>One file holds ledger, registers, customers, books, drafts, settings and all keys of this computer, encrypted with the passphrase. It is restored at the first start of an empty computer. Work may go on meanwhile. Keep file and passphrase apart from each other.</source>
        <translation>一个文件包含本机的账本、登记、客户、账簿、草稿、设置和全部密钥，用口令加密，可在空电脑首次启动时恢复。备份期间可以照常工作。请把文件与口令分开保管。</translation>
    </message>
    <message>
        <source>Restore everything</source>
        <translation>恢复全部数据</translation>
    </message>
    <message>
        <source>The file that “Back up everything” wrote, and its passphrase. The ledger is verified and the books are compared with it afterwards. Do not go on working on the old computer: two with the same ledger go apart.</source>
        <translation>请选择用“备份全部数据”写出的文件并输入其口令。恢复后会核验账本、核对账簿。请不要再用旧电脑办理业务，否则两台电脑的账本会不一致。</translation>
    </message>
    <message>
        <source>Backups of everything (*%1)</source>
        <translation>全部数据的备份 (*%1)</translation>
    </message>
    <message>
        <source>The file holds this identity&apos;s keys, encrypted with the passphrase. Keep both, apart from each other: without the passphrase nobody can open it. Registers, customers and drafts are not in it: back up everything for those.</source>
        <translation>文件含有此身份的密钥，用口令加密。请把文件与口令分开保管：没有口令，谁也打不开。登记、客户和草稿不在其中，请用“备份全部数据”。</translation>
    </message>
    <message>
        <source>Change the passphrase of the keys</source>
        <translation>更改密钥文件的口令</translation>
    </message>
    <message>
        <source>It opens the encrypted file with all keys of this computer. Backups keep theirs.</source>
        <translation>这个口令用来打开存有本机全部密钥的加密文件。备份仍用各自的口令。</translation>
    </message>
</context>
<context>
    <name>FindingDialog</name>
    <message>
        <source>Loan of %1, %2 outstanding, %3</source>
        <translation>贷款 %1，未还本金 %2，%3</translation>
    </message>
    <message>
        <source>No loan.</source>
        <translation>没有贷款。</translation>
    </message>
    <message>
        <source>On record as transaction %1</source>
        <translation>查阅已记入账本，交易 %1</translation>
    </message>
    <message>
        <source>Inspected</source>
        <translation>查阅结果</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Digital balance: %1</source>
        <translation>数字余额：%1</translation>
    </message>
    <message>
        <source>issued by %1: %2</source>
        <translation>%1 发行：%2</translation>
    </message>
    <message>
        <source>Linked account numbers: %1</source>
        <translation>关联账号：%1</translation>
    </message>
    <message>
        <source>A challenge has frozen it.</source>
        <translation>因质询已冻结。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>FlowInspecting</name>
    <message>
        <source>Inspect</source>
        <translation>查阅</translation>
    </message>
    <message>
        <source>What</source>
        <translation>查阅对象</translation>
    </message>
    <message>
        <source>Who inspects what, when and for which purpose stands on the ledger, for all to see.</source>
        <translation>何人、何时、为何查阅了什么，均记入账本，各方可见。</translation>
    </message>
</context>
<context>
    <name>MembersView</name>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Find by name, organisation or key (Ctrl+F)</source>
        <translation>按名称、单位或密钥查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>查找成员</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Members of the network</source>
        <translation>账本成员</translation>
    </message>
    <message>
        <source>A revocation counts once a second authority has agreed. It is not given back.</source>
        <translation>撤销须经另一个机构同意后生效，不能恢复。</translation>
    </message>
    <message>
        <source>Inspect…</source>
        <translation>查阅…</translation>
    </message>
    <message>
        <source>Revoke the membership…</source>
        <translation>撤销成员资格…</translation>
    </message>
    <message>
        <source>Withdraw the revocation…</source>
        <translation>撤回撤销申请…</translation>
    </message>
    <message>
        <source>Show the revocation</source>
        <translation>查看撤销申请</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>未找到。</translation>
    </message>
    <message>
        <source>%1 members</source>
        <translation>%1 个成员</translation>
    </message>
    <message>
        <source>Revoke the membership of %1</source>
        <translation>撤销 %1 的成员资格</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Who has to agree</source>
        <translation>须经何人同意</translation>
    </message>
</context>
<context>
    <name>ReadingsView</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>查阅人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>查阅内容</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Record of readings</source>
        <translation>查阅记录</translation>
    </message>
    <message>
        <source>Find by anything in a row (Ctrl+F)</source>
        <translation>按任一栏内容查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find a reading</source>
        <translation>查找查阅记录</translation>
    </message>
    <message>
        <source>Show on the ledger</source>
        <translation>在账本中查看</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>What regulators inspected stands on the ledger; the notes on this computer only.</source>
        <translation>监管部门的查阅均记入账本；备注只保存在本机。</translation>
    </message>
    <message>
        <source>What regulators inspected of this counter&apos;s customers. Grantors keep a record of their own.</source>
        <translation>监管部门对本柜台客户的查阅。审批机构的查阅由其自行记录。</translation>
    </message>
    <message>
        <source>What this office read, signed by who read it; it is never deleted.</source>
        <translation>本单位的查阅，由查阅人签名，不会删除。</translation>
    </message>
    <message>
        <source>changed afterwards</source>
        <translation>事后被改动</translation>
    </message>
    <message>
        <source>on the ledger</source>
        <translation>已上链</translation>
    </message>
    <message>
        <source>in this office</source>
        <translation>本单位留存</translation>
    </message>
    <message>
        <source>every purpose</source>
        <translation>全部目的</translation>
    </message>
    <message>
        <source>Nothing has been read or inspected.</source>
        <translation>没有查阅记录。</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 条记录</translation>
    </message>
    <message>
        <source>Save the record of readings</source>
        <translation>保存查阅记录</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件编号</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>查阅编号</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>FileRemedies</name>
    <message>
        <source>Make the list anew…</source>
        <translation>重建清单…</translation>
    </message>
    <message>
        <source>Restore from a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Begin anew…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>The backup of %1</source>
        <translation>%1 的备份</translation>
    </message>
    <message>
        <source>%1 is put back.</source>
        <translation>已恢复 %1。</translation>
    </message>
    <message>
        <source>Begin %1 anew?</source>
        <translation>新建 %1？</translation>
    </message>
    <message>
        <source>A new %1 is made.</source>
        <translation>已新建 %1。</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Make the list anew?</source>
        <translation>重建文件清单？</translation>
    </message>
    <message>
        <source>The list is made from the files that are here now. Do it only when none is missing: one that is missing would be made anew, empty, without a word.</source>
        <translation>清单按现有文件重建。请确认没有文件缺失；缺失的文件以后会被直接新建为空文件，不再提示。</translation>
    </message>
    <message>
        <source>Make the list</source>
        <translation>重建清单</translation>
    </message>
    <message>
        <source>The list is made anew.</source>
        <translation>文件清单已重建。</translation>
    </message>
    <message>
        <source>What is there now is kept aside. What is on the ledger stands.</source>
        <translation>原文件另行保留。账本上的记录不受影响。</translation>
    </message>
    <message>
        <source>The counter&apos;s customers, drafts and the list of its applications begin empty. A customer is added anew under another key; civil affairs then has to agree that it is the same person.</source>
        <translation>本柜台的客户、草稿和申请列表从空白开始。客户须重新添加并使用新密钥，由民政部门确认为同一人。</translation>
    </message>
    <message>
        <source>Register, blacklist, terms, decisions and the record of readings of this office begin empty, with the program&apos;s own terms. Nobody is known: enter the register before anything is audited.</source>
        <translation>本单位的登记、黑名单、审核条款、审核记录和查阅记录从空白开始，条款恢复为程序自带内容。审核前须先录入登记。</translation>
    </message>
    <message>
        <source>The bank&apos;s customers, accounts, balances and postings begin empty. The links to the ledger have to be ended and made again, and nothing reconciles with what was executed before.</source>
        <translation>本行的客户、账户、余额和分录从空白开始。与账本的关联须解除后重新办理，此前已执行的款项将无法对账。</translation>
    </message>
    <message>
        <source>What was signed and waited for the ledger is forgotten. Some of it may be on the ledger: look there before anything is signed again.</source>
        <translation>已签署、等待上链的内容不再保留。其中可能有已上链的，重新签署前请先在账本中核对。</translation>
    </message>
    <message>
        <source>Ids of events are made with another secret: what was sent before could be done once more. Look at the ledger before a list is imported or a day is ended again.</source>
        <translation>事件编号改用新的密钥生成，以前发送过的内容可能被重复办理。再次导入名单或日终前，请先在账本中核对。</translation>
    </message>
    <message>
        <source>The new file has no keys: restore each identity from its backup afterwards. Until then nobody here can sign, and offices and books stay closed.</source>
        <translation>新文件中没有密钥：请随后逐一从备份恢复身份。在此之前，本机无人可以签署，登记和账簿也打不开。</translation>
    </message>
</context>
<context>
    <name>AsideMark</name>
    <message>
        <source>Seen</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>On the ledger; trouble on this computer</source>
        <translation>已上账本；本机文件有问题</translation>
    </message>
</context>
<context>
    <name>TableExport</name>
    <message>
        <source>CSV, UTF-8 (*.csv)</source>
        <translation>CSV 文本，UTF-8 (*.csv)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>The rows are written…</source>
        <translation>正在写出各行……</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>工作簿 (*.xlsx)</translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message>
        <source>Challenge…</source>
        <translation>质询…</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>复制单元格</translation>
    </message>
    <message>
        <source>Copy full id</source>
        <translation>复制完整编号</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制整行</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>DayEdit</name>
    <message>
        <source>Pick a day (Alt+Down)</source>
        <translation>选择日期（Alt+↓）</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Nobody has typed for a while. Enter the PIN to go on where you were.</source>
        <translation>已有一段时间无人操作。输入 PIN，继续刚才的工作。</translation>
    </message>
    <message>
        <source>Nobody has typed for a while. Enter the passphrase to go on where you were.</source>
        <translation>已有一段时间无人操作。输入口令，继续刚才的工作。</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN 码</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
</context>
<context>
    <name>ReceiptDialog</name>
    <message>
        <source>Print or save as PDF…</source>
        <translation>打印或存为 PDF…</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回单</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>回单号</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>记账时间</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>户名</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>大写</translation>
    </message>
    <message>
        <source>Balance afterwards</source>
        <translation>业务后余额</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Journal entry</source>
        <translation>凭证号</translation>
    </message>
    <message>
        <source>Takes back entry</source>
        <translation>冲正凭证</translation>
    </message>
    <message>
        <source>Taken back by entry</source>
        <translation>已由凭证冲正</translation>
    </message>
    <message>
        <source>Entered by</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>Released by</source>
        <translation>复核</translation>
    </message>
</context>
<context>
    <name>SecondPersonDialog</name>
    <message>
        <source>Second person</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Another person has to release this</source>
        <translation>须由另一人复核</translation>
    </message>
    <message>
        <source>Released by</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>PIN of who releases</source>
        <translation>复核人的 PIN</translation>
    </message>
    <message>
        <source>Let it wait</source>
        <translation>暂不复核</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Here with the PIN, or in the window of that person. What waits ends with the day.</source>
        <translation>可在此输入复核人的 PIN，也可由复核人在自己的窗口办理。当日未复核即失效。</translation>
    </message>
    <message>
        <source>Nobody else of this bank has a key with a PIN on this computer. It waits until the day ends.</source>
        <translation>本机上没有本行其他人带 PIN 的密钥。本笔保留到当日日终。</translation>
    </message>
</context>
<context>
    <name>Slips</name>
    <message>
        <source>Another person of the bank releases what is above %1 from now on.</source>
        <translation>今后超过 %1 的业务须由本行另一人复核。</translation>
    </message>
    <message>
        <source>The empty account %2 of %1 is closed for good; its postings stay.</source>
        <translation>%1 的账户 %2 余额为零，将永久销户；账务记录保留。</translation>
    </message>
    <message>
        <source>%3 in cash onto the account %2 of %1.</source>
        <translation>%1 的账户 %2 现金存入 %3。</translation>
    </message>
    <message>
        <source>%3 in cash from the account %2 of %1.</source>
        <translation>%1 的账户 %2 现金支取 %3。</translation>
    </message>
    <message>
        <source>Entry %4 of %3 on the account %2 of %1 is taken back.</source>
        <translation>冲正 %1 的账户 %2 的凭证 %4，金额 %3。</translation>
    </message>
    <message>
        <source>The account %2 of %1 is closed for good; %3 are paid out.</source>
        <translation>%1 的账户 %2 永久销户，余额 %3 以现金付清。</translation>
    </message>
    <message>
        <source>It is signed now and waits for another person of the bank.</source>
        <translation>经办现在签名，之后由本行另一人复核。</translation>
    </message>
    <message>
        <source>Ask a second person?</source>
        <translation>提交复核？</translation>
    </message>
    <message>
        <source>Sign and ask</source>
        <translation>签名并提交</translation>
    </message>
</context>
<context>
    <name>TellerView</name>
    <message>
        <source>Entered</source>
        <translation>录入时间</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>回单号</translation>
    </message>
    <message>
        <source>What</source>
        <translation>业务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>户名</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Entered by</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>凭证号</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>柜面业务</translation>
    </message>
    <message>
        <source>Find by holder, account, number or day (Ctrl+F)</source>
        <translation>按户名、账号、回单号或日期查找（Ctrl+F）</translation>
    </message>
    <message>
        <source>Find a slip</source>
        <translation>查找柜面业务</translation>
    </message>
    <message>
        <source>What was done at the counter</source>
        <translation>柜面业务明细</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>复核…</translation>
    </message>
    <message>
        <source>Receipt…</source>
        <translation>回单…</translation>
    </message>
    <message>
        <source>Reverse…</source>
        <translation>冲正…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Another limit…</source>
        <translation>调整复核限额…</translation>
    </message>
    <message>
        <source>New colleague (sample)…</source>
        <translation>新增同事（试用）…</translation>
    </message>
    <message>
        <source>%1 (of entry %2)</source>
        <translation>%1（冲正凭证 %2）</translation>
    </message>
    <message>
        <source>Above %1 a second person releases. Waiting: %2.</source>
        <translation>超过 %1 须由另一人复核。待复核：%2 笔。</translation>
    </message>
    <message>
        <source>Nothing was done at the counter yet: cash in and out stand under Customers.</source>
        <translation>还没有柜面业务。现金存取请到“客户”中办理。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Reverse a cash entry</source>
        <translation>现金冲正</translation>
    </message>
    <message>
        <source>What was wrong</source>
        <translation>冲正原因</translation>
    </message>
    <message>
        <source>Reverse the entry?</source>
        <translation>确定冲正？</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>Withdraw what you entered?</source>
        <translation>撤回您录入的这笔业务？</translation>
    </message>
    <message>
        <source>Refuse what was entered?</source>
        <translation>不通过这笔业务？</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>Another limit</source>
        <translation>调整复核限额</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Two persons of the bank change it. It counts from then on.</source>
        <translation>须由本行两人办理，复核后即生效。</translation>
    </message>
    <message>
        <source>New colleague</source>
        <translation>新增同事</translation>
    </message>
    <message>
        <source>%1 can release now.</source>
        <translation>%1 现在可以复核。</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>建立</translation>
    </message>
    <message>
        <source>A second person of this sample&apos;s bank, with a key and PIN of its own.</source>
        <translation>试用账本上本行的第二个人，有自己的密钥和 PIN。</translation>
    </message>
    <message>
        <source>taken back by %1</source>
        <translation>已由凭证 %1 冲正</translation>
    </message>
</context>
<context>
    <name>PaperCheckDialog</name>
    <message>
        <source>Check a paper</source>
        <translation>核验凭证</translation>
    </message>
    <message>
        <source>Scan the code on the paper, or type the small print beside it.</source>
        <translation>请扫描凭证上的二维码，或照录旁边的小字。</translation>
    </message>
    <message>
        <source>The paper&apos;s code</source>
        <translation>凭证的核验码</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Preview: %1</source>
        <translation>预览：%1</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>存为 PDF…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>no printer</source>
        <translation>没有打印机</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>It takes its number when it is printed or saved.</source>
        <translation>打印或保存时编号。</translation>
    </message>
    <message>
        <source>Number %1, made before: the next one says that it is a reprint.</source>
        <translation>编号 %1，已出具过：再次打印或保存时注明补打。</translation>
    </message>
    <message>
        <source>Printed: number %1</source>
        <translation>已打印，编号 %1</translation>
    </message>
    <message>
        <source>Save the paper</source>
        <translation>保存凭证</translation>
    </message>
    <message>
        <source>Saved as %1, number %2</source>
        <translation>已存为 %1，编号 %2</translation>
    </message>
</context>
<context>
    <name>PaperOffer</name>
    <message>
        <source>Papers…</source>
        <translation>凭证…</translation>
    </message>
</context>
<context>
    <name>CaseSteps</name>
    <message>
        <source>Previous</source>
        <translation>上一件</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一件</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 件，共 %2 件</translation>
    </message>
</context>
<context>
    <name>ExplanationDialog</name>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What is not right can be complained of to the regulator, who can challenge it.</source>
        <translation>如认为说明不实，可向监管部门反映，由其提出质询。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>LossesView</name>
    <message>
        <source>After the day&apos;s end of</source>
        <translation>最近日终</translation>
    </message>
    <message>
        <source>Loans in non-accrual</source>
        <translation>非应计贷款</translation>
    </message>
    <message>
        <source>On memo accounts, yuan</source>
        <translation>表外利息和罚息（元）</translation>
    </message>
    <message>
        <source>Provision, yuan</source>
        <translation>贷款损失准备（元）</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>五级分类</translation>
    </message>
    <message>
        <source>Days late</source>
        <translation>逾期天数</translation>
    </message>
    <message>
        <source>In non-accrual since</source>
        <translation>非应计起始日</translation>
    </message>
    <message>
        <source>Outstanding</source>
        <translation>未还本金</translation>
    </message>
    <message>
        <source>Interest due</source>
        <translation>应还利息</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>罚息</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Principal, yuan</source>
        <translation>本金（元）</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>计提比例</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>科目</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>列示</translation>
    </message>
    <message>
        <source>memo</source>
        <translation>表外</translation>
    </message>
    <message>
        <source>balance sheet</source>
        <translation>表内</translation>
    </message>
    <message>
        <source>Balance, yuan</source>
        <translation>余额（元）</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>非应计与准备</translation>
    </message>
    <message>
        <source>Loans that earn no income</source>
        <translation>非应计贷款</translation>
    </message>
    <message>
        <source>No loan is in non-accrual.</source>
        <translation>没有非应计贷款。</translation>
    </message>
    <message>
        <source>Provisions by class</source>
        <translation>按分类计提的准备</translation>
    </message>
    <message>
        <source>Provisions are made at a month&apos;s end.</source>
        <translation>月末日终时计提。</translation>
    </message>
    <message>
        <source>The loan book&apos;s accounts</source>
        <translation>贷款各科目</translation>
    </message>
    <message>
        <source>Open the loan</source>
        <translation>打开贷款</translation>
    </message>
</context>
<context>
    <name>ColleaguesView</name>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Substitute</source>
        <translation>代办人</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>代办期间</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Amount, yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期失效</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Members of this office</source>
        <translation>本单位成员</translation>
    </message>
    <message>
        <source>Cases that nobody has answered</source>
        <translation>未按时答复的事项</translation>
    </message>
    <message>
        <source>Not answered in time</source>
        <translation>未按时答复</translation>
    </message>
    <message>
        <source>Every case was answered in time or has time left.</source>
        <translation>没有未按时答复的事项。</translation>
    </message>
    <message>
        <source>Name a substitute…</source>
        <translation>指定代办人…</translation>
    </message>
    <message>
        <source>End the substitution…</source>
        <translation>结束代办…</translation>
    </message>
    <message>
        <source>Show on the ledger</source>
        <translation>在账本中查看</translation>
    </message>
    <message>
        <source>This office</source>
        <translation>本单位</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>Name a substitute</source>
        <translation>指定代办人</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>To</source>
        <translation>止</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>%1 events are new or changed.</source>
        <translation>有 %1 件待办新到或有变化。</translation>
    </message>
    <message>
        <source>LoC Desktop</source>
        <translation>LoC 区块链贷款</translation>
    </message>
</context>
<context>
    <name>Unsaved</name>
    <message>
        <source>Leave without saving?</source>
        <translation>不保存就离开吗？</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
</context>
</TS>
