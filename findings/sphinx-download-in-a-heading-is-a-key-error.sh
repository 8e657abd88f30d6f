#!/usr/bin/env bash
# A heading that offers a file, by the role `download`, ends every build with a KeyError about `refuri` as soon as a
# toctree lists the heading: the node of the role is kept in the list of headings, is taken there for a link to one, and
# is asked for the address that such a link has.  In a paragraph the role is fine, and so is the heading with no toctree.
# Versions: Sphinx 9.0.4.
# Who would care: whoever names a section after the file that it is about.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx==9.0.4
mkdir pages
touch pages/conf.py pages/numbers.csv
offer='The file :download:`numbers.csv`'
heading="$offer"$'\n--------------------------------\n'
toctree=$'.. toctree::\n\n   page\n'
orphan=$':orphan:\n\n'

build() { # what the page holds, what the index holds, what comes before the page
  printf '%sPage\n====\n\n%s\n' "$3" "$1" > pages/page.rst
  printf 'Title\n=====\n\n%s\n' "$2" > pages/index.rst
  rm -rf out
  if venv/bin/sphinx-build -q -b text pages out 2> said; then echo built; else grep -o "KeyError: .*" said | head -1; fi
}

venv/bin/sphinx-build --version
in_paragraph=$(build "$offer" "$toctree" "")
no_toctree=$(build "$heading" "" "$orphan")
listed=$(build "$heading" "$toctree" "")
echo "in a paragraph: $in_paragraph"
echo "in a heading that no toctree lists: $no_toctree"
echo "in a heading that a toctree lists: $listed"
[ "$in_paragraph" = built ] && [ "$no_toctree" = built ] && [ "$listed" = "KeyError: 'refuri'" ]
