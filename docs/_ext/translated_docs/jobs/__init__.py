"""How builds are run: schedule.py says which jobs there are, runner.py runs them, sphinx_build.py is what most of them do.

What they say: warning_stream.py with the remedies.py for warnings, fatal_errors.py for what ends a build,
left_out_translations.py for what was not used; printed_once.py keeps two jobs from saying the same.
"""
