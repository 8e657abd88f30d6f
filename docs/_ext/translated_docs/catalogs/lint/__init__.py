"""What `make check` says of a catalog: catalog_checks.py of errors, and which catalogs are missing; lint_checks.py of what a person should look at.

entry_warnings.py runs these on an entry, but for those that are switched off.  Of numbers: number_differences.py compares, by numbers.py, number_words.py,
dates.py and calendars.py.
"""
