"""Loans by themselves: money, calendar, identity numbers, products, schedules, servicing."""
