"""The colours of every output: the site, its landing page, the slide show, the figures, the PDF and the EPUB.

Style sheets (``*.css.jinja``) take them from Sphinx's ``html_context`` as ``palette.light.accent``, the PDF's template
from the file that its builder writes.  Each pair of text and ground meets WCAG AA.
"""

# Name: for light pages, print and books; for dark pages.
COLOURS = {
    "accent": ("#0b5563", "#6cc5d6"),  # links, and the edge of a slide
    "visited": ("#5b3a8c", "#c3a5f0"),
    "ink": ("#1b1f24", "#e6e9eb"),
    "paper": ("#ffffff", "#131416"),
    "secondary": ("#4a5258", "#b3bbc1"),  # text of less weight
    "muted": ("#57606a", "#a3abb2"),  # and of still less; the lines of figures
    "frame": ("#f2f6f7", "#17242a"),  # the ground of a slide, and of a zone in a figure
    "rule": ("#c5d3d6", "#33474f"),
    "code_ink": ("#1b1f24", "#f8f8f2"),
    "code_paper": ("#f2f2f2", "#2b2b2b"),
    "mark_ink": ("#1b1f24", "#1b1f24"),  # what a search has found
    "mark_paper": ("#ffe08a", "#ffe08a"),
    "warning": ("#7a4d00", "#f0b36b"),
    "figure_ink": ("#1b1f24", "#eceff1"),
    "figure_secondary": ("#4a5258", "#b9c2c8"),
    "figure_paper": ("#ffffff", "#1d2023"),
    "figure_zone_line": ("#8fa3a8", "#55707a"),
    "figure_accent_fill": ("#d8ebee", "#12434e"),
    "figure_good": ("#1d6b3a", "#74cf96"),
    "figure_good_fill": ("#dcf1e3", "#143c24"),
    "figure_bad": ("#a3262a", "#f29b98"),
    "figure_bad_fill": ("#fbe3e2", "#511d1d"),
}
PALETTE = {
    "light": {name: light for name, (light, _dark) in COLOURS.items()},
    "dark": {name: dark for name, (_light, dark) in COLOURS.items()},
}
