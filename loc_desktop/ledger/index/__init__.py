"""The read model, fed by the blocks of either ledger."""
