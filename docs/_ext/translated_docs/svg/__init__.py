"""SVG files: pictures of pages, which may hold much, and figures of ``docs/figures``, whose words are translated.

Pictures: active_content.py rejects, styles.py makes plain what Typst does not read (css_values.py, colours.py,
media_queries.py), viewport.py and orientation.py say how large they are.  Figures: figure_document.py reads, labels.py fits
words into them (line_breaks.py), shapes.py draws them higher; bar_chart.py draws one.  Of both, what may not be in them is
found by one reader (xml_reader.py), which knows lines; styles.py needs lxml, for selectors.  Nothing here imports Sphinx.
"""
