"""Build the HTML and the PDF of some languages, and put them into the site that is there.

It is what ``make`` does, but for the EPUBs and the book of both languages: bench.py takes
the time of it.
"""

from __future__ import annotations

import sys

import build_site

build_site.build_and_publish(sys.argv[1:], ("pdf", "html"))
from assemble_site import assemble  # noqa: E402 - in memory by now

assemble(list(build_site.conf.languages))
build_site.end()
