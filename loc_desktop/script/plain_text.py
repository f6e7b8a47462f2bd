"""Texts in which nothing is hidden: what others wrote stands in sentences that people sign.

Control characters, bidirectional overrides and other invisible ones make a text look like another one. They
are listed here, because peers with different versions of Unicode have to agree. A new line and a tab are
plain.
"""

from __future__ import annotations

import re
from typing import Final

_HIDDEN: Final = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\\ud800-\\udfff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f]"
)
"""Unicode's categories Cc, Cf and Cs, and the separators of lines and paragraphs."""


def is_plain(text: str) -> bool:
    """Whether nothing in the text is hidden."""
    return _HIDDEN.search(text) is None
