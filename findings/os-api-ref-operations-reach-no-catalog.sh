#!/usr/bin/env bash
# OpenStack's references of APIs are built by os-api-ref.  The name of each operation, which is a heading, reaches no
# catalog, and neither do the heads and the descriptions of its tables of parameters and status codes: a reference that
# is translated in full keeps them in the source language.  Written into the catalog by hand, the name is translated,
# the tables are not.  No warning; its manual does not speak of translations, and other headings and texts are well.
# Versions: os-api-ref 3.2.0, Sphinx 9.0.4.
# Who would care: services with an API like OpenStack's, whose reference is to be read in more than one language.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check os-api-ref==3.2.0 sphinx==9.0.4 polib==1.2.0 \
    beautifulsoup4==4.15.0
mkdir docs
cat > docs/conf.py <<'PYTHON'
extensions = ["os_api_ref"]
language = "de"
locale_dirs = ["../locale"]
PYTHON
cat > docs/index.rst <<'RST'
Servers
=======

Create a server
---------------

.. rest_method:: POST /v1/servers

Starts a new server.

Request
.......

.. rest_parameters:: parameters.yaml

   - name: name

.. rest_status_code:: error status.yaml

   - 409: name
RST
cat > docs/parameters.yaml <<'YAML'
name:
  description: The name of the server.
  in: body
  required: true
  type: string
YAML
printf '409:\n  name: The name is taken.\n' > docs/status.yaml
cat > translate.py <<'PYTHON'
import sys
from pathlib import Path

import polib

MORE = ["Create a server", "Name", "Description", "The name of the server.", "The name is taken."]

catalog = polib.pofile("pot/index.pot")
print("in the catalog:", "; ".join(message.msgid for message in catalog))
if sys.argv[1:] == ["more"]:
    catalog.extend(polib.POEntry(msgid=text) for text in MORE)
    print("by hand:", "; ".join(MORE))
for message in catalog:
    message.msgstr = f"({message.msgid})"
Path("locale/de/LC_MESSAGES").mkdir(parents=True, exist_ok=True)
catalog.save("locale/de/LC_MESSAGES/index.po")
PYTHON
cat > read.py <<'PYTHON'
from bs4 import BeautifulSoup

page = BeautifulSoup(open("html/index.html", encoding="utf-8"), "html.parser")
shown = [text.rstrip("¶") for text in page.find(class_="body").stripped_strings]
print("on the page:", "; ".join(text for text in shown if text and text != "detail"))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(os-api-ref|sphinx) '
venv/bin/sphinx-build -q -W -b gettext docs pot
for catalog in plain more; do
    venv/bin/python translate.py "$catalog"
    venv/bin/sphinx-build -q -W -E docs html
    venv/bin/python read.py
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
in the catalog: Servers; Starts a new server.; Request
on the page: (Servers); POST; /v1/servers; Create a server; (Starts a new server.); (Request); Name; In; Type; Description; name; body; string; The name of the server.; Error; Code; Reason; 409 - Conflict; The name is taken.
in the catalog: Servers; Starts a new server.; Request
by hand: Create a server; Name; Description; The name of the server.; The name is taken.
on the page: (Servers); POST; /v1/servers; (Create a server); (Starts a new server.); (Request); Name; In; Type; Description; name; body; string; The name of the server.; Error; Code; Reason; 409 - Conflict; The name is taken.
SEEN
