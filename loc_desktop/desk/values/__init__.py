"""What the desk hands to the interface: frozen values by topic. Money in fen, times RFC 3339 UTC."""
