"""One way to build, show, sign, send and finish a request."""
