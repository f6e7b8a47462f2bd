"""The line at the bottom: the outbox, a short notice, the certificate's days."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from loc_desktop.app.values import LedgerStatus
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import Elided, set_tone
from loc_desktop.ui.widgets.words import Words

NOTICE_MS = 30_000
"""So long a notice of something done is seen."""

LEDGER = "ledger"
"""The cause of what is said while the ledger cannot be reached."""


class StatusLine(Speaking, QWidget):
    """Outbox, a short notice, the certificate's days. Signal ``outbox_wanted()``."""

    outbox_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self._status: LedgerStatus | None = None
        self._cause = ""
        self.fading = QTimer(self)
        self.fading.setInterval(NOTICE_MS)
        self.fading.timeout.connect(self._fade)
        self._days: int | None = None
        sizes = theme.sizes()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(sizes.space(10), sizes.space(2), sizes.space(10), sizes.space(2))
        self.outbox = Elided()
        self.show_outbox = button(flat=True)
        self.notice = Elided()
        self.notice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.certificate = Elided()
        layout.addWidget(self.outbox)
        layout.addWidget(self.show_outbox)
        layout.addWidget(self.notice, 1)
        layout.addWidget(self.certificate)
        self.show_outbox.hide()
        self.show_outbox.clicked.connect(lambda: self.outbox_wanted.emit())
        self.say(self.show_outbox.setText, lambda: self.tr("Show"))
        self.say(self.show_outbox.setAccessibleName, lambda: self.tr("Show the outbox"))

    def show_status(self, status: LedgerStatus | None, days_left: int | None) -> None:
        """``days_left`` of the certificate; None where there is none."""
        self._status, self._days = status, days_left
        if status is not None and status.reachable:
            self.ended(LEDGER)
        if status is not None and status.outbox_refused and not status.outbox_waiting:
            self.outbox.set_text(filled(self.tr("Outbox: %1 refused"), str(status.outbox_refused)))
        elif status is None or not status.outbox_waiting:
            self.outbox.set_text(self.tr("Outbox: empty"))
        else:
            text = self.tr("Outbox: %1 waiting, oldest %2")
            oldest = self._words.ago(status.outbox_oldest_at)
            self.outbox.set_text(filled(text, str(status.outbox_waiting), oldest))
        kept = status is not None and status.outbox_waiting + status.outbox_refused > 0
        self.show_outbox.setVisible(kept)
        if days_left is None:
            self.certificate.set_text("")
        else:
            self.certificate.set_text(filled(self.tr("Certificate: %1 days"), str(days_left)))
            set_tone(self.certificate, "bad" if days_left < 7 else "warn" if days_left < 30 else "")

    def told(self, text: str, cause: str = "") -> None:
        """A notice: of a ``cause`` it stands until that has :meth:`ended`, else for a while."""
        self.notice.set_text(text)
        self._cause = cause
        if cause or not text:
            self.fading.stop()
        else:
            self.fading.start()

    def ended(self, cause: str) -> None:
        """What was said of this cause holds no more."""
        if self._cause == cause:
            self.told("")

    def _fade(self) -> None:
        self.told("")

    def retranslate(self) -> None:
        super().retranslate()
        self.show_status(self._status, self._days)
