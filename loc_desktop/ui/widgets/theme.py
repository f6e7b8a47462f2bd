"""How it looks: colours, type, spacing, role colours; one style sheet that follows the text size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from loc_desktop.resources import FOLDER, text

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

SCHEMES = ("light", "dark", "contrast")
"""Palettes; ``contrast`` has at least 7:1 for every text."""

CHOICES = ("system", *SCHEMES)
"""What a person may choose: the system's own, or one of ours."""

COLOURS: dict[str, dict[str, str]] = json.loads(text("styles/colours.json"))
"""Colours by name, of each palette. A role's colour (``roleC``) always stands beside the role's letter, never
alone; the letter on it is ``onrole``."""


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
    """A colour of the palette that is on, by name."""
    return QColor(COLOURS[scheme()][name])


def role_colour(role: str) -> QColor:
    """The role's colour; grey for an unknown one."""
    return colour(f"role{role}" if f"role{role}" in COLOURS["light"] else "muted")


def scheme() -> str:
    """The palette that the running application was dressed in."""
    application = QApplication.instance()
    kept = application.property("colourScheme") if application is not None else None
    return str(kept) if kept in SCHEMES else SCHEMES[0]


def scheme_for(choice: str) -> str:
    """The palette for a choice: the system's wish for more contrast, else for dark windows, where the choice
    is the system's."""
    if choice in SCHEMES:
        return choice
    hints = QApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # since Qt 6.10
    if accessibility and accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def style_sheet(percent: int, scheme: str = "light") -> str:
    """The style sheet of resources/styles with colours and the sizes of this text size filled in."""
    sizes = Sizes(percent)
    names: dict[str, object] = dict(COLOURS[scheme])
    names.update(
        family=", ".join(f'"{name}"' for name in FAMILIES),
        serif=", ".join(f'"{name}"' for name in SERIFS),
        mono=", ".join(f'"{name}"' for name in MONOS),
        icons=(FOLDER / "icons").as_posix(),
        down="down" if scheme == "light" else "down_light",
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
    return Template(text("styles/loc.qss")).substitute(names)


def dress(application: QApplication, percent: int, scheme: str = "light") -> None:
    """Give the application the style at this text size in this palette; may be called again while it runs."""
    application.setProperty("colourScheme", scheme)
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
    palette.setColor(QPalette.ColorRole.HighlightedText, colour("onaccent"))
    palette.setColor(QPalette.ColorRole.Link, colour("accent"))
    application.setPalette(palette)
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(Sizes(percent).px(BASE_PX))
    application.setFont(font)
    application.setProperty("textPercent", percent)
    application.setStyleSheet(style_sheet(percent, scheme))


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

    source = _icon_source(name).replace(b"currentColor", colour(tint).name().encode())
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
