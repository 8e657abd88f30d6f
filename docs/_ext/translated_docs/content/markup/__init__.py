"""How Markdown, and the HTML in it, becomes a doctree.

page_parser.py reads pages, message_parser.py translations of their messages.  Of HTML, raw_html.py says where it is read, html_reader.py
how; html_elements.py what its elements become (html_tables.py, html_details.py), html_open_elements.py where that goes, html_slips.py
what is said of what is left out; extension_html.py is of what extensions write.  What no directive or role can read is set as code
(unread_words.py).
"""

EXTENSIONS = (
    "raw_html", "extension_html", "html_details", "page_parser", "message_parser", "soft_breaks",
    "blocks_in_paragraphs", "unread_words",
)  # fmt: skip
