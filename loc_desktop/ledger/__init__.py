"""The ledger: one interface, embedded or Fabric, its index, what waits to be sent."""
