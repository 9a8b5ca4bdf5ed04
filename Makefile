# SPDX-FileCopyrightText: 2026 The gyebo authors
# SPDX-License-Identifier: Apache-2.0

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
UNSEEN := 'No chromium, Korean font or pdftotext, and no way to install them: tests/browser is skipped, the page goes unseen.'
UNSHARED := 'No redis-server, and no way to install it: the tests of the live index are skipped, it goes untried.'
UNTRIED := 'No Java: the tests of the Spark engine are skipped, it goes untried.'

.DEFAULT_GOAL := help
.PHONY: help env demo test check format lock golden bench accuracy catalogues formats schema pictures docs browser redis spark clean
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: $(VENV)/.installed ## create or refresh .venv from the lock

$(VENV)/.locked: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gyebo needs Python 3.11 or newer; say which: make PYTHON=python3.x")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install -qq --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

demo: env ## show a first scan, start to report
	$(BIN)/python benchmarks/demo.py

test: env check ## everything CI runs: the checks, then the tests
	$(BIN)/pytest -n auto

check: env ## lint, formatting, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

format: env ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.locked ## recreate dev.txt, docs.txt, run.txt and spark.txt in requirements/; UPGRADE=1 moves to the newest releases
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra dependencies --extra parquet --extra redis \
	  --no-emit-index-url $(if $(UPGRADE),--upgrade) --output-file requirements/dev.txt pyproject.toml requirements/dev.in
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra spark \
	  --no-emit-index-url $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt \
	  --output-file requirements/spark.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt \
	  --output-file requirements/run.txt pyproject.toml requirements/run.in
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url $(if $(UPGRADE),--upgrade) --constraint requirements/dev.txt \
	  --output-file requirements/docs.txt requirements/docs.in

golden: env ## rewrite the golden files; review the diff
	GYEBO_GOLDEN=rewrite $(BIN)/pytest -n auto tests/test_golden.py

bench: env ## measure speed against its bars; FULL=1 reads more files
	$(BIN)/python benchmarks/speed.py $(if $(FULL),--full)

accuracy: env ## measure accuracy on samples; FULL=1 takes all there is
	$(BIN)/python benchmarks/accuracy.py $(if $(FULL),--full)

catalogues: env ## gather the reports' texts, bring the catalogues up to date and compile them
	$(BIN)/pybabel -q extract -F reports/locale/babel.cfg -k say -k says:1,2 -k label -k labels:1,2 --omit-header --no-wrap \
	  --add-location=file --sort-by-file -o reports/locale/messages.pot reports
	$(BIN)/pybabel -q update -D gyebo -i reports/locale/messages.pot -d reports/locale --no-wrap --no-fuzzy-matching \
	  --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -D gyebo -d reports/locale

formats: env ## hold SARIF and HTML against their validators, which npm obtains
	$(BIN)/python benchmarks/formats.py

schema: env ## rewrite rules/schema and reports/schema from the types
	@mkdir -p reports/schema rules/schema
	for kind in report comparison cohort; do $(BIN)/gyebo schema $$kind > reports/schema/$$kind.schema.json || exit; done
	for kind in chronology finding licence organisation matching rubric; do $(BIN)/gyebo schema $$kind > rules/schema/$$kind.schema.json || exit; done

docs: env $(VENV)/.documented ## build the documentation site strictly, links checked, into build/handbook/site
	$(BIN)/python docs/build_site.py

$(VENV)/.documented: requirements/docs.txt $(VENV)/.locked
	$(PIP) install -qq --require-hashes --only-binary :all: -r requirements/docs.txt
	@touch $@

pictures: env ## retake the pictures of the README from the report of `make demo`
	$(BIN)/python benchmarks/pictures.py

browser: ## install the browser, fonts and tools that tests/browser needs, where that can be done
	@if command -v chromium >/dev/null && command -v pdftotext >/dev/null && fc-list :lang=ko | grep -q .; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    chromium fontconfig fonts-noto-cjk poppler-utils >/dev/null || echo $(UNSEEN) >&2; \
	else echo $(UNSEEN) >&2; fi

redis: ## install the Redis server that the tests of the live index start, where that can be done
	@if command -v redis-server >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
	    redis-server >/dev/null || echo $(UNSHARED) >&2; \
	else echo $(UNSHARED) >&2; fi

# PySpark is published as source alone, which for it means jars in an archive: the one exception from wheels only.
spark: env ## install Spark, which the tests of its engine need, where there is Java
	@if command -v java >/dev/null; then \
	  $(PIP) install -qq --require-hashes --only-binary :all: --no-binary pyspark -r requirements/spark.txt; \
	else echo $(UNTRIED) >&2; fi

clean: ## remove .venv and everything the tools wrote
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find scanner benchmarks docs tests -name __pycache__ -type d -prune -exec rm -rf {} +
