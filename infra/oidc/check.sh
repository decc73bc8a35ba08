#!/bin/sh
# Is a provider there and fit for the product? check.sh [ISSUER] asks its discovery document.
# Works for any OpenID provider, the local one or an organisation's own.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../node/node.sh" "$here/check.mjs" "${1:-${OIDC_ISSUER:-http://localhost:9000}}"
