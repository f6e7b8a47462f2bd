# make demo    sets up what is missing and opens the application on the embedded ledger, with loans waiting
# make test    sets up what is missing, lints, type-checks and runs all tests in a desktop session of their own
# make setup   only sets up: .venv/bin/loc-desktop

SHELL := /bin/bash
BIN := .venv/bin
PYTEST_ARGS ?=

.PHONY: demo test setup lint clean

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
	tests/support/all.sh $(PYTEST_ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup:
	@packaging/setup.sh

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f resources/i18n/*.qm
