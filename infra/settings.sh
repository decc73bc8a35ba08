#!/bin/sh
# The product's settings for this machine: settings.sh SUPERUSER_URL ISSUER PORT PRIVATE_PORT KEYS_FOLDER
# prints one export line each. Belongs here: what `make run` and the browser tests set alike.
# Never here: settings for real use (infra/systemd). A login that is set already stays.
set -eu
superuser=$1
login() { echo "$superuser" | sed "s|//[^@/]*@|//redress_$1@|"; }
show() { echo "export REDRESS_$1='$2'"; }
show DATABASE__MIGRATE_URL "$superuser"
show DATABASE__INTAKE_URL "${REDRESS_DATABASE__INTAKE_URL:-$(login intake)}"
show DATABASE__ELIGIBILITY_URL "${REDRESS_DATABASE__ELIGIBILITY_URL:-$(login eligibility)}"
show DATABASE__LEDGER_URL "${REDRESS_DATABASE__LEDGER_URL:-$(login ledger)}"
show DATABASE__DOCUMENTS_URL "${REDRESS_DATABASE__DOCUMENTS_URL:-$(login documents)}"
show DATABASE__SIGN_IN_URL "${REDRESS_DATABASE__SIGN_IN_URL:-$(login sign_in)}"
show OIDC__ISSUER "$2"
show OIDC__CLIENT_ID "${OIDC_CLIENT_ID:-redress}"
show OIDC__CLIENT_SECRET "${OIDC_CLIENT_SECRET:-redress-local-secret}"
show ALL_IN_ONE__ADDRESS "127.0.0.1:$3"
show ALL_IN_ONE__PUBLIC_URL "http://localhost:$3"
show ALL_IN_ONE__PRIVATE_ADDRESS "127.0.0.1:$4"
show SECRETS__VAULT_KEYS_FILE "$5/vault-keys.toml"
show SECRETS__PAGE_KEYS_FILE "$5/page-keys.toml"
show SECRETS__SEAL_KEY_FILE "$5/seal-key.toml"
