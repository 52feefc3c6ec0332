# Everything a person types here. `make demo` and `make test` set up what they need, and again at no cost.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
BROWSER := $(VENV)/.browser
MUTMUT := $(VENV)/.mutmut
PINS := deploy/requirements
WORKERS ?= 2
# `COVER=yes`: `make test` also measures what the tests run.
COVER ?=
# `ONLY="governance.rules.quorum*"`: `make mutants` tries those alone.
ONLY ?=

.PHONY: setup demo test check bench soak mutants pins docs screenshots messages trees

setup: $(STAMP)

$(STAMP): $(PINS)/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Minutebook needs Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(PINS)/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

$(BROWSER): $(STAMP) deploy/browser.py
	@$(BIN)/python deploy/browser.py
	@touch $(BROWSER)

demo: setup
	@$(BIN)/minutebook demo

test: setup $(BROWSER)
	rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n $(WORKERS) $(if $(COVER),--cov --cov-report=)

check: setup $(BROWSER)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(BIN)/minutebook reference --check
	test -e .coverage || $(MAKE) test COVER=yes
	$(BIN)/coverage report
	$(BIN)/coverage report --include='governance/*' --fail-under=99 --format=total

bench: setup
	$(BIN)/python -m tests.benchmarks

soak: setup
	$(BIN)/python -m pytest -m soak -n $(WORKERS)

$(MUTMUT): $(STAMP) $(PINS)/mutants.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(PINS)/mutants.txt
	@touch $(MUTMUT)

mutants: $(MUTMUT)
	$(if $(ONLY),,rm -rf mutants)
	$(BIN)/mutmut run --max-children $(WORKERS) $(if $(ONLY),"$(ONLY)")
	$(BIN)/python deploy/mutants.py

docs: setup
	$(BIN)/minutebook reference

screenshots: setup $(BROWSER)
	$(BIN)/python -m tests.browser.screenshots

messages: setup
	$(BIN)/python deploy/messages.py

trees: setup $(BROWSER)
	MINUTEBOOK_RENEW_TREES=yes $(BIN)/python -m pytest tests/browser/test_other_words.py -k screen_reader

pins: setup
	$(BIN)/python deploy/pins.py
