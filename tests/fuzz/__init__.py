"""Whatever stands in a file or comes from a network: known errors, in bounded time."""
