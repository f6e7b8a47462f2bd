# make demo    sets up what is missing and opens the application on the embedded ledger, with loans waiting
# make test    sets up what is missing, lints, type-checks and runs all tests in a desktop session of their own
#   DAY=2028-02-29             all tests but those on a Fabric network, on that day
#   DAY=2027-02-28T16:30:00Z   at that time
#   COVER=1                    and prints what the tests reach; takes twice as long
# make fuzz MINUTES=1          each parser on spoiled input, so many minutes a parser (tests/fuzz)
# make test-python PY=3.13     all tests on another Python (3.13, python3.12 or a path): before a release on 3.11 and 3.13
# make setup   only sets up: .venv/bin/loc-desktop, .venv/bin/loc-network; asks before it installs Debian packages
#   YES=1                      does not ask
# make lock    takes the newest versions that pyproject.toml allows into packaging/requirements*.txt
# make sbom    what the program is made of, with licences, as CycloneDX JSON: build/sbom.cdx.json
# make hooks   checks of a commit before it is made

SHELL := /bin/bash
BIN := .venv/bin
PYTEST_ARGS ?=
DAY ?=
COVER ?=
PY ?= 3.13
MINUTES ?= 1
export YES
UV := $(shell command -v uv || echo .tools/bin/uv)
EXPORT := $(UV) export --quiet --frozen --no-hashes --no-header --no-annotate

.PHONY: demo test fuzz test-python setup lock sbom hooks lint clean

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

fuzz: setup
	LOC_FUZZ_MINUTES=$(MINUTES) tests/support/session.sh $(BIN)/pytest tests/fuzz/test_fuzz.py -q -p no:cacheprovider

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

lock:
	$(UV) lock --quiet --upgrade
	$(EXPORT) --no-dev --no-emit-project -o packaging/requirements.txt >/dev/null
	$(EXPORT) --only-dev -o packaging/requirements-dev.txt >/dev/null
	packaging/setup.sh

# In an environment of its own: what is only for tests is no part of the program.
sbom: setup
	$(UV) venv --quiet --clear --python $(BIN)/python build/sbom-venv
	$(UV) pip sync --quiet --python build/sbom-venv/bin/python packaging/requirements.txt
	$(UV) tool run --quiet --from 'cyclonedx-bom>=7,<8' cyclonedx-py environment --pyproject pyproject.toml \
		--output-reproducible --output-file build/sbom.cdx.json build/sbom-venv/bin/python
	@echo build/sbom.cdx.json

hooks: setup
	$(BIN)/pre-commit install

clean:
	rm -rf .venv .venv-* build .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f resources/i18n/*.qm
