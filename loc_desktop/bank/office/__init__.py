"""One office's file: register, blacklist, terms, counter."""
