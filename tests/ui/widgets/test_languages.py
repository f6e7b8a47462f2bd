"""Qt's own dialogs are in the window's language, also where Qt's Chinese file has no word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel, QTreeView

from loc_desktop.ui.widgets.i18n import Languages
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
