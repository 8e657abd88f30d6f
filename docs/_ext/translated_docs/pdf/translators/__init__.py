"""From the nodes of doctrees to Typst source; translator.py says what each level of the translator adds."""
