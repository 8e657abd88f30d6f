"""Let Ctrl-C end the process that imports this, and those that it forks, without a word: it is how `make live` ends, and no error."""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)
