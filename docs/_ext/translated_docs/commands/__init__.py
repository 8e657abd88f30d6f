"""What `make` calls: a module for each target."""
