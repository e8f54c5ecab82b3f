# make demo   the demo municipality on http://localhost:8000/nb/ (PORT=, HOST=)
# make test   the whole suite: package, demo, browser, wheel in an empty site
#
# Both build their own environment in .venv from a Python 3.11 or newer; nothing else is
# needed. `uv` is used for speed where there is one (`make UV= …` does without).

PORT ?= 8000
HOST ?= 127.0.0.1
VENV ?= .venv
ARGS ?=

# The first that really is 3.11 or newer and can make environments.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$p; break; fi; done)
UV ?= $(shell if uv --version >/dev/null 2>&1; then echo uv; fi)
ifneq ($(UV),)
PIP_INSTALL = $(UV) pip install --quiet --python $(VENV)/bin/python
else
PIP_INSTALL = $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check
endif
BIN = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint format types messages clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' Makefile
	@echo "Also: make lint, types, format, coverage, messages, clean"

# --- environments ------------------------------------------------------------------------
# One environment; a stamp per set of extras, out of date when pyproject.toml is newer.

$(VENV)/.made:
	@if [ -z "$(PYTHON)" ]; then \
		echo "No Python 3.11 or newer with venv found (on Debian: apt install python3-venv)." >&2; \
		echo "Name one: make PYTHON=/path/to/python3.12 …" >&2; exit 1; fi
	@echo "Making $(VENV) with $$($(PYTHON) --version) …"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.demo: pyproject.toml $(VENV)/.made
	@echo "Installing what the demo needs …"
	@$(PIP_INSTALL) -e '.[demo]'
	@touch $@

$(VENV)/.test: pyproject.toml $(VENV)/.made
	@echo "Installing what the tests need …"
	@$(PIP_INSTALL) -e '.[test]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.made
	@echo "Installing what developers need …"
	@$(PIP_INSTALL) -e '.[dev]'
	@touch $@

# --- what to do --------------------------------------------------------------------------

demo: $(VENV)/.demo
	@exec $(BIN)/python scripts/serve_demo.py --host $(HOST) --port $(PORT)

test: $(VENV)/.test
	@exec $(BIN)/python scripts/run_tests.py $(ARGS)

coverage: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term-missing -m "not install"

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint wagtail_hjelp example_site

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

types: $(VENV)/.dev
	$(BIN)/mypy

# Needs gettext. Collects the texts of the package into its .po files and compiles them.
messages: $(VENV)/.test
	$(BIN)/python scripts/messages.py update

clean:
	rm -rf $(VENV) .venv-* .cache .mypy_cache .pytest_cache .ruff_cache .coverage htmlcov dist build \
		example_site/db.sqlite3* example_site/media example_site/static_collected
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
