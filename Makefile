# Plumb: `make demo` shows it at work, `make check` is what a change must pass.
#
# Every goal installs what it needs and is missing (apt; as root, or with sudo) and may be run again
# and again. Nothing outside .build*, .plumb and the caches named in CONTRIBUTING.md is written.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

ENVIRONMENT ?= local
RELEASE := .build/release/plumb
DEBUG := .build/debug/plumb
SWIFT_FLAGS ?=

.PHONY: help demo build release test unit examples behaviour servers check lint limits imports bench format \
	clean

help:
	@echo 'make demo      plan, apply and verify this repository'"'"'s own desired-state on a local server'
	@echo 'make test      run all tests, all examples and the project'"'"'s own tests'
	@echo 'make check     formatting, limits, imports and all tests'
	@echo 'make bench     compare with pg_dump --schema-only on a large schema (SQL=file for your own)'
	@echo 'make build     debug build          make release   optimised build'
	@echo 'make format    format the sources   make clean     remove what was built, and .plumb'

demo:
	@Scripts/install-dependencies demo
	@$(MAKE) release
	@Scripts/demo $(RELEASE) $(ENVIRONMENT)

build:
	@Scripts/install-dependencies build
	swift build $(SWIFT_FLAGS) --build-tests

release:
	@Scripts/install-dependencies build
	swift build $(SWIFT_FLAGS) -c release --static-swift-stdlib --product plumb

test: examples behaviour unit

unit:
	@Scripts/install-dependencies test
	Scripts/run-unit-tests $(SWIFT_FLAGS)

examples:
	@Scripts/install-dependencies test
	swift build $(SWIFT_FLAGS) --product plumb
	Scripts/run-examples $(DEBUG)

# The tests of this repository's own project; each policy has some.
behaviour:
	@Scripts/install-dependencies test
	swift build $(SWIFT_FLAGS) --product plumb
	Scripts/run-tests $(DEBUG)

# The examples on every other server version that can be had.
servers:
	@Scripts/install-dependencies test
	swift build $(SWIFT_FLAGS) --product plumb
	for bin in $$(Scripts/postgres-servers --fetch); do \
		echo "== $$("$$bin/postgres" --version)"; \
		PLUMB_POSTGRES_BIN=$$bin ANY_OUTPUT=1 Scripts/run-examples $(DEBUG) minimal plain-postgres; \
	done

check: lint limits imports test

lint:
	swift format lint --strict --recursive Sources Tests

limits:
	Scripts/check-limits

imports:
	@Scripts/install-dependencies build
	Scripts/check-imports
	swift build $(SWIFT_FLAGS) --explicit-target-dependency-import-check error

bench:
	@Scripts/install-dependencies demo
	@$(MAKE) release
	Benchmarks/bench.py --plumb $(RELEASE) $(if $(SQL),--sql $(SQL))

format:
	swift format --in-place --recursive Sources Tests

clean:
	@if [ -d .plumb ] && [ -x $(DEBUG) -o -x $(RELEASE) ]; then Scripts/stop-local; fi
	rm -rf .build .plumb
