#!/bin/sh
# Starts the local OpenID provider in the foreground: start.sh [PORT] (default 9000; 0 picks a free one).
# Prints `provider ready: ISSUER` when it answers; stops on SIGTERM or SIGINT.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
"$here/../node/node.sh" --install "$here"
PORT=${1:-${PORT:-9000}} exec "$here/../node/node.sh" "$here/provider.mjs"
