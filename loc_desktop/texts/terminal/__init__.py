"""What the terminal says: English where it is said, Chinese in the tables here."""
