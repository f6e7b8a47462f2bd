"""What the money's views share: requests that are prepared, shown, signed and sent; tabs of views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus, Stage
from loc_desktop.errors import KnownError
from loc_desktop.ui.signing.aside_mark import AsideMark
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog, QuestionDialog
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import Ask, ValuesDialog
from loc_desktop.ui.widgets.view import Context, View

Submit = Callable[..., Any]


class RequestView(View):
    """A view that asks for signed requests. ``values`` and ``confirm`` are the dialogs opened last, ``asked``
    what became of the last request, ``mark`` the trouble on this computer beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.values: ValuesDialog | None = None
        self.confirm: ConfirmDialog | None = None
        self.question: QuestionDialog | None = None
        self.asked: Any = None
        self.mark = AsideMark(context.workplace.asides, context.words)
        self.inside.insertWidget(self.inside.indexOf(self.notice) + 1, self.mark)

    def fill(
        self,
        title: str,
        asks: Sequence[Ask],
        go: Callable[[dict[str, Any]], Any],
        done: Callable[[Any], None],
        *,
        action: str = "",
        explanation: str = "",
    ) -> None:
        """Ask for values in a dialog; see :class:`ValuesDialog`."""
        self.values = ValuesDialog(
            self.context, title, asks, go, self, done=done, action=action, explanation=explanation
        )
        self.values.open()

    def fill_request(
        self,
        title: str,
        asks: Sequence[Ask],
        prepare: Callable[[dict[str, Any]], ToSign],
        submit: Submit,
        *,
        explanation: str = "",
    ) -> None:
        """Ask for values in a dialog, prepare the request with them, show what would be signed."""
        self.fill(
            title,
            asks,
            prepare,
            lambda to_sign: self.show_request(to_sign, submit),
            explanation=explanation,
        )

    def ask(self, prepare: Callable[[], ToSign], submit: Submit, consequence: str = "") -> None:
        """Prepare on a worker thread, then show what would be signed."""
        self.work(lambda _job: prepare(), lambda to_sign: self.show_request(to_sign, submit, consequence))

    def show_request(self, to_sign: ToSign, submit: Submit, consequence: str = "") -> None:
        """Show exactly what will be signed; only its Sign button goes on."""
        self.confirm = ConfirmDialog(to_sign, self.words, self, consequence=consequence)
        self.confirm.accepted.connect(lambda: self._submit(to_sign, submit, None))
        self.confirm.open()

    def _submit(self, to_sign: ToSign, submit: Submit, pin: str | None) -> None:
        """Sign and send. A PIN is asked for when the key that signs wants one: at a counter that is often a
        customer's key, not the one of who works here."""

        def send(_job: Job) -> Any:
            return submit(to_sign, pin=pin)

        def failed(error: BaseException) -> None:
            shell = self.context.shell
            if pin is None and isinstance(error, KnownError) and error.code == "pin.needed":
                name = str(error.params["name"])
                shell.ask_pin(name, self, lambda given: self._submit(to_sign, submit, given))
            else:
                shell.report(error)

        self.work(send, self._sent, failed)

    def _sent(self, asked: Any) -> None:
        self.asked = asked
        if isinstance(asked, RequestStatus):
            tone = {Stage.REFUSED: "bad", Stage.UNLOCKED: "good"}.get(asked.stage, "")
            said = self.words.say(asked.sentence)
            if asked.stage != Stage.UNLOCKED:  # what is done says itself what it was
                said = self.words.with_colon(self.words.kind(asked.kind), said)
            self.tell(said, tone)
            self.mark.add(asked.event)
        self.request_sent()
        self.load()

    def request_sent(self) -> None:
        """After a request went out; before the view is loaded again."""

    def sure(self, title: str, text: str, action: str, then: Callable[[], None]) -> None:
        """A question whose default is Cancel."""
        self.question = QuestionDialog(title, text, action, self)
        self.question.accepted.connect(then)
        self.question.open()
