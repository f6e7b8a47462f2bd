"""``loc-desktop demo``: the application on a prepared sample, or the whole story without a window."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.cli.errors import terminal_error
from loc_desktop.cli.workplace import logged, tell_asides
from loc_desktop.demo import sample, story
from loc_desktop.demo.loan_lives import DAYS
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError, UsageError
from loc_desktop.identity.backend import open_system_store
from loc_desktop.identity.errors import KeyringProblem
from loc_desktop.paths import data_dir
from loc_desktop.texts.terminal.tongue import described, language, padded, said, tr
from loc_desktop.texts.words import error_sentences, say_trouble, term, yuan
from loc_desktop.ui.shell import screen

if TYPE_CHECKING:
    from loc_desktop.demo.forgeries import Forgery
    from loc_desktop.demo.story import StoryOutcome
    from loc_desktop.desk.workplace import Workplace

DESCRIPTION = """\
Without --headless: opens the application on the embedded ledger with a sample of made-up applicants: loans
waiting in every inbox, some paid out, some refused. The sample has a folder of its own; your data are not
touched.

With --headless: applications (of FILE with the columns id, amount, months, rate_percent, income, asset, debt,
flagged, purpose, installment, in yuan; without it of the project's own sample) go through the oracles of
bank, civil affairs and finance department, with real keys and signatures. The file's rates are another
lender's and are not taken over: the product's own applies. Every chaincode is tried with its unlocking code;
so are a tampered event, a replayed oracle result and a stripped signature. Some of the loans then live for
two years (or --days N): days' ends, repayments, interest given back, one loan into arrears, one challenge
upheld. Exit 0 only if books and ledger agree to the fen and the ledger verifies.

With --headless --ledger fabric --profile FILE: the same story on a running Fabric network. FILE is one of the
connection profiles that the network's start wrote, the other organisations' stand beside it. Five new
members enrol: registered by the network itself where its data are on this computer, else with the secrets of
users/enrolment.json beside the profiles' folder or of --enrolment FILE (each works once). Years can be played
on a network made by `loc-network up --demonstration`; one in the field follows the calendar, and the
loans live through one day there. Exit 0 only if books and ledger agree to the fen, all five organisations'
peers have the same blocks, and every trace, replayed from them, is the one the contract returned."""

LEDGER_HELP = "this computer's own ledger (default), or a Fabric network (with --headless and --profile)"
WIDTH = 32
NAMES = ("success", "oracle", "event", "type")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What belongs to the window, to the story without one, and to a Fabric network."""
    parser.description = described("demo", DESCRIPTION)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--headless", action="store_true", help=tr("no window: run the story and report"))
    parser.add_argument("--json", action="store_true", help=tr("print one JSON object (with --headless)"))
    parser.add_argument(
        "--applications", metavar="FILE", help=tr("a CSV file of applications (with --headless)")
    )
    parser.add_argument("--limit", metavar="N", type=_positive, help=tr("only the first N (with --headless)"))
    parser.add_argument(
        "--days", metavar="N", type=_positive, help=tr("days that loans live (with --headless)")
    )
    parser.add_argument("--ledger", choices=("embedded", "fabric"), default="embedded", help=tr(LEDGER_HELP))
    parser.add_argument("--profile", metavar="FILE", help=tr("an organisation's connection profile"))
    parser.add_argument(
        "--enrolment", metavar="FILE", help=tr("enrolment ids and secrets (JSON) to join with")
    )
    parser.add_argument("--fresh", action="store_true", help=tr("begin with a new sample (with the window)"))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def run(args: argparse.Namespace) -> int:
    """Open the window on the sample, or tell the story; 1 if books and ledger, or the peers, differ. Raises
    UsageError for arguments that do not go together.
    """
    if args.headless:
        if args.fresh:
            raise UsageError(tr("--fresh belongs to the window; --headless always begins anew"))
        if (args.ledger == "fabric") != bool(args.profile) or (args.enrolment and not args.profile):
            raise UsageError(tr("--ledger fabric and --profile belong together, --enrolment to them"))
        return _headless(args)
    if args.ledger == "fabric":
        raise UsageError(tr("--ledger fabric belongs to --headless; in the window, join the network"))
    if args.json or args.applications or args.limit or args.days:
        raise UsageError(tr("--json, --applications, --limit and --days belong to --headless"))
    return _window(args.fresh, getattr(args, "lang", ""))


def _new_home(name: str) -> Path:
    """A folder of the demonstration's own, beside the user's data and apart from them."""
    parent = data_dir() / "demo"
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{name}-{time.strftime('%Y%m%d-%H%M%S')}-", dir=parent))


def _why_no_keyring() -> str:
    """Why this computer's keyring cannot be used right now, "" if it can. Nobody is asked to unlock it."""
    try:
        open_system_store(prompt_seconds=0).get("probe", "none")
    except KeyringProblem as error:
        return error_sentences(error, language())[0]
    return ""


def _open(home: Path, reason: str) -> Workplace:
    workplace = Workplace(logged(home))
    if reason:
        workplace.use_passphrase(secrets.token_urlsafe(24))
        told = tr(
            "The demonstration keeps its keys in an encrypted keyring file with a passphrase of its own, "
            "which is forgotten at the end."
        )
        print(f"{reason} {told}", file=sys.stderr)
    return workplace


# ---------------------------------------------------------------------------------- without a window


def _headless(args: argparse.Namespace) -> int:
    file = Path(args.applications) if args.applications else None
    home = _new_home("run")
    bar = _Bar(quiet=args.json)
    workplace = _open(home, _why_no_keyring())
    try:
        outcome = _tell(args, workplace, file, bar)
    finally:
        bar.end()
        tell_asides(workplace)
        _forget_keys(workplace)
        workplace.close()
    if args.json:
        print(json.dumps(outcome.to_json(), ensure_ascii=False))
    else:
        print("\n".join(_story(outcome)))
        if file is not None:
            print(
                tr("The rates in {file} were not taken over: the product's own rate applied.", file=file.name)
            )
    for finding in (*outcome.failures, *outcome.findings):
        print(f"loc-desktop: {finding}", file=sys.stderr)
    return 0 if outcome.good else 1


def _tell(args: argparse.Namespace, workplace: Workplace, file: Path | None, bar: _Bar) -> StoryOutcome:

    days = args.days or DAYS
    if args.ledger == "fabric":
        from loc_desktop.cli import demo_network

        enrolment = Path(args.enrolment) if args.enrolment else None
        return demo_network.run(workplace, Path(args.profile), enrolment, file, args.limit, bar.tell, days)
    return story.run(workplace, file, args.limit, bar.tell, days)


def _forget_keys(workplace: Workplace) -> None:
    """The demonstration's keys do not stay in the person's keyring. The ledger stays, to be looked at."""
    try:
        workplace.forget_keys()
    except KnownError as error:
        what = tr("the demonstration's keys were not removed: {why}", why=said(error))
        print(f"loc-desktop: {what}", file=sys.stderr)


class _Bar:
    """A progress bar on a terminal; a line for each step elsewhere; nothing when quiet."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._step = ""
        self._began = time.monotonic()
        self._drawn = -1

    def tell(self, step: str, done: int, total: int) -> None:
        if self._quiet:
            return
        if step != self._step:
            self.end()
            self._step, self._began, self._drawn = step, time.monotonic(), -1
        filled = WIDTH * done // max(total, 1)
        seconds = time.monotonic() - self._began
        bar = "█" * filled + "·" * (WIDTH - filled)
        line = f"{padded(tr(step), 20)} [{bar}] {done:,}/{total:,}  {seconds:.0f} s"
        if self._terminal:
            if filled != self._drawn or done == total:
                print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
        elif done == total and self._drawn != WIDTH:
            print(line, file=sys.stderr)
        self._drawn = filled

    def end(self) -> None:
        """Leave the line of the step that is drawn."""
        if self._step and self._terminal and not self._quiet:
            print(file=sys.stderr)
        self._step = ""


def _story(outcome: StoryOutcome) -> list[str]:
    """The outcome for a person."""
    codes = outcome.codes
    decided = outcome.decided
    lines = [
        "",
        tr(
            "{count:count} applications went through bank, civil affairs and finance department.",
            count=outcome.applications,
        ),
        f"  {padded(tr('paid out'), 10)} {decided.get('0', 0):>7,}   "
        + tr("{amount} yuan in all", amount=yuan(outcome.disbursed_fen)),
        f"  {padded(tr('refused'), 10)} {decided.get('1', 0):>7,}   " + tr("a grantor's verdict was Failed"),
        tr("Terms that were not met, by application:"),
    ]
    lines += [
        f"  {padded(term(item, language()), 10)} {count:>7,}"
        for item, count in outcome.failed_by_term.items()
    ]
    lines.append(tr("Forgeries, tried on the ledger with the sample's own keys:"))
    lines += [_forged(forgery) for forgery in outcome.forgeries]
    lines += [
        tr("Return codes of all unlock attempts:"),
        "  "
        + " · ".join(f"{code} {tr(name)} {codes[code]:,}" for code, name in zip("0123", NAMES, strict=True)),
        tr("The bank's account fell by what was paid.")
        if outcome.balances_agree
        else tr("The bank's account DID NOT fall by what was paid."),
        *(outcome.lived.story() if outcome.lived else ()),
        _verified(outcome),
        tr("{seconds} seconds.", seconds=f"{outcome.seconds:.1f}"),
    ]
    if outcome.bad_rows:
        lines.append(
            tr("{count:count} rows of the file had problems and were left out.", count=outcome.bad_rows)
        )
    return lines


def _forged(forgery: Forgery) -> str:
    name = padded(tr(forgery.name.replace("_", " ")), 20)
    failure = say_trouble(forgery.unlock.failure, language()) if forgery.unlock.failure else ""
    return f"  {name} {tr('code {code}', code=forgery.unlock.code)}  {failure}"


def _verified(outcome: StoryOutcome) -> str:
    if isinstance(outcome.ledger, Path):
        text = (
            "The ledger has {blocks:count} blocks and DOES NOT VERIFY: {ledger}"
            if outcome.findings
            else "The ledger has {blocks:count} blocks and verifies: {ledger}"
        )
    else:
        text = (
            "On {ledger} that took {blocks:count} blocks; the five organisations' peers or the traces DO "
            "NOT AGREE."
            if outcome.findings
            else "On {ledger} that took {blocks:count} blocks; the five organisations' peers have them "
            "alike, and every trace replays."
        )
    return tr(text, blocks=outcome.blocks, ledger=outcome.ledger)


# ------------------------------------------------------------------------------------- with a window


def _window(fresh: bool, language_of_window: str) -> int:
    if not screen.has_screen():
        raise terminal_error("demo.no_screen")
    # Qt is loaded where a window opens, and not before.
    from loc_desktop.ui.shell import app

    reason = _why_no_keyring()
    workplace = _open(_sample_home(fresh or bool(reason)), reason)
    bar = _Bar(quiet=False)
    sample.prepare(workplace, lambda done, total: bar.tell("prepare the sample", done, total))
    bar.end()
    return app.main([], workplace=workplace, language=language_of_window)


def _sample_home(fresh: bool) -> Path:
    """The folder of the last sample, so that what was done in it is still there; a new one if there is none,
    or if its keys went with a passphrase that nobody knows."""
    if not fresh:
        parent = data_dir() / "demo"
        kept = sorted(folder for folder in parent.glob("window-*") if not (folder / "keyring.cfg").exists())
        if kept:
            return kept[-1]
    return _new_home("window")
