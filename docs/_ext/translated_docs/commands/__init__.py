"""What `make` calls: a module for each target.  An old Python reads this too, see make_variables.py."""

import os
import sys


def report_error(kind, error, traceback):
    """Report what has ended a command (a type, the exception, a traceback) as Python does; of Ctrl-C whoever has pressed it knows.

    So does whoever reads no more of what is printed, as `make stats | head`: what is left of that has no reader either.
    """
    if issubclass(kind, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    elif not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)


sys.excepthook = report_error
