#!/bin/sh
# Node.js 22 or newer, wherever it is: node.sh SCRIPT [ARGUMENTS] runs it; node.sh --install FOLDER installs
# the packages locked in FOLDER. Belongs here: finding or fetching Node.js for the tools around the product.
# Never here: anything that the product needs to run; it needs no Node.js.
# Where the system's is older or missing, Debian's npm fetches the version locked beside this script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
recent() { [ -x "$1" ] && [ "$("$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 22 ]; }
find_node() { # sets $node, or leaves it empty
    for node in "$(command -v node || true)" "$here"/node_modules/node-linux-*/bin/node; do
        if recent "$node"; then return; fi
    done
    node=
}
packages() { # packages FOLDER: exactly what its lock file says, once
    if ! cmp -s "$1/package-lock.json" "$1/node_modules/.complete"; then
        "$here/../need.sh" 'command -v npm' npm nodejs
        (cd "$1" && npm ci --silent --no-progress >&2)
        cp "$1/package-lock.json" "$1/node_modules/.complete"
    fi
}
if [ "${1:-}" = --install ]; then
    packages "$2"
    exit 0
fi
find_node
if [ -z "$node" ]; then
    packages "$here"
    find_node
fi
[ -n "$node" ] || { echo "No Node.js 22 or newer for this machine; install one and put it on the PATH." >&2; exit 1; }
exec "$node" "$@"
