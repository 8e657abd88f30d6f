"""Settings of the publication. Every language and every output reads them here."""

import sys
from datetime import date
from os import environ
from pathlib import Path

HERE = Path(__file__).resolve().parent
MACHINERY = HERE / "docs" / "_ext" / "translated_docs"
sys.path[:0] = [str(HERE), str(MACHINERY.parent)]

# -- The publication -----------------------------------------------------------

project = "openstack-kubecon-2018"
copyright = "2018 VA Linux Systems Japan K.K.; 2026 the editors (CC BY 4.0)"  # noqa: A001
release = version = "2026.11.2"
release_date = date(2026, 11, 28)  # of books and their files; without it SOURCE_DATE_EPOCH, or today
# On the cover of the books, and in the EPUB's metadata, as far as they are there. In English: make catalogs takes
# them into the catalogs of the interface (sphinx.po), which have them in each language.
author = "Toshihiro Iwamoto"
affiliation = "VA Linux Systems Japan K.K."
description = "A 2018 talk, reconstructed from its slides"
# Of the site, in the titles of pages that its own name makes longer than title_length; "" leaves it out there.
html_short_title = "OpenStack and KubeCon 2018"
epub_contributor = "The editors"  # of the EPUB; epub_publisher names who publishes it, if anybody does
content_date = date(2018, 8, 3)  # the day that the content is of; make linkcheck leads to copies of that day
# What the catalogs, and the list of licences, say of the words.
translation_license = "The words of this translation are under CC BY 4.0."
content_license = "The words: see the colophon. The programs of this project: MIT."
# Where every page leads whoever wants to help, and whoever wants to know what is allowed: a page, or page#label.
translators_page = "contributing/translate"
rights_page = "colophon#colophon-rights"

# The only list of languages: code and the name the language gives itself.
# One is that of the pages; each of the others has a folder in locale/.
languages = {
    "ja": "日本語",
    "en": "English",
}
language = "ja"

# Where the site will be served: "https://example.org/guide/".
# Empty: every link is relative, and nothing that needs a full address is written.
site_url = environ.get("SITE_URL", "")

# Where pages have gone whose addresses were published: {"old/page": "new/page#label"}.
redirects = {}

# Whether pages show pictures of other hosts, which their readers then ask for them. A build asks none: the books have
# the words for each, as without this setting the site has.
outside_pictures = False

# How many characters the title of a page may have, in tabs and in lists of results, the site's name with it.
title_length = 70

# The Content Security Policy (CSP): every page carries it, and nginx and Caddy send it (site/servers), with one
# more rule that only they can give.
content_policy = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    f"img-src 'self' data:{' https:' if outside_pictures else ''}; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
)

# What the guide for translators clones, and what Weblate does.
repository = environ.get("REPOSITORY", "https://example.org/talks.git")

# Where a file of the repository is edited in the browser:
# "https://github.com/OWNER/NAME/edit/main/{path}#L{line}". Empty: the site names the
# file and the line, and lets them be copied.
edit_address = environ.get("EDIT_ADDRESS", "")

# -- Sources and catalogs ------------------------------------------------------

source_dir = "docs"  # where the pages are, from here on; "." is here
# What the extensions of a guide need, as pip has it: ["sphinx-design==0.7.0"].
extension_requirements = []
fail_on_warning = True  # a page that is warned of fails the build; False says so, and builds it
extensions = [
    "myst_parser",
    "sphinxcontrib_typstbuilder",
    "translated_docs.performance",
    "translated_docs.content",
    "translated_docs.html",
    "translated_docs.features",
    "translated_docs.pdf",
    "translated_docs.epub",
]
exclude_patterns = ["_*", "figures", ".*", "**/.*"]  # hidden ones are an editor's
nitpicky = True
numfig = 0  # not False, or {numref} refuses; True would read every page once more (content/constructs/figure_numbers.py)

myst_enable_extensions = [
    "alert", "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "strikethrough", "substitution", "tasklist",
]  # fmt: skip
# "$" begins a formula where Pandoc has one begin: prices are none.
myst_dmath_allow_digits = myst_dmath_allow_space = False
myst_dmath_double_inline = myst_update_mathjax = False
todo_link_only = True  # of whoever adds sphinx.ext.todo: a list of tasks names no path of this machine
myst_substitutions = {"release": release, "repository": repository}  # {{ release }}; in code, with ":class: substituted"
myst_disable_syntax = ["html_block", "html_inline"]  # [] lets pages hold HTML, as far as allowed_html goes
file_insertion = False  # True lets pages take in files of the project: include, literalinclude, csv-table
myst_heading_anchors = 0
myst_url_schemes = ["http", "https", "mailto", "tel"]
myst_ref_domains = ["std"]  # no link leads to anything else; C++ alone would take a tenth of a build
myst_footnote_sort = False  # they stand under the heading "Sources"
myst_footnote_transition = False

# The folder of the catalogs, from that of the pages on. Sphinx gets what catalogs/policy/sanitize.py writes of them.
locale_dirs = ["../locale"]
gettext_compact = False  # one catalog a page; True is one a folder, a name one for all pages
gettext_location = False  # True: each message says its pages and lines
# Checks of `make check` that are left out, by the name in brackets after each line that they report: a list for all
# languages, or one for each: {"de": ["number"]}.
catalog_lint_disable = []
# Styles of this house, by the language of the texts, under any of its codes (settings.py has the list).
house_style = {
    "en": ["sentence-ends"],
    "ja": ["full-width-punctuation", "heading-labels", "one-title", "one-toctree", "named-pages"],
}
# Weblate: its project, and what its first component says of the repository. make catalogs writes the list of all
# components, .weblate/components.json; {} means no such list.
weblate = {
    "project": "talks",
    "repo": repository,
    "push": repository,
    "branch": "main",
}
# Sites with a host for each language, as ["wikipedia.org"] for ja.wikipedia.org: where a page links to one, a translation may
# link to any page that the site has in another language of the publication, whoever wrote that.
multilingual_sites = []
# Roles of a guide's own whose words a translation may change, beside those that catalogs/policy/roles.py names.
translatable_roles = []

# -- HTML ----------------------------------------------------------------------

html_theme = "furo"
html_title = project  # replaced in each language by the front page's title
html_favicon = str(HERE / "docs" / "_static" / "favicon.svg")
html_math_renderer = "mathml"
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_permalinks_icon = "#"
html_scaled_image_link = False  # its address would be written as it is, with "#" and all
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
# By their modules: a name would be looked for among all the packages that are installed.
pygments_style = "a11y_pygments.a11y_high_contrast_light.style.Theme"
pygments_dark_style = "a11y_pygments.a11y_high_contrast_dark.style.Theme"

# -- Links that lead out ------------------------------------------------------

linkcheck_ignore = [r"http://127\.0\.0\.1:8000/"]  # make live
linkcheck_anchors = False  # many sites make theirs by script
linkcheck_timeout = 20

# -- PDF -----------------------------------------------------------------------

# Installed packages with fonts for letters that those of fonts.py have not, or folders of them: "package/folder".
font_packages = []
# Bytes of Typst source: a larger book is set in segments, in a fourth of the memory, which would be some 0.5 GB for 1 MB.
largest_whole_book = 1_000_000
typst_template = "book"
typst_templates_path = [str(MACHINERY / "pdf" / "templates")]

# -- EPUB ----------------------------------------------------------------------

epub_static_path = [str(MACHINERY / "epub" / "static")]
epub_css_files = []  # epub.css takes the place of the theme's
epub_exclude_files = ["contributing/translate.xhtml", "contributing/publish.xhtml"]  # of the site alone
epub_uid = "publication-id"
epub_tocdepth = 2
epub_tocdup = False
epub_tocscope = "includehidden"
epub_show_urls = "no"
