"""How it looks: colours, type, spacing, role colours; one style sheet that follows the text size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from loc_desktop.resources import FOLDER

BASE_PX = 14
"""Text size at 100 %, in device-independent pixels."""

TEXT_SIZES = (100, 125, 150, 175, 200)
"""Offered text sizes, per cent."""

# One of these is on every system that has Chinese text: Debian's Noto, Windows, macOS, older Linux.
FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
SERIFS = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC")
MONOS = ("Noto Sans Mono CJK SC", "DejaVu Sans Mono", "Consolas", "Menlo", "monospace")

COLOURS = {
    "ground": "#f5f6f8",
    "surface": "#ffffff",
    "zebra": "#fafbfc",
    "hover": "#eef1f5",
    "select": "#dde8f4",
    "line": "#dfe3e8",
    "edge": "#b9c1cb",
    "faint": "#8a94a0",
    "muted": "#566270",
    "ink": "#1b2530",
    "accent": "#1f5b99",
    "accentdeep": "#174a80",
    "accentsoft": "#a9c6e4",
    "good": "#1b6e42",
    "goodground": "#edf6f0",
    "goodline": "#b5d6c2",
    "bad": "#a8261d",
    "badground": "#fbefee",
    "badline": "#e3b5b1",
    "warn": "#7d5300",
    "noticeground": "#fdf8ec",
    "noticeline": "#e6d6ab",
}

ROLE_COLOURS = {"C": "#23695c", "B": "#1f5b99", "CAD": "#654a91", "FD": "#7d5300", "R": "#7a2f3c"}
"""Role colours; always beside the role's letter, never alone. White text on each is at least 5:1."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixel sizes at one text size (per cent)."""

    percent: int

    @property
    def large(self) -> bool:
        """More than 150 %: contents stand below one another and scroll, to fit a small screen."""
        return self.percent > 150

    def px(self, at_100: float) -> int:
        return max(1, round(at_100 * self.percent / 100))

    def space(self, at_100: float) -> int:
        """Spacing grows half as fast as text, so that a small screen still holds large text."""
        return max(1, round(at_100 * (1 + (self.percent - 100) / 200)))


def colour(name: str) -> QColor:
    """A colour of the palette above by name."""
    return QColor(COLOURS[name])


def role_colour(role: str) -> QColor:
    """The role's colour; grey for an unknown one."""
    return QColor(ROLE_COLOURS.get(role, COLOURS["muted"]))


def style_sheet(percent: int) -> str:
    """The style sheet of resources/styles with colours and the sizes of this text size filled in."""
    sizes = Sizes(percent)
    names: dict[str, object] = dict(COLOURS)
    names.update(
        family=", ".join(f'"{name}"' for name in FAMILIES),
        serif=", ".join(f'"{name}"' for name in SERIFS),
        mono=", ".join(f'"{name}"' for name in MONOS),
        icons=(FOLDER / "icons").as_posix(),
        text=sizes.px(BASE_PX),
        small=sizes.px(12),
        h2=sizes.px(15.5),
        h1=sizes.px(20),
        control=sizes.px(20),
        bar=sizes.space(12),
        barhalf=max(1, sizes.space(12) // 2 - 2),
        head=sizes.space(8) + 3,  # a cell's text stands 3 pixels inside its padding: the header's as well
    )
    for index, base in enumerate((4, 8, 12, 16, 24), start=1):
        names[f"s{index}"] = sizes.space(base)
        names[f"s{index}m"] = sizes.space(base) - 1
    text = (FOLDER / "styles" / "loc.qss").read_text(encoding="utf-8")
    return Template(text).substitute(names)


def dress(application: QApplication, percent: int) -> None:
    """Give the application the style at this text size; may be called again while it runs."""
    if application.style().objectName().lower() != "fusion":
        application.setStyle(QStyleFactory.create("Fusion"))
    palette = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, "ground"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.AlternateBase, "zebra"),
        (QPalette.ColorRole.Button, "surface"),
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.WindowText, "ink"),
        (QPalette.ColorRole.ButtonText, "ink"),
        (QPalette.ColorRole.PlaceholderText, "faint"),
        (QPalette.ColorRole.Highlight, "accent"),
    ):
        palette.setColor(role, colour(name))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("white"))
    application.setPalette(palette)
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(Sizes(percent).px(BASE_PX))
    application.setFont(font)
    application.setProperty("textPercent", percent)
    application.setStyleSheet(style_sheet(percent))


def sizes() -> Sizes:
    """The sizes that the running application was dressed in."""
    application = QApplication.instance()
    percent = application.property("textPercent") if application is not None else None
    return Sizes(int(percent) if percent else 100)


def mono_font(at_100: float = 13) -> QFont:
    """The fixed-width font for keys, digests and JSON."""
    return _mono(sizes().px(at_100))


@cache
def _mono(pixels: int) -> QFont:
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    font.setFamilies(list(MONOS))
    font.setPixelSize(pixels)
    return font


@cache
def _icon_source(name: str) -> bytes:
    return (FOLDER / "icons" / f"{name}.svg").read_bytes()


def icon(name: str, tint: str = "ink") -> QIcon:
    """One of our line icons in a palette colour. Drawn from SVG, so sharp at any text size."""
    from PySide6.QtSvg import QSvgRenderer

    source = _icon_source(name).replace(b"currentColor", COLOURS[tint].encode())
    renderer = QSvgRenderer(QByteArray(source))
    side = sizes().px(18) * 2
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return QIcon(pixmap)


def next_size(steps: int) -> int:
    """The next larger (1) or smaller (-1) of the offered text sizes, per cent."""
    now = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - sizes().percent))
    return TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, now + steps))]


def transfer_tone(state: str) -> str:
    """The tone of a transfer's state; "" for none, as of the other states below."""
    return {
        "settled": "good",
        "executed": "good",
        "refused": "bad",
        "reversed": "bad",
        "failing": "warn",
    }.get(state, "")


def instalment_tone(state: str) -> str:
    """The colour of an instalment's state."""
    return {"paid": "good", "due": "warn", "overdue": "bad"}.get(state, "muted")


def tier_tone(name: str) -> str:
    """The colour of a loan's risk tier; "" for the normal one."""
    return {"normal": "", "special_mention": "warn"}.get(name, "bad")


def challenge_tone(state: str) -> str:
    """The colour of a challenge's state."""
    return {"dismissed": "good", "upheld": "bad", "open": "warn", "answered": "warn"}.get(state, "muted")
