"""The spaces, line ends, broken words and column widths of the book that Typst would not choose so itself."""

EXTENSIONS = ("line_ends",)
