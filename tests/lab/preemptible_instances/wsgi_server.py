"""One API of OpenStack on a port of 127.0.0.1: `wsgi_server.py MODULE PORT`, as its WSGI module is served anywhere."""

import importlib
import sys

from waitress import serve

_, module, port = sys.argv
sys.argv = [module]  # Nova reads it as its own command line
serve(importlib.import_module(module).application, listen=f"127.0.0.1:{port}", threads=8)
