"""Documents of an application: photographs made to fit, looked at inside the window, taken from a scanner."""
