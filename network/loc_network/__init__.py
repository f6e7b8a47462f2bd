"""A Hyperledger Fabric network for the loan business, as processes: `loc-network up`."""
