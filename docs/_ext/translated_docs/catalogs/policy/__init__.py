"""What a translation may hold, and the copies of catalogs without what it may not.

sanitize.py writes the copies; it asks entry_errors.py, and that one markup_policy.py, text_policy.py and interface_policy.py.  How a message
is read for it: message_markup.py, by the parser of pages (markdown_parser.py), with roles.py, link_targets.py and glossary_terms.py.
"""
