"""Which views a role has, in the order of the navigation. Modules are imported when a view is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from loc_desktop.ui.widgets.view import Context, View
from loc_desktop.ui.widgets.words import translate


@dataclass(frozen=True)
class Entry:
    """One view: its name, where its class is, its icon. ``listed`` False: reached from another view only."""

    name: str
    module: str
    cls: str
    icon: str
    listed: bool = True

    def make(self, context: Context) -> View:
        view = getattr(import_module(f"loc_desktop.ui.{self.module}"), self.cls)(context)
        assert isinstance(view, View)
        return view

    def title(self) -> str:
        """Its word in the navigation."""
        return title(self.name)


INBOX = Entry("inbox", "inbox", "InboxView", "inbox")
AUDIT = Entry("audit", "audit_view", "AuditView", "inbox", listed=False)
APPLICATIONS = Entry("applications", "applications_view", "ApplicationsView", "application")
FORM = Entry("form", "application_form", "ApplicationFormView", "new")
REGISTER = Entry("register", "register_view", "RegisterView", "register")
TERMS = Entry("terms", "terms_view", "TermsView", "terms")
ACCOUNTS = Entry("accounts", "accounts_view", "AccountsView", "account")
MONEY = Entry("accounts", "money_accounts", "MoneyAccountsView", "account")
LOANS = Entry("loans", "loans_view", "LoansView", "application")
SERVICE = Entry("service", "service_view", "ServiceView", "inbox", listed=False)
BANK = Entry("bank", "bank_view", "BankView", "customers")
SUBSIDY = Entry("subsidy", "subsidy_view", "SubsidyView", "account")
CHALLENGES = Entry("challenges", "challenges_view", "ChallengesView", "help")
REPORT = Entry("report", "report_view", "ReportView", "terms")
RULES = Entry("rules", "rules_view", "RulesView", "terms")
LEDGER = Entry("ledger", "ledger_view", "LedgerView", "ledger")
FLOW = Entry("flow", "flow_view", "FlowView", "flow")
TRACE = Entry("trace", "trace_view", "TraceView", "trace")
IDENTITIES = Entry("identities", "identities_view", "IdentitiesView", "key")
SETTINGS = Entry("settings", "settings_view", "SettingsView", "settings")

_OFFICE = (REGISTER, TERMS, ACCOUNTS, LEDGER, FLOW, TRACE, CHALLENGES)
_SELF = (IDENTITIES, SETTINGS)
ROLES: dict[str, tuple[Entry, ...]] = {
    "C": (APPLICATIONS, FORM, MONEY, LOANS, LEDGER, TRACE, CHALLENGES, RULES, *_SELF),
    "B": (INBOX, AUDIT, SERVICE, BANK, LOANS, *_OFFICE, REPORT, RULES, *_SELF),
    "CAD": (INBOX, AUDIT, SERVICE, LOANS, *_OFFICE, REPORT, RULES, *_SELF),
    "FD": (INBOX, AUDIT, SERVICE, SUBSIDY, LOANS, *_OFFICE, REPORT, RULES, *_SELF),
    "R": (LEDGER, FLOW, ACCOUNTS, TRACE, INBOX, SERVICE, CHALLENGES, LOANS, REPORT, RULES, *_SELF),
}


def entries(role: str) -> tuple[Entry, ...]:
    """The views of a role."""
    return ROLES.get(role, (LEDGER, SETTINGS))


def title(name: str) -> str:
    """A view's word in the navigation, in the language that is on."""
    titles: dict[str, Callable[[], str]] = {
        "inbox": lambda: translate("Navigation", "To do"),
        "audit": lambda: translate("Navigation", "Audit"),
        "applications": lambda: translate("Navigation", "Applications"),
        "form": lambda: translate("Navigation", "Apply"),
        "register": lambda: translate("Navigation", "Register"),
        "terms": lambda: translate("Navigation", "Terms"),
        "accounts": lambda: translate("Navigation", "Accounts"),
        "loans": lambda: translate("Navigation", "Loans"),
        "service": lambda: translate("Navigation", "Request"),
        "bank": lambda: translate("Navigation", "Bank"),
        "subsidy": lambda: translate("Navigation", "Subsidy"),
        "challenges": lambda: translate("Navigation", "Challenges"),
        "rules": lambda: translate("Navigation", "Rules"),
        "report": lambda: translate("Navigation", "Report"),
        "ledger": lambda: translate("Navigation", "Ledger"),
        "flow": lambda: translate("Navigation", "Fund flow"),
        "trace": lambda: translate("Navigation", "Trace"),
        "identities": lambda: translate("Navigation", "Identities"),
        "settings": lambda: translate("Navigation", "Settings"),
    }
    return titles[name]()
