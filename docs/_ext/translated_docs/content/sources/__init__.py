"""Which files are pages, which a page names, what both may hold, and which are read again: page_names.py, named_files.py, source_policy.py, changed_files.py."""

EXTENSIONS = ("notebooks", "named_files", "source_policy", "page_names", "changed_files")
