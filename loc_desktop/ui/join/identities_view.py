"""The identities on this computer: who can sign here, with which protection, certificate days."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from loc_desktop.app.values import IdentityInfo
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Context, View


class IdentitiesView(View):
    """Everybody who can sign on this computer; the customers of a counter have a view of their own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.confirm: ConfirmDialog | None = None
        words = self.words
        self.model: RowsModel[IdentityInfo] = RowsModel(
            [
                TableColumn(lambda: self.tr("Name"), lambda i: i.name, badge=lambda i: i.role),
                TableColumn(lambda: self.tr("Role"), lambda i: words.role(i.role)),
                TableColumn(lambda: self.tr("Organisation"), lambda i: i.organisation),
                TableColumn(lambda: self.tr("Key kept"), lambda i: self._kept(i.needs_pin)),
                TableColumn(
                    lambda: self.tr("Certificate"),
                    lambda i: (
                        filled(self.tr("%1 days"), str(i.days_left)) if i.days_left is not None else "–"
                    ),
                    tone=lambda i: "warn" if i.days_left is not None and i.days_left < 30 else "",
                ),
                TableColumn(lambda: self.tr("Key (account address)"), lambda i: i.key, mono=True),
            ],
            lambda i: i.id,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((170, 170, 200, 120, 90))
        self.body.addWidget(self.table, 1)
        self.work_as = button(primary=True)
        self.primary = self.work_as
        self.erase = button()
        self.erase.setVisible(context.desk.can("erase"))
        self.copy_key = button()
        self.add_action(self.work_as, self.erase, self.copy_key, None)
        self.table.opened.connect(lambda _index: self._become())
        self.work_as.clicked.connect(self._become)
        self.erase.clicked.connect(self._erase)
        self.copy_key.clicked.connect(self._copy)
        self.say(self.title.setText, lambda: self.tr("Identities"))
        self.say(
            self.subtitle.set_text,
            lambda: self.tr("keys stay on this computer; a backup of one is encrypted"),
        )
        self.say(self.table.setAccessibleName, lambda: self.tr("Identities on this computer"))
        self.say(self.work_as.setText, lambda: self.tr("Work as this one"))
        self.say(self.erase.setText, lambda: self.tr("Destroy old keys…"))
        self.say(
            self.erase.setToolTip,
            lambda: self.tr("Keys of the desk's identity that the rules do not keep any more"),
        )
        self.say(self.copy_key.setText, lambda: self.tr("Copy key"))

    def _kept(self, pin: bool) -> str:
        if self.context.workplace.connections.keys_in_file:
            return self.tr("encrypted file, with PIN") if pin else self.tr("encrypted file")
        return self.tr("keyring, with PIN") if pin else self.tr("keyring")

    def load(self) -> None:
        self.work(lambda _job: self.context.workplace.identities(), self._show)

    def _show(self, identities: tuple[IdentityInfo, ...]) -> None:
        self.model.reword()
        self.model.set_rows(identities)
        here = self.model.find(self.desk.identity.id)
        self.table.setCurrentIndex(here if here.isValid() else self.model.index(0, 0))

    def focus_first(self) -> None:
        self.table.setFocus()

    def _become(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        if chosen is not None and chosen.id != self.desk.identity.id:
            self.context.shell.become(chosen.id)

    # -- keys that the rules do not keep

    def _erase(self) -> None:
        """Of the desk's own identity; the PIN comes first, because new keys may have to be made before."""
        self.context.shell.with_pin(self, self._ask_erase)

    def _ask_erase(self, pin: str | None) -> None:
        erasures = self.desk.erasures
        self.work(lambda _job: erasures.prepare(pin), lambda prepared: self._confirm_erase(prepared, pin))

    def _confirm_erase(self, prepared: ToSign, pin: str | None) -> None:
        erasures = self.desk.erasures

        def erase() -> None:
            self.work(lambda _job: erasures.erase(prepared, pin=pin), self._told)

        self.confirm = ConfirmDialog(prepared, self.words, self)
        self.confirm.accepted.connect(erase)
        self.confirm.open()

    def _told(self, asked: RequestStatus) -> None:
        self.context.shell.told(self.words.say(asked.sentence))
        self.load()

    def _copy(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        if chosen is not None:
            QGuiApplication.clipboard().setText(chosen.key)
