#!/bin/sh
# Proves a big journal: ENTRIES (500,000) posted into a database that is thrown away, exported, loaded into hledger and
# Beancount, every balance compared with the books, the audit run.
# Belongs here: the order of things, times and sizes. Never here: what is exported or compared.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
run=$root/.run/prove
entries=${ENTRIES:-500000}
cluster=$run/pg
mkdir -p "$run"
exec 8>"$run/lock"
flock 8
finish() { infra/postgres/cluster.sh remove "$cluster" 8>&-; }
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
finish
infra/peers/fetch.sh .run/peers
infra/step.sh build cargo build --locked --quiet -p redress
cp target/debug/redress "$run/redress" # whoever builds meanwhile changes nothing
redress=$run/redress
REDRESS_CLUSTER="$cluster" infra/postgres/fresh-db.sh redress 8>&- >"$run/urls" 2>"$run/migrated"
. "$run/urls"
rm -rf "$run/keys" "$run"/books*
"$redress" new-keys "$run/keys"
settings=$(infra/settings.sh "$DATABASE_URL" http://localhost:1 1 1 "$run/keys")
eval "$settings"
claims=$((entries / 5))
super() { psql -qAtX -v ON_ERROR_STOP=1 "$DATABASE_URL" "$@"; }
super <<SQL
set session_replication_role = replica;
insert into shared.claim (claim_id, claim_code, claimant_id, advocate_id, organisation, language, stage, stage_since)
select md5('claim ' || i)::uuid, regexp_replace(lpad(i::text, 16, '0'), '(....)(....)(....)(....)', '\1-\2-\3-\4'), md5('claim ' || i)::uuid,
  md5('x')::uuid, 'x', 'en', 'accepted', now() from generate_series(1, $claims) as i;
SQL
infra/step.sh post psql -qAtX -v claims="$claims" -v batch=10000 -f infra/peers/load.sql -o "$run/loaded" "$DATABASE_URL"
super -c "select count(*) || ' entries, ' || sum(cardinality(accounts)) || ' legs, ' || count(*) filter (where kind = 'reversal')
  || ' taken back, ' || pg_size_pretty(pg_total_relation_size('ledger.entry')) from ledger.entry"
# Named here once more, so that the exporter's names are not taken on trust.
super >"$run/books" <<'SQL'
begin;
select shared.act_as(gen_random_uuid(), 'system', '*', '') \g /dev/null
select case number / 1000 when 1 then 'Assets' when 2 then 'Liabilities' when 3 then case when number >= 3900 then 'Equity' else 'Income' end
    else 'Expenses' end || ':' || upper(left(head, 1)) || replace(substr(head, 2), '_', '-')
  || case holder when '' then '' else ':' || upper(left(holder, 1)) || replace(replace(substr(holder, 2), ':', '-c'), '.', '-p') end
  || ':' || currency || ',' || (debit - credit) || ',' || currency
from ledger.balance(null, null) where debit <> 0 or credit <> 0;
SQL
for format in hledger beancount csv; do
    infra/step.sh "$format" "$redress" export-journal --format "$format" "$run/books.$format"
done
ls -l "$run"/books.* | awk '{ print $5 " bytes " $9 }'
infra/step.sh compare "$root/.run/peers/py/bin/python" infra/peers/compare.py "$run/books" "$run/books.hledger" \
    "$run/books.beancount" "$run/books.csv"
# The claims of this journal have no awards, its money no contributions, and its foreign cash was never bought, so that
# four promises can't hold; others must.
"$redress" audit >"$run/audit" || true
if grep -v -e ' books_equal_claims: ' -e ' funds_equal_books: ' -e ' exchange_mirrors_cash: ' \
    -e ' foreign_cash_equals_books: ' "$run/audit" | grep '^broken '; then exit 1; fi
echo "audit: no other promise is broken"
rm -f "$run"/books.*
