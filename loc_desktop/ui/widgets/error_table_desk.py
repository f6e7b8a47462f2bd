"""Known errors of the desk, the ledgers and files: what happened, what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

DESK: dict[str, tuple[object, object]] = {
    "workplace.no_identity": (
        QT_TRANSLATE_NOOP("Errors", "There is no such identity on this computer."),
        QT_TRANSLATE_NOOP("Errors", "Choose another one."),
    ),
    "workplace.exists": (
        QT_TRANSLATE_NOOP("Errors", "This computer already has its ledger and identities."),
        QT_TRANSLATE_NOOP("Errors", "Use them; to start from nothing, choose another data folder."),
    ),
    "workplace.settings": (
        QT_TRANSLATE_NOOP("Errors", "The settings file could not be read."),
        QT_TRANSLATE_NOOP("Errors", "The default settings are used."),
    ),
    "workplace.no_ledger": (
        QT_TRANSLATE_NOOP("Errors", "The ledger {ledger} is not known on this computer."),
        QT_TRANSLATE_NOOP("Errors", "Join its network first."),
    ),
    "workplace.other_ledger": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} holds another ledger than this identity belongs to."),
        QT_TRANSLATE_NOOP("Errors", "Put the right ledger file back."),
    ),
    "desk.role": (
        QT_TRANSLATE_NOOP("Errors", "Role {role} cannot do this."),
        QT_TRANSLATE_NOOP("Errors", "Switch to an identity of role {needed}."),
    ),
    "case.unknown": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has no event {event}."),
        QT_TRANSLATE_NOOP("Errors", "Check the id."),
    ),
    "case.blocked": (
        QT_TRANSLATE_NOOP("Errors", "This case cannot be signed: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Nothing was signed."),
    ),
    "case.not_my_turn": (
        QT_TRANSLATE_NOOP("Errors", "It is not your turn to sign this event."),
        QT_TRANSLATE_NOOP("Errors", "Wait until it stands in your inbox."),
    ),
    "case.changed": (
        QT_TRANSLATE_NOOP("Errors", "The case has changed since it was shown: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Nothing was signed. Open it again and look at it once more."),
    ),
    "case.not_complete": (
        QT_TRANSLATE_NOOP("Errors", "Not every grantor has signed this event yet."),
        QT_TRANSLATE_NOOP("Errors", "The unlocking code can be sent after the last signature."),
    ),
    "form.changed": (
        QT_TRANSLATE_NOOP("Errors", "The form has changed since it was shown for signing."),
        QT_TRANSLATE_NOOP("Errors", "Nothing was signed. Look at the sentence again."),
    ),
    "form.invalid": (
        QT_TRANSLATE_NOOP("Errors", "The form is not complete."),
        QT_TRANSLATE_NOOP("Errors", "Correct the fields and try again."),
    ),
    "form.no_grantor": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has no member in role {role}, who would have to sign."),
        QT_TRANSLATE_NOOP("Errors", "Ask the network's operator to register one."),
    ),
    "applicant.invalid": (
        QT_TRANSLATE_NOOP("Errors", "The customer was not added."),
        QT_TRANSLATE_NOOP("Errors", "Correct the fields and try again."),
    ),
    "register.invalid": (
        QT_TRANSLATE_NOOP("Errors", "The person was not saved."),
        QT_TRANSLATE_NOOP("Errors", "Correct the fields and try again."),
    ),
    "blacklist.invalid": (
        QT_TRANSLATE_NOOP("Errors", "The entry was not saved."),
        QT_TRANSLATE_NOOP("Errors", "Correct the fields and try again."),
    ),
    "terms.invalid": (
        QT_TRANSLATE_NOOP("Errors", "The terms were not saved."),
        QT_TRANSLATE_NOOP("Errors", "Correct the fields and try again."),
    ),
    "import.unreadable": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} cannot be read: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Choose a CSV file in UTF-8."),
    ),
    "import.too_large": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} is larger than {most} MB."),
        QT_TRANSLATE_NOOP("Errors", "Split it into smaller files."),
    ),
    "import.columns": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} has not the columns {missing}."),
        QT_TRANSLATE_NOOP("Errors", "The first line names the columns: {expected}."),
    ),
    "import.sample_only": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "A file of the demonstration has no people, only numbers; they are made up on a sample's ledger.",
        ),
        QT_TRANSLATE_NOOP("Errors", "On this ledger, import a list with names and identity numbers."),
    ),
    "import.no_counter": (
        QT_TRANSLATE_NOOP("Errors", "{name} is no counter: it cannot keep keys for other people."),
        QT_TRANSLATE_NOOP("Errors", "Switch to the identity of a counter."),
    ),
    "import.not_saved": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} was not saved: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Choose another place or name."),
    ),
    "ledger.unknown_transaction": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has no transaction {id}."),
        QT_TRANSLATE_NOOP("Errors", "Check the id."),
    ),
    "ledger.unknown_event": (
        QT_TRANSLATE_NOOP("Errors", "The ledger has no event {id}."),
        QT_TRANSLATE_NOOP("Errors", "Check the id."),
    ),
    "trace.none": (
        QT_TRANSLATE_NOOP("Errors", "Nobody has tried to unlock event {event} yet, so there is no trace."),
        QT_TRANSLATE_NOOP("Errors", "A trace exists once the last grantor has signed."),
    ),
    "trace.damaged": (
        QT_TRANSLATE_NOOP("Errors", "The recorded trace of event {event} does not fit its chaincode."),
        QT_TRANSLATE_NOOP("Errors", "Verify the ledger."),
    ),
    "ledger.missing": (
        QT_TRANSLATE_NOOP("Errors", "There is no ledger at {path}."),
        QT_TRANSLATE_NOOP("Errors", "Check the folder, or set up a new ledger."),
    ),
    "ledger.not_a_ledger": (
        QT_TRANSLATE_NOOP("Errors", "{path} is not a ledger of this program."),
        QT_TRANSLATE_NOOP("Errors", "Choose the file that the program made, usually ledger.sqlite."),
    ),
    "ledger.version": (
        QT_TRANSLATE_NOOP("Errors", "{path} has format {found}; this program reads format {known}."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Open it with the version of the program that made it, or update the program.",
        ),
    ),
    "ledger.closed": (
        QT_TRANSLATE_NOOP("Errors", "The ledger was closed."),
        QT_TRANSLATE_NOOP("Errors", "Open it again."),
    ),
    "ledger.busy": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "Another program uses the ledger; it did not become free in {seconds} seconds.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Try again; if it stays so, close the other windows."),
    ),
    "ledger.unreadable": (
        QT_TRANSLATE_NOOP("Errors", "The ledger {path} cannot be read."),
        QT_TRANSLATE_NOOP("Errors", "Check the disk and the folder's permissions."),
    ),
    "ledger.disk_full": (
        QT_TRANSLATE_NOOP("Errors", "The disk is full; the transaction was not written."),
        QT_TRANSLATE_NOOP("Errors", "Free some space, then send it again."),
    ),
    "ledger.read_only": (
        QT_TRANSLATE_NOOP("Errors", "The ledger may be read but not written."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Ask for write permission to the file and its folder, then send it again.",
        ),
    ),
    "ledger.write_failed": (
        QT_TRANSLATE_NOOP("Errors", "Writing the ledger failed."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Check the disk. Look the transaction up by its id before sending it again.",
        ),
    ),
    "ledger.clock_back": (
        QT_TRANSLATE_NOOP(
            "Errors", "This computer's clock says {clock}, but the ledger's newest block is of {newest}."
        ),
        QT_TRANSLATE_NOOP("Errors", "Set the computer's clock, then do it again. Nothing was written."),
    ),
    "ledger.damaged": (
        QT_TRANSLATE_NOOP("Errors", "The ledger {path} is damaged."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Run “loc-desktop ledger verify” to see which block, and restore the file from a backup.",
        ),
    ),
    "ledger.lost": (
        QT_TRANSLATE_NOOP("Errors", "The ledger once held a block that is no longer there."),
        QT_TRANSLATE_NOOP("Errors", "Restore the newest backup."),
    ),
    "ledger.exists": (
        QT_TRANSLATE_NOOP("Errors", "There is already a file at {path}."),
        QT_TRANSLATE_NOOP("Errors", "Open that ledger, or choose another folder."),
    ),
    "ledger.create_failed": (
        QT_TRANSLATE_NOOP("Errors", "The ledger {path} could not be made."),
        QT_TRANSLATE_NOOP("Errors", "Check the folder's permissions and the free space."),
    ),
    "ledger.not_canonical": (
        QT_TRANSLATE_NOOP("Errors", "The transaction {fn} cannot be written down."),
        QT_TRANSLATE_NOOP("Errors", "This program and the ledger may have different versions."),
    ),
    "ledger.too_large": (
        QT_TRANSLATE_NOOP("Errors", "The transaction has {bytes} bytes; the ledger takes {limit}."),
        QT_TRANSLATE_NOOP("Errors", "Send smaller attachments, or fewer events at once."),
    ),
    "ledger.signature": (
        QT_TRANSLATE_NOOP("Errors", "The signature does not belong to the certificate's key."),
        QT_TRANSLATE_NOOP("Errors", "Choose the identity whose key and certificate belong together."),
    ),
    "ledger.record": (
        QT_TRANSLATE_NOOP("Errors", "A stored transaction is not what was signed."),
        QT_TRANSLATE_NOOP("Errors", "Run “loc-desktop ledger verify”."),
    ),
    "index.other_chain": (
        QT_TRANSLATE_NOOP("Errors", "Block {block} does not follow the blocks that the index was made from."),
        QT_TRANSLATE_NOOP("Errors", "The index is made anew from the ledger."),
    ),
    "outbox.failed": (
        QT_TRANSLATE_NOOP("Errors", "The outbox {path} cannot be used."),
        QT_TRANSLATE_NOOP("Errors", "Check the free space and the folder's permissions."),
    ),
    "office.disk": (
        QT_TRANSLATE_NOOP("Errors", "The office's file {file} could not be read or written."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Check that the disk is not full and the file is writable, then try again.",
        ),
    ),
    "office.newer": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The office's file {file} was written by a newer version of this program ({version}).",
        ),
        QT_TRANSLATE_NOOP("Errors", "Install that version; the file has not been changed."),
    ),
    "office.unreadable": (
        QT_TRANSLATE_NOOP("Errors", "The office's file {file} is damaged."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Put back a copy of it, or move it away to start with an empty register.",
        ),
    ),
    "file.unwritable": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} cannot be written."),
        QT_TRANSLATE_NOOP("Errors", "Choose another folder."),
    ),
    "file.too_large": (
        QT_TRANSLATE_NOOP(
            "Errors", "The file {file} has {size}; all documents together have at most {most}."
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose a smaller one, or photograph it again with fewer pixels."),
    ),
    "file.unreadable": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} cannot be read: {why}."),
        QT_TRANSLATE_NOOP("Errors", "Choose another file."),
    ),
    "script.invalid": (
        QT_TRANSLATE_NOOP("Errors", "The data is not of the form of the specification."),
        QT_TRANSLATE_NOOP("Errors", "Build it again with this program."),
    ),
    "script.canonical": (
        QT_TRANSLATE_NOOP("Errors", "The data is not of the form of the specification."),
        QT_TRANSLATE_NOOP("Errors", "Build it again with this program."),
    ),
    "script.shape": (
        QT_TRANSLATE_NOOP("Errors", "The item is not of the form of the specification."),
        QT_TRANSLATE_NOOP("Errors", "Build it again with this program."),
    ),
    "script.lock": (
        QT_TRANSLATE_NOOP("Errors", "The chaincode cannot be locked."),
        QT_TRANSLATE_NOOP("Errors", "Build the event again."),
    ),
    "script.unlock": (
        QT_TRANSLATE_NOOP("Errors", "The unlocking code cannot be made."),
        QT_TRANSLATE_NOOP("Errors", "Open the event again."),
    ),
    "fabric.channel": (
        QT_TRANSLATE_NOOP("Errors", "The profile has no channel {channel}."),
        QT_TRANSLATE_NOOP("Errors", "Choose another channel."),
    ),
    "fabric.closed": (
        QT_TRANSLATE_NOOP("Errors", "The connection was closed."),
        QT_TRANSLATE_NOOP("Errors", "Connect again."),
    ),
    "fabric.denied": (
        QT_TRANSLATE_NOOP("Errors", "The network does not accept this identity."),
        QT_TRANSLATE_NOOP("Errors", "Renew the certificate, or ask the network's operator."),
    ),
    "fabric.submit": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The ordering service did not take the transaction, or its answer was lost.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Look the transaction up by its id; it is never carried out twice."),
    ),
    "fabric.commit_unreachable": (
        QT_TRANSLATE_NOOP("Errors", "The peer cannot be reached to ask about the transaction."),
        QT_TRANSLATE_NOOP("Errors", "Ask again later by the transaction id."),
    ),
    "fabric.commit_unknown": (
        QT_TRANSLATE_NOOP("Errors", "The transaction is not in a block yet."),
        QT_TRANSLATE_NOOP("Errors", "Ask again later by the transaction id."),
    ),
    "fabric.unreachable": (
        QT_TRANSLATE_NOOP("Errors", "The peer cannot be reached."),
        QT_TRANSLATE_NOOP("Errors", "Check the network; the work is kept and can be sent later."),
    ),
    "fabric.timeout": (
        QT_TRANSLATE_NOOP("Errors", "The peers did not answer in time."),
        QT_TRANSLATE_NOOP("Errors", "Try again."),
    ),
    "fabric.policy": (
        QT_TRANSLATE_NOOP("Errors", "Too few organisations can endorse at the moment."),
        QT_TRANSLATE_NOOP("Errors", "Try again later; the work is kept."),
    ),
    "fabric.endorse": (
        QT_TRANSLATE_NOOP("Errors", "The organisations did not endorse the transaction."),
        QT_TRANSLATE_NOOP("Errors", "See Details for their answers."),
    ),
    "fabric.contract": (
        QT_TRANSLATE_NOOP("Errors", "The contract failed."),
        QT_TRANSLATE_NOOP("Errors", "Report this to the operator."),
    ),
    "fabric.tampered": (
        QT_TRANSLATE_NOOP("Errors", "Nothing was signed: the peer returned something else than was asked."),
        QT_TRANSLATE_NOOP("Errors", "Do not use this peer; tell the network's operator."),
    ),
    "fabric.void": (
        QT_TRANSLATE_NOOP("Errors", "The transaction is in a block but void."),
        QT_TRANSLATE_NOOP("Errors", "Try again; if it stays so, tell the network's operator."),
    ),
    "profile.missing": (
        QT_TRANSLATE_NOOP("Errors", "The connection profile {file} cannot be read."),
        QT_TRANSLATE_NOOP("Errors", "Choose the file that your organisation gave you."),
    ),
    "profile.format": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} is not a connection profile ({why})."),
        QT_TRANSLATE_NOOP("Errors", "Choose the file that your organisation gave you."),
    ),
    "profile.field": (
        QT_TRANSLATE_NOOP("Errors", "In the connection profile {file}, {field} is wrong ({why})."),
        QT_TRANSLATE_NOOP("Errors", "Ask your organisation for a new one."),
    ),
    "enrol.no_authority": (
        QT_TRANSLATE_NOOP("Errors", "The profile names no certificate authority."),
        QT_TRANSLATE_NOOP("Errors", "Ask your organisation for a complete profile."),
    ),
    "enrol.refused": (
        QT_TRANSLATE_NOOP("Errors", "The certificate authority refused the enrolment."),
        QT_TRANSLATE_NOOP("Errors", "See Details for its answer; ask your organisation."),
    ),
    "enrol.secret": (
        QT_TRANSLATE_NOOP("Errors", "The enrolment id or its secret is not right, or was used before."),
        QT_TRANSLATE_NOOP("Errors", "Check both, or ask your organisation for new ones."),
    ),
    "enrol.unreachable": (
        QT_TRANSLATE_NOOP("Errors", "The certificate authority cannot be reached."),
        QT_TRANSLATE_NOOP("Errors", "Check the network and try again."),
    ),
    "enrol.untrusted": (
        QT_TRANSLATE_NOOP("Errors", "The certificate authority's own certificate is not trusted."),
        QT_TRANSLATE_NOOP("Errors", "Ask your organisation for its current profile."),
    ),
    "index.closed": (
        QT_TRANSLATE_NOOP("Errors", "The index was closed."),
        QT_TRANSLATE_NOOP("Errors", "Open the window again."),
    ),
    "index.failed": (
        QT_TRANSLATE_NOOP("Errors", "The index could not be read or written."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Check the free space and the folder's permissions. The index holds nothing that the "
            "ledger has not.",
        ),
    ),
    "event.signatures": (
        QT_TRANSLATE_NOOP("Errors", "The signatures of the event do not verify."),
        QT_TRANSLATE_NOOP("Errors", "Open the event again."),
    ),
    "workplace.not_on": (
        QT_TRANSLATE_NOOP("Errors", "No identity on this computer is on the ledger {ledger}."),
        QT_TRANSLATE_NOOP("Errors", "Join its network first."),
    ),
    "join.invalid": (
        QT_TRANSLATE_NOOP("Errors", "Nothing was sent."),
        QT_TRANSLATE_NOOP("Errors", "Correct the fields and try again."),
    ),
    "join.no_profile": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection profile of organisation {organisation} is not on this computer.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Join its network again."),
    ),
    "join.already": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "{name} has already joined this network with the enrolment id {enrolment}.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Choose that identity; to add another one, ask for another enrolment id.",
        ),
    ),
    "join.revoked": (
        QT_TRANSLATE_NOOP("Errors", "The membership of this key on channel {channel} was revoked."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Ask your organisation's operator; a new enrolment id makes a new member.",
        ),
    ),
    "join.apart": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The organisations' peers do not come to the same height: {lowest} to {highest} blocks.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Look at the network: loc-network doctor."),
    ),
    "renew.expired": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The certificate expired at {until}; the network does not renew it any more.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Ask your organisation's operator for a new secret and join again with the same enrolment "
            "id: the key, and with it the digital account, stays the same.",
        ),
    ),
    "renew.refused": (
        QT_TRANSLATE_NOOP("Errors", "The authority does not renew the certificate of {name}."),
        QT_TRANSLATE_NOOP("Errors", "It may have been revoked: ask your organisation's operator."),
    ),
    "renew.nobody": (
        QT_TRANSLATE_NOOP("Errors", "No authority is known that could renew the certificate of {name}."),
        QT_TRANSLATE_NOOP("Errors", "Ask whoever set this ledger up."),
    ),
    "fabric.clock": (
        QT_TRANSLATE_NOOP("Errors", "This computer's clock differs too much from the network's."),
        QT_TRANSLATE_NOOP("Errors", "Set the clock, then send it again."),
    ),
    "bug": (
        QT_TRANSLATE_NOOP("Errors", "The program has made a mistake."),
        QT_TRANSLATE_NOOP("Errors", "Copy the report and send it to whoever looks after the program."),
    ),
}
