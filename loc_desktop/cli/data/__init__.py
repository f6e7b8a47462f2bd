"""``loc-desktop data``: what can be done about the files of the data folder."""
