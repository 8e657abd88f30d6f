"""What stands on a page, in any output: directives, figures, what a source may hold, and its translations."""

from translated_docs.extensions import set_up

# In the order in which Sphinx sets them up.
EXTENSIONS = (
    # How sources are read, and what they may hold.
    "warnings", "configuration", "dangling_settings", "sphinx_messages", "raw_html", "extension_html", "html_details", "page_parser",
    "notebooks", "named_files", "pictures", "picture_sizes", "source_policy", "message_parser",
    # Roles and directives.
    "foreign_words", "gui_roles", "keyboard_keys", "parsed_literals", "rst_markup", "slide", "svg_figure", "cards",
    "folded", "lab_results", "result_tables", "result_charts",
    # Links, formulas and components of other extensions.
    "page_addresses", "missing_targets", "formulas", "link_text", "design_components", "tabs", "task_lists", "synonyms",
    "substituted_words",
    # What is said of slips.
    "page_names", "downloads_in_titles", "page_checks", "page_lint", "emphasis_lint", "unread_markup_lint",
    "conditional_headings", "missing_glyphs", "toctree_checks",
    # Messages and their translations.
    "translation_units", "translation_states", "changed_messages",
    # What is the same in every output: substitutions, numbers, ends of lines.
    "code_substitutions", "sorted_glossaries", "output_tags", "footnotes", "figure_numbers", "soft_breaks",
    "blocks_in_paragraphs", "repeated_ids", "table_cells", "no_wrap", "translator_names",
)  # fmt: skip


def set_up_others(app) -> None:
    """Set up a guide's own extensions before ours, wherever in the list they stand.

    So what they register is known: a setting has one owner, and of two parsers for a suffix the last one is used.
    """
    for name in app.config.extensions:
        if not name.startswith("translated_docs"):
            app.setup_extension(name)


def setup(app) -> dict[str, int]:
    set_up_others(app)
    # Raise the last number when what is kept of pages is another: Sphinx then reads them all again.
    return set_up(app, __name__, EXTENSIONS, env_version=17)
