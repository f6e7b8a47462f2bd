# make demo    sets up what is missing and opens the application on the embedded ledger, with loans waiting
# make test    sets up what is missing, lints, type-checks and runs all tests in a desktop session of their own
#   DAY=2028-02-29             all tests but those on a Fabric network, on that day
#   DAY=2027-02-28T16:30:00Z   at that time
#   COVER=1                    and prints what the tests reach; takes twice as long
# make test-python PY=3.13     all tests on another Python (3.13, python3.12 or a path): before a release on 3.11 and 3.13
# make setup   only sets up: .venv/bin/loc-desktop, .venv/bin/loc-network
# make hooks   checks of a commit before it is made

SHELL := /bin/bash
BIN := .venv/bin
PYTEST_ARGS ?=
DAY ?=
COVER ?=
PY ?= 3.13

.PHONY: demo test test-python setup hooks lint clean

demo: setup
ifeq ($(shell uname -s),Linux)
	@if [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)."; \
		echo "Run this in a desktop session, over 'ssh -X', or on a screen of its own: xvfb-run -a make demo"; \
		echo "The same story without a window: $(BIN)/loc-desktop demo --headless"; \
		exit 1; \
	fi
endif
	$(BIN)/loc-desktop demo

test: lint
	DAY=$(DAY) COVER=$(COVER) tests/support/all.sh $(PYTEST_ARGS)

test-python:
	LOC_PYTHON=$(PY) LOC_VENV=.venv-$(notdir $(PY)) packaging/setup.sh
	BIN=.venv-$(notdir $(PY))/bin DAY=$(DAY) tests/support/all.sh $(PYTEST_ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

setup:
	@packaging/setup.sh

hooks: setup
	$(BIN)/pre-commit install

clean:
	rm -rf .venv .venv-* .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f resources/i18n/*.qm
