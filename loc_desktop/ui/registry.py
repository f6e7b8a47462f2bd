"""Which views a role has, in the order of the navigation. Modules are imported when a view is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from loc_desktop.ui.view import Context, View
from loc_desktop.ui.words import translate


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
LEDGER = Entry("ledger", "ledger_view", "LedgerView", "ledger")
FLOW = Entry("flow", "flow_view", "FlowView", "flow")
TRACE = Entry("trace", "trace_view", "TraceView", "trace")
IDENTITIES = Entry("identities", "identities_view", "IdentitiesView", "key")
SETTINGS = Entry("settings", "settings_view", "SettingsView", "settings")

_GRANTOR = (INBOX, AUDIT, REGISTER, TERMS, ACCOUNTS, LEDGER, FLOW, TRACE, IDENTITIES, SETTINGS)
ROLES: dict[str, tuple[Entry, ...]] = {
    "C": (APPLICATIONS, FORM, ACCOUNTS, LEDGER, TRACE, IDENTITIES, SETTINGS),
    "B": _GRANTOR,
    "CAD": _GRANTOR,
    "FD": _GRANTOR,
    "R": (LEDGER, FLOW, ACCOUNTS, TRACE, IDENTITIES, SETTINGS),
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
        "ledger": lambda: translate("Navigation", "Ledger"),
        "flow": lambda: translate("Navigation", "Fund flow"),
        "trace": lambda: translate("Navigation", "Trace"),
        "identities": lambda: translate("Navigation", "Identities"),
        "settings": lambda: translate("Navigation", "Settings"),
    }
    return titles[name]()
