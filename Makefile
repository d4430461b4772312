# make demo   sets everything up and checks the sample report
# make test   sets everything up and passes the tests
PYTHON ?= $(firstword $(foreach name,python3.11 python3 python,$(shell command -v $(name) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
BENCH := $(VENV)/bench/bin
SAMPLE := rules/foi_annual_report/samples/jiuxian-2023.md

.PHONY: demo test format lock bundle bundle-test picture format-pictures screen-widths notice-templates reference accuracy ocr-accuracy mutation startup bench-language bench-generating bench-localization bench-columns bench-peers bench-columns-growth round-trip damage prefixes fuzz fuzz-readers bench-reading country country-check bench-stages bench-folder bench-batch kill-test clean

demo: $(VENV)/run.stamp
	@$(BIN)/gouji check $(SAMPLE) --fail-on never

test: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: $(VENV)/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# What readers and rules are measured against, in an environment of its own: it may hold back what the tests use. Peers
# that cannot be installed on this machine are named and left out.
$(VENV)/bench.stamp: $(VENV)/dev.stamp requirements-bench.lock
	$(PYTHON) -m venv $(VENV)/bench
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BENCH)/python -m benchmarks.installing requirements-bench.lock
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The lock files hold names, versions and hashes for every platform, and no address to download from.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet
lock:
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group build --group dev --output-file requirements-dev.lock
	$(LOCK) --no-deps --group fuzz --output-file requirements-fuzz.lock
	$(LOCK) --group bench --output-file requirements-bench.lock
	$(LOCK) --extra ocr --output-file requirements-ocr.lock

# The pictures in the README and in docs/confirming.md: real runs, on the base report with three faults put in, and with
# a cell lost, a cell blank and a mark.
FAULTS := s/^青禾县云溪镇人民政府$$/青禾县云湲镇人民政府/; s/2024年1月15日/2023年12月15日/; s/新收政府信息公开申请数量 | | | 4/新收政府信息公开申请数量 | | | 3/
DOUBTS := /本年新收/s/| 0 |/|/; /予以公开/s/| 0 |/| |/; /^| 行政许可/s/[0-9][0-9]*/\//
picture: $(VENV)/run.stamp
	sed '$(FAULTS)' rules/foi_annual_report/base.md | $(BIN)/gouji check - --format svg --output docs/check.svg --fail-on never
	sed '$(DOUBTS)' rules/foi_annual_report/base.md | $(BIN)/gouji facts - --format svg --output docs/facts.svg

# The table of functions in docs/language.md.
reference: $(VENV)/dev.stamp
	$(BIN)/python -m tests.support.reference
	$(BIN)/python -m tests.support.coverage
	$(BIN)/python -m tests.support.lint_reference

# The pictures of docs/formats/: real runs, drawn by Chromium, LibreOffice and Rich.
format-pictures: $(VENV)/dev.stamp
	$(BIN)/python -m tests.support.format_pictures

# Whether all that the shipped packs can say fits on screens of 60 to 200 columns. Some minutes.
screen-widths: $(VENV)/dev.stamp
	nice $(BIN)/python -m tests.support.screens

# The Word templates of the notice (整改通知).
notice-templates: $(VENV)/dev.stamp
	$(BIN)/python -m tests.support.notice_template

# How right the pack is on reports it has never seen: 300 compliant ones, and all kinds of defects in them.
accuracy: $(VENV)/dev.stamp
	$(BIN)/python -m tests.accuracy

# Every small mistake that can be put into the rules of the shipped packs, and whether an example notices it.
mutation: $(VENV)/dev.stamp
	$(BIN)/python -m tests.rules.mutation

# Thousands of reports written in every format that is read, and read back.
round-trip: $(VENV)/dev.stamp
	$(BIN)/python -m tests.round_trip

# How right scans are read: reports printed, spoilt as a scanner spoils them, and recognised. Some minutes.
ocr-accuracy: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ocr.lock
	$(BIN)/pytest tests/documents/test_ocr.py
	$(BIN)/python -m tests.ocr

# Never misread silently: make damage N=100000 SEED=1 WITH='--writer markdown'
N ?= 20000
SEED ?= 1
WITH ?=
damage: $(VENV)/dev.stamp
	nice $(BIN)/python -m tests.damage $(N) $(SEED) $(WITH)

# A country of reports with known defects, and the whole run over it: make country-check UNITS=2000 YEARS=10 SEED=1
UNITS ?= 100
YEARS ?= 10
SHARE ?= 10
OUT ?= build/country
country: $(VENV)/dev.stamp
	$(BIN)/python -m tests.country $(OUT) --units $(UNITS) --years $(YEARS) --seed $(SEED) --share $(SHARE)

country-check: $(VENV)/dev.stamp
	nice $(BIN)/python -m tests.country $(OUT) --units $(UNITS) --years $(YEARS) --seed $(SEED) --share $(SHARE) --check

startup: $(VENV)/run.stamp
	$(BIN)/python -m benchmarks.startup

bench-language: $(VENV)/run.stamp
	$(BIN)/python -m benchmarks.language

# Reading a report, against the libraries of each format: make bench-reading ONLY=docx, or a file: ONLY=report.pdf
ONLY ?=
bench-reading: $(VENV)/bench.stamp
	$(BENCH)/python -m benchmarks.reading $(ONLY)

bench-generating: $(VENV)/run.stamp
	$(BIN)/python -m benchmarks.generating

# Memory by the number of reports, and what pool and journal cost: make bench-folder COUNTS="1000 20000"
COUNTS ?= 1000 20000
bench-folder: $(VENV)/dev.stamp
	nice $(BIN)/python -m benchmarks.folder $(COUNTS)

# Runs over a folder killed at random and taken up: make kill-test KILLS=500
KILLS ?= 100
kill-test: $(VENV)/dev.stamp
	nice $(BIN)/python -m tests.batch $(KILLS) 30 $(SEED)

bench-localization: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.localization

# Where the time of a check goes, stage by stage: make bench-stages ONLY="md docx"
bench-stages: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.stages $(ONLY)

# What a second process gains, and what pool, journal and cluster cost beside the reports.
bench-batch: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.batch

# The identities of a million reports over columns, against C, Polars by hand, numpy and Python (needs a C compiler).
REPORTS ?= 1000000
bench-columns: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks.columns $(REPORTS)

# The same against other tools that judge rules, each with the same findings: make bench-peers REPORTS=100000
bench-peers: $(VENV)/bench.stamp
	nice $(BENCH)/python -m benchmarks.peers $(REPORTS)

# Data sets of some sizes checked with all rules: speed, memory, growth. Many minutes.
SIZES ?= 2000 10000
bench-columns-growth: $(VENV)/dev.stamp
	nice $(BIN)/python -m benchmarks.growth $(SIZES)

# Every beginning of every shipped file: some minutes.
prefixes: $(VENV)/dev.stamp
	$(BIN)/python -m fuzz.prefixes

# For ten minutes, unless told otherwise: make fuzz FOR=60
FOR ?= 600
fuzz: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	$(BIN)/python -m fuzz.fuzz_rules --seconds $(FOR)

# The same for a reader: make fuzz-readers READER=docx FOR=60
READER ?= html
fuzz-readers: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	$(BIN)/python -m fuzz.fuzz_readers $(READER) --seconds $(FOR)

# A folder for offices that are offline: wheels for Linux and Windows, and scripts that install from them.
BUNDLE := dist/bundle
DOWNLOAD := $(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: --python-version 3.11 --implementation cp --dest $(BUNDLE)/wheels -r requirements.lock
bundle: $(VENV)/dev.stamp
	rm -rf $(BUNDLE)
	$(BIN)/python -m build --wheel --no-isolation --outdir $(BUNDLE)/wheels . >/dev/null
	$(DOWNLOAD) --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64
	$(DOWNLOAD) --platform win_amd64
	cp packaging/install.sh packaging/install.ps1 requirements.lock README.zh-CN.md $(BUNDLE)/

# The bundle installed with the index switched off, and the main job run from it.
bundle-test: bundle
	rm -rf dist/installed
	PIP_NO_INDEX=1 PIP_CONFIG_FILE=/dev/null sh $(BUNDLE)/install.sh dist/installed
	cd dist && installed/bin/gouji check ../$(SAMPLE) --fail-on never >/dev/null

clean:
	rm -rf $(VENV) build dist
