# Everything that one needs to type. Each target sets up what it lacks: a machine with Python 3.11+ and make is enough.

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
LOOKS = $(shell grep -rl --include='test_*.py' 'mark\.look' tests/ui)
HALF = $(shell $(BIN)/python -c 'import os; print(max(1, (os.cpu_count() or 1) // 2))')
PIP := PIP_CONSTRAINT=$(CURDIR)/constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet

# Each of the hundred processes that the tests start would compile the program anew, and each worker all tests.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test bare check lint types contract test-gpu bench diagnosis screenshots fonts lock clean qt-libraries fuzz

help: ## Show this list.
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run qt-libraries ## Open the window (on the last project, or on a sample that overfits).
	@$(BIN)/netbuilder

test: $(VENV)/.test qt-libraries ## Run the tests, those of the look with three sets of fonts.
	$(BIN)/python -m pytest -q -n auto --dist worksteal -p no:pytest-qt -p tests.without_qt --ignore tests/ui --ignore tests/test_wheel.py
	$(BIN)/python -m pytest -q -n auto --dist worksteal tests/ui tests/test_wheel.py --fonts none
	@$(MAKE) --no-print-directory -j 2 looks-with-dejavu looks-with-noto

# Both at once, each with half of the cores: so each core imports torch and collects the tests once, not twice.
looks-with-%: $(VENV)/.test qt-libraries
	$(BIN)/python -m pytest -q -n $(HALF) --dist worksteal $(LOOKS) -m look --fonts $*

check: lint types contract test ## All that continuous integration checks.

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

contract: $(VENV)/.test
	$(BIN)/lint-imports

test-gpu: $(VENV)/.test ## Run the training, resume, export and memory tests on a CUDA device.
	@$(BIN)/python -c 'import sys, torch; sys.exit(None if torch.cuda.is_available() else "There is no CUDA device on this machine: nothing to test.")'
	$(BIN)/python -m pytest -q -m gpu

bench: $(VENV)/.test build/rivals ## Measure speed and memory side by side with the rivals.
	PYTHONPATH=build/rivals $(BIN)/python -m tests.perf

# Beside the environment, not in it: they bring stubs of PySide6 that mypy would read instead of its own.
build/rivals: $(VENV)/.test
	@rm -rf $@
	@$(PIP) --no-deps --target $@ NodeGraphQt==0.6.44 Qt.py==2.0.7 fast-sugiyama==0.5.3

bare: ## Try make run, make test and the other checks on a bare Debian made for it (as root, with debootstrap).
	@scripts/bare

diagnosis: $(VENV)/.test ## Print how often the diagnosis is right, and what remedies do.
	@$(BIN)/python -W ignore -m tests.perf.diagnosis
	@$(BIN)/python -W ignore -m tests.perf.remedies
	@$(BIN)/python -W ignore -m tests.perf.remedy_field
	@$(BIN)/python -W ignore -m tests.perf.field

fuzz: $(VENV)/.test ## Damage two thousand runs folders, and use everything in them.
	$(BIN)/python -m tests.runs.fuzz --folders 2000

screenshots: $(VENV)/.run ## Draw the pictures of README and tour anew.
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m ui.screenshots docs/images

fonts: $(VENV)/.test ## Make the font files of resources/fonts anew.
	@$(PIP) -e '.[fonts]'
	$(BIN)/python scripts/make_fonts.py resources/fonts

lock: ## Write constraints.txt anew from the newest versions that pyproject.toml allows.
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/python -m pip install --quiet torch==2.13.0 setuptools '.[test,fonts]'
	@{ head -n 1 constraints.txt; build/lock/bin/python -m pip freeze --exclude netbuilder-desktop \
		| sed 's/^\(torch==[0-9.]*\)+.*/\1/' | sort -f; } > build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## Remove the virtual environment and everything that was built.
	rm -rf $(VENV) build dist *.egg-info

qt-libraries: $(VENV)/.run
	@scripts/qt-libraries $(BIN)/python

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "NetBuilder needs Python 3.11, 3.12 or 3.13, and found none. Install one, or say PYTHON=/path/to/python."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing NetBuilder (once; torch is large)…"
	@$(PIP) -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "Installing what the tests need…"
	@$(PIP) -e '.[test]'
	@touch $@

