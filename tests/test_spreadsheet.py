"""Texts in tables that a spreadsheet program may open."""

from __future__ import annotations

import pytest

from loc_desktop.spreadsheet import harmless


@pytest.mark.parametrize("cell", ["=1+1", "+86 10", "-x", "@SUM(A1)", "\tx", "\rx", "-1.2.3", "="])
def test_what_a_spreadsheet_would_compute_is_kept_as_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "春耕", "1,234.50", "-1,234.50", "-5", "a=b"])
def test_numbers_and_other_texts_stay(cell: str) -> None:
    assert harmless(cell) == cell
