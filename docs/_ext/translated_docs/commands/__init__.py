"""What `make` calls: a module for each target.  An old Python reads this too, see make_variables.py."""

import sys


def report_error(kind, error, traceback):
    """Report what has ended a command (a type, the exception, a traceback) as Python does; of Ctrl-C whoever has pressed it knows."""
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)


sys.excepthook = report_error
