"""The paper's language: items, canonical bytes, Algorithms 1-3, the oracle function and the trace.

Source: Wang, Guo, Cheng, "LoC" (2019), Algorithms 1-3 and Tables 2-4, as the LoC script specification,
version 1, fixes them. Loads the standard library, ``cryptography`` and ``orjson`` only: the contract service
on the peer network runs the same code as the desktop.
"""
