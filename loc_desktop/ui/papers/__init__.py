"""Papers as PDF: typefaces, pages, the file; looked at, printed and saved."""
