"""The server of `make live`: server.py watches and answers, build_worker.py builds in a process of its own."""
