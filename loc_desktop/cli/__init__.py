"""The terminal's side of the program: ``loc-desktop <command>``; without a command, the window.

A command is a module of this package with ``add_arguments(parser)`` and ``run(args) -> int``. It is imported
only when it is chosen, so that neither the window nor a short command pays for the others.

Exit codes: 0 done, 1 a known error or a finding, 2 usage, 70 a bug (EX_SOFTWARE of sysexits.h), 130
interrupted; ``evaluate`` exits with the return code of the evaluation.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Final, NamedTuple, NoReturn

from loc_desktop.errors import KnownError, UsageError
from loc_desktop.paths import HOME_VARIABLE
from loc_desktop.texts.terminal import tongue
from loc_desktop.texts.terminal.tongue import tr

USAGE: Final = 2
BUG: Final = 70
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

WINDOW: Final = "loc_desktop.ui.shell.app"


class Command(NamedTuple):
    """One row of the table: the module that runs it, and its line in the help."""

    module: str
    help: str


Group = Mapping[str, Command]

COMMANDS: Final[Mapping[str, Command | Group]] = {
    "evaluate": Command(
        "loc_desktop.cli.evaluate", "evaluate a chaincode against an unlocking code (Algorithm 3)"
    ),
    "demo": Command("loc_desktop.cli.demo", "tell the whole story on sample loans, in the window or without"),
    "schedule": Command("loc_desktop.cli.schedule", "print a loan's repayment schedule"),
    "import": Command("loc_desktop.cli.import_list", "check a list of applicants, or apply for them"),
    "reconcile": Command("loc_desktop.cli.reconcile", "compare the bank's books with the ledger"),
    "day-end": Command("loc_desktop.cli.branch.day_end", "run the bank's days' ends"),
    "erase": Command(
        "loc_desktop.cli.identity.erase", "destroy the keys that the rules do not keep any more"
    ),
    "permissions": Command("loc_desktop.cli.permissions", "print who may call what of the contract"),
    "screenshots": Command("loc_desktop.cli.screenshots", "render every view and dialog to PNG"),
    "identity": {
        "export": Command("loc_desktop.cli.identity.export", "back an identity up to an encrypted file"),
        "import": Command("loc_desktop.cli.identity.restore", "restore an identity from its backup"),
        "change-pin": Command("loc_desktop.cli.identity.change_pin", "give a key another PIN"),
        "change-passphrase": Command(
            "loc_desktop.cli.identity.change_passphrase", "give the file of the keys another passphrase"
        ),
        "areas": Command("loc_desktop.cli.identity.areas", "say which divisions an institution serves"),
        "substitute": Command(
            "loc_desktop.cli.identity.substitute", "name a substitute, see what nobody answered in time"
        ),
        "renew": Command("loc_desktop.cli.identity.renew", "get a new certificate for the same key"),
    },
    "loan": {
        "replay": Command(
            "loc_desktop.cli.loan_replay", "play loans through: payments, changes, what is owed on a day"
        ),
    },
    "ledger": {
        "verify": Command("loc_desktop.cli.ledger_verify", "re-execute and check an embedded ledger"),
        "info": Command("loc_desktop.cli.ledger_info", "show an embedded ledger's id and height"),
    },
    "data": {
        "list": Command("loc_desktop.cli.data.list", "show the files that the data folder remembers"),
        "restore": Command("loc_desktop.cli.data.restore", "put a copy of a missing file back"),
        "anew": Command("loc_desktop.cli.data.anew", "begin a missing file anew, empty"),
        "adopt": Command("loc_desktop.cli.data.adopt", "write the lost list of files anew"),
        "backup": Command("loc_desktop.cli.data.backup", "back everything up to one encrypted file"),
        "restore-all": Command(
            "loc_desktop.cli.data.restore_all", "restore everything onto an empty computer"
        ),
    },
    "paper": {
        "save": Command("loc_desktop.cli.paper.save", "save a paper of an event as PDF"),
        "statement": Command("loc_desktop.cli.paper.statement", "save an account's statement as PDF"),
        "check": Command("loc_desktop.cli.paper.check", "check a paper's code against the ledger"),
    },
    "arrears": {
        "list": Command("loc_desktop.cli.arrears.list", "list the loans that are late, as work to be done"),
        "report": Command("loc_desktop.cli.arrears.report", "show non-accrual, provisions and memo accounts"),
    },
    "rules": {
        "show": Command("loc_desktop.cli.rules_show", "show the rules on an embedded ledger"),
    },
    "bench": {
        "script": Command("loc_desktop.bench.script", "evaluation against bare signature verifications"),
        "embedded": Command("loc_desktop.bench.embedded", "loans a second on the embedded ledger"),
        "ui": Command("loc_desktop.bench.window", "start-up, paging and memory of the window"),
        "fabric": Command("loc_desktop.bench.fabric", "the paper's measurement on a peer network"),
        "day-end": Command("loc_desktop.bench.day_end", "a day's end over many loans"),
        "refused": Command("loc_desktop.bench.refused", "what is refused against what is honest"),
        "faults": Command("loc_desktop.bench.faults", "kills, full disks, flipped bits, forged codes"),
    },
}
GROUP_HELP: Final[Mapping[str, str]] = {
    "identity": "look after the identities of this computer",
    "loan": "work a loan out, without a ledger",
    "ledger": "look after an embedded ledger",
    "data": "look after the data folder",
    "paper": "make and check papers",
    "arrears": "look after a bank's loans that are late",
    "rules": "look at the rules on a ledger",
    "bench": "measure this program on this machine",
}


class _Parser(argparse.ArgumentParser):
    """Takes the global options in any place, and its own arguments from its module once it is chosen."""

    def __init__(self, *args: Any, command: Command | None = None, **options: Any) -> None:
        options["allow_abbrev"] = False
        super().__init__(*args, **options)
        self._command = command
        self.add_argument(
            "--home",
            metavar="DIR",
            default=argparse.SUPPRESS,
            help=tr("the folder for this user's data (also LOC_HOME)"),
        )
        self.add_argument(
            "--debug", action="store_true", default=argparse.SUPPRESS, help=tr("show the details of a bug")
        )
        self.add_argument(
            "--lang",
            choices=("zh", "en"),
            default=argparse.SUPPRESS,
            help=tr("the language of what is said: zh or en (default: that of the locale)"),
        )

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._command is None:
            return super().parse_known_args(args, namespace)
        module = importlib.import_module(self._command.module)
        module.add_arguments(self)
        self.set_defaults(run=module.run, parser=self)
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            # Said here, it comes with the command's usage instead of the program's.
            self.error(tongue.translated("unrecognized arguments: %s") % " ".join(unknown))
        return known, unknown


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; ``argv`` without the program's name, default the process's. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What a file holds must not end the program because a terminal cannot show it.
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in arguments
    tongue.use(tongue.language_of(arguments, os.environ))
    # The parser's own words go through the translation that it takes from gettext.
    argparse._ = tongue.translated  # type: ignore[attr-defined]
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except KnownError as error:
        _say(f"loc-desktop: {tongue.said(error)}")
        return 1
    except KeyboardInterrupt:
        _say(f"loc-desktop: {tr('interrupted')}")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`… | head`). Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:
        from loc_desktop.app import log

        log.failed("command", error)
        if debug:
            raise
        what = tr(
            "this is a bug in the program: {name}: {text} (run it again with --debug for the details)",
            name=type(error).__name__,
            text=str(error)[:200],
        )
        _say(f"loc-desktop: {what}")
        return BUG


def _run(arguments: list[str]) -> int:
    parser = _build()
    args = parser.parse_args(arguments)
    if "home" in args:
        # Through the environment, so that processes started from here have the same home.
        os.environ[HOME_VARIABLE] = args.home
    if "run" in args:
        try:
            return int(args.run(args))
        except UsageError as error:
            args.parser.error(str(error))
    if find_spec("loc_desktop.ui") is not None and find_spec(WINDOW) is not None:
        return int(
            importlib.import_module(WINDOW).main(
                args.rest if "rest" in args else [], language=getattr(args, "lang", "")
            )
        )
    parser.print_help()
    return USAGE


def _build() -> _Parser:
    parser = _Parser(
        prog="loc-desktop",
        description=tr("Loan on blockchain: without a command, the application's window opens."),
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(metavar="COMMAND", title=tr("commands"))
    window = commands.add_parser("gui", help=tr("open the application's window (the default)"))
    window.add_argument("rest", nargs="*", help=argparse.SUPPRESS)
    for name, row in COMMANDS.items():
        if isinstance(row, Command):
            _add(commands, name, row)
            continue
        present = {what: command for what, command in row.items() if _exists(command.module)}
        if present:
            group = commands.add_parser(name, help=tr(GROUP_HELP[name]), description=tr(GROUP_HELP[name]))
            members = group.add_subparsers(
                metavar="WHAT", title=tr("what to {name}", name=name), required=True
            )
            for what, command in present.items():
                _add(members, what, command)
    return parser


def _add(commands: Any, name: str, command: Command) -> None:
    if _exists(command.module):
        commands.add_parser(name, help=tr(command.help), description=tr(command.help), command=command)


def _exists(module: str) -> bool:
    return find_spec(module) is not None


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: reading the package's metadata takes its time."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=tr("show the version and leave"))

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import version

        print(f"loc-desktop {version('loc-desktop')}")
        parser.exit()


def _say(line: str) -> None:

    print(line, file=sys.stderr)
