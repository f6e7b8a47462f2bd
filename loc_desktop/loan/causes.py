"""Why a plan or a table of rules is none: the causes of this room's errors, with their English."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import Causes

CAUSES: Final = Causes(
    "loan",
    {
        # a plan
        "plan_amount": "the amount is from 1 to {most} fen",
        "plan_months": "the term is from 1 to {most} months",
        "plan_rate": "the rate is from 0 to 1,000 % a year",
        "plan_method": "unknown method of repayment",
        "plan_day_count": "unknown day count",
        "plan_payment_day": "the payment day is from 1 to 31",
        "plan_holidays": "unknown rule for holidays, or no calendar for it",
        "plan_years": "the loan would end after the year {most}",
        # a table of products or of lending rules
        "version": "only version 1 is known",
        "object": "an object is needed",
        "lacks": "{name} is missing",
        "foreign": "{name} does not belong there",
        "date": "{text} is no date such as 2026-11-22",
        "method": "unknown method or day count",
        "habits": "unknown prepayment, holidays or payment day",
        "range": "rate, grace, penalty or subsidy out of range",
        "limits": "limits the wrong way round",
        "twice": "{name} twice",
        # a field of a loan that is played through
        "missing": "missing",
        "text": "not a text",
        "list": "not a list",
        "one_of": "one of {names}",
        "whole": "a whole number from {least} to {most}",
        "true_or_false": "true or false",
        "replay_day": "a day such as 2027-01-15, until the year 9999",
        "replay_percent": "percent a year as text, 0 to 1000, at most two decimals, such as 15.4",
        "replay_holidays": "a rule (none, next, previous), days off, or rule, off and work",
        "replay_unknown": "unknown here: {names} are known",
        "replay_or_due": "missing; or give due",
        "replay_not_with_due": "not with due; more_fen is what is paid beyond it",
        "replay_only_with_due": "only with due",
        "replay_one_of_two": "this or amount_fen, one of the two",
    },
)

cause: Final = CAUSES.make
