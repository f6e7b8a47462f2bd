"""Read-only functions: queries by role, reports, the shapes of their answers."""
