# 医保提醒. Needs Python 3.11 or newer, make, and a package registry; everything else is installed here.
SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.installed
UV_VERSION = $(shell sed -n '/^name = "uv"$$/{n;s/^version = "\(.*\)"$$/\1/p;}' uv.lock)

# What a production server would bring; used only to check the deployment settings.
PRODUCTION := DEBUG=false REHEARSAL=false \
	SECRET_KEY=checked-but-never-used-0123456789-abcdefghijklmnopqrstuvwxyz \
	TEXT_KEYS=checked-but-never-used-0123456789-abcdefghijklmnopqrstuvwxyz \
	ALLOWED_HOSTS=yibao.example.org WEB_URL=https://yibao.example.org \
	DATABASE_URL=postgresql://yibao@127.0.0.1:5432/yibao REDIS_URL=redis://127.0.0.1:6379/0 \
	WECHAT_API_BASE=https://api.weixin.qq.com \
	WECHAT_APPID=wx0123456789abcdef WECHAT_SECRET=checked-but-never-used \
	WECHAT_PUSH_TOKEN=checked-but-never-used \
	WECHAT_PUSH_AES_KEY=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG
TYPES := DEBUG=true REHEARSAL=true WECHAT_API_BASE=http://127.0.0.1:8001 DATABASE_URL=postgresql://127.0.0.1/x REDIS_URL=redis://127.0.0.1/0

CONTRACT := docs/openapi.yaml

# Searched for secrets: all that is shipped. The lines passed over open nothing but this machine.
SHIPPED := ':!tests' ':!benchmarks' ':!wechat_sandbox' ':!uv.lock' ':!*.csv' ':!*.mo'
NO_SECRETS := --exclude-lines 'yibao:password@' --exclude-lines 'sandbox-[a-z-]*(secret|key)' --exclude-lines '^    letters = '

.PHONY: help
help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 \2/p' $(MAKEFILE_LIST) | awk '{ printf "  %s %-8s", $$1, $$2; $$1 = $$2 = ""; print }'

.PHONY: run
run: $(READY) ## start the whole product with a demonstration household; Ctrl-C stops it
	@$(RUN) -m yibao_project.run

.PHONY: test
test: $(READY) ## run every test against real PostgreSQL, Valkey, workers and Chromium
	@$(RUN) -m tests.browser.chromium
	@$(RUN) -m pytest -n logical --dist loadfile $(ARGS)

.PHONY: lint
lint: $(READY) ## check style, types, imports, migrations, deployment settings, policy files, the contract and secrets
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(TYPES) $(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --cache-dir var/import-linter
	$(RUN) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(RUN) manage.py check --deploy --fail-level WARNING
	$(RUN) manage.py load_policies --check
	@$(RUN) manage.py spectacular --validate --fail-on-warn --file var/openapi.yaml
	@diff -u $(CONTRACT) var/openapi.yaml || { \
		echo "$(CONTRACT) 与代码不一致。请执行 make contract，看过改动后一并提交。"; exit 1; }
	@$(RUN) -m yibao_project.miniprogram check
	@git ls-files -- $(SHIPPED) | xargs $(VENV)/bin/detect-secrets-hook --no-verify $(NO_SECRETS)

.PHONY: contract
contract: $(READY) ## write docs/openapi.yaml and the types of the mini-program from the code
	$(RUN) manage.py spectacular --validate --fail-on-warn --file $(CONTRACT)
	@$(RUN) -m yibao_project.miniprogram types

.PHONY: fuzz
fuzz: $(READY) ## send 20,000 requests made up from the contract, for about an hour (REQUESTS=500 for fewer)
	@FUZZ_REQUESTS=$(or $(REQUESTS),20000) $(RUN) -m pytest -s tests/test_fuzz.py

.PHONY: audit
audit: $(READY) ## look for known holes in the dependencies; needs the internet
	@mkdir -p var
	@$(VENV)/bin/uv export --quiet --no-dev --no-hashes --no-emit-project --output-file var/requirements.txt
	@for asked in osv=https://api.osv.dev/v1/vulns/PYSEC-2024-48 pypi=https://pypi.org/pypi/pip-audit/2.10.1/json; do \
		$(RUN) -c 'import sys, requests; requests.get(sys.argv[1], timeout=10).raise_for_status()' "$${asked#*=}" 2>/dev/null || continue; \
		exec $(VENV)/bin/pip-audit --strict --disable-pip --no-deps --vulnerability-service "$${asked%%=*}" --requirement var/requirements.txt; \
	done; \
	echo "两个漏洞库（api.osv.dev 和 pypi.org 的逐版本数据）都连不上，没有查。请在能上网的机器上再执行 make audit。"; exit 1

.PHONY: bench
bench: $(READY) ## run every benchmark at a small size
	@echo "正在安装拿来比较的库…"
	@UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=$(VENV) \
		$(VENV)/bin/uv sync --quiet --locked --inexact --group bench --python $(RUN)
	@for file in $$(grep -l '"__main__"' benchmarks/[a-z]*.py benchmarks/[a-z]*/__main__.py); do \
		name=$${file#benchmarks/}; name=$${name%.py}; name=$${name%/__main__}; \
		echo "== $$name"; $(RUN) -m "benchmarks.$$name" --small || exit 1; \
	done

.PHONY: clean
clean: ## remove the demonstration's data, logs and test servers (var/)
	@$(RUN) -c 'from yibao_project.launching import is_running; import sys; sys.exit(is_running())' \
		|| { echo "演示还在运行，请先按 Ctrl-C 停下它，再执行 make clean。"; exit 1; }
	rm -rf var

$(READY): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "需要 Python 3.11 或更新的版本，而 $(PYTHON) 是 $$($(PYTHON) --version 2>&1)。"; \
		echo "装好后再试，或指明用哪一个：make $(or $(MAKECMDGOALS),run) PYTHON=python3.12"; exit 1; }
	@$(VENV)/bin/uv --version 2>/dev/null | grep -q " $(UV_VERSION)\b" || { \
		echo "正在准备 .venv（uv $(UV_VERSION)）…"; \
		$(PYTHON) -m venv --clear $(VENV) || { \
			echo "没能建立 .venv。Debian 或 Ubuntu 上请先执行 apt-get install python3-venv。"; \
			rm -rf $(VENV); exit 1; }; \
		$(RUN) -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"; }
	@echo "正在按 uv.lock 安装依赖…"
	@UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=$(VENV) \
		$(VENV)/bin/uv sync --quiet --locked --compile-bytecode --python $(RUN)
	@touch $(READY)
