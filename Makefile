# `make` builds the whole publication; `make help` lists the rest.

# The Python of .venv: the one that is named (make PYTHON=python3.14), else the one that is there already.
PYTHON ?=
# Those that have been tried; `make test-pythons` tries them all.
override PYTHONS := 3.11 3.12 3.13 3.14 3.15
# The base address of the site, if it has one: make SITE_URL=https://example.org/guide/
SITE_URL ?=
# Where its files are edited: make EDIT_ADDRESS='https://…/edit/main/{path}#L{line}'
EDIT_ADDRESS ?=
# A translation that can't be used costs its own block: make STRICT=1 fails instead, and publishes nothing.
STRICT ?=
# What only makes builds faster: make PERFORMANCE=off leaves it out, PERFORMANCE=-parallel_read one part of it.
PERFORMANCE ?=
# What is given to make is taken as it was written: $(value) and := keep make from expanding it, and recipes read it
# from the environment ("$$CODE"), never as a part of the shell's text.
override GIVEN := PYTHON SITE_URL EDIT_ADDRESS STRICT PERFORMANCE PORT CODE FILE FOLDER SECONDS LAB CHROMIUM FIREFOX
override GIVEN += $(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),$(name)))
$(foreach name,$(sort $(GIVEN)),$(if $(findstring undefined,$(origin $(name))),, \
  $(eval override export $(name) := $$(value $(name)))))
# For $(shell), which does not get that environment before GNU Make 4.4.
quoted = '$(subst ','\'',$(1))'
# Where `python -m` finds what the recipes run.
export PYTHONPATH := docs/_ext$(if $(PYTHONPATH),:$(PYTHONPATH))
# With these Python would not find conf.py, and leave out the docstrings that --help shows.
unexport PYTHONSAFEPATH PYTHONOPTIMIZE

override BIN := .venv/bin
override STAMPS := build/stamps
ifeq ($(PYTHON),)
override PYTHON := $(shell test -x .venv/bin/python && echo .venv/bin/python || echo python3)
endif
override FACTS := $(shell PYTHONSAFEPATH= PYTHONOPTIMIZE= PYTHONPATH=docs/_ext $(call quoted,$(PYTHON)) -B -m translated_docs.commands.make_variables)
override VERSION := $(firstword $(FACTS))
override OUTPUTS := $(patsubst output:%,%,$(filter output:%,$(FACTS)))
override LANGUAGES := $(filter-out $(VERSION) output:% source:% catalogs:% static:% packages:%,$(FACTS))
override SOURCE := $(patsubst source:%,%,$(filter source:%,$(FACTS)))
override CATALOGS := $(patsubst catalogs:%,%,$(filter catalogs:%,$(FACTS)))
override PACKAGES := $(filter packages:%,$(FACTS))
override STATIC := $(patsubst static:%,%,$(filter static:%,$(FACTS)))
ifeq ($(LANGUAGES)$(filter help clean,$(MAKECMDGOALS)),)
$(error no languages; mend what is said above)
endif
MAKEFLAGS += --no-builtin-rules

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all $(OUTPUTS) $(foreach target,$(OUTPUTS) part,$(LANGUAGES:%=$(target)-%)) join live catalogs language remove-language guide check glossary stats transforms linkcheck lighthouse load test test-slow test-pythons test-weblate test-editors bench lab lab-setup upgrade clean help

all: $(STAMPS)/site ## Everything: all languages, all outputs, in build/site/
	@echo 'Up to date: build/site/index.html'; test ! -s build/left-out || cat build/left-out >&2; \
	case "$$STRICT" in ''|0) ;; *) ! test -s build/left-out ;; esac

# `make SITE_URL=…` after `make` without it is a change like any other, and so is another Python.
# So are the names of the programs: of their folders the times tell nothing, as Python puts __pycache__ into them.
override PROGRAMS := $(firstword $(shell find docs/_ext -name __pycache__ -prune -o -type f -print | sort | cksum))
ifneq ($(shell cat $(STAMPS)/settings 2>/dev/null),$(SITE_URL)|$(EDIT_ADDRESS)|$(PERFORMANCE)|$(VERSION)|$(PROGRAMS))
$(STAMPS)/settings: always
endif
$(STAMPS)/settings:
	@mkdir -p $(@D)
	@printf '%s' "$$SITE_URL|$$EDIT_ADDRESS|$$PERFORMANCE|$(VERSION)|$(PROGRAMS)" > $@

.PHONY: always
always:

# When something last changed that a language is made from. `find` asks, not make, which knows no file whose name has a
# blank, or a link that leads nowhere (an editor's lock). Folders too: their time changes when a file goes. Where the
# pages lie at the top, what is built and installed, and the catalogs of other languages, lie there too. The first
# language, the source, is made from all catalogs: it says how far each of them is. A file that is put back is older than what
# it replaces (-newer), but has not been here for longer (-cnewer).
override SOURCES := $(SOURCE) $(if $(filter docs .,$(SOURCE)),,docs/_ext) conf.py requirements.txt $(STATIC)
override APART := $(foreach folder,build .venv .git $(CATALOGS),-path '$(folder)' -o -path './$(folder)' -o) -false
define language_rule
$(STAMPS)/$(1): $(STAMPS)/settings \
  $(if $(shell find -L $(SOURCES) $(patsubst %,$(CATALOGS)/%,$(if $(filter $(1),$(firstword $(LANGUAGES))),$(LANGUAGES),$(1))) \
    \( $(APART) -o -name __pycache__ \) -prune \
    -o '(' -newer $(STAMPS)/$(1) -o -cnewer $(STAMPS)/$(1) ')' ! '(' -type d -path '*docs/_ext/*' ')' -print 2>/dev/null),always)
	@touch $$@
endef
$(foreach code,$(LANGUAGES),$(eval $(call language_rule,$(code))))

$(STAMPS)/site: $(LANGUAGES:%=$(STAMPS)/%) | .venv/ready
	@$(BIN)/python -m translated_docs.commands.build $(patsubst $(STAMPS)/%,%,$?)
	@touch $@

override INSTALLED := $(shell cat .venv/ready 2>/dev/null)
# Nothing is compiled here, but for a Python that is newer than the wheels.
override INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes $(if $(filter $(VERSION),$(PYTHONS)),--only-binary :all:)

# The packages that conf.py names for its extensions are installed beside those of the lock.
.venv/ready: requirements.txt $(if $(subst |$(strip $(VERSION) $(PACKAGES))|,,|$(INSTALLED)|),always)
	@$(if $(filter $(VERSION),$(PYTHONS)),,echo 'warning: Python $(VERSION) is newer than those that were tried ($(PYTHONS)); trying it' >&2)
	@echo 'Setting up .venv (first use, another Python, or requirements.txt has changed) ...'
	@"$$PYTHON" -m venv $(if $(filter $(VERSION),$(firstword $(INSTALLED))),,--clear) .venv \
	  || { if test -h .venv || test -f .venv; then echo '.venv is a link or a file; take it out of the way (rm .venv): make makes a folder of it'; \
	  else echo 'Python cannot make virtual environments here; on Debian: apt install python3-venv'; fi >&2; exit 1; }
	@$(INSTALL) -r requirements.txt
	@$(if $(PACKAGES),$(BIN)/python -m translated_docs.commands.requirements)
	@echo $(VERSION) $(PACKAGES) > $@

.venv/ready-to-test: tests/requirements.txt .venv/ready
	@echo 'Installing what the tests need ...'
	@$(INSTALL) -r tests/requirements.txt
	@touch $@

# One output of every language (make html), and of one (make html-en); docs/_ext/translated_docs/outputs.py lists them.
define output_rules
$(1): | .venv/ready
	@$$(BIN)/python -m translated_docs.commands.build $$(LANGUAGES) --only $$@
$(LANGUAGES:%=$(1)-%): $(1)-%: | .venv/ready
	@$$(BIN)/python -m translated_docs.commands.build $$* --only $(1)
endef
$(foreach output,$(OUTPUTS),$(eval $(call output_rules,$(output))))

# All outputs of one language, for a machine that makes no other (make part-en).
$(LANGUAGES:%=part-%): part-%: | .venv/ready
	@$(BIN)/python -m translated_docs.commands.build $* --only $(OUTPUTS)

join: | .venv/ready ## The site from the parts (make part-ja, make part-en) that other machines have built
	@$(BIN)/python -m translated_docs.commands.build

live: | .venv/ready ## Serve all languages (PORT=8000), each save of a page or catalog seen at once
	@until $(BIN)/python -m translated_docs.live $(if $(PORT),--port="$$PORT"); do code=$$?; test $$code = 75 || exit $$code; done

catalogs: .venv/ready ## Take new and changed sentences over into the catalogs of every language
	@$(BIN)/python -m translated_docs.commands.catalogs $(LANGUAGES)

language: .venv/ready ## Add a language (CODE=fr) to the site, the PDF and the catalogs
	@$(if $(CODE),,$(error name the language: make language CODE=fr))
	@$(BIN)/python -m translated_docs.commands.language -- "$$CODE"

remove-language: .venv/ready ## Take a language (CODE=fr) out again; its catalogs stay
	@$(if $(CODE),,$(error name the language: make remove-language CODE=fr))
	@$(BIN)/python -m translated_docs.commands.language --remove -- "$$CODE"

guide: | .venv/ready ## Begin a guide of your own in a new folder (FOLDER=../my-guide)
	@$(if $(FOLDER),,$(error name a folder that is not there yet: make guide FOLDER=../my-guide))
	@$(BIN)/python -m translated_docs.commands.new_guide -- "$$FOLDER"

check: .venv/ready ## What to mend in the catalogs (CODE=en, FILE=locale/en/…/page.po)
	@$(BIN)/python -m translated_docs.commands.check $(if $(CODE),--language="$$CODE") $(if $(FILE),-- "$$FILE")

glossary: .venv/ready ## The terms with their translations as TBX, for Weblate and PO editors, in build/glossary/
	@$(BIN)/python -m translated_docs.commands.glossary $(LANGUAGES)

stats: .venv/ready ## How much of each catalog is translated
	@$(BIN)/python -m translated_docs.commands.stats

transforms: .venv/ready ## In which order the doctree of a page is changed, and by what
	@$(BIN)/python -m translated_docs.commands.transforms

linkcheck: | .venv/ready ## Ask every address outside the site whether it still answers (needs the network)
	@$(BIN)/python -m translated_docs.commands.linkcheck

test: override TESTS := not slow
test: .venv/ready-to-test ## Build, then check all of it in a real browser and in the PDFs
	@$(MAKE) all
	@$(run_tests)

test-slow: override TESTS := slow
test-slow: .venv/ready-to-test ## What takes long: Firefox, more languages, builds in many ways
	@$(MAKE) all
	@$(run_tests)

test-pythons: ## `make` and `make test` on every Python, as root with those of Debian (half an hour)
	@"$$PYTHON" tests/run_pythons.py $(PYTHONS)

define run_tests
CHROMIUM=$$(CHROMIUM="$$CHROMIUM" $(BIN)/python tests/find_browser.py chromium) && export CHROMIUM && \
  FIREFOX=$$(FIREFOX="$$FIREFOX" $(BIN)/python tests/find_browser.py firefox) && export FIREFOX && \
  $(BIN)/python -m pytest -n $(shell getconf _NPROCESSORS_ONLN) --dist loadgroup -m '$(TESTS)' tests
endef

test-weblate: .venv/ready-to-test ## Translate on a real Weblate, a week of both sides (needs PostgreSQL, Redis, Python 3.12)
	@CHROMIUM=$$(CHROMIUM="$$CHROMIUM" $(BIN)/python tests/find_browser.py chromium) && export CHROMIUM && \
	  $(BIN)/python -m clients.weblate_round

test-editors: .venv/ready-to-test ## Change and save each catalog in Poedit, Lokalize and Gtranslator (needs them, Xvfb, openbox, xdotool)
	@$(BIN)/python -m clients.po_editors

lighthouse load bench lab lab-setup test-weblate test-editors: export PYTHONPATH := $(PYTHONPATH):tests

lighthouse: all .venv/ready-to-test ## Lighthouse's scores, as on a phone (needs Node and the npm registry)
	@CHROME_PATH=$$(CHROMIUM="$$CHROMIUM" $(BIN)/python tests/find_browser.py chromium) && export CHROME_PATH && \
	  $(BIN)/python -m benchmarks.lighthouse $(LANGUAGES)

load: all ## The site on nginx and Caddy under load for a minute each (SECONDS=60; needs wrk)
	@$(BIN)/python -m benchmarks.load_test

bench: all ## Time and memory of the build, here and with hundreds of pages (half an hour)
	@$(BIN)/python -m benchmarks.build_times
	@$(BIN)/python -m benchmarks.page_count_times

lab-setup: .venv/ready ## Install what the labs need: Debian packages, by sudo, and Python packages into build/lab/ (LAB=envoy-sockmap)
	@$(BIN)/python -m lab.setup $(if $(LAB),"$$LAB")

lab: .venv/ready ## Run the programs of the talk and measure its claims, as root on Linux (LAB=envoy-sockmap)
	@$(BIN)/python -m lab $(if $(LAB),"$$LAB")

# One lock for every Python: where the newest package needs a newer Python, the others keep an older one.
override COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version $(firstword $(PYTHONS)) \
  --only-binary :all: --generate-hashes --no-header
upgrade: .venv/ready-to-test ## Take the newest versions of everything into the requirements, and show what changed
	@$(COMPILE) .requirements.in -o requirements.txt
	@$(COMPILE) tests/requirements.in -c requirements.txt -o tests/requirements.txt
	@git diff --stat requirements.txt tests/requirements.txt

clean: ## Remove everything that was built
	@rm -rf build

help: ## Print this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 24
	@for output in $(OUTPUTS); do printf '  make %-16s Only this output, in build/%s/\n' $$output $$output; done
