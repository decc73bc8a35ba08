#!/bin/sh
# The program that tries the APIs against their descriptions: fetch.sh FOLDER leaves a Python with Schemathesis in FOLDER.
# Belongs here: presence, once. Never here: anything the product reads.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
if cmp -s "$here/requirements.txt" "$folder/.complete"; then exit 0; fi
"$here/../need.sh" 'python3 -c "import ensurepip, venv"' python3 python3-venv
rm -rf "$folder/py"
python3 -m venv "$folder/py"
"$folder/py/bin/python" -m pip install -q --disable-pip-version-check --only-binary :all: --no-deps \
    -r "$here/requirements.txt"
cp "$here/requirements.txt" "$folder/.complete"
