#!/bin/sh
# Brings what a run needs and isn't there: a C compiler, PostgreSQL, the local provider's packages.
# Belongs here: presence, once. Never here: starting anything.
# With DATABASE_URL or OIDC_ISSUER set, PostgreSQL or the provider are somebody else's.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/need.sh" 'command -v cc' gcc libc6-dev
if [ -z "${DATABASE_URL:-}" ]; then "$here/postgres/cluster.sh" install "$here/../.run/pg"; fi
if [ -z "${OIDC_ISSUER:-}" ]; then "$here/node/node.sh" --install "$here/oidc"; fi
