# Settings come from the environment and reach everything below: PORT=9000 STORE_URL=mongodb://… make run
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run dev test check bench faults clean

# The Node that the project brings along, whatever the machine has.
NODE := ./node_modules/.bin/node
SOURCES := $(wildcard shared/*/src services/*/src)

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .installed ## Build widget and console, then start the server in this terminal
	@npm run --silent build
	@LOG_LEVEL=$${LOG_LEVEL:-warn} exec $(NODE) services/server/src/main.ts

dev: .installed ## The same, building and starting again on every change
	@exec $(NODE) --watch $(addprefix --watch-path=,$(SOURCES)) services/server/dev.ts

test: .installed ## Run every suite, against every server there is
	@.ci/install-servers
	@npm test

check: .installed ## Check types and style, and build within the size budgets
	@npm run --silent typecheck
	@npm run --silent lint
	@npm run --silent build

bench: .installed ## Measure against the floors; writes artefacts/bench
	@npm run --silent bench

# Half a minute a run, each with the next seed: so many seeds at least, and so many minutes at least.
SEED ?= 1
SEEDS ?= 10
STORE ?= both
MINUTES ?= 10
faults: .installed ## Harm real servers, SEED=1 SEEDS=10 MINUTES=10 STORE=sqlite|mongo|both; writes artefacts/faults
	@npm run --silent faults -- --seed $(SEED) --seeds $(SEEDS) --minutes $(MINUTES) --store $(STORE) --clients 50 --rate 0.4

clean: ## Remove what was installed and built; the data stays
	rm -rf node_modules artefacts .installed services/*/dist

# A changed lock file or a missing node_modules calls for a new installation.
.installed: package-lock.json $(if $(wildcard node_modules/.package-lock.json),,reinstall)
	@echo "installing packages (the first time takes half a minute)"
	npm ci --loglevel error
	@touch $@

.PHONY: reinstall
reinstall:
