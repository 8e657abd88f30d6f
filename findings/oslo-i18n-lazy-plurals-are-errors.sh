#!/usr/bin/env bash
# oslo.i18n can put off a translation until it is known who reads it (enable_lazy).  From then on its functions for
# plural forms and for contexts, `_P` and `_C` in its manual, raise a ValueError at each call, also for who reads
# English; plain messages are well, and so are all three as long as nothing is put off.  The manual recommends them all
# and names no exception.  Up to 6.6.0 contexts were translated, and a plural failed when its number was filled in.
# Versions: oslo.i18n 6.9.0 and 6.6.0; the change came with 6.7.0.
# Who would care: services that answer in the language of a request, as those of OpenStack do; other tests see nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for version in 6.6.0 6.9.0; do
    python3 -m venv "$version"
    "$version/bin/pip" install --quiet --disable-pip-version-check oslo.i18n==$version polib==1.2.0
done
cat > service.po <<'PO'
msgid ""
msgstr ""
"Language: ja\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

msgid "No server."
msgstr "サーバーがありません。"

msgid "%(count)d server"
msgid_plural "%(count)d servers"
msgstr[0] "サーバー%(count)d台"

msgctxt "menu"
msgid "Open"
msgstr "開く"
PO
cat > service.py <<'PYTHON'
import os
from pathlib import Path

import oslo_i18n
import polib

Path("locale/ja/LC_MESSAGES").mkdir(parents=True, exist_ok=True)
polib.pofile("service.po").save_as_mofile("locale/ja/LC_MESSAGES/service.mo")
os.environ["SERVICE_LOCALEDIR"] = "locale"
translators = oslo_i18n.TranslatorFactory(domain="service", localedir="locale")
_, _C, _P = translators.primary, translators.contextual_form, translators.plural_form
MESSAGES = {
    "message": lambda: _("No server."),
    "plural": lambda: _P("%(count)d server", "%(count)d servers", 2) % {"count": 2},
    "context": lambda: _C("menu", "Open"),
}
for lazy in (False, True):
    oslo_i18n.enable_lazy(lazy)
    for name, message in MESSAGES.items():
        try:
            said = oslo_i18n.translate(message(), "ja")
        except (TypeError, ValueError) as error:
            said = f"{type(error).__name__}: {error}"
        print("  lazy" if lazy else "  at once", name, "-", said)
PYTHON
for version in 6.6.0 6.9.0; do
    "$version/bin/pip" list --disable-pip-version-check 2>/dev/null | grep -E '^oslo.i18n '
    LC_ALL=C.UTF-8 "$version/bin/python" service.py
done | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
oslo.i18n  6.6.0
  at once message - No server.
  at once plural - 2 servers
  at once context - Open
  lazy message - サーバーがありません。
  lazy plural - TypeError: unsupported operand type(s) for %: 'tuple' and 'dict'
  lazy context - 開く
oslo.i18n  6.9.0
  at once message - No server.
  at once plural - 2 servers
  at once context - Open
  lazy message - サーバーがありません。
  lazy plural - ValueError: Simple msgid must be a string
  lazy context - ValueError: Simple msgid must be a string
SEEN
