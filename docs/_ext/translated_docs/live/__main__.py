"""Start the live server: a module of its own, as Python warns of one that is both run and imported."""

from translated_docs.live import interrupt  # noqa: F401, I001  # before all that takes time
from translated_docs.live.server import main

if __name__ == "__main__":
    main()
