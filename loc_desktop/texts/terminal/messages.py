"""What the commands print in Chinese, by the English."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    # several commands
    "line {number}": "第 {number} 行",
    "line {number}: a bug in the program: {name}": "第 {number} 行：程序出错：{name}",
    "{amount} yuan": "{amount} 元",
    " yuan": " 元",
    ".": "。",
    ": ": "：",
    # paper
    "{number} saved as {file}": "{number} 已存为 {file}",
    "two days such as 2026-11-22, the first not after the last": (
        "请给出两个日期，如 2026-11-22，起始日不晚于截止日"
    ),
    # arrears
    "The list is empty: no late loan fits.": "列表为空：没有符合条件的逾期贷款。",
    "{days} days late  {loan}": "逾期 {days} 天  {loan}",
    "After the day's end of {day}": "{day} 日终后",
    "no income since {day}: {loan}  {amount} yuan": "{day} 起非应计：{loan}  {amount} 元",
    "Provisions of {day}": "{day} 计提的贷款损失准备",
    # import
    "give a list, or --template with a file for an empty one": (
        "请给出名单，或用 --template 指明保存空名单的文件"
    ),
    "Saved: {file}": "已保存：{file}",
    "Rows with problems are saved in {file}.": "有问题的行已另存到 {file}。",
    # day-end
    "{text} is no day such as 2026-01-31": "{text} 不是日期，日期如 2026-01-31",
    "Nothing was run.": "没有运行。",
    "Run it now?": "现在运行吗？",
    "Last day's end: {last}": "最近一次日终：{last}",
    "To be run: {days} days, {first} to {until}, about {loans} loans each": (
        "将运行 {days} 天，从 {first} 到 {until}，每天约 {loans} 笔贷款"
    ),
    "Nothing is left to be run until {until}.": "截至 {until} 没有未运行的日终。",
    "Waiting: {transfers} transfers, {collections} collections of earlier days, {slips} at the counter"
    " (these end with the run)": (
        "未完成：划转 {transfers} 笔，以前日终的扣款 {collections} 笔，柜面待复核 {slips} 笔（运行后失效）"
    ),
    "{day} stopped: {why}": "{day} 中断，原因：{why}",
    "had been run, nothing changed": "此前已运行，未作更改",
    "{day}: {status}; {loans} loans, accrued {accrued}, penalty {penalty}, {notices} notices, collected"
    " {collected} ({amount} yuan), late {late}": (
        "{day}：{status}；贷款 {loans} 笔，计提利息 {accrued}，罚息 {penalty}，通知 {notices} 份，"
        "扣收 {collected} 笔（{amount} 元），逾期 {late} 笔"
    ),
    "not collected: {amount} yuan of {who}, loan {loan}: {why}": (
        "未扣收：{who} 的 {amount} 元，贷款 {loan}：{why}"
    ),
    # evaluate
    "{file} cannot be read: {why}": "{file} 无法读取：{why}",
    "give either three files or --batch with one": "请给出三个文件，或用 --batch 给出一个",
    "three files are needed: CC.json UC.json MEMBERS.json (or --batch FILE.jsonl)": (
        "需要三个文件：CC.json UC.json MEMBERS.json（或 --batch FILE.jsonl）"
    ),
    "{id}: code {code}, {steps} steps": "{id}：返回码 {code}，{steps} 步",
    "return code {code}: {meaning}": "返回码 {code}：{meaning}",
    "success": "成功",
    "oracle check failed": "审核检查未通过",
    "event check failed": "事件检查未通过",
    "type error": "类型错误",
    "execution failed, nothing applied": "执行失败，未作任何更改",
    "step {number} of {total}: ": "第 {number} 步，共 {total} 步：",
    "nothing left": "没有剩余",
    "before": "之前",
    "after": "之后",
    "empty": "空",
    "… {count} more": "… 还有 {count} 项",
    "key": "密钥",
    "oracle": "审核结果",
    "event": "事件",
    "operation": "操作",
    "Pass": "通过",
    "Failed": "不通过",
    # schedule
    "give either one loan (--amount, --months, --rate) or --batch": (
        "请给出一笔贷款（--amount、--months、--rate），或用 --batch"
    ),
    "--amount, --months and --rate are needed (or --batch FILE.csv)": (
        "需要 --amount、--months 和 --rate（或 --batch FILE.csv）"
    ),
    "no.": "期数",
    "due": "到期日",
    "days": "天数",
    "principal": "本金",
    "interest": "利息",
    "payment": "还款额",
    "balance": "剩余本金",
    "sum": "合计",
    # loan replay
    "line {number} ({id})": "第 {number} 行（{id}）",
    "{which} is not a loan as a JSON object: {why}.": "{which}不是 JSON 对象形式的贷款：{why}。",
    "{which} cannot be played through: {field}: {why}.": "{which}无法推演：{field}：{why}。",
    "{which} is too long: {why}.": "{which}太长：{why}。",
    "{which} met a bug in the program ({why}); please report it.": "{which}遇到程序错误（{why}），请反馈。",
    "{id}: {taken} of {all} events taken, interest paid {interest}, {open} payments open": (
        "{id}：{all} 个事件中接受 {taken} 个，已付利息 {interest}，未还 {open} 期"
    ),
    "; on {day} outstanding {outstanding}, due {due}, {days} days past due, {tier}": (
        "；{day} 未还本金 {outstanding}，应还 {due}，逾期 {days} 天，{tier}"
    ),
    "normal": "正常",
    "special_mention": "关注",
    "substandard": "次级",
    "doubtful": "可疑",
    "loss": "损失",
    # import
    "--identity, --bank and --yes belong to an import without --check": (
        "--identity、--bank 和 --yes 不能与 --check 同用"
    ),
    "sheet {name}": "工作表 {name}",
    "row {row}, line {line}": "第 {row} 人，第 {line} 行",
    ", cell {cell}": "，单元格 {cell}",
    "Columns that are not read: {names}.": "未读取的列：{names}。",
    "Good rows: {good} ({amount} yuan). Rows with problems: {bad}.": (
        "合格 {good} 行（共 {amount} 元），有问题 {bad} 行。"
    ),
    "Sign {count} applications for {amount} yuan in all, to {bank}?": (
        "签署 {count} 份申请，共 {amount} 元，提交给{bank}？"
    ),
    "{done} applications are on the ledger; {already} were there from an earlier import; {failed} did not go "
    "through.": "{done} 份申请已上链，{already} 份以前已导入，{failed} 份未成功。",
    "there is nobody to ask: give --yes": "无人可以确认，请加上 --yes",
    # erase
    "Destroy these keys?": "销毁这些密钥？",
    "Nothing may be destroyed: the rules keep it for {years} years.": (
        "没有可以销毁的内容：规则要求保存 {years} 年。"
    ),
    "The keys up to {year} are destroyed.": "{year} 年及以前的密钥已销毁。",
    "The keys up to {year} may be destroyed; the dossiers of {loans} loans are sealed to them.": (
        "{year} 年及以前的密钥可以销毁；以它们密封的有 {loans} 笔贷款的申请资料。"
    ),
    # reconcile
    "{bank}, block {number}": "{bank}，区块 {number}",
    "traditional accounts": "传统账户",
    "in transit": "在途",
    "digital, on the ledger": "账本上的数字资产",
    "counted on both sides": "两边都计入",
    "from outside": "来自外部",
    "difference": "差额",
    "open: {event}: {why}": "未结清：{event}：{why}",
    "difference: {event}: {why}": "不符：{event}：{why}",
    "Transfers went on meanwhile: run it again.": "核对期间仍有划转，请再运行一次。",
    "Everything agrees.": "全部相符。",
    # ledger, rules
    "path": "文件",
    "channel": "通道",
    "id": "编号",
    "height": "高度",
    "head": "末哈希",
    "newest": "最新",
    "since": "起始",
    "roots": "根证书",
    "bytes": "字节",
    "Ledger {path}": "账本 {path}",
    "channel {channel}, id {id}": "通道 {channel}，编号 {id}",
    "{blocks:count} blocks with {transactions:count} transactions: hashes, chain, signatures and "
    "certificates": ("{blocks:count} 个区块、{transactions:count} 笔交易：已查哈希、链接、签名和证书"),
    "{blocks:count} blocks executed again from genesis, {rows:count} rows of blocks, transactions, writes "
    "and state compared": (
        "从创世起重新执行 {blocks:count} 个区块，比对区块、交易、写入和状态共 {rows:count} 行"
    ),
    "head {hash}": "末区块哈希 {hash}",
    "Everything is as it was written.": "全部与写入时一致。",
    "block {number}: {why}": "区块 {number}：{why}",
    "block {done:count} of {total:count} ({share})": "区块 {done:count}，共 {total:count}（{share}）",
    "The ledger is damaged: 1 finding": "账本已损坏：发现 1 处",
    "The ledger is damaged: {count} findings": "账本已损坏：发现 {count} 处",
    "The ledger is damaged: {count} findings or more": "账本已损坏：发现 {count} 处或更多",
    ", the first in block {number}": "，最早在区块 {number}",
    "Restore the file from a backup, or join the ledger from another copy.": (
        "请用备份恢复该文件，或从另一份副本加入账本。"
    ),
    "past": "已失效",
    "in force": "现行",
    "not yet in force": "尚未生效",
    # data
    "there": "在",
    "missing": "缺失",
    "{name} is put back.": "{name} 已放回。",
    "A new {name} will be made.": "将新建 {name}。",
    "what was in the file is not in the new one: say --yes": "新文件中没有原来的内容，确认请加 --yes",
    # identity
    "there is nobody to ask: give {option}": "无人可询问：请加 {option}",
    "Passphrase of the encrypted keyring file:": "加密密钥文件的口令：",
    "Passphrase of the backup:": "备份的口令：",
    "Present PIN:": "现在的 PIN：",
    "New PIN:": "新的 PIN：",
    "The same once more:": "再输一次：",
    "{name} ({role}) is backed up in {file}. Keep its passphrase apart from it.": (
        "{name}（{role}）已备份到 {file}。口令请与文件分开保存。"
    ),
    "New passphrase:": "新口令：",
    "The certificate of {name} is valid for {days} days.": "{name} 的证书还有 {days} 天有效。",
    "the colleague's key, or how it begins": "同事的密钥或其开头",
    "the first day, YYYY-MM-DD": "第一天，YYYY-MM-DD",
    "the last day, YYYY-MM-DD": "最后一天，YYYY-MM-DD",
    "end the own substitution": "结束自己的代办",
    "{event}: {name} has not answered for {days} working days": "{event}：{name} 已 {days} 个工作日未答复",
    "It does not say which divisions it serves.": "没有登记所服务的行政区划。",
    'code and name of a division, such as "350802 Xinluo"; may be repeated': (
        "行政区划的代码和名称，如“350802 新罗区”；可重复"
    ),
    "no division is said any more": "不再登记任何行政区划",
    "First officer's passphrase:": "第一位保管人的口令：",
    "Second officer's passphrase:": "第二位保管人的口令：",
    "{name} ({role}) is backed up in {first} and {second}; it takes both.": (
        "{name}（{role}）已备份到 {first} 和 {second}，恢复时两份都要。"
    ),
    "{name} ({role}, {id}) is restored.": "{name}（{role}，{id}）已恢复。",
    "The PIN of {name} is changed.": "{name} 的 PIN 已更改。",
    # screenshots
    "{count} pictures in {folder}": "{folder} 中有 {count} 张图片",
    # demo
    "--fresh belongs to the window; --headless always begins anew": (
        "--fresh 用于窗口；--headless 总是重新开始"
    ),
    "--ledger fabric and --profile belong together, --enrolment to them": (
        "--ledger fabric 须与 --profile 同用，--enrolment 须与二者同用"
    ),
    "--ledger fabric belongs to --headless; in the window, join the network": (
        "--ledger fabric 须与 --headless 同用；在窗口中请用“加入网络”"
    ),
    "--json, --applications, --limit and --days belong to --headless": (
        "--json、--applications、--limit 和 --days 须与 --headless 同用"
    ),
    "The demonstration keeps its keys in an encrypted keyring file with a passphrase of its own, which is "
    "forgotten at the end.": "演示的密钥存于加密的密钥文件，口令由演示自定，结束后即不再保留。",
    "the demonstration's keys were not removed: {why}": "演示的密钥未能删除：{why}",
    "The rates in {file} were not taken over: the product's own rate applied.": (
        "{file} 中的利率没有采用，按产品自身的利率。"
    ),
    "set up": "建立账本",
    "apply": "提交申请",
    "forgeries refused": "拒绝伪造",
    "B audits": "银行审核",
    "CAD audits": "民政部门审核",
    "FD audits": "财政部门审核",
    "R audits": "监管部门审核",
    "accounts": "开立账户",
    "the day": "当日业务",
    "verify the ledger": "校验账本",
    "join the network": "加入网络",
    "funds and terms": "资金与条款",
    "compare the peers": "比对各节点",
    "replay the traces": "重放核验过程",
    "prepare the sample": "准备示例",
    "{count:count} applications went through bank, civil affairs and finance department.": (
        "{count:count} 份申请经过银行、民政部门和财政部门审核。"
    ),
    "paid out": "已放款",
    "{amount} yuan in all": "共 {amount} 元",
    "refused": "未通过",
    "a grantor's verdict was Failed": "有审核方的意见为不通过",
    "Terms that were not met, by application:": "未满足的条款（按申请计）：",
    "Forgeries, tried on the ledger with the sample's own keys:": "用示例自己的密钥在账本上尝试的伪造：",
    "tampered event": "篡改事件",
    "replayed result": "重用审核结果",
    "stripped signature": "去掉签名",
    "code {code}": "返回码 {code}",
    "Return codes of all unlock attempts:": "全部解锁尝试的返回码：",
    "type": "类型",
    "The bank's account fell by what was paid.": "银行账户减少的金额与放款一致。",
    "The bank's account DID NOT fall by what was paid.": "银行账户减少的金额与放款不一致！",
    "The ledger has {blocks:count} blocks and verifies: {ledger}": (
        "账本有 {blocks:count} 个区块，校验通过：{ledger}"
    ),
    "The ledger has {blocks:count} blocks and DOES NOT VERIFY: {ledger}": (
        "账本有 {blocks:count} 个区块，校验不通过：{ledger}"
    ),
    "On {ledger} that took {blocks:count} blocks; the five organisations' peers have them alike, and every "
    "trace replays.": "在 {ledger} 上共 {blocks:count} 个区块；五个组织的节点一致，每个核验过程都能重放。",
    "On {ledger} that took {blocks:count} blocks; the five organisations' peers or the traces DO NOT "
    "AGREE.": ("在 {ledger} 上共 {blocks:count} 个区块；五个组织的节点或核验过程不一致！"),
    "{seconds} seconds.": "用时 {seconds} 秒。",
    "{count:count} rows of the file had problems and were left out.": (
        "文件中有 {count:count} 行有问题，未采用。"
    ),
    "No loan was paid out, so none was serviced.": "没有放款，因此没有还款过程。",
    "{loans:count} of the loans then lived through {days:count} days:": (
        "其中 {loans:count} 笔贷款随后经历了 {days:count} 天："
    ),
    "This ledger follows the calendar, as in the field, so two years cannot be played on it: the loans lived "
    "through one day. No interest is subsidised on it: no period has ended.": (
        "此账本按实际日期运行，无法推演两年：贷款只经历一天。当天没有一期结束，因此没有贴息。"
    ),
    "paid by hand": "主动还款",
    "collected": "自动扣款",
    "refunds": "贴息",
    "at expiry": "到期结清",
    "in arrears": "逾期",
    "challenges": "质询",
    "{amount} yuan from linked accounts": "从关联账户扣 {amount} 元",
    "{amount} yuan interest given back": "返还利息 {amount} 元",
    "{amount} yuan interest paid to the bank": "向银行支付利息 {amount} 元",
    "{amount} yuan overdue": "逾期 {amount} 元",
    "{count} upheld, {amount} yuan": "{count} 件成立，{amount} 元",
    "What did not happen: {names}.": "没有发生的：{names}。",
    "repayments": "还款",
    "prepaid": "提前还款",
    "expired": "到期",
    "rescheduled": "展期",
    "deposits": "存入",
    "withdrawals": "取出",
    "arrears": "逾期",
    "upheld": "质询成立",
    "Books and ledger differ by {fen} fen.": "账簿与账本相差 {fen} 分。",
    "Books and ledger differ by {fen} fen: THEY DO NOT AGREE.": "账簿与账本相差 {fen} 分：不相符！",
}
