"""The catalogs of translations (PO files); nothing here imports Sphinx before it has to.

catalog_paths.py says which there are, and where; po_file.py, po_encoding.py, po_lines.py and entries.py what one says; progress.py how
far it is; languages.py what is known of a language; interface.py what ``sphinx.po`` has to translate; diagnostics.py is what is said of them.
"""
