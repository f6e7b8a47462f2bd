"""Qt's own dialogs are in the window's language, also where Qt's Chinese file has no word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel, QTreeView

from loc_desktop.ui.widgets.i18n import Languages, filled
from tests.ui.foreign import english
from tests.ui.support import Bot


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    languages = Languages(qapp)
    assert languages.switch("zh")
    yield
    languages.switch("en")


@pytest.mark.parametrize("mode", list(QFileDialog.AcceptMode))
@pytest.mark.usefixtures("chinese")
def test_the_file_dialog_is_chinese_throughout(qtbot: Bot, mode: QFileDialog.AcceptMode) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.show()
    qtbot.waitUntil(dialog.isVisible)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for button in dialog.findChildren(QAbstractButton):
        said += [button.text(), button.toolTip(), button.accessibleName()]
    for tree in dialog.findChildren(QTreeView):
        model = tree.model()
        said += [
            str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())
        ]
    filters = dialog.findChild(QComboBox, "fileTypeCombo")
    assert filters is not None
    said.append(filters.currentText())
    assert len([text for text in said if text]) > 15
    # The letter that Alt takes stands in brackets: 打开(&O).
    wrong = [text for text in said if english(text.replace("&", ""))]
    assert wrong == []
    dialog.close()


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("%1 loans are late, %2 in all", ("1", "5.00"), "1 loan is late, 5.00 in all"),
        ("%1 loans are late, %2 in all", ("2", "5.00"), "2 loans are late, 5.00 in all"),
        ("%1: %2 of %3 events", ("%3", "1 loans", "1"), "%3: 1 loans of 1 event"),
        ("%2 events of %1", ("village %2", "11"), "11 events of village %2"),
    ],
)
def test_a_count_of_one_is_said_as_one_and_values_stay_as_they_are(
    template: str, values: tuple[str, ...], said: str
) -> None:
    assert filled(template, *values) == said
