# Each target sets up what it needs first: `make demo` and `make test` work as the first command on a fresh Debian or
# Ubuntu with Python 3.11 or newer.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
SHARED := ../shared
DEMO := demo
# The longest first, so that no core waits for one of them at the end.
TESTS := tests/faults tests/flow tests/golden tests/unit

.PHONY: help setup demo test lint format unit score bench lock clean

help:  ## What can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: $(STAMP)  ## System packages and the virtual environment

$(STAMP): requirements.lock pyproject.toml scripts/setup
	@scripts/setup $(VENV)
	@touch $@

demo: $(STAMP)  ## Ingest the shipped samples, show a few queries
	@scripts/demo $(BIN)/greffier $(DEMO)/warehouse.duckdb

lint: $(STAMP)  ## Style, types, import arrows
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(STAMP)  ## Lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

unit: $(STAMP)  ## The tests that take seconds
	$(BIN)/pytest -q tests/unit

test: lint score  ## Everything: lint, score against the labels where they are, all tests
	OMP_THREAD_LIMIT=1 $(BIN)/pytest -q -n logical --dist loadfile --no-loadscope-reorder -m "not alone" $(TESTS) --ignore tests/golden/test_score.py
	OMP_THREAD_LIMIT=1 $(BIN)/pytest -q -m alone tests/faults tests/flow

score: $(STAMP)  ## Facets against the labels of ../shared, with floors (skipped where it is absent)
	@if [ -d $(SHARED)/gold ]; then OMP_THREAD_LIMIT=1 $(BIN)/pytest -q -s tests/golden/test_score.py; \
	else echo "score: $(SHARED) is absent, nothing to compare with"; fi

bench: $(STAMP)  ## The main job in bulk, against OCRmyPDF and pdfplumber where they are installed
	$(BIN)/python benchmarks/bulk.py

lock: $(STAMP)  ## Write requirements.lock from what is installed
	@scripts/lock $(BIN)/python > requirements.lock.new && mv requirements.lock.new requirements.lock

clean:  ## Remove what make made, the environment included
	rm -rf $(VENV) $(DEMO) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info
