"""Our directives and roles, a module each with its node and how HTML shows it; of results of labs three (lab_results.py)."""

EXTENSIONS = (
    "foreign_words", "gui_roles", "parsed_literals", "slide", "svg_figure", "cards", "folded", "lab_results",
    "result_tables", "result_charts", "synonyms", "translator_names",
)  # fmt: skip
