#!/usr/bin/env bash
# docstrfmt, a formatter of reStructuredText, says "Reformatted" and has changed what a page says: the kind behind the
# colon of a term is gone, a note has lost its name and its classes, a `parsed-literal` is a plain literal that shows
# its asterisks, a role that the page defines is literal text, and words of the page's default role begin with two
# colons.  Its README says that some constructs are not covered; those, such as a sidebar, it refuses, but not these.
# Versions: docstrfmt 2.2.1 with docutils 0.22.4 and Sphinx 9.0.4.
# Who would care: whoever has a guide formatted at each commit, as code is; links lead to the names that are dropped.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check docstrfmt==2.2.1 docutils==0.22.4 sphinx==9.0.4
cat > page.rst <<'RST'
.. role:: key(literal)

.. default-role:: math

host : computer
    Has a length of `a_b`.

.. note::
    :name: care
    :class: wide

    Press :key:`Enter` with care_.

.. parsed-literal::

    make **install**
RST
cp page.rst formatted.rst
XDG_CACHE_HOME=$PWD/cache venv/bin/docstrfmt formatted.rst > log 2>&1
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(docstrfmt|docutils|sphinx) '
{
    head -1 log | sed 's/ .*//'
    cat formatted.rst
} | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
Reformatted
host
    Has a length of ::`a_b`.

.. note::

    Press ``Enter`` with care_.

::

    make **install**
SEEN
