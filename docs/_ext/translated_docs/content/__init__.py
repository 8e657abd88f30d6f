"""What stands on a page, in any output: directives, figures, what a source may hold, and its translations."""

from importlib import import_module

EXTENSIONS = (
    "configuration",
    "named_settings",
    "sphinx_messages",
    "raw_html",
    "page_parser",
    "notebooks",
    "pictures",
    "source_policy",
    "message_parser",
    "foreign_words",
    "gui_roles",
    "keyboard_keys",
    "parsed_literals",
    "rst_markup",
    "slide",
    "svg_figure",
    "cards",
    "folded",
    "lab_results",
    "result_tables",
    "result_charts",
    "page_addresses",
    "missing_targets",
    "formulas",
    "link_text",
    "design_components",
    "tabs",
    "task_lists",
    "synonyms",
    "substituted_words",
    "page_names",
    "downloads_in_titles",
    "page_checks",
    "page_lint",
    "emphasis_lint",
    "unread_markup_lint",
    "conditional_headings",
    "missing_glyphs",
    "toctree_checks",
    "translation_units",
    "changed_messages",
    "code_substitutions",
    "footnotes",
    "figure_numbers",
    "soft_breaks",
    "blocks_in_paragraphs",
    "repeated_ids",
    "table_cells",
    "unbroken",
    "translators",
)


def set_up_others(app) -> None:
    """Set up a guide's own extensions before ours, wherever in the list they stand.

    So what they register is known: a setting has one owner, and of two parsers for a suffix the last one is used.
    """
    for name in app.config.extensions:
        if not name.startswith("translated_docs"):
            app.setup_extension(name)


def setup(app) -> dict[str, bool]:
    set_up_others(app)
    for name in EXTENSIONS:
        import_module(f"{__name__}.{name}").setup(app)
    # Raise the last number when what is kept of pages is another: Sphinx then reads them all again.
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 12}
