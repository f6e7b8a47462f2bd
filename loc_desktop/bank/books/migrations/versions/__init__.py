"""The history of the books' tables. Shipped in the package."""
