# make demo   sets up, builds the example case and serves its dossier
# make test   sets up with all extras and runs every check
# make lint   style, types and the arrows between the rooms
# make bench  quality and speed against their pinned floors
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
# What `make demo` serves on.
PORT ?= 8321

# Where the corpora are, for `make bench` and `make train`.
SHARED ?= ../shared

.PHONY: demo test lint bench wheel lock screenshots browser train clean

demo: $(VENV)/ready-demo
	$(BIN)/casemate demo --port $(PORT) $(DEMO_OPTIONS)

test: $(VENV)/ready-all browser
	$(MAKE) lint
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(VENV)/ready-all
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready-all
	$(BIN)/python bench/gate.py

# What training needs is not in the lock files: torch alone is larger than all the rest.
train: $(VENV)/ready-all
	PATH="$(CURDIR)/$(BIN):$$PATH" sh training/make.sh $(SHARED)

wheel: $(VENV)/ready-all
	$(BIN)/python -m build --no-isolation

screenshots: $(VENV)/ready-all browser
	$(BIN)/python bench/tell/screenshots.py

# Lock files record hashes and no address of any registry.
lock: $(VENV)/ready-all
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --extra look --extra track --group build \
	  -o requirements/demo.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --extra all --group build --group dev \
	  -o requirements/all.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready-demo: requirements/demo.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements/demo.txt
	$(PIP) install --quiet --no-build-isolation --no-deps -e .
	touch $@

$(VENV)/ready-all: requirements/all.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements/all.txt
	$(PIP) install --quiet --no-build-isolation --no-deps -e .
	touch $@ $(VENV)/ready-demo

# Tests of pages open them in a real browser; on Debian it is one package.
browser:
ifeq ($(CHROMIUM),)
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else echo "no Chromium found: tests of pages will be skipped"; fi
endif

clean:
	rm -rf $(VENV) dist build demo-case .mypy_cache .ruff_cache .pytest_cache
