#!/bin/sh
# An empty, migrated database for development: eval "$(infra/postgres/fresh-db.sh NAME)"
# Belongs here: (re)making database NAME on the development cluster in .run/dev-pg, with every table and definition.
# Never here: data, or a database that somebody uses: NAME is dropped with all that is in it.
# Prints the URLs that sqlx.toml of each service asks for, so that `cargo check` can ask this database.
# REDRESS_CLUSTER names another cluster folder; REDRESS_MIGRATIONS another migrations folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
name=${1:?usage: fresh-db.sh NAME}
case $name in
    *[!a-z0-9_]* | postgres | template*) echo "A name has lower-case letters, digits and _ only." >&2; exit 2 ;;
esac
cluster=${REDRESS_CLUSTER:-$root/.run/dev-pg}
migrations=${REDRESS_MIGRATIONS:-$root/migrations}
"$here/cluster.sh" start "$cluster" --fast >/dev/null
super() { "$here/cluster.sh" url "$cluster" postgres_local "$1"; }
run_sql() { # run_sql DATABASE psql-arguments...
    target=$1
    shift
    PGOPTIONS='--client-min-messages=warning' psql -qX -v ON_ERROR_STOP=1 "$(super "$target")" "$@"
}

# Roles belong to the whole cluster: two colleagues' first migrations at once would collide.
exec 9>"$cluster/fresh-db.lock"
flock 9
run_sql postgres -c "drop database if exists $name with (force)" -c "create database $name"
for file in "$migrations"/[0-9]*_*.sql; do
    [ -f "$file" ] || continue
    # Each in one transaction, as the migrator does it; the file itself chooses the role it works as.
    run_sql "$name" --single-transaction -f "$file" >&2 || { echo "failed: ${file##*/}" >&2; exit 1; }
done
definitions=$migrations/definitions
{
    cat "$definitions/before.sql"
    while read -r topic; do cat "$definitions/$topic"/*.sql; done <"$definitions/topics.txt"
    cat "$definitions/after.sql"
} | run_sql "$name" --single-transaction >/dev/null || { echo "failed: definitions" >&2; exit 1; }
exec 9>&-
for service in sign_in intake eligibility ledger documents; do
    upper=$(echo "$service" | tr '[:lower:]' '[:upper:]')
    echo "export ${upper}_DATABASE_URL='$("$here/cluster.sh" url "$cluster" "redress_$service" "$name")'"
done
# Nobody signs in as the owner of the objects: the superuser steps down to that role.
echo "export SHARED_DATABASE_URL='$(super "$name")&options=-c%20role%3Dredress_owner'"
echo "export DATABASE_URL='$(super "$name")'"
echo "export SQLX_OFFLINE=false"
echo "export SQLX_OFFLINE_DIR='$root/.sqlx'"
