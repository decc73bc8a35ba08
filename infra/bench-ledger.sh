#!/bin/sh
# What a posting costs in the ledger, in cala-ledger and as a bare row, on one durable cluster that is thrown away.
# LEDGER_ROWS (10,000,000), LEDGER_BATCH (100,000), ROUNDS (3) and SECONDS (3 a measure) make it shorter.
# Belongs here: databases, settings that make it fair. Never here: what is measured (tests/bench-ledger).
# pgledger is a script of SQL that no registry carries: it is named here and left out.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
run=$root/.run/bench-ledger
cluster=$run/pg
mkdir -p "$run"
exec 8>"$run/lock"
flock 8
infra/need.sh 'command -v cc' gcc libc6-dev
(cd tests/bench-ledger && CARGO_TARGET_DIR="$run/target" cargo build --release --locked --quiet)
finish() { infra/postgres/cluster.sh remove "$cluster" 8>&-; }
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
finish
super() { infra/postgres/cluster.sh url "$cluster" postgres_local "$1"; }
infra/postgres/cluster.sh start "$cluster" 8>&- >/dev/null # durable
psql -qX "$(super postgres)" -c "alter system set shared_buffers = '1GB'" -c "alter system set max_wal_size = '8GB'" \
    -c "alter system set checkpoint_timeout = '15min'"
infra/postgres/cluster.sh stop "$cluster" 8>&-
infra/postgres/cluster.sh start "$cluster" 8>&- >/dev/null
for name in ours sized; do
    REDRESS_CLUSTER="$cluster" infra/postgres/fresh-db.sh "$name" 8>&- >"$run/$name" 2>"$run/migrated"
done
psql -qX "$(super postgres)" -c 'create database bare' -c 'create database cala'
ledger() { infra/postgres/cluster.sh url "$cluster" redress_ledger "$1"; }
OURS=$(ledger ours) OURS_OWNER=$(super ours) SIZED=$(ledger sized) SIZED_OWNER=$(super sized)
BARE=$(super bare) CALA=$(super cala)
export OURS OURS_OWNER SIZED SIZED_OWNER BARE CALA
psql -qAtX "$(super postgres)" -c "select version()" -c "select name || ' = ' || setting || coalesce(' ' || unit, '') from pg_settings
  where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size') order by name"
echo "$(nproc) cores; load before: $(cut -d' ' -f1-3 /proc/loadavg)"
"$run/target/release/redress-bench-ledger"
