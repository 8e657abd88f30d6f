"""What `make check` says: check.py of errors and of catalogs that are missing, lint.py of what a person should look at.

lint_checks.py has the checks.  Of numbers: number_differences.py compares, by numbers.py, number_words.py, dates.py and calendars.py.
"""
