# The two commands of this project, each from a bare machine with Python 3.11 or newer:
#   make run     reads corpus/ into out/
#   make test    lint, types, import contracts, floors of the scores, tests

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test bench mutants fuzz lock clean
.DEFAULT_GOAL := run

run: $(VENV)/.run
	$(BIN)/kyyeu run corpus/ --out out/

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/kyyeu gate
	$(BIN)/pytest --numprocesses auto --dist loadfile

# Speed and memory in one table, docs/benchmarks.md: half an hour, or hours with FULL=1.
bench: $(VENV)/.test
	$(BIN)/python benchmarks/bench.py $(if $(FULL),--size full)

# Which rules does nothing need? Takes about five minutes.
mutants: $(VENV)/.test
	$(BIN)/python benchmarks/mutants.py

# Random pages, encodings and crawl files, ten minutes each; what breaks is kept in tests/data/ and replayed by the tests.
FUZZ_SECONDS ?= 600
fuzz: $(VENV)/.test
	$(BIN)/python tests/read/fuzz_pages.py html $(FUZZ_SECONDS)
	$(BIN)/python tests/read/fuzz_pages.py text $(FUZZ_SECONDS)
	$(BIN)/python tests/read/fuzz_warc.py $(FUZZ_SECONDS)

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed" >&2; exit 2; fi
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip

# The package goes in without its dependencies and without a download: the lock holds them all, its build tool too.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

# After a change of dependencies in pyproject.toml. Run it under Python 3.11, the oldest that is supported.
COMPILE := $(VENV)-lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	--build-deps-for editable --build-deps-for wheel
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip --quiet install --upgrade pip pip-tools
	$(COMPILE) --extra dev --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --constraint requirements-dev.lock --output-file requirements.lock pyproject.toml
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) $(VENV)-lock out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
