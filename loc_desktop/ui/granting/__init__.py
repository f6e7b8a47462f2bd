"""To do, audit, registers and terms of a grantor."""
