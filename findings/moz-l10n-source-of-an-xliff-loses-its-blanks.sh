#!/usr/bin/env bash
# moz.l10n reads an XLIFF file and writes it.  A blank that is all there is between two inline elements is lost from the
# source on the way, and kept in the target: "Press <x/> <x/> now" has one word where it had two.  A no-break space and
# a full-width one go too, which are no white space in XML.  If the source has no words outside of its elements, it gets
# line breaks and indents instead, in `xml:space="preserve"` as well.  No error; nothing needs to be changed in between.
# Versions: moz.l10n 0.15.0.
# Who would care: translators of XLIFF files, whose next tool takes the source from the file; Pontoon writes with it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'moz.l10n[xml]==0.15.0'
cat > blanks.py <<'PYTHON'
import re

from moz.l10n.formats import Format
from moz.l10n.resource import parse_resource, serialize_resource

FILE = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="page" source-language="en" target-language="ja" datatype="plaintext"><body>
<trans-unit id="1" xml:space="preserve"><source>{0}</source><target>{0}</target></trans-unit>
</body></file></xliff>"""
for words in (
    'Press <x id="1"/> <x id="2"/> now',
    'The <g id="1">old</g> <g id="2">town</g> hall',
    'From <x id="1"/>\N{NO-BREAK SPACE}<x id="2"/> on',
    '本文<g id="1">第一章</g>\N{IDEOGRAPHIC SPACE}<g id="2">序</g>',
    '<g id="1">Open</g> <g id="2">File</g>',
):
    written = "".join(serialize_resource(parse_resource(Format.xliff, FILE.format(words).encode())))
    print(ascii(words))
    for element in ("source", "target"):
        print(f"  {element}:", ascii(re.search(f"<{element}>(.*)</{element}>", written, re.DOTALL)[1]))
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep '^moz.l10n '
venv/bin/python blanks.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
'Press <x id="1"/> <x id="2"/> now'
  source: 'Press <x id="1"/><x id="2"/> now'
  target: 'Press <x id="1"/> <x id="2"/> now'
'The <g id="1">old</g> <g id="2">town</g> hall'
  source: 'The <g id="1">old</g><g id="2">town</g> hall'
  target: 'The <g id="1">old</g> <g id="2">town</g> hall'
'From <x id="1"/>\xa0<x id="2"/> on'
  source: 'From <x id="1"/><x id="2"/> on'
  target: 'From <x id="1"/>\xa0<x id="2"/> on'
'\u672c\u6587<g id="1">\u7b2c\u4e00\u7ae0</g>\u3000<g id="2">\u5e8f</g>'
  source: '\u672c\u6587<g id="1">\u7b2c\u4e00\u7ae0</g><g id="2">\u5e8f</g>'
  target: '\u672c\u6587<g id="1">\u7b2c\u4e00\u7ae0</g>\u3000<g id="2">\u5e8f</g>'
'<g id="1">Open</g> <g id="2">File</g>'
  source: '\n          <g id="1">Open</g>\n          <g id="2">File</g>\n        '
  target: '<g id="1">Open</g> <g id="2">File</g>'
SEEN
