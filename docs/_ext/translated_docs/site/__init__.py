"""The published folder: publish.py joins the languages, with what belongs to none of them."""
