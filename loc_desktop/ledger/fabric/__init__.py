"""The ledger on a Hyperledger Fabric network, and the contract as its chaincode service."""
