#!/bin/sh
# All tests: test.sh; only those in a browser: test.sh browser; only the APIs against their descriptions: test.sh apis.
# Belongs here: a database, a sign-in provider, schemas and a browser that are only for the tests, and their end.
# Never here: what is tested. The Rust tests find what they need in REDRESS_TEST_DATABASE_URL (a superuser of a
# cluster that is thrown away), REDRESS_TEST_OIDC_COMMAND (starts a provider; its argument is a port, 0 for any)
# and REDRESS_XSD_DIR.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
what=${1:-all}
mkdir -p .run
exec 8>.run/test.lock # two runs in one checkout would stop each other's database
flock 8
cluster=$root/.run/test-pg
finish() { infra/postgres/cluster.sh remove "$cluster" 8>&-; }
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
finish # what a killed run left
infra/step.sh setup make -s setup xsd peers browser schemathesis
infra/postgres/cluster.sh start "$cluster" --fast 8>&- >/dev/null
REDRESS_TEST_DATABASE_URL=$(infra/postgres/cluster.sh url "$cluster")
export REDRESS_TEST_DATABASE_URL
export REDRESS_TEST_OIDC_COMMAND="$root/infra/oidc/start.sh"
export REDRESS_XSD_DIR="$root/.run/xsd"
# The stories run the programs themselves.
infra/step.sh build cargo build --workspace --locked
if [ "$what" = all ]; then
    infra/step.sh tests cargo test --workspace --locked --no-fail-fast
fi
if [ "$what" != browser ]; then
    infra/step.sh apis infra/schemathesis/run.sh "$REDRESS_TEST_DATABASE_URL"
fi
if [ "$what" = apis ]; then exit 0; fi
infra/step.sh browser infra/node/node.sh --test --test-concurrency=1 --test-reporter=spec 'tests/browser/*.test.mjs'
# The same story over four programs.
REDRESS_TEST_SHAPE=four infra/step.sh four infra/node/node.sh --test --test-reporter=spec tests/browser/story.test.mjs
