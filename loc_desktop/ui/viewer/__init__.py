"""The ledger, traces and fund flow."""
