# Every step of work on Redress, one target each; `make` lists them.
# Needs git, make and Rust to begin with; what else is missing comes from Debian's packages (as root)
# or is named with the one command that brings it. All that is made at run time lies in .run and target.
SHELL := /bin/sh
.DEFAULT_GOAL := help
STEP := infra/step.sh

.PHONY: help setup db run test check bench bench-ledger prove-books sqlx xsd peers schemathesis browser e2e apis seed clean

help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

setup: ## bring what a run needs: C compiler, PostgreSQL, the local sign-in provider
	@infra/setup.sh

run: ## everything on http://localhost:8080, with made-up data at the first start; Ctrl-C stops it all
	@infra/run.sh

seed: ## add made-up claims to what `make run` serves: make seed CLAIMS=20
	@infra/run.sh seed $(or $(CLAIMS),20)

test: ## all tests, with a database, a provider and a browser of their own
	@infra/test.sh

e2e: ## the browser tests alone
	@infra/test.sh browser

apis: ## the four APIs tried against their descriptions alone
	@infra/test.sh apis

check: ## formatting, lints, documentation
	@$(STEP) format cargo fmt --all --check
	@$(STEP) clippy cargo clippy --workspace --all-targets --locked -- -D warnings
	@RUSTDOCFLAGS='-D warnings' $(STEP) doc cargo doc --workspace --no-deps --locked --quiet

bench: ## speed of the mechanism beside its peers, then of the ledger with a million rows (no part of the tests)
	@infra/bench.sh
	@LEDGER_ROWS=$(or $(LEDGER_ROWS),1000000) infra/bench-ledger.sh

bench-ledger: ## what a posting costs beside cala-ledger and bare rows; LEDGER_ROWS=10000000
	@infra/bench-ledger.sh

prove-books: ## a million postings, exported to hledger and Beancount, every balance compared; ENTRIES=500000
	@infra/prove-books.sh

db: ## a fresh development database; prints the URLs to export
	@infra/postgres/fresh-db.sh $(or $(NAME),dev)

sqlx: ## renew .sqlx: every query checked against the migrations, as the role of its service
	@infra/sqlx.sh

xsd: ## the ISO 20022 schemas for the tests
	@infra/xsd/fetch.sh .run/xsd

peers: ## the accounting programs that judge exported journals in the tests
	@infra/peers/fetch.sh .run/peers

schemathesis: ## the program that tries the APIs against their descriptions
	@infra/schemathesis/fetch.sh .run/schemathesis

browser: ## Chromium and what drives it, and the front server of real use
	@infra/need.sh 'test -n "$$CHROMIUM" || command -v chromium' chromium fonts-dejavu-core
	@infra/need.sh 'test -x /usr/sbin/nginx || command -v nginx' nginx-light openssl
	@infra/node/node.sh --install tests/browser

clean: ## stop and delete all that .run holds, and what was built
	@infra/clean.sh
