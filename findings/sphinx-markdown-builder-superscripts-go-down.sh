#!/usr/bin/env bash
# In the Markdown that sphinx-markdown-builder makes of a page, superscripts are subscripts: a million, 10⁶, is "10₆".
# It escapes some marks only, so that "<NAME>" is an element that nobody sees, words in brackets are a link and a
# paragraph that begins with "1986\." is a list; a code block that shows a fence ends there, its other lines are markup,
# and the rest of the page is code.  No warning, with -W either, and nothing of it in the README.
# Versions: sphinx-markdown-builder 0.6.11, Sphinx 9.0.4; read with markdown-it-py 4.3.0.
# Who would care: guides that hand their pages on as Markdown, to sites, wikis or language models.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sphinx-markdown-builder==0.6.11 sphinx==9.0.4 \
    markdown-it-py==4.3.0
mkdir docs
echo 'extensions = ["sphinx_markdown_builder"]' > docs/conf.py
cat > docs/index.rst <<'RST'
Sizes
=====

It has 10\ :sup:`6` lines and needs H\ :sub:`2`\ O.

Say make <NAME> or [make](all), \*not\* both.

1986\. A year.

.. code-block:: md

   ```sh
   make
   ```

   Then **look**.

The end.
RST
venv/bin/sphinx-build -q -W -b markdown docs markdown
cat > read.py <<'PYTHON'
from markdown_it import MarkdownIt

print(MarkdownIt("commonmark").render(open("markdown/index.md", encoding="utf-8").read()), end="")
PYTHON
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -iE '^(sphinx-markdown-builder|sphinx|markdown-it-py) '
venv/bin/python read.py | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
<h1>Sizes</h1>
<p>It has 10<sub>6</sub> lines and needs H<sub>2</sub>O.</p>
<p>Say make <NAME> or <a href="all">make</a>, *not* both.</p>
<ol start="1986">
<li>A year.</li>
</ol>
<pre><code class="language-md">```sh
make
</code></pre>
<p>Then <strong>look</strong>.</p>
<pre><code>
The end.
</code></pre>
SEEN
