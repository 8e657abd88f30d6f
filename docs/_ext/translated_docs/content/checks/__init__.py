"""What is said of slips in pages and settings.

markdown_lint.py reads the text of a page, doctree_checks.py its doctree; emphasis_lint.py and unread_markup_lint.py look for markup that came
out as it stands, in the text that block_text.py gives them.
"""

EXTENSIONS = (
    "dangling_settings", "rst_markup", "doctree_checks", "markdown_lint", "emphasis_lint",
    "unread_markup_lint", "conditional_headings", "missing_glyphs", "toctree_checks",
)  # fmt: skip
