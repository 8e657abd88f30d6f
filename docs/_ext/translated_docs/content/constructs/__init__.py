"""What Sphinx, MyST and other extensions make of a page, alike in every output: pictures, formulas, notes, numbers, tables, links."""

EXTENSIONS = (
    "pictures", "picture_sizes", "keyboard_keys", "page_addresses", "missing_targets", "formulas", "link_text",
    "downloads_in_titles", "design_components", "tabs", "task_lists", "code_substitutions", "sorted_glossaries",
    "output_tags", "footnotes", "figure_numbers", "repeated_ids", "table_cells", "no_wrap",
)  # fmt: skip
