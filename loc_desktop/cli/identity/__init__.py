"""``loc-desktop identity …``: the identities of this computer, out to a file, back in, another PIN."""
