"""What may be asked about a challenge: raising it, answering, deciding, lifting, reversing."""

from __future__ import annotations

from typing import Any

from loc_desktop.app.values import Party
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.challenge import ChallengeDetail, ChallengeLine
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.i18n import filled, role_mark, translate
from loc_desktop.ui.widgets.values_dialog import CHOICE, DAY, LONG, TEXT, Ask

TARGETS = ("loan", "event", "transaction", "party")


class ChallengeRequests:
    """Each method asks for what it needs in dialogs of ``view``, then shows what will be signed."""

    def __init__(self, view: RequestView) -> None:
        self._view, self._challenges = view, view.desk.challenges

    def raise_one(self, kind: str = "", target: str = "") -> None:
        """First the target, then whom to ask."""
        challenges = self._challenges
        kinds = tuple((name, self._view.words.show(name, "target")) for name in TARGETS)

        def find(values: dict[str, Any]) -> tuple[str, str, tuple[Party, ...], str]:
            found = challenges.whole_id(values["kind"], values["target"])
            respondents = challenges.respondents(values["kind"], found)
            return values["kind"], found, respondents, challenges.earliest_day()

        self._view.fill(
            translate("ChallengeRequests", "Challenge"),
            [
                Ask("kind", translate("ChallengeRequests", "What"), CHOICE, kind or "loan", kinds),
                Ask("target", translate("ChallengeRequests", "Its id (6 characters)"), TEXT, target),
            ],
            find,
            lambda target_known: self._raise_on(*target_known),
            explanation=translate(
                "ChallengeRequests",
                "First the target; then whom you ask. It is frozen until you have decided.",
            ),
        )

    def _raise_on(self, kind: str, target: str, respondents: tuple[Party, ...], earliest: str) -> None:
        challenges = self._challenges
        choices = tuple((party.key, f"{role_mark(party.role)} {party.name}") for party in respondents)
        text = f"{self._view.words.show(kind, 'target')} {target}"

        def go(values: dict[str, Any]) -> ToSign:
            return challenges.prepare_raise(
                kind, target, values["respondent"], values["reason"], values["deadline"]
            )

        self._view.fill_request(
            translate("ChallengeRequests", "Challenge"),
            [
                Ask("respondent", translate("ChallengeRequests", "Whom you ask"), CHOICE, "", choices),
                Ask("reason", translate("ChallengeRequests", "Reason"), LONG),
                Ask(
                    "deadline",
                    filled(translate("ChallengeRequests", "Answer until, at the earliest %1"), earliest),
                    DAY,
                    earliest,
                ),
            ],
            go,
            challenges.submit,
            explanation=text,
        )

    def answer(self, line: ChallengeLine) -> None:
        """What the challenged party says, with its evidence."""
        challenge, challenges = line.id, self._challenges
        self._view.fill_request(
            translate("ChallengeRequests", "Answer"),
            [
                Ask("answer", translate("ChallengeRequests", "Answer"), LONG),
                Ask("evidence", translate("ChallengeRequests", "Evidence"), LONG),
            ],
            lambda values: challenges.prepare_answer(challenge, values["answer"], values["evidence"]),
            challenges.submit,
            explanation=line.reason,
        )

    def decide(self, detail: ChallengeDetail) -> None:
        """Upheld with one of its effects, or dismissed."""
        challenge, challenges = detail.line.id, self._challenges
        choices = [("none", translate("ChallengeRequests", "dismissed"))] if "dismiss" in detail.can else []
        if "uphold" in detail.can:
            for effect in detail.effects:
                text = filled(
                    translate("ChallengeRequests", "%1: %2"),
                    self._view.words.show("upheld", "challenge_state"),
                    self._view.words.show(effect, "challenge_effect"),
                )
                choices.append((f"upheld {effect}", text))

        def go(values: dict[str, Any]) -> ToSign:
            decision, _, effect = values["decision"].partition(" ")
            if decision == "none":
                decision, effect = "dismissed", "none"
            second = values.get("second", "")
            return challenges.prepare_decide(challenge, decision, effect, values["ruling"], second)

        self._view.fill_request(
            translate("ChallengeRequests", "Decide"),
            [
                Ask("decision", translate("ChallengeRequests", "Decision"), CHOICE, "", tuple(choices)),
                Ask("ruling", translate("ChallengeRequests", "Why"), LONG),
                *(_second_key(detail) if "uphold" in detail.can else ()),
            ],
            go,
            challenges.submit,
        )

    def lift(self, challenge: str) -> None:
        """A suspension ends."""
        challenges = self._challenges
        self._view.fill_request(
            translate("ChallengeRequests", "Lift the suspension"),
            [Ask("ruling", translate("ChallengeRequests", "Why"), LONG)],
            lambda values: challenges.prepare_lift(challenge, values["ruling"]),
            challenges.submit,
        )

    def reverse(self, detail: ChallengeDetail) -> None:
        """Payouts of an upheld challenge are taken back."""
        challenge, challenges = detail.line.id, self._challenges
        self._view.fill_request(
            translate("ChallengeRequests", "Reverse"),
            _second_key(detail),
            lambda values: challenges.prepare_reverse(challenge, values.get("second", "")),
            challenges.submit,
            explanation=translate(
                "ChallengeRequests", "What is on the account goes back; the rest becomes a claim."
            ),
        )


def _second_key(detail: ChallengeDetail) -> tuple[Ask, ...]:
    """Who is to agree where the decision takes rights or money."""
    if not detail.seconds:
        return ()
    choices = tuple((party.key, f"{role_mark(party.role)} {party.name}") for party in detail.seconds)
    label = translate("ChallengeRequests", "Who has to agree to a suspension or reversal")
    return (Ask("second", label, CHOICE, "", choices),)
