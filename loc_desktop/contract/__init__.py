"""The LoC contract: one transaction in (``dispatch.invoke``), state changes out, over the small ``State``."""
