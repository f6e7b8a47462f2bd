"""Which views a role has, in the order of the navigation. Modules are imported when a view is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loc_desktop.ui.widgets.i18n import translate
from loc_desktop.ui.widgets.view import Context, View


@dataclass(frozen=True)
class RoleView:
    """One view: name, what imports its class, icon. Not ``listed``: reached from another view only."""

    name: str
    view_class: Callable[[], type[View]]
    icon: str
    listed: bool = True

    def make(self, context: Context) -> View:
        return self.view_class()(context)

    def title(self) -> str:
        """Its word in the navigation."""
        return title(self.name)


def _inbox() -> type[View]:
    from loc_desktop.ui.granting.inbox_view import InboxView

    return InboxView


def _audit() -> type[View]:
    from loc_desktop.ui.granting.audit_view import AuditView

    return AuditView


def _applications() -> type[View]:
    from loc_desktop.ui.application.applications_view import ApplicationsView

    return ApplicationsView


def _form() -> type[View]:
    from loc_desktop.ui.application.form_view import ApplicationFormView

    return ApplicationFormView


def _customers() -> type[View]:
    from loc_desktop.ui.application.counter_view import CounterView

    return CounterView


def _register() -> type[View]:
    from loc_desktop.ui.granting.register_view import RegisterView

    return RegisterView


def _terms() -> type[View]:
    from loc_desktop.ui.granting.terms_view import TermsView

    return TermsView


def _digital_accounts() -> type[View]:
    from loc_desktop.ui.viewer.digital_accounts_view import DigitalAccountsView

    return DigitalAccountsView


def _accounts() -> type[View]:
    from loc_desktop.ui.servicing.accounts_view import AccountsView

    return AccountsView


def _loans() -> type[View]:
    from loc_desktop.ui.servicing.loans_view import LoansView

    return LoansView


def _service() -> type[View]:
    from loc_desktop.ui.granting.grant_view import GrantView

    return GrantView


def _bank() -> type[View]:
    from loc_desktop.ui.branch.branch_view import BranchView

    return BranchView


def _subsidy() -> type[View]:
    from loc_desktop.ui.servicing.subsidy_view import SubsidyView

    return SubsidyView


def _challenges() -> type[View]:
    from loc_desktop.ui.challenge.challenges_view import ChallengesView

    return ChallengesView


def _members() -> type[View]:
    from loc_desktop.ui.challenge.members_view import MembersView

    return MembersView


def _readings() -> type[View]:
    from loc_desktop.ui.viewer.readings_view import ReadingsView

    return ReadingsView


def _report() -> type[View]:
    from loc_desktop.ui.viewer.report_view import ReportView

    return ReportView


def _rules() -> type[View]:
    from loc_desktop.ui.rules.rules_view import RulesView

    return RulesView


def _ledger() -> type[View]:
    from loc_desktop.ui.viewer.ledger_view import LedgerView

    return LedgerView


def _flow() -> type[View]:
    from loc_desktop.ui.viewer.fund_flow_view import FundFlowView

    return FundFlowView


def _trace() -> type[View]:
    from loc_desktop.ui.viewer.trace_view import TraceView

    return TraceView


def _colleagues() -> type[View]:
    from loc_desktop.ui.granting.colleagues_view import ColleaguesView

    return ColleaguesView


def _identities() -> type[View]:
    from loc_desktop.ui.join.identities_view import IdentitiesView

    return IdentitiesView


def _settings() -> type[View]:
    from loc_desktop.ui.shell.settings_view import SettingsView

    return SettingsView


INBOX = RoleView("inbox", _inbox, "inbox")
AUDIT = RoleView("audit", _audit, "inbox", listed=False)
APPLICATIONS = RoleView("applications", _applications, "application")
FORM = RoleView("form", _form, "new")
CUSTOMERS = RoleView("customers", _customers, "customers")
REGISTER = RoleView("register", _register, "register")
TERMS = RoleView("terms", _terms, "terms")
DIGITAL_ACCOUNTS = RoleView("accounts", _digital_accounts, "account")
ACCOUNTS = RoleView("accounts", _accounts, "account")
LOANS = RoleView("loans", _loans, "loans")
SERVICE = RoleView("service", _service, "inbox", listed=False)
BANK = RoleView("bank", _bank, "bank")
SUBSIDY = RoleView("subsidy", _subsidy, "subsidy")
CHALLENGES = RoleView("challenges", _challenges, "challenge")
MEMBERS = RoleView("members", _members, "customers")
READINGS = RoleView("readings", _readings, "readings")
REPORT = RoleView("report", _report, "report")
RULES = RoleView("rules", _rules, "rules")
LEDGER = RoleView("ledger", _ledger, "ledger")
FLOW = RoleView("flow", _flow, "flow")
TRACE = RoleView("trace", _trace, "trace")
COLLEAGUES = RoleView("colleagues", _colleagues, "customers", listed=False)
IDENTITIES = RoleView("identities", _identities, "key")
SETTINGS = RoleView("settings", _settings, "settings")

_OFFICE = (REGISTER, TERMS, DIGITAL_ACCOUNTS, LEDGER, FLOW, TRACE, CHALLENGES)
_SELF = (COLLEAGUES, IDENTITIES, SETTINGS)
ROLES: dict[str, tuple[RoleView, ...]] = {
    "C": (APPLICATIONS, FORM, CUSTOMERS, ACCOUNTS, LOANS, LEDGER, TRACE, CHALLENGES, RULES, READINGS, *_SELF),
    "B": (INBOX, AUDIT, SERVICE, BANK, LOANS, *_OFFICE, REPORT, RULES, READINGS, *_SELF),
    "CAD": (INBOX, AUDIT, SERVICE, LOANS, *_OFFICE, REPORT, RULES, READINGS, *_SELF),
    "FD": (INBOX, AUDIT, SERVICE, SUBSIDY, LOANS, *_OFFICE, REPORT, RULES, READINGS, *_SELF),
    "R": (
        LEDGER,
        FLOW,
        DIGITAL_ACCOUNTS,
        TRACE,
        INBOX,
        SERVICE,
        CHALLENGES,
        LOANS,
        MEMBERS,
        READINGS,
        REPORT,
        RULES,
        *_SELF,
    ),
}


def role_views(role: str) -> tuple[RoleView, ...]:
    """The views of a role."""
    return ROLES.get(role, (LEDGER, SETTINGS))


def title(name: str) -> str:
    """A view's word in the navigation, in the language that is on."""
    titles: dict[str, Callable[[], str]] = {
        "inbox": lambda: translate("Navigation", "To do"),
        "audit": lambda: translate("Navigation", "Audit"),
        "applications": lambda: translate("Navigation", "Applications"),
        "form": lambda: translate("Navigation", "Apply"),
        "customers": lambda: translate("Navigation", "Customers"),
        "register": lambda: translate("Navigation", "Register"),
        "terms": lambda: translate("Navigation", "Terms"),
        "accounts": lambda: translate("Navigation", "Accounts"),
        "loans": lambda: translate("Navigation", "Loans"),
        "service": lambda: translate("Navigation", "Request"),
        "bank": lambda: translate("Navigation", "Bank"),
        "subsidy": lambda: translate("Navigation", "Subsidy"),
        "challenges": lambda: translate("Navigation", "Challenges"),
        "members": lambda: translate("Navigation", "Members"),
        "readings": lambda: translate("Navigation", "Readings"),
        "rules": lambda: translate("Navigation", "Rules"),
        "report": lambda: translate("Navigation", "Report"),
        "ledger": lambda: translate("Navigation", "Ledger"),
        "flow": lambda: translate("Navigation", "Fund flow"),
        "trace": lambda: translate("Navigation", "Trace"),
        "colleagues": lambda: translate("Navigation", "Office"),
        "identities": lambda: translate("Navigation", "Identities"),
        "settings": lambda: translate("Navigation", "Settings"),
    }
    return titles[name]()
