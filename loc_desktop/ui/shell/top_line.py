"""The line at the top: who works here, how the ledger is, language and help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from loc_desktop.app.values import IdentityInfo, LedgerStatus
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import Speaking, filled, role_mark
from loc_desktop.ui.widgets.labels import Elided, set_tone, tool_tip
from loc_desktop.ui.widgets.role_badge import badge_icon
from loc_desktop.ui.widgets.words import Words


class TopLine(Speaking, QWidget):
    """Role, name, organisation, the ledger's health, language. Signals: ``identity_chosen(id)``,
    ``language_wanted()``, ``help_wanted()``."""

    identity_chosen = Signal(str)
    language_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("topLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self._identity: IdentityInfo | None = None
        self._status: LedgerStatus | None = None
        sizes = theme.sizes()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(sizes.space(10), sizes.space(5), sizes.space(10), sizes.space(5))
        layout.setSpacing(sizes.space(8))
        self.switcher = QToolButton()
        self.switcher.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.switcher.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.switcher.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu = QMenu(self.switcher)
        self.switcher.setMenu(self.menu)
        self.name = Elided(name="personName")
        self.organisation = Elided(name="organisation")
        self.warning = Elided(name="warning")
        self.warning.hide()
        self._sample = self._second = False
        self.health = Elided(name="health")
        self.health.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.language = QToolButton()
        self.language.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.help = QToolButton()
        self.help.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.switcher.hide()
        layout.addWidget(self.switcher)
        layout.addWidget(self.name)
        layout.addWidget(self.organisation)
        layout.addWidget(self.warning)
        layout.addStretch(1)
        layout.addWidget(self.health, 0)
        layout.addWidget(self.language)
        layout.addWidget(self.help)
        self.language.clicked.connect(lambda: self.language_wanted.emit())
        self.help.clicked.connect(lambda: self.help_wanted.emit())
        self.language.setText("中 / EN")
        self.help.setText("?")
        self.say(
            self.language.setAccessibleName, lambda: self.tr("Change language between Chinese and English")
        )
        self.say(self.help.setAccessibleName, lambda: self.tr("Help and shortcuts"))
        self.say(self.help.setToolTip, lambda: self.tr("Help and shortcuts (F1)"))

    def set_identities(self, identities: Sequence[IdentityInfo], current: IdentityInfo) -> None:
        """Fill the switcher; the current one is shown."""
        self._identity = current
        self.menu.clear()
        sizes = theme.sizes()
        self.switcher.setIconSize(QSize(sizes.px(34), sizes.px(20)))
        for number, identity in enumerate(identities, start=1):
            label = f"{identity.name} · {identity.organisation}".replace("&", "&&")
            action = QAction(badge_icon(identity.role), label, self.menu)
            if number <= 9:
                action.setShortcut(QKeySequence(f"Alt+{number}"))
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(self._chooser(identity.id))
            self.menu.addAction(action)
        self._show_identity()

    def _chooser(self, identity: str) -> Callable[[], None]:
        return lambda: self.identity_chosen.emit(identity)

    def _show_identity(self) -> None:
        identity = self._identity
        if identity is None:
            return
        self.switcher.show()
        self.switcher.setIcon(badge_icon(identity.role))
        self.switcher.setText(f"{self._words.heading(self._words.role(identity.role))} ▾")
        said = filled(
            self.tr("Role %1. Change role"), f"{role_mark(identity.role)} {self._words.role(identity.role)}"
        )
        self.switcher.setAccessibleName(said)
        self.switcher.setToolTip(tool_tip(said))
        self.name.set_text(identity.name)
        self.organisation.set_text(
            "" if identity.organisation == identity.name else f"· {identity.organisation}"
        )

    def warn(self, *, sample: bool, second: bool) -> None:
        """What nobody may miss, on every view: the ledger is a sample's; another window is open on the same
        data."""
        self._sample, self._second = sample, second
        said = [self.tr("sample: nothing here is real")] if sample else []
        said += [self.tr("a second window on the same data")] if second else []
        self.warning.set_text(" · ".join(f"⚠ {text}" for text in said))
        self.warning.setVisible(bool(said))

    def show_status(self, status: LedgerStatus) -> None:
        """The ledger's health in plain words; a sign beside the colour."""
        self._status = status
        if not status.reachable:
            text, tone = "○ " + self.tr("Ledger: cannot be reached"), "away"
        elif status.behind:
            behind = filled(self.tr("Ledger: %1 blocks behind"), self._words.count(status.behind))
            text, tone = f"◐ {behind}", "behind"
        else:
            step = filled(self.tr("Ledger: in step, block %1"), self._words.count(max(0, status.height - 1)))
            text, tone = f"● {step} · {self._words.ago(status.last_block_at)}".rstrip(" ·"), ""
            if status.details.get("network") and status.details.get("demonstration"):
                # Days are as their signers like on it: nobody may take it for the real one.
                days = self.tr("demonstration")
                text, tone = f"{days} · {text}", "behind"
        self.health.set_text(text)
        if self.health.property("health") != tone:
            self.health.setProperty("health", tone)
            set_tone(self.health, tone)

    def retranslate(self) -> None:
        super().retranslate()
        self._show_identity()
        self.warn(sample=self._sample, second=self._second)
        if self._status is not None:
            self.show_status(self._status)
