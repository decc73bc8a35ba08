#!/bin/sh
# Stops and deletes every cluster of this checkout, then .run and what was built. Asks nobody: it is all made here.
set -eu
cd "$(dirname "$0")/.."
for place in .run/*/place; do
    [ -f "$place" ] || continue
    infra/postgres/cluster.sh remove "${place%/place}"
done
rm -rf .run tests/browser/artefacts tests/browser/node_modules infra/oidc/node_modules infra/node/node_modules
cargo clean --quiet
