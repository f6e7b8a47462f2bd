"""The application form checked once: every problem by its field, or the values that are sealed and signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loc_desktop.contract.rulebook import document as rulebook
from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.desk.values.application import ApplicationForm, Attachment
from loc_desktop.desk.values.field_checks import (
    MOST_FEN,
    MOST_MONTHS,
    check_age,
    check_identity_number,
    check_money,
    check_months,
    check_phone,
    check_text,
    read_phone,
    read_rate,
    read_whole,
    read_yuan,
)
from loc_desktop.loan.identity_number import normalise
from loc_desktop.loan.products import DEFAULT_PRODUCT
from loc_desktop.texts.sentence import FieldProblem

ATTACHMENTS_MOST = 700 * 1024
"""Bytes of files: in base64 they stay below the sealed dossier's bound of 1 MiB."""


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form without problems: amounts in fen, rate in hundredths of a percent a year (None: the product's
    own), texts without blanks around them."""

    name: str
    identity_number: str
    address: str
    phone: str
    group: str
    purpose: str
    product: str
    bank: str
    amount: int
    months: int
    income: int
    asset: int
    debt: int
    rate: int | None
    attachments: tuple[Attachment, ...]
    former: str = ""
    """The returned application that it corrects."""


def check_attachments(attachments: tuple[Attachment, ...]) -> tuple[FieldProblem, ...]:
    """A problem where the documents are too large together, or the first bad name of one."""
    size = sum(len(attachment.content) for attachment in attachments)
    if size > ATTACHMENTS_MOST:
        params: dict[str, str | int] = {"size": -(-size // 1024), "most": ATTACHMENTS_MOST // 1024}
        return (FieldProblem("attachments", "attachments_large", params),)
    for attachment in attachments:
        problems = check_text("attachments", attachment.name, 120, needed=True)
        if problems:
            return problems
    return ()


def check_purpose(text: str, rules: Rulebook) -> tuple[FieldProblem, ...]:
    """What the money is for: a text, and no use that the programme refuses."""
    problems = check_text("purpose", text, 200, needed=True)
    use = "" if problems else rules.lending.borrower.refused_use(text)
    return (FieldProblem("purpose", "refused_use", {"use": use}),) if use else problems


def check_form(form: ApplicationForm, today: date, rules: Rulebook | None = None) -> tuple[FieldProblem, ...]:
    """Every problem of the form, in the order of its fields; who may sign and which bank are not looked at.

    Amount and term are held against the limits of the product in ``rules`` (default: the shipped rules), the
    age against theirs, the purpose against the uses that they refuse.
    """
    rules = rules or rulebook.shipped()
    product = rules.products.get(form.product or DEFAULT_PRODUCT)
    return (
        *check_text("name", form.name, 60, needed=True),
        *check_identity_number(form.identity_number, today),
        *check_age(form.identity_number, today, rules),
        *check_text("address", form.address, 200),
        *check_phone(form.phone),
        *check_text("group", form.group, 60),
        *check_purpose(form.purpose, rules),
        *(() if product else (FieldProblem("product", "unknown_product", {"product": form.product[:60]}),)),
        *check_money(
            "amount",
            form.amount,
            positive=True,
            least=product.amount_min if product else 0,
            most=product.amount_max if product else MOST_FEN,
        ),
        *check_months(
            "months",
            form.months,
            product.months_max if product else MOST_MONTHS,
            product.months_min if product else 1,
        ),
        *check_money("income", form.income),
        *check_money("asset", form.asset),
        *check_money("debt", form.debt),
        *check_rate(form, rules, today),
        *check_attachments(form.attachments),
    )


def check_rate(form: ApplicationForm, rules: Rulebook, today: date) -> tuple[FieldProblem, ...]:
    """A rate of one's own (none: the product's): within the product and the cap of the rules for the term."""
    if not form.rate:
        return ()
    rate, months = read_rate(form.rate), read_whole(form.months)
    product = rules.products.get(form.product or DEFAULT_PRODUCT)
    if rate is None:
        return (FieldProblem("rate_percent", "rate"),)
    if product is None or months is None or not 0 < months <= MOST_MONTHS:
        return ()
    most = min(product.rate_max, rules.lending.rate_cap(months, today))
    if rate <= most:
        return ()
    return (FieldProblem("rate_percent", "rate_cap", {"most": most, "months": months}),)


def checked_form(form: ApplicationForm) -> CheckedForm:
    """The values of a form in which :func:`check_form` found nothing."""
    return CheckedForm(
        name=form.name.strip(),
        identity_number=normalise(form.identity_number),
        address=form.address.strip(),
        phone=read_phone(form.phone),
        group=form.group.strip(),
        purpose=form.purpose.strip(),
        product=form.product or DEFAULT_PRODUCT,
        bank=form.bank,
        amount=read_yuan(form.amount) or 0,
        months=read_whole(form.months) or 0,
        income=read_yuan(form.income) or 0,
        asset=read_yuan(form.asset) or 0,
        debt=read_yuan(form.debt) or 0,
        rate=read_rate(form.rate) if form.rate else None,
        attachments=form.attachments,
    )
