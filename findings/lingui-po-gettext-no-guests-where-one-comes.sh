#!/usr/bin/env bash
# Lingui's format with the plurals of gettext writes each case of an ICU plural as a plural form and counts them when it
# reads them.  The case =0 comes back as the first form of the language: "{n, plural, =0 {No guests} other {# guests}}"
# says "0 guests" of none and "No guests" of one.  An offset is lost, and so are the apostrophes that make a number sign
# a letter: ticket #9 is ticket 19.  No warning as long as there are no more cases than the language has forms.
# Versions: @lingui/format-po-gettext 5.9.0; intl-messageformat 12.1.5 shows the messages (npm; needs Node.js).
# Who would care: teams whose translation service reads no ICU messages.  What the package names as not supported is
# select, selectordinal, what is nested, negative numbers and fractions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @lingui/format-po-gettext@5.9.0 @lingui/message-utils@5.9.0 \
  intl-messageformat@12.1.5
cat > again.mjs <<'JS'
import { formatter } from "@lingui/format-po-gettext";
import { generateMessageId } from "@lingui/message-utils/generateMessageId";
import { IntlMessageFormat } from "intl-messageformat";

const messages = [
  "{n, plural, one {# guest} other {# guests}}",
  "{n, plural, =0 {No guests} other {# guests}}",
  "{n, plural, offset:1 one {You and # guest} other {You and # guests}}",
  "{n, plural, one {# seat, ticket '#'{ticket}} other {# seats, ticket '#'{ticket}}}",
];
const locale = { locale: "en", sourceLocale: "en", existing: null };
const said = (message) => [0, 1, 2, 3].map((n) => new IntlMessageFormat(message, "en").format({ n, ticket: 9 })).join(". ");
for (const message of messages) {
  const id = generateMessageId(message);
  const catalog = await formatter().serialize({ [id]: { message, translation: message, origin: [] } }, locale);
  const { translation } = (await formatter().parse(catalog, locale))[id];
  console.log(message);
  console.log(`  in the catalog: ${catalog.match(/^msg.*"[^"]+"$/gm).join(" ")}`);
  console.log(`  before: ${said(message)}`);
  console.log(`  after: ${said(translation)}`);
}
JS
grep -h '"version"' node_modules/@lingui/format-po-gettext/package.json
node again.mjs 2>&1 | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
{n, plural, one {# guest} other {# guests}}
  in the catalog: msgid "# guest" msgid_plural "# guests" msgstr[0] "# guest" msgstr[1] "# guests"
  before: 0 guests. 1 guest. 2 guests. 3 guests
  after: 0 guests. 1 guest. 2 guests. 3 guests
{n, plural, =0 {No guests} other {# guests}}
  in the catalog: msgid "No guests" msgid_plural "# guests" msgstr[0] "No guests" msgstr[1] "# guests"
  before: No guests. 1 guests. 2 guests. 3 guests
  after: 0 guests. No guests. 2 guests. 3 guests
{n, plural, offset:1 one {You and # guest} other {You and # guests}}
  in the catalog: msgid "You and # guest" msgid_plural "You and # guests" msgstr[0] "You and # guest" msgstr[1] "You and # guests"
  before: You and -1 guest. You and 0 guests. You and 1 guest. You and 2 guests
  after: You and 0 guests. You and 1 guest. You and 2 guests. You and 3 guests
{n, plural, one {# seat, ticket '#'{ticket}} other {# seats, ticket '#'{ticket}}}
  in the catalog: msgid "# seat, ticket #{ticket}" msgid_plural "# seats, ticket #{ticket}" msgstr[0] "# seat, ticket #{ticket}" msgstr[1] "# seats, ticket #{ticket}"
  before: 0 seats, ticket #9. 1 seat, ticket #9. 2 seats, ticket #9. 3 seats, ticket #9
  after: 0 seats, ticket 09. 1 seat, ticket 19. 2 seats, ticket 29. 3 seats, ticket 39
SEEN
