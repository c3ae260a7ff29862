# Two commands matter: `make run` and `make test`. PORT and DATABASE_URL are honoured where set.
PORT ?= 8000
PYTHON ?= python3
BIN = .venv/bin

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# Before a .venv is made that would not work.
python-is-new-enough:
	@if test -x $(BIN)/python; then python=$(BIN)/python; else python="$(PYTHON)"; fi; \
		$$python -c "import sys; sys.version_info >= (3, 11) or sys.exit('The guide needs Python 3.11 or newer; this is Python ' + sys.version.split()[0] + '.')"

.PHONY: python-is-new-enough

install: .venv/.run ## set up what a server needs, or bring it up to date

.PHONY: install

.venv/.run: requirements.lock | python-is-new-enough
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) -r requirements.lock
	touch $@

.venv/.test: requirements-dev.lock | python-is-new-enough
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) -r requirements-dev.lock
	touch $@

run: .venv/.run ## set up what is needed and serve on http://127.0.0.1:$(PORT)
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_starter --if-empty
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

checker: .tools/node_modules/acorn ## fetch the Nu HTML checker and a parser of scripts, for the tests (needs npm, and Java for the first)

.tools/node_modules/acorn:
	npm install --silent --no-audit --no-fund --ignore-scripts --no-save --prefix .tools vnu-jar@26.9.27 acorn@8.19.0

programs: ## install the system's programs that the tests need (Debian, Ubuntu; needs root)
	tools/install_programs
	$(MAKE) checker

.PHONY: programs

NOT_TRIED = .tools/not-tried

# Run again on PostgreSQL is what the database can make differ: what it locks, orders, counts, compares, refuses and gives
# back, every page of the desk once, and every way to write. So these files run on one database only: first what starts
# servers of its own on SQLite, sets sheets, or is decided before the database is asked; then what reads one published
# edition: to any database that is one text, and what a page makes of it cannot differ. Single tests of the same nature
# in other files are marked `once`.
ONCE = behind_nginx binder_in_its_place codes_of_version_2 development_server differences handout_binder handout_bytes handout_fit sheets_share_work \
	handout_version_1 handout_version_2 headers_change_no_page hostile_requests links_over_tls locked_dependencies \
	mirror nginx_and_corrections normal_form not_tried odd_markup own_network page_weight paste phone_numbers \
	plain_rich_text private_files production publishing_at_once readability refused_sheets room_on_paper rooms rule_one \
	script_syntax scripts settings_are_told site_address slow_bodies squares_are_read start_without_a_database \
	state_is_told statements_and_sources static_files units uploads_that_exhaust waiting_for_paper what_is_signed_is_seen wrong_settings
FROM_AN_EDITION = at_a_glance bad_input contrast docs drawings ends_of_lines everyday_searches fever_card fever_of_a_ward \
	fhir_questionnaire french_typography handout handout_check handout_code infobutton languages limits log_and_figures \
	longest_texts machine_readers meaning open_answers_on_paper our_list page_cache parts_of_treatments paths \
	print_page privacy questionnaire reading_level record_and_card result_parts result_told results_beside results_table search \
	security send_it_on shared_links standing starter_content support support_of_each_region team \
	terms_of_the_starter treatments_and_questions trust urgent_words used_in ward_link warnings_and_links \
	what_was_wrong where_it_came_back who_to_call words_for_finding words_in_place words_of_drawings
NOT_AGAIN = $(patsubst %,--ignore tests/test_%.py,$(ONCE) $(FROM_AN_EDITION))

# Of these the tests walk a part, see tests/matrix.py.
MATRICES = tests/test_headers_change_no_page.py tests/browser/test_accessible.py \
	tests/browser/test_desk_accessible.py

test: export NOT_TRIED := $(NOT_TRIED)
# Each of some hundred processes would compile the program anew where this is set.
test: export PYTHONDONTWRITEBYTECODE :=
test: .venv/.test ## set up what is needed and run every test, on DATABASE_URL or else on SQLite and PostgreSQL
	@mkdir -p .tools && rm -f $(NOT_TRIED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal --ignore tests/browser -m "not postgresql"
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal tests/browser
	test -n "$$DATABASE_URL" || $(BIN)/python -m tests.postgresql $(BIN)/python -m pytest --numprocesses 2 --dist worksteal --ignore tests/browser -m "not once" $(NOT_AGAIN)
	@$(BIN)/python -m tests.not_tried $(NOT_TRIED)

serve: .venv/.run ## the production server on http://127.0.0.1:$(PORT), with the database of make run
	umask 077 && mkdir -p data && chmod 700 data
	umask 077 && test -s data/secret-key || $(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))" > data/secret-key
	chmod 600 data/secret-key
	SECRET_KEY="$$(cat data/secret-key)" ALLOWED_HOSTS=127.0.0.1,localhost DEVELOPMENT=no SECURE_SSL_REDIRECT=no \
		SITE_ADDRESS=http://127.0.0.1:$(PORT) \
		PORT=$(PORT) sh -c '$(BIN)/python manage.py migrate --verbosity 0 && \
		$(BIN)/python manage.py load_starter --if-empty && \
		$(BIN)/python manage.py collectstatic --noinput --verbosity 0 && exec deploy/serve'

.PHONY: help run checker test serve

screenshots: .venv/.test ## take the screenshots of the README and the docs
	$(BIN)/python docs/screenshots.py
	$(BIN)/python docs/screenshots_of_the_desk.py

.PHONY: screenshots

icons: .venv/.test ## draw the PNG icons and the social cards
	$(BIN)/python docs/icons.py

.PHONY: icons

demo: .venv/.run ## add an editor, a reviewer and a publisher with printed passwords, and some work waiting
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_starter --if-empty
	$(BIN)/python manage.py demo

.PHONY: demo

faults: .venv/.test ## play bad luck on the production server (a quarter of an hour; needs root, PostgreSQL, nginx, faketime, bubblewrap)
	$(BIN)/python -m tools.faults.scenes

hostile: .venv/.test ## send 20,000 hostile requests to each way of serving (an hour; needs nginx)
	$(BIN)/python -m tools.hostile

matrices: .venv/.test ## walk whole the matrices of which the tests walk a part (some minutes)
	WHOLE_MATRICES=yes $(BIN)/python -m pytest --numprocesses 2 $(MATRICES)

bench: .venv/.test ## measure pages, growth, publishing, search and sheets (some minutes; needs wrk and nginx)
	$(BIN)/python -m tools.benchmarks.load
	$(BIN)/python -m tools.benchmarks.growth
	$(BIN)/python -m tools.benchmarks.desk
	$(BIN)/python -m tools.benchmarks.search
	$(BIN)/python -m tools.benchmarks.handouts --rounds 1

audit: .venv/.test ## ask the public advisory database about every dependency
	$(BIN)/python -m tests.audit

UV = .tools/uv/bin/uv
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade

lock: ## write requirements*.lock anew, with the newest versions of what our dependencies need themselves
	test -x $(UV) || { $(PYTHON) -m venv .tools/uv && .tools/uv/bin/pip install --quiet uv==0.13.9; }
	$(LOCK) requirements.txt --output-file requirements.lock
	$(LOCK) requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock

coverage: .venv/.test ## show which lines and branches no test takes (SQLite, without the browser)
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal --ignore tests/browser -m "not postgresql" \
		--cov guide --cov rnbsite --cov-branch --cov-report term-missing:skip-covered

.PHONY: faults hostile matrices bench audit lock coverage
