# Everything sets itself up first: `make run` serves, `make test` runs every check there is.

PY := .venv/bin/python
JS_TOOL := bin/node tests/js/node_modules/.bin
SCRIPTS := "static/js/**/*.js" "tests/**/*.js" "bench/**/*.{js,mjs}"

# Stories on real processes mostly wait: for a lease, an interval, a page. Browsers wait less. The others compute.
AT_ONCE := -n 5 --dist worksteal
IN_BROWSERS := -n 4 --dist worksteal
A_CORE_EACH := -n 2 --dist worksteal

# Tests keep their own data beside that of `make run`.
test lint format words unit coverage postgresql integration browser browsers edges uvicorn deploy bench soak faults jobs-soak webhooks-soak routing-soak mail-soak day conformance guards hosts proxies screenshots: export DATA_DIR := $(CURDIR)/.data/test
# Hundreds of processes start here: without it each would compile every module of ours anew.
export PYTHONDONTWRITEBYTECODE :=

.NOTPARALLEL:
.PHONY: help run test lint format words js unit coverage postgresql integration browser browsers edges uvicorn deploy setup-test setup-bench setup-hosts bench soak faults jobs-soak webhooks-soak routing-soak mail-soak day conformance guards hosts proxies screenshots clean

help:  ## what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run:  ## serve on http://127.0.0.1:8000 with everything embedded; Ctrl-C ends it
	@bin/setup run
	@exec $(PY) -m support_site.run

test: setup-test  ## every check, each part by its name
	@$(PY) -m tests.parts lint js deploy unit postgresql edges integration browser

lint: setup-test  ## style, types, who imports whom: on both sides
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PY) -m tests.house
	$(JS_TOOL)/eslint --config tests/js/eslint.config.js static tests bench
	$(JS_TOOL)/tsc --project tests/js
	$(JS_TOOL)/prettier --config tests/js/prettier.json --check $(SCRIPTS)

format: setup-test  ## as `make lint` wants it
	$(PY) -m ruff format .
	$(JS_TOOL)/prettier --config tests/js/prettier.json --write --log-level warn $(SCRIPTS)

js: setup-test  ## the browser's parts, without a browser
	bin/node --test $$(find tests/js -name node_modules -prune -o -name '*.test.js' -print)

unit: setup-test  ## no process, no network
	$(PY) -m pytest -m "not integration and not browser" $(A_CORE_EACH)

coverage: setup-test  ## what the unit tests leave out
	$(PY) -m pytest -m "not integration and not browser" --cov --cov-report=term:skip-covered

postgresql: setup-test  ## what writes the database, on PostgreSQL too
	$(PY) -m tests.postgresql pytest -m "database and not integration and not browser" $(A_CORE_EACH)

integration: setup-test  ## real web server, Valkey, worker and PostgreSQL
	$(PY) -m pytest -m "integration and not browser and not hosts and not proxies" $(AT_ONCE)

browser: setup-test  ## Chromium on the real thing, Firefox and WebKit on what matters most
	DJANGO_ALLOW_ASYNC_UNSAFE=1 $(PY) -m pytest -m browser $(IN_BROWSERS)

browsers: setup-test  ## every story in every engine: ENGINES="firefox webkit" for some
	DJANGO_ALLOW_ASYNC_UNSAFE=1 ENGINES="$(or $(ENGINES),chromium firefox webkit)" $(PY) -m pytest -m browser $(IN_BROWSERS)

edges: setup-test  ## what differs between web servers, on the one that isn't the default
	WEB_SERVER=uvicorn $(PY) -m pytest -m edge -n 3 --dist loadscope

uvicorn: setup-test  ## all of integration and browser, on uvicorn
	WEB_SERVER=uvicorn $(PY) -m pytest -m "integration and not browser and not hosts and not proxies" $(AT_ONCE)
	WEB_SERVER=uvicorn DJANGO_ALLOW_ASYNC_UNSAFE=1 $(PY) -m pytest -m browser $(IN_BROWSERS)

deploy: setup-test  ## Django's own checks under production settings
	PUBLIC_URL=https://support.example.com $(PY) manage.py check --deploy --fail-level WARNING
	$(PY) manage.py makemigrations --check --dry-run

words: setup-test  ## the server's words, collected for translation and compiled (docs/languages.md)
	$(PY) -m tests.words

bench: setup-bench  ## what a heartbeat costs beside three others: WITH="--sockets 1000 5000"; more in docs/performance.md
	$(PY) -m bench.heartbeat $(WITH)

soak: setup-test  ## 100,000 messages while everything is killed 200 times: WITH="--database sqlite --seed 7"
	$(PY) -m tests.faults.soak $(WITH)

faults: setup-test  ## the fault table with leases, graces and outages at their full length
	FULL_LENGTH=1 $(PY) -m pytest -n 3 --dist worksteal tests/faults tests/routing

jobs-soak: setup-test  ## 10,000 jobs under 50 kills: WITH="--database postgresql --seed 7"
	$(PY) -m tests.jobs.kills $(WITH)

webhooks-soak: setup-test  ## 2,000 messages to a receiver that is killed at random: WITH="--database postgresql --seed 7"
	$(PY) -m tests.webhooks.kills $(WITH)

routing-soak: setup-test  ## 1,000 tickets for 20 agents under 20 kills: WITH="--database postgresql --seed 7"
	$(PY) -m tests.routing.kills $(WITH)

mail-soak: setup-test  ## 2,000 mails in and out under 50 kills, on both databases; as root: WITH="--database sqlite --seed 7"
	$(PY) -m tests.faults.mail_soak $(WITH)

day: setup-test  ## a day at the desk: 300 customers, 12 agents, lines that die, a restart: WITH="--database postgresql"
	$(PY) -m tests.day $(WITH)

conformance: setup-test  ## 257 things that a WebSocket client may send, each read as `websockets` reads it
	$(PY) -m pytest -q tests/conformance

guards: setup-test  ## take each guard out in turn: a test must go red. WITH="rules web" for some, WITH=stories for the slow ones
	$(PY) -m tests.guards $(WITH)

hosts: setup-hosts  ## several hosts, cut off and failing over, in network namespaces; as root
	unshare --net $(PY) -m pytest -q -s -m hosts tests/hosts

proxies: setup-test  ## the snippets for nginx, HAProxy, Apache and Caddy, each in the real one, on both servers
	$(PY) -m pytest -q -m proxies tests/proxies
	WEB_SERVER=uvicorn $(PY) -m pytest -q -m proxies tests/proxies

screenshots: setup-test  ## the pictures in the README
	$(PY) docs/screenshots.py

clean:  ## forget the virtual environment and every cache; .data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis htmlcov .coverage tests/js/node_modules bench/node_ws/node_modules bench/socket_io/node_modules bench/way_back/node_modules deploy/esbuild/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup-test:
	@bin/setup test

setup-hosts:
	@bin/setup hosts

setup-bench:
	@bin/setup bench
