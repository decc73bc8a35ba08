#!/bin/sh
# Redress on this machine: run.sh serves until Ctrl-C; run.sh seed N adds made-up claims.
# Belongs here: order and end of what a run needs: database, migrations, sign-in provider, program.
# Never here: a secret for real use. Data lie in .run/pg and stay there from run to run (make clean deletes them).
# DATABASE_URL, and OIDC_ISSUER with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, when set, are used instead of our own;
# PORT is where it is served (8080), OIDC_PORT where the local provider is (9000).
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
run=$root/.run
port=${PORT:-8080}
provider_port=${OIDC_PORT:-9000}
program=${CARGO_TARGET_DIR:-$root/target}/debug/redress
mkdir -p "$run"

use_database() { # sets $database; starts our own cluster unless one is given
    database=${DATABASE_URL:-}
    if [ -z "$database" ]; then
        database=$(infra/postgres/cluster.sh start "$run/pg" --durable 8>&-)
        own_database=yes
    fi
}
use_provider() { # sets $issuer; starts our own provider unless one is given
    issuer=${OIDC_ISSUER:-}
    if [ -z "$issuer" ]; then
        issuer=$(infra/provider.sh start "$run/provider" "$provider_port")
        own_provider=yes
    fi
}
settings() { # settings ISSUER: everything the program is told
    eval "$(infra/settings.sh "$database" "$1" "$port" "$((port + 1000))" "$run/keys")"
}
announce() {
    echo
    echo "Redress     http://localhost:$port"
    echo "sign-in     $issuer"
    if [ "${own_provider:-}" = yes ]; then
        echo "people      (a password is the user name)"
        infra/node/node.sh infra/oidc/people.mjs
    fi
    echo "Ctrl-C stops it all; the data stay."
}
finish() {
    trap '' INT TERM
    if [ -n "${served:-}" ] && kill "$served" 2>/dev/null; then wait "$served" || true; fi
    if [ "${own_provider:-}" = yes ]; then infra/provider.sh stop "$run/provider"; fi
    if [ "${own_database:-}" = yes ]; then infra/postgres/cluster.sh stop "$run/pg"; fi
}

if [ "${1:-}" = seed ]; then
    # Beside a running one: its cluster is found by its folder, and left as it is.
    database=${DATABASE_URL:-$(infra/postgres/cluster.sh url "$run/pg")}
    settings "${OIDC_ISSUER:-http://localhost:$provider_port}"
    exec "$program" seed --claims "${2:-20}"
fi

exec 8>"$run/run.lock"
flock -n 8 || { echo "It runs already in this checkout." >&2; exit 1; }
infra/setup.sh
cargo build --locked -p redress
trap finish EXIT
trap 'exit 0' INT TERM # the ordinary end
use_database
use_provider
settings "$issuer"
[ -f "$run/keys/seal-key.toml" ] || "$program" new-keys "$run/keys"
"$program" migrate
# Only our own database is filled; on somebody else's nothing is made up.
if [ "${own_database:-}" = yes ]; then "$program" seed --claims 20 --only-if-empty; fi
"$program" serve 8>&- &
served=$!
sleep 1
kill -0 "$served" 2>/dev/null || exit 1 # it has said why
announce
wait "$served"
