"""Why a document of rules is not adopted: the causes of a MisfitError, with their English."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import Causes

CAUSES: Final = Causes(
    "rulebook",
    {
        "members": "its members are {names}",
        "version": "only version 1 is known",
        "size": "they have at most {most} bytes",
        "object": "an object is needed",
        "lacks": "{name} is missing",
        "form": "it cannot be read: a part of it is of another sort",
        "stay_sort": "it has to stay of the sort {sort}",
        "negative": "a number from 0 to {most} is needed",
        # flows
        "twice": "{name} twice",
        "operation_unknown": "unknown operation {op}",
        "not_of_body": "{name} is no field of its body",
        "no_operation": "a flow needs an operation",
        "role_unknown": "unknown role {role}",
        "type_unknown": "unknown type {text}",
        "foreign": "{name} does not belong there",
        "sort": "{name} has to be of the sort {sort}",
        "key_of_no_role": "{name} names a key of no role",
        "one_of": "one_of: {name} is no field that may be left out",
        "no_role": "{role} names no role",
        "true_or_false": "{name} is true or false",
        "short_kind": "a kind is a short name",
        "no_rule": "this contract has no rule {rule}",
        "no_signer": "somebody has to sign",
        "operation_needs": "the operation {op} needs {names}",
        "key_with_role": "{name} has to name a key with its role",
        "no_key": "{name} is no key",
        "no_adoption": "without it the rules could never change again",
        # flows against the version before
        "kind_stays": "a kind of event cannot be taken away",
        "part_stays": "its {part} cannot change",
        "field_stays": "the field {name} has to stay, as {sort}",
        "field_sort_stays": "the field {name} has to stay {sort}",
        "operations_stay": "its operations cannot change",
        "adoption_stays": "how rules are adopted cannot change by adopting rules",
        "new_kind": "a new kind has the rule of a kind that there is",
        "rule_field": "the rule {rule} needs the field {name}, as {sort}",
        "rule_operations": "the rule {rule} goes with other operations",
        "party": "{role} has to sign or grant it",
        "party_of": "{role}, by the field {name}, has to sign or grant it",
        # products
        "one_at_least": "one at least is needed",
        "product_id": "an id has small letters, digits and hyphens",
        "whole": "{name} is a whole number from {low} to {high}",
        "rate_max": "its rate is above its rate_max",
        "payment_day": "payment_day is payout or a day from 1 to 31",
        "holidays": "holidays is next, previous or none",
        "prepayment": "prepayment is reduce_months, reduce_instalment or forbidden",
        "names": "its name stands there in zh and en",
        # holidays
        "days": "{part} is a list of at most {most} days",
        "day": "{text} is no day such as 10-01",
        "year": "a year has four digits",
        "day_of_year": "{text} is no day of that year such as {example}",
        "off_and_worked": "{day} is off and worked at once",
        # lending
        "rates_stay": "the rates since {day} stay: loans are extended by them",
        "one_rate": "one rate at least is needed",
        "one_share": "one share at least is needed",
        "limits": "days, events and attempts that are allowed are one at least",
        "retention": "what was sealed is kept for {least} to {most} years",
        "pending_days": "an event waits at most {most} days",
        "answer_days": "at most {most} working days are left to answer",
        "tier": "{name} is none of {names}",
        "settlement": "it is settled on a day from 1 to 31, in months from 1 to 12",
    },
)

cause: Final = CAUSES.make
