"""A Hyperledger Fabric network for the loan business, as processes: `python -m network up`."""
