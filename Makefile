# Plain `make` lists what there is. Needs make and Python 3.11 or newer, nothing else.

PYTHON ?= python3
UV ?= uv
# make lock UPGRADE=--upgrade takes the newest versions; without it the locked ones stay where they still fit
UPGRADE ?=

RUN := .venv
DEV := .venv-dev
OUT := out

LOCK := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header $(UPGRADE)

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_REQUIRE_VIRTUALENV = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint bench lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: $(RUN)/made ## build the graph, write page and dossier of the article to out/, print the dossier
	@mkdir -p $(OUT)
	$(RUN)/bin/kgraph build
	$(RUN)/bin/kgraph show --focus russia turkey -o $(OUT)/russia-turkey.html
	$(RUN)/bin/kgraph dossier russia turkey --format md -o $(OUT)/dossier.md
	$(RUN)/bin/kgraph dossier russia turkey --format html -o $(OUT)/dossier.html
	$(RUN)/bin/kgraph dossier russia turkey

test: $(DEV)/made ## run all tests (those in the browser need Chromium)
	$(DEV)/bin/python -m pytest --numprocesses auto --dist loadfile

lint: $(DEV)/made ## check style, types and the direction of imports
	$(DEV)/bin/ruff check .
	$(DEV)/bin/ruff format --check .
	$(DEV)/bin/mypy
	$(DEV)/bin/lint-imports --no-logo

bench: $(DEV)/made ## measure speed, as ratios
	$(DEV)/bin/python -m benchmarks

lock: ## write the locks anew from pyproject.toml (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 2; }
	$(LOCK) pyproject.toml requirements/build.in --extra dev -o requirements/dev.lock
	$(LOCK) pyproject.toml requirements/build.in -c requirements/dev.lock -o requirements/run.lock
	$(LOCK) requirements/build.in -c requirements/dev.lock -o requirements/build.lock

clean: ## remove everything that was made
	rm -rf $(RUN) $(DEV) $(OUT) dist
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made once, and anew when its lock or pyproject.toml changes. The build tools come first, so that
# packages that exist as source only are built with locked tools as well.
$(RUN)/made: requirements/run.lock
$(DEV)/made: requirements/dev.lock

$(RUN)/made $(DEV)/made: requirements/build.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "kgraph needs Python 3.11 or newer; '$(PYTHON) -V' says: $$($(PYTHON) -V 2>&1)" >&2; \
	  echo "Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --require-hashes -r requirements/build.lock
	$(@D)/bin/python -m pip install --quiet --require-hashes --no-build-isolation -r requirements/$(if $(filter $(RUN)/%,$@),run,dev).lock
	$(@D)/bin/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@
