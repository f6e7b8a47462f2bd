"""LoC Desktop: poverty-alleviation loans on a shared ledger."""
