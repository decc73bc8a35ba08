#!/bin/sh
# Every operation of the four APIs is tried against its description: run.sh SUPERUSER_URL
# Belongs here: the program with made-up claims on a database of its own, tokens of its people, and their end.
# Never here: which answers are right (the descriptions; hooks.py). SUPERUSER_URL names a cluster for tests.
# PORT is where the program is served (18080), SERVICES which APIs are tried (all four).
set -eu
cd "$(dirname "$0")/../.."
work=$PWD/.run/apis
program=${CARGO_TARGET_DIR:-target}/debug/redress
port=${PORT:-18080}
people="advocate.amina intake.ines chair.chandra panel.paul finance.farid approver.asha liaison.lena auditor.ola admin.ada"
infra/schemathesis/fetch.sh .run/schemathesis
mkdir -p "$work"
finish() {
    trap '' INT TERM
    if [ -n "${served:-}" ] && kill "$served" 2>/dev/null; then wait "$served" || true; fi
    infra/provider.sh stop "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

database=$(echo "$1" | sed 's|/redress?|/redress_apis?|')
psql -qX "$1" -c 'set client_min_messages = warning' \
    -c 'drop database if exists redress_apis with (force)' -c 'create database redress_apis'
issuer=$(infra/provider.sh start "$work" 0)
rm -rf "$work/keys"
"$program" new-keys "$work/keys"
eval "$(infra/settings.sh "$database" "$issuer" "$port" "$((port + 1))" "$work/keys")"
"$program" migrate
"$program" seed --claims 20
# One caller asks as fast as it can, and half of what it asks for is not there.
REDRESS_LIMITS__PER_PERSON=1000000 "$program" serve >"$work/log" 2>&1 8>&- &
served=$!
tokens=
for person in $people; do
    role=$(infra/node/node.sh infra/oidc/people.mjs | sed -n "s/^ *$person  *\([a-z_]*\).*/\1/p")
    tokens="$tokens,\"$role\":\"$(infra/node/node.sh infra/oidc/token.mjs "$person" "$issuer")\""
done
export API_TOKENS="{${tokens#,}}" API_ADDRESS="http://localhost:$port"
kill -0 "$served" 2>/dev/null || { tail "$work/log" >&2; exit 1; }
for service in ${SERVICES:-intake eligibility ledger documents}; do
    .run/schemathesis/py/bin/schemathesis --config-file infra/schemathesis/schemathesis.toml \
        run "$API_ADDRESS/api/$service/openapi.json" || failed=yes
done
[ -z "${failed:-}" ]
