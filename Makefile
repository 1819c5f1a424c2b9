# make demo   installs, then renders the decision DEC2025-453 with its convention and its annexe
# make test   installs, then passes the tests
# make check  test, style, types, architecture, coverage: what CI runs
# make fuzz   thousands of mutated entries and templates
# make mutations  how much of what goes wrong in an act the check finds
# make sight  the same of acts once met for the first time; ARGS="EE --list" for one set and what is missed
# make bench  our speed beside docxtpl and others; PARTS="warm cold" for some
# make dist   the release: wheel, sdist, a zip that installs without network
# make lock   writes the versions and digests of what is installed; ARGS=--upgrade for the newest
# make manuals  the pages of docs/ that come from the code
# make pictures  those of the page in docs/page.md (Chromium needed)
# make picture  the page that README.md shows (LibreOffice and poppler needed)
#
# Python 3.11 or later is found by itself; to choose one: make demo PYTHON=python3.13

PYTHON ?= python3
VENV   ?= .venv
ACTE   ?= DEC2025-453
# Tests run on every core, a file on one: what its tests share is made once. `make test ARGS="-n0 -x tests/edges"` for
# anything else.
TESTS  := $(or $(ARGS),-n auto --dist loadfile)

BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
export PYTHONUTF8 = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types architecture fuzz mutations sight bench dist lock manuals picture pictures clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' $(firstword $(MAKEFILE_LIST))

demo: $(VENV)/.installed
	@$(BIN)/actes render $(ACTE)
	@echo
	@echo "Les documents Word sont dans le dossier : $(CURDIR)/sortie/$(ACTE)"

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(TESTS) $(COVERAGE)

check: COVERAGE = --cov --cov-report=term
check: test lint types # imports that point down: tests/test_architecture.py

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed-dev
	$(BIN)/mypy

architecture: $(VENV)/.installed-dev
	$(BIN)/lint-imports

fuzz: $(VENV)/.installed-dev
	ACTES_FUZZ=5000 $(BIN)/python -m pytest -n auto --timeout=0 tests/fuzz tests/layout/test_fuzz.py

mutations: $(VENV)/.installed-dev
	PYTHONPATH=tests $(BIN)/python -m mutations --misses build/mutations.md

sight: $(VENV)/.installed-dev
	PYTHONPATH=tests $(BIN)/python -m sight $(ARGS)

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tools.bench $(PARTS)

dist: $(VENV)/.installed-dev
	$(BIN)/python tools/dist.py

lock: $(VENV)/.installed-dev
	$(BIN)/python tools/lock.py $(ARGS)

manuals: $(VENV)/.installed
	$(BIN)/python tools/manuals.py

picture: $(VENV)/.installed
	@rm -rf build/picture && mkdir -p build/picture docs/images
	@$(BIN)/actes render DEC2025-453 --only decision --output build/picture
	@cd build/picture && soffice -env:UserInstallation=file://$(CURDIR)/build/picture/profile --headless \
	  --convert-to pdf DEC2025-453/DEC2025-453-decision.docx >/dev/null
	@pdftoppm -r 80 -png -f 1 -l 1 -singlefile build/picture/DEC2025-453-decision.pdf docs/images/decision

pictures: $(VENV)/.installed-dev
	$(BIN)/python tools/pictures.py

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage build dist

# --- installing: what lock/ says, and nothing that would be built; done again only when it changes ---

LOCKED := $(BIN)/python -m pip install --quiet --only-binary=:all: --no-deps --require-hashes
OURS   := $(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .

$(VENV)/.installed: pyproject.toml lock/build.txt lock/run.txt $(VENV)/.python
	@echo "Installation de actes dans $(VENV) (une minute la première fois)…"
	@$(LOCKED) -r lock/build.txt -r lock/run.txt
	@$(OURS)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml lock/dev.txt $(VENV)/.python
	@echo "Installation de actes et de ses outils de développement dans $(VENV)…"
	@$(LOCKED) -r lock/dev.txt
	@$(OURS)
	@touch $@ $(VENV)/.installed

# The first Python that is recent enough: macOS and old distributions keep an older `python3` beside it.
$(VENV)/.python:
	@for python in $(PYTHON) python3.15 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    if "$$python" -m venv $(VENV) && $(BIN)/python -m pip --version >/dev/null; then touch $@; exit 0; fi; \
	    echo "$$python ne peut pas créer d'environnement. Sous Debian ou Ubuntu : apt install python3-venv" >&2; \
	    exit 1; \
	  fi; \
	done; \
	echo "Il faut Python 3.11 ou plus récent ; $(PYTHON) est : $$($(PYTHON) --version 2>&1 || true)." >&2; \
	echo "Installez-le (https://www.python.org/downloads/), ou dites où il est : make $(MAKECMDGOALS) PYTHON=/chemin/vers/python3" >&2; \
	exit 1
