#!/usr/bin/env bash
# cinderlib keeps volumes in memory or in a database, as it is told.  With what its own requirements bring today the
# database can't be set up: cinderlib hands the migrations of Cinder a connection, which they ask for another one, and
# from SQLAlchemy 2.0 on a connection has no `connect`.  No requirement of the two says so; in memory all is well.
# Versions: cinderlib 5.2.0, Cinder 23.5.0, SQLAlchemy 2.1.9, Python 3.11.
# Who would care: whoever wants volumes of a driver of Cinder to outlive the process, without Cinder's services.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cinderlib==5.2.0 cinder==23.5.0 sqlalchemy==2.1.9
cat > set_up.py <<'EOF'
import sys
from importlib.metadata import version

import cinderlib

storages = {"db": {"storage": "db", "connection": "sqlite:///volumes.sqlite"}, "memory": {"storage": "memory"}}
try:
    cinderlib.setup(persistence_config=storages[sys.argv[1]])
    came = "is set up"
except AttributeError as error:
    came = f"AttributeError: {error}"
print(f"cinderlib {version('cinderlib')}, cinder {version('cinder')}, sqlalchemy {version('sqlalchemy')}: {came}")
EOF
in_database=$(venv/bin/python -W ignore set_up.py db 2>/dev/null)
in_memory=$(venv/bin/python -W ignore set_up.py memory 2>/dev/null)
echo "in a database: $in_database"
echo "in memory: $in_memory"
[[ $in_database == *"AttributeError: 'Connection' object has no attribute 'connect'"* && $in_memory == *"is set up" ]]
