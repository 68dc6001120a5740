# `make help` lists the targets. Each sets up the environment by itself when it is missing or stale.

SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
WINNOW := $(BIN)/winnow
# hatchling and editables build the project itself, which is installed without build isolation.
LOCK := printf 'hatchling>=1.27\neditables>=0.5\n' | $(BIN)/uv pip compile pyproject.toml - --quiet --universal \
  --python-version 3.11 --generate-hashes --no-header --no-annotate
PORT ?= 8765
SHARED ?=

.DEFAULT_GOAL := all
.PHONY: all test check review report bench floors train screenshot schemas lock clean-build help

all: $(VENV)/.run  ## Clean the pages under raw/ into clean/
	@$(WINNOW) run

test: $(VENV)/.dev  ## Run the tests
	@$(BIN)/python -m pytest -n 2

check: $(VENV)/.dev  ## Lint, types, layers, and that a rebuild equals clean/
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(WINNOW) check

review: $(VENV)/.run  ## Open the page on which people decide on corrections
	@$(WINNOW) review --port $(PORT)

report: $(VENV)/.run  ## Show what the last run did
	@$(WINNOW) report

bench: $(VENV)/$(if $(SHARED),.bench,.run)  ## Measure speed and memory; with SHARED=<data folder> quality beside the peers too
	@$(BIN)/python -m benchmarks $(if $(SHARED),--shared $(SHARED) --docs docs)
	@$(if $(SHARED),$(BIN)/python -m benchmarks.floors check)

floors: $(VENV)/.run  ## Lift the quality floors to what the last `make bench SHARED=...` measured
	@$(BIN)/python -m benchmarks.floors raise

train: $(VENV)/.train  ## Remake pipeline/models/ and the measured precisions; needs SHARED=<data folder>
	@test -n "$(SHARED)" || { echo "make train: give the data folder: make train SHARED=<folder>" >&2; exit 2; }
	@$(BIN)/python -m training.vocabulary --shared $(SHARED)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training.tagger --shared $(SHARED)
	@$(BIN)/python -m training.relations --shared $(SHARED)
	@$(BIN)/python -m training.strip --shared $(SHARED)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training.language --shared $(SHARED)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m training.correct --shared $(SHARED)
	@$(BIN)/python -m training.precision --data $(SHARED)/data

screenshot: $(VENV)/.dev  ## Make docs/images/ anew from clean/; needs Chromium
	@$(BIN)/python tests/review/browser/review_screenshot.py
	@$(BIN)/python tests/publish/report_screenshot.py

schemas: $(VENV)/.dev  ## Publish schemas/json/ anew, after a change to the tables and a step of their version
	@$(BIN)/python -m schemas

lock: $(VENV)/.dev  ## Compile locks/ anew from pyproject.toml
	@$(LOCK) --output-file locks/run.txt
	@$(LOCK) --extra dev --constraint locks/run.txt --output-file locks/dev.txt
	@$(LOCK) --extra train --constraint locks/run.txt --output-file locks/train.txt
	@$(LOCK) --extra bench --constraint locks/run.txt --output-file locks/bench.txt

clean-build:  ## Forget cached results (not clean/, not the decisions)
	@rm -rf .build

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/bin/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Winnow needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "Setting up the environment in $(VENV) (once)"
	@"$(PYTHON)" -m venv $(VENV)

# One stamp an extra: installed from its lock file, then the project itself, without its dependencies.
$(VENV)/.run $(VENV)/.dev $(VENV)/.train $(VENV)/.bench: $(VENV)/.%: locks/%.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the packages of locks/$*.txt"
	@$(PIP) install --require-hashes --no-deps -r locks/$*.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
