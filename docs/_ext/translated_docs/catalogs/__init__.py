"""The catalogs of translations (PO files); nothing here imports Sphinx before it has to.

| for | first |
| --- | --- |
| which catalogs there are, and where | catalog_paths.py |
| what a file, a line, an entry says | po_file.py, po_encoding.py, po_lines.py, entries.py |
| what a translation may hold | entry_errors.py, which asks markup_policy.py, text_policy.py and interface_policy.py |
| how a message is read for that | message_markup.py, roles.py, link_targets.py, glossary_terms.py, characters.py, markdown_parser.py |
| what is built from | sanitize.py, without what sphinx_warnings.py takes out |
| what `make check` says | check.py, lint.py, lint_checks.py, word_forms.py; of numbers number_differences.py, numbers.py, number_words.py, dates.py, calendars.py; how a text is read for both, digits.py |
| what `make catalogs` writes | merge.py, moves.py, repair.py, hard_breaks.py, interface.py, weblate.py |
| how far a language is, and what is known of it | progress.py, languages.py |
"""
