"""What `make catalogs` writes: merge.py into one catalog, moves.py between catalogs, repair.py what other programs have left behind."""
