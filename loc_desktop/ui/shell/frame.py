"""The parts around the views: who am I (top), where can I go (left), what is under way (bottom)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from loc_desktop.app.values import IdentityInfo, LedgerStatus
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.basic import Elided, button, paint_badge, scrolled, set_tone, tool_tip
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.words import Words


def badge_icon(role: str) -> QIcon:
    """A role's letter on its colour as an icon, for buttons and menus."""
    sizes = theme.sizes()
    wide, high = sizes.px(34), sizes.px(20)
    pixmap = QPixmap(QSize(wide * 2, high * 2))
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    font = painter.font()
    font.setFamilies(list(theme.FAMILIES))
    font.setPixelSize(sizes.px(12))
    painter.setFont(font)
    paint_badge(painter, QRect(0, 0, wide, high), role)
    painter.end()
    return QIcon(pixmap)


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
        self.switcher.setText(f"{self._words.role(identity.role)} ▾")
        said = self.tr("Role %1. Change role").replace(
            "%1", f"{identity.role} {self._words.role(identity.role)}"
        )
        self.switcher.setAccessibleName(said)
        self.switcher.setToolTip(tool_tip(said))
        self.name.set_text(identity.name)
        self.organisation.set_text(
            "" if identity.organisation == identity.name else f"· {identity.organisation}"
        )

    def show_status(self, status: LedgerStatus) -> None:
        """The ledger's health in plain words; a sign beside the colour."""
        self._status = status
        if not status.reachable:
            text, tone = "○ " + self.tr("ledger: cannot be reached"), "away"
        elif status.behind:
            behind = self.tr("ledger: %1 blocks behind").replace("%1", self._words.count(status.behind))
            text, tone = f"◐ {behind}", "behind"
        else:
            step = self.tr("ledger: in step, block %1").replace(
                "%1", self._words.count(max(0, status.height - 1))
            )
            text, tone = f"● {step} · {self._words.ago(status.last_block_at)}".rstrip(" ·"), ""
            if status.details.get("network") and status.details.get("demonstration"):
                # Days are as their signers like on it: nobody may take it for the real one.
                text, tone = f"{self.tr('demonstration')} · {text}", "behind"
        self.health.set_text(text)
        if self.health.property("health") != tone:
            self.health.setProperty("health", tone)
            set_tone(self.health, tone)

    def retranslate(self) -> None:
        super().retranslate()
        self._show_identity()
        if self._status is not None:
            self.show_status(self._status)


class Navigation(Speaking, QWidget):
    """The views of this role, with counts; Ctrl+1…9. Signal ``chosen(name)``."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # With large text a small screen does not hold them all: then they scroll.
        inside = QWidget()
        area = scrolled(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._area = area
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, theme.sizes().space(8), 0, 0)
        self._layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._items: dict[str, QToolButton] = {}
        self._titles: dict[str, Callable[[], str]] = {}
        self._counts: dict[str, int] = {}
        self._layout.addStretch(1)
        sizes = theme.sizes()
        self.setFixedWidth(min(sizes.px(174), 280))
        self.say(self.setAccessibleName, lambda: self.tr("Views"))

    def add(self, name: str, title: Callable[[], str], icon: str) -> None:
        """One more view at the end."""
        item = QToolButton()
        item.setObjectName("navItem")
        item.setCheckable(True)
        item.setIcon(theme.icon(icon, "muted"))
        item.setIconSize(QSize(theme.sizes().px(18), theme.sizes().px(18)))
        item.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        item.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        item.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        item.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(item)
        self._layout.insertWidget(self._layout.count() - 1, item)
        self._items[name] = item
        self._titles[name] = title
        number = len(self._items)
        if number <= 9:
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda: self.chosen.emit(name))
        self._word(name)

    def item(self, name: str) -> QToolButton | None:
        return self._items.get(name)

    def count(self, name: str, number: int) -> None:
        """The number beside a view; 0 shows none."""
        if name in self._items and self._counts.get(name) != number:
            self._counts[name] = number
            self._word(name)

    def mark(self, name: str) -> None:
        """Show which view is in front; one that is not listed leaves the last mark."""
        if name in self._items:
            self._items[name].setChecked(True)
            self._area.ensureWidgetVisible(self._items[name], 0, theme.sizes().px(28))

    def _word(self, name: str) -> None:
        title, number = self._titles[name](), self._counts.get(name, 0)
        item = self._items[name]
        item.setText(f"{title}  {number}" if number else title)
        item.setAccessibleName(item.text())
        position = list(self._items).index(name) + 1
        item.setToolTip(tool_tip(f"{title} (Ctrl+{position})" if position <= 9 else title))

    def retranslate(self) -> None:
        super().retranslate()
        for name in self._items:
            self._word(name)


class StatusLine(Speaking, QWidget):
    """Outbox, a short notice, the certificate's days. Signal ``outbox_wanted()``."""

    outbox_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self._status: LedgerStatus | None = None
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
        if status is not None and status.outbox_refused and not status.outbox_waiting:
            self.outbox.set_text(self.tr("outbox: %1 refused").replace("%1", str(status.outbox_refused)))
        elif status is None or not status.outbox_waiting:
            self.outbox.set_text(self.tr("outbox: empty"))
        else:
            text = self.tr("outbox: %1 waiting, oldest %2")
            oldest = self._words.ago(status.outbox_oldest_at)
            self.outbox.set_text(text.replace("%1", str(status.outbox_waiting)).replace("%2", oldest))
        kept = status is not None and status.outbox_waiting + status.outbox_refused > 0
        self.show_outbox.setVisible(kept)
        if days_left is None:
            self.certificate.set_text("")
        else:
            self.certificate.set_text(self.tr("certificate: %1 days").replace("%1", str(days_left)))
            set_tone(self.certificate, "bad" if days_left < 7 else "warn" if days_left < 30 else "")

    def told(self, text: str) -> None:
        self.notice.set_text(text)

    def retranslate(self) -> None:
        super().retranslate()
        self.show_status(self._status, self._days)
