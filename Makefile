# Everything one needs to run, test and check Twofold. `make` alone lists the targets.

PYTHON := .venv/bin/python
NPM := $(PYTHON) -m tools.npm
PYTEST := $(PYTHON) -m pytest -q
INSTALL := $(PYTHON) -m pip install -qq --disable-pip-version-check
PIP := $(INSTALL) --require-hashes
UV := .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make locks'

# A story waits more than it computes: three keep two cores busy.
STORIES_AT_ONCE := 3
API_TESTS := tests --ignore=tests/browser --ignore=tests/bench
# Some of these wait too. On PostgreSQL one process begins with those of several processes, while two run the rest.
AT_ONCE_ON_SQLITE := -n 3
AT_ONCE_ON_POSTGRESQL := -n 3 --dist loadgroup
PHONE_SOURCES := $(shell find pwa/src pwa/content pwa/messages pwa/public pwa/project.inlang/*.js* \
	-not -path 'pwa/src/paraglide*' 2>/dev/null) $(wildcard pwa/*.json pwa/*.ts pwa/index.html)

# Compiled once and not in each of the processes that a run of tests starts.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run build dev demo bench test test-fast test-api test-pwa test-browser check format openapi locks

help: ## List these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: .venv/.for-running pwa/dist/index.html ## Twofold on http://127.0.0.1:8000 (or PORT), data under ./var (or TWOFOLD_DATA)
	@exec $(PYTHON) -m tools.run

build: .venv/.for-running pwa/dist/index.html ## All that the services of deploy/ need, compiled
	@$(PYTHON) -m compileall -q api

dev: .venv/.for-running pwa/node_modules/.installed ## The same, reloading server and phone app when sources change
	@exec $(PYTHON) -m tools.run --dev

demo: .venv/.for-running pwa/dist/index.html ## A paired couple with three weeks of sealed history, in `demo` below the data, and a link for each phone
	@exec $(PYTHON) -m tools.demo

bench: .venv/.for-testing .venv/.for-bench pwa/dist/index.html ## Measure size and speed; with ONLY=api the API beside other servers
	$(PYTHON) -m tests.bench $(ONLY)

test: test-api test-pwa test-browser ## Everything: the API on both databases, the phone's logic, stories in real browsers

test-fast: .venv/.for-testing pwa/node_modules/.installed ## The API on SQLite and the phone's logic, without what is slow
	TWOFOLD_TEST_DATABASE=sqlite $(PYTEST) $(API_TESTS) -n 2 --ignore=tests/attacks --ignore=tests/contract -m 'not slow'
	$(NPM) --prefix pwa test -- --tags-filter '!slow'

test-api: .venv/.for-testing pwa/dist/index.html ## The API on SQLite, then on PostgreSQL what it could break, and as several processes
	TWOFOLD_TEST_DATABASE=sqlite $(PYTEST) $(API_TESTS) $(AT_ONCE_ON_SQLITE)
	TWOFOLD_TEST_DATABASE=postgresql $(PYTEST) $(API_TESTS) $(AT_ONCE_ON_POSTGRESQL)

test-pwa: pwa/node_modules/.installed ## The phone's logic, in Node
	$(NPM) --prefix pwa test

test-browser: .venv/.for-testing pwa/dist/index.html ## Stories on two phones in Chromium and Firefox, with real push
	$(PYTHON) -m tools.browsers
	$(PYTEST) tests/browser -n $(STORIES_AT_ONCE) --dist load --maxschedchunk 1

check: .venv/.for-testing pwa/tools/node_modules/.installed pwa/dist/index.html ## Lint, types, imports, first-load size, drift of spec, types and migrations
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/pyright
	$(NPM) --prefix pwa run --silent lint
	$(NPM) --prefix pwa run --silent types
	$(PYTHON) -m tools.drift
	$(PYTHON) -m api.cli check-migrations
	$(PYTEST) $(addprefix tests/contract/test_,house.py imports.py readers.py taps_and_typing.py)
	$(PYTHON) -m tools.bundle_size

format: .venv/.for-testing pwa/node_modules/.installed ## Format both languages and sort their imports
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .
	$(NPM) --prefix pwa run --silent format

openapi: .venv/.for-testing pwa/tools/node_modules/.installed ## Write openapi.yaml and the phone app's types from the server's routes
	$(PYTHON) -m tools.drift --write

locks: .venv/.for-testing ## Pin again what requirements*.in and package.json ask for
	$(UV) requirements.in -o requirements.lock
	$(UV) requirements-build.in -o requirements-build.lock
	$(UV) -c requirements.lock -c requirements-build.lock requirements-dev.in -o requirements-dev.lock
	$(UV) -c requirements.lock tests/bench/requirements.in -o tests/bench/requirements.lock
	$(NPM) --prefix pwa install --package-lock-only
	$(NPM) --prefix pwa/tools install --package-lock-only
	$(NPM) --prefix tests/bench install --package-lock-only
	$(PYTHON) -m tools.strip_lock pwa/package-lock.json pwa/tools/package-lock.json tests/bench/package-lock.json

# ---- What the targets above stand on. Each file is newer than what it was made from, so a second run costs nothing.

$(PYTHON):
	python3 -m tools.environment

.venv/.for-running: requirements.lock requirements-build.lock pyproject.toml | $(PYTHON)
	$(PIP) -r requirements.lock -r requirements-build.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.for-testing: requirements-dev.lock .venv/.for-running
	$(PIP) -r requirements-dev.lock
	@touch $@

.venv/.for-bench: tests/bench/requirements.lock | .venv/.for-testing
	$(PYTHON) -m venv .venv/bench
	.venv/bench/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

pwa/node_modules/.installed: pwa/package-lock.json | .venv/.for-running
	$(NPM) --prefix pwa ci
	@touch $@

pwa/tools/node_modules/.installed: pwa/tools/package-lock.json | .venv/.for-running
	$(NPM) --prefix pwa/tools ci
	@touch $@

pwa/dist/index.html: pwa/node_modules/.installed $(PHONE_SOURCES)
	$(NPM) --prefix pwa run --silent build
	$(PYTHON) -m whitenoise.compress --quiet --no-brotli pwa/dist
