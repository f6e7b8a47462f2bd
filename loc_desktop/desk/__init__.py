"""What a role can do at one ledger: apply, audit, unlock, inspect. No Qt, no SQL, no gRPC.

:class:`~loc_desktop.desk.workplace.Workplace` puts the application together, a
:class:`~loc_desktop.desk.desk.Desk` is one identity at one ledger. Importing this package stays light.
"""
