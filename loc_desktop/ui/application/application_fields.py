"""The application form's fields, in the order of the paper form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loc_desktop.app.values import Party
from loc_desktop.desk.values.application import Applicant, ApplicationForm
from loc_desktop.loan.money import AmountError, parse_yuan
from loc_desktop.loan.products import DEFAULT_PRODUCT, Product
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.application.applicant_picker import ApplicantPicker
from loc_desktop.ui.documents.attachments import AttachmentsField
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import choice
from loc_desktop.ui.widgets.form_fields import FormGrid, TextField
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.view import Context

TEXTS = ("name", "identity_number", "address", "phone", "group", "purpose")
NUMBERS = ("amount", "months", "income", "asset", "debt")
FIXED = ("name", "identity_number")
"""What follows the applicant: whoever signs is who borrows."""
DEPARTMENTS = {"CAD": "civil", "FD": "finance"}
"""The field of the form for the department of a role."""
REQUIRED = ("applicant", "name", "identity_number", "purpose", "amount", "months", *NUMBERS[2:], "bank")
PERSONAL = ("address", "phone", "group", "income", "asset", "debt")
"""What is the last applicant's own and does not stay for the next one; nor do the documents."""


class ApplicationFields(Speaking, QWidget):
    """Signals: ``edited(name)`` when the person has changed a field, ``left(name)`` when a field was left."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.words = context.words
        self._filling = False
        self._wanted = DEFAULT_PRODUCT
        self._former = ""
        self._products: tuple[Product, ...] = ()
        self.fields: dict[str, TextField] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.sizes().space(8), 0)
        first, second = FormGrid(), FormGrid()
        # Two columns where the text size leaves room for them: the whole form without scrolling.
        columns = QHBoxLayout() if theme.sizes().percent <= 125 else QVBoxLayout()
        columns.setSpacing(theme.sizes().space(32 if theme.sizes().percent <= 125 else 4))
        for grid in (first, second):
            column = QVBoxLayout()
            column.addLayout(grid)
            column.addStretch(1)
            columns.addLayout(column, 1)
        layout.addLayout(columns)
        self.applicant = ApplicantPicker(context)
        self.bank, self.product = choice(), choice()
        self.departments: dict[str, QComboBox] = {name: choice() for name in DEPARTMENTS.values()}
        self._department_labels: dict[str, QLabel] = {}
        self.documents = AttachmentsField(context)
        self._section(first, lambda: self.tr("1 Applicant"))
        first.add_widget(self.applicant, self._label("applicant"))
        for name in TEXTS[:-1]:
            self._field(first, name)
        self._section(first, lambda: self.tr("2 Loan"))
        first.add_widget(self.product, self._label("product"))
        for name in ("purpose", "amount", "months"):
            self._field(first, name)
        self.cost = plain(tone="muted", wrap=True)
        first.add_widget(self.cost, self._label("cost"))
        self._section(second, lambda: self.tr("3 Circumstances"))
        for name in NUMBERS[2:]:
            self._field(second, name)
        self._section(second, lambda: self.tr("4 Bank and documents"))
        second.add_widget(self.bank, self._label("bank"))
        for name, box in self.departments.items():
            label = self._label(name)
            second.add_widget(box, label)
            self._department_labels[name] = label
        self.deciding = plain(tone="muted", wrap=True)
        second.add_widget(self.deciding, self._label("deciding"))
        second.add_widget(self.documents, self._label("attachments"))
        self.legend = plain(tone="muted")
        layout.addWidget(self.legend)
        self.say(self.legend.setText, lambda: self.tr("* has to be filled in; Enter goes to the next field"))
        layout.addStretch(1)
        self.applicant.passed.connect(lambda: go_on(self.applicant.edit))
        for box in (self.bank, self.product, *self.departments.values()):
            box.installEventFilter(self)
        self.documents.changed.connect(lambda: self._changed("attachments"))
        self.applicant.chosen.connect(self._applicant_chosen)
        self.bank.currentIndexChanged.connect(lambda _index: self._changed("bank"))
        for name, box in self.departments.items():
            self._follow_department(name, box)
        self.product.currentIndexChanged.connect(lambda _index: self._changed("product"))
        self.fields["amount"].edit.textChanged.connect(lambda _text: self.show_capitals())
        self.say(self.bank.setAccessibleName, lambda: self.words.field("bank"))
        self.say(self.product.setAccessibleName, lambda: self.words.field("product"))

    def _follow_department(self, name: str, box: QComboBox) -> None:
        box.currentIndexChanged.connect(lambda _index: self._changed(name))
        self.say(box.setAccessibleName, lambda: self.words.field(name))

    def _section(self, grid: FormGrid, text: Callable[[], str]) -> None:
        label = plain(name="section")
        self.say(label.setText, text)
        grid.add_section(label)

    def _label(self, name: str) -> QLabel:
        label = plain()
        mark = " *" if name in REQUIRED else ""
        self.say(label.setText, lambda: self.words.field(name) + mark)
        return label

    def _field(self, grid: FormGrid, name: str) -> None:
        field = TextField(name)
        self.fields[name] = field
        grid.add_field(field, self._label(name))
        if name in FIXED:
            # An input method commits its text into a field that is read-only, too.
            field.edit.textChanged.connect(lambda _text: None if self._filling else self._fix())
        self.say(field.edit.setAccessibleName, lambda: self.words.field(name))
        self.say(field.set_unit, lambda: self._unit(name))
        field.edit.textEdited.connect(lambda _text: self._changed(name))
        field.edit.returnPressed.connect(lambda: go_on(field.edit))
        field.edit.editingFinished.connect(lambda: self.left.emit(name))

    def _unit(self, name: str) -> str:
        if name == "months":
            return self.tr("months")
        return self.tr("yuan") if name in NUMBERS else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a box to choose from goes on as well."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers()
            and isinstance(watched, QWidget)
        ):
            go_on(watched)
            return True
        return super().eventFilter(watched, event)

    # -- what is in them

    def form(self) -> ApplicationForm:
        """What is in the fields now."""
        texts = {name: field.edit.text() for name, field in self.fields.items()}
        return ApplicationForm(
            **texts,
            bank=str(self.bank.currentData() or ""),
            **{name: str(box.currentData() or "") for name, box in self.departments.items()},
            product=str(self.product.currentData() or ""),
            applicant=self.applicant.identity,
            former=self._former,
            attachments=self.documents.attachments,
        )

    def fill(self, form: ApplicationForm) -> None:
        """Show this form; nothing counts as edited."""
        self._filling = True
        self._former = form.former
        for name in (*TEXTS, *NUMBERS):
            self.fields[name].edit.setText(getattr(form, name))
            self.fields[name].show_problem("")
        self.documents.originals = ()
        self.documents.show_attachments(form.attachments)
        _choose(self.bank, form.bank)
        for name, box in self.departments.items():
            _choose(box, getattr(form, name))
        self._wanted = form.product or DEFAULT_PRODUCT
        _choose(self.product, self._wanted)
        self.applicant.want(form.applicant)
        self._filling = False
        self._fix()
        self.show_capitals()

    def offer(
        self,
        banks: Sequence[Party],
        departments: Mapping[str, Sequence[Party]],
        applicant: Applicant | None,
        products: Sequence[Product] = (),
    ) -> None:
        """The banks, departments (by role) and products to choose from; what is chosen stays so if it is
        still there. A department is asked for only where there are several. ``applicant``: whose id it is
        that the form has."""
        self._products = tuple(products)
        self._filling = True
        for box, items in (
            (self.bank, [(party.name, party.key) for party in banks]),
            *(
                (self.departments[name], [(party.name, party.key) for party in departments[role]])
                for role, name in DEPARTMENTS.items()
            ),
            (self.product, [(product.name[self.words.language], product.id) for product in products]),
        ):
            chosen = box.currentData() or (self._wanted if box is self.product else "")
            box.clear()
            for text, value in items:
                box.addItem(text, value)
            _choose(box, chosen or "")
        for name, box in self.departments.items():
            for widget in (box, self._department_labels[name]):
                widget.setVisible(box.count() > 1)
        self._filling = False
        self.applicant.show_applicant(applicant)
        self._fill_in_applicant()

    def propose(self, departments: Mapping[str, Sequence[Party]], kept: Collection[str]) -> None:
        """Choose the first of ``departments`` (by role) in every field but those in ``kept``."""
        self._filling = True
        for role, name in DEPARTMENTS.items():
            if name not in kept and departments[role]:
                _choose(self.departments[name], departments[role][0].key)
        self._filling = False

    @property
    def chosen(self) -> Applicant | None:
        """The applicant that is chosen."""
        return self.applicant.applicant

    def show_cost(self, text: str) -> None:
        """What the loan costs, below its term."""
        self.cost.setText(text)

    def show_deciding(self, sentences: Sequence[Sentence]) -> None:
        """How the departments were found, second persons and substitutes."""
        self.deciding.setText("\n".join(self.words.say(sentence) for sentence in sentences))

    def offered(self) -> str:
        """What the chosen product offers, in a sentence."""
        chosen = str(self.product.currentData() or "")
        product = next((product for product in self._products if product.id == chosen), None)
        if product is None:
            return ""
        params: dict[str, str | int] = {
            "rate": product.rate,
            "least": product.amount_min,
            "most": product.amount_max,
            "months_min": product.months_min,
            "months_max": product.months_max,
        }
        return self.words.say(Sentence("applying.product", params))

    def show_capitals(self) -> None:
        """The amount in Chinese capitals below its field."""
        try:
            text = self.words.capitals(parse_yuan(self.fields["amount"].edit.text()))
        except AmountError:
            text = ""
        self.fields["amount"].show_note(text)

    # -- while typing

    def _changed(self, name: str) -> None:
        if not self._filling:
            self.edited.emit(name)

    def _applicant_chosen(self) -> None:
        if not self._filling:
            for name in PERSONAL:
                self.fields[name].edit.clear()
            self.documents.show_attachments(())
            self._fill_in_applicant()
            self.edited.emit("applicant")

    def _fill_in_applicant(self) -> None:
        """The customer's own particulars: the fixed ones always, the others into empty fields; that alone
        makes no draft."""
        applicant = self.chosen
        if applicant is None:
            return
        self._fix()
        for name in ("address", "phone"):
            value = getattr(applicant, name)
            if value and not self.fields[name].edit.text():
                self.fields[name].edit.setText(value)

    def _fix(self) -> None:
        """Name and number of whoever is chosen. Only a number that nobody knows yet can be typed: the one of
        who works here, entered with the first application."""
        applicant = self.chosen
        if applicant is None:
            return
        for name in FIXED:
            edit, value = self.fields[name].edit, getattr(applicant, name)
            if value and edit.text() != value:
                edit.setText(value)
            edit.setReadOnly(bool(value))
            edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus if value else Qt.FocusPolicy.StrongFocus)

    @property
    def enters_number(self) -> bool:
        """Whether the number typed is to be entered first: the applicant's is not known."""
        return self.chosen is not None and not self.chosen.identity_number


def go_on(field: QWidget) -> None:
    """To the next field, as Tab does."""
    tab = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, tab)


def _choose(box: QComboBox, value: str) -> None:
    index = box.findData(value)
    box.setCurrentIndex(index if index >= 0 else 0)
