#!/bin/sh
# Renews .sqlx: every checked query is asked of a freshly migrated database, as the role of its service.
# Belongs here: the one way that .sqlx changes. Never here: a query that no longer exists; the folder is replaced.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
urls=$(infra/postgres/fresh-db.sh sqlx)
eval "$urls"
new=$root/.run/sqlx
rm -rf "$new"
mkdir -p "$new"
export SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$new"
# The compiler doesn't know that the database changed: make it look at every crate again.
find services shared tests -name '*.rs' -path '*/src/*' \( -name lib.rs -o -name main.rs \) -exec touch {} +
cargo check --workspace --all-targets
rm -rf .sqlx
mv "$new" .sqlx
echo ".sqlx: $(find .sqlx -name 'query-*.json' | wc -l) queries"
