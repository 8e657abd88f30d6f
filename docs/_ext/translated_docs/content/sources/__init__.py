"""Which files are pages, which a page names, and what both may hold: page_names.py, named_files.py, source_policy.py."""

EXTENSIONS = ("notebooks", "named_files", "source_policy", "page_names")
