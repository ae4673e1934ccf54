# make sample   install what is missing and build the sample edition
# make test     everything that must hold: style, types, behaviour
# The rest: slow, bench, figures, planning, characters, many, library, site, rooms, golden, pictures, contact, folding, line-breaks, lock, clean.
# docs/architecture.md says what is where.

PYTHON ?= python3
PYTHON312 ?= python3.12
SEED = seeds/gansu-daily/2024-12-22
KEY = gansu-daily-2024-12-22
OUT = out
BIN = .venv/bin
SOURCES := $(shell find build layouts fonts seeds/gansu-daily -type f ! -name '*.pyc' ! -name '* *')
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet --use-pep517

.PHONY: sample test slow bench figures planning characters many library site crowd fuzz kills rooms products ace comparison reader golden pictures contact \
  folding line-breaks lock clean system checkers
.DELETE_ON_ERROR:

sample: $(OUT)/$(KEY)/report.json
	@echo "The sample edition:"
	@echo "  PDF   $(OUT)/$(KEY)/$(KEY).pdf"
	@echo "  EPUB  $(OUT)/$(KEY)/$(KEY).epub"

# report.json is written last: it is there only when everything else is.
$(OUT)/$(KEY)/report.json: $(SOURCES) .venv/installed
	$(BIN)/banxin build $(SEED) -o $(OUT)

test: .venv/installed-test reader | checkers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow" tests

slow: .venv/installed-test reader | checkers
	$(BIN)/pytest -n 2 --dist worksteal -m slow tests

bench: .venv/installed-test
	$(BIN)/pytest -s tests/benchmarks

# Every figure that is promised, with its bound.
figures: .venv/installed-test | checkers
	$(BIN)/python tests/figures.py

# Every figure that is promised of planning: a hundred random editions and the sample papers.
planning: .venv/installed-test
	$(BIN)/python tests/planning_figures.py

# Which characters are set and which are named (docs/characters.md), and all that are set drawn and read back.
characters: .venv/installed-test
	$(BIN)/python tests/character_table.py

# What a year of editions costs with `banxin build --jobs`. EDITIONS=40 is enough to see it.
many: .venv/installed-test
	$(BIN)/python tests/many_figures.py $(if $(EDITIONS),--editions $(EDITIONS))

# Every figure that is promised of the library: ten thousand articles.
library: .venv/installed-test
	$(BIN)/python tests/library_figures.py

# What the readers' web site costs: pages a second, requests a second, files that a new issue touches.
site: .venv/installed-test
	$(BIN)/python tests/site_figures.py

# A hundred readers and twenty slow ones before the site for a minute: errors, memory.
crowd: .venv/installed-test
	$(BIN)/python tests/crowd_figures.py $(if $(SECONDS),--seconds $(SECONDS))

# Hostile editions, dumps, archives, PDF files and plans, each in a limited child. EDITIONS=10000 tries so many editions.
fuzz: .venv/installed-test
	$(BIN)/python tests/fuzz $(if $(SECONDS),--seconds $(SECONDS)) $(if $(EDITIONS),--editions $(EDITIONS)) $(if $(SEED),--seed $(SEED))

# Commands that are killed at random moments: what stands is whole, nobody is mailed twice, the next run succeeds.
kills: .venv/installed-test
	$(BIN)/python tests/kills.py $(if $(KILLS),--kills $(KILLS))

# The house in figures: rooms, modules, floors, imports. BANXIN=other/build/banxin measures another checkout.
rooms:
	$(PYTHON) tests/rooms.py $(BANXIN)

# Each product of each sample paper before each program that checks such files. `make ace` first, to have Ace as well.
products: .venv/installed-test | checkers
	$(BIN)/python tests/products.py

# The same edition through goosepaper (wants Python 3.12), percollate and Calibre, before the same checkers.
comparison: .venv/installed-test | checkers
	@sh .ci/system node chromium calibre
	npm install --prefix .venv/percollate --ignore-scripts --no-audit --no-fund --silent percollate@4.3.0
	-$(PYTHON312) -m venv .venv/goosepaper && .venv/goosepaper/bin/pip install -q goosepaper==0.8.1 lxml_html_clean
	$(BIN)/python tests/comparison.py

# What tests read with: epub.js in Chromium; axe, which looks at pages as assistive programs do; Thorium's OPDS parser.
reader: .venv/epubjs/installed .venv/axe/installed .venv/opds/installed

.venv/epubjs/installed: | .venv/installed
	@sh .ci/system node chromium
	npm install --prefix .venv/epubjs --ignore-scripts --no-audit --no-fund --silent epubjs@0.3.93
	touch $@

.venv/axe/installed: | .venv/installed
	@sh .ci/system node
	npm install --prefix .venv/axe --ignore-scripts --no-audit --no-fund --silent axe-core@4.14.1
	touch $@

.venv/opds/installed: | .venv/installed
	@sh .ci/system node
	npm install --prefix .venv/opds --ignore-scripts --no-audit --no-fund --silent r2-opds-js@1.0.47
	touch $@

ace: .venv/installed-test
	@sh .ci/system node chromium
	npm install --prefix .venv/ace --ignore-scripts --no-audit --no-fund @daisy/ace@1.4.6

# The pictures of the README, from the sample edition as it is built now.
pictures: .venv/installed-test
	$(BIN)/python docs/make_pictures.py

# Every sample edition on every sheet: thumbnails and a table. ONLY=paper or ONLY=paper/layout does a part.
contact: .venv/installed
	$(BIN)/python docs/make_contact_sheet.py $(if $(ONLY),--only $(ONLY))

# Rewrites the golden files; read the diff before you commit it.
golden: .venv/installed-test
	$(BIN)/pytest tests --golden

# The characters that a search takes for one another; read the diff before you commit it.
folding: .venv/installed-test
	$(BIN)/python docs/make_folding.py

# Unicode's classes of line breaking; read the diff before you commit it. uniseg's version is the table's Unicode version.
line-breaks: .venv/installed-test
	$(PIP) uniseg==0.10.1
	$(BIN)/python docs/make_line_breaks.py

# The locks hold exact releases and their hashes, and nothing of the machine that made them.
LOCK = PIP_CONFIG_FILE=/dev/null $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
  --all-build-deps --no-header --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: .venv/installed-test
	$(PIP) pip-tools
	$(LOCK) -o requirements.lock pyproject.toml
	$(LOCK) --extra test -c requirements.lock -o requirements-test.lock pyproject.toml

clean:
	rm -rf $(OUT) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/installed: requirements.lock pyproject.toml | system
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

.venv/installed-test: requirements-test.lock .venv/installed
	$(PIP) --require-hashes -r requirements-test.lock
	touch $@

system:
	@PYTHON="$(PYTHON)" sh .ci/system python pango pangoft2 harfbuzz-subset

checkers:
	@sh .ci/system java jaxb poppler mupdf ghostscript
