# Every command a person needs. `make` lists them.
# Programs of the venv are called as `python -m`, never by their own name: a venv's scripts cannot
# carry a path with a space in it.

PYTHON ?= python3
PY := .venv/bin/python
export UV_PYTHON_DOWNLOADS := never
.DEFAULT_GOAL := help
.PHONY: help setup demo serve test test-fast check fix bench messages assets diagrams lock clean

help: ## Deze lijst / this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F '\t' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: ## Omgeving klaarzetten / make the environment (.venv)
	@"$(PYTHON)" tools/set_up.py

demo: setup ## Demo starten (HOST, PORT, NO_BROWSER=1) / start the demo
	@$(PY) -m samenop demo

serve: setup ## Server starten (SAMENOP_…) / start the production server
	@$(PY) -m samenop serve

test: ## Alle tests, beide databases en browser / all tests
	@"$(PYTHON)" tools/set_up.py machine
	@$(PY) tools/stages.py

test-fast: setup ## Snelle tests op SQLite / fast tests on SQLite
	@$(PY) tools/stages.py fast

check: setup ## Stijl, types, lagen / style, types, layers
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy
	@$(PY) -c "from importlinter.cli import lint_imports_command as main; main()" --no-cache
	@$(PY) -m deptry src
	@$(PY) tools/messages.py check
	@echo "make check: in orde / all well"

fix: setup ## Stijl herstellen / repair style
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format --quiet .
	@find src -name '*.html' -print0 | xargs -0 -r $(PY) -m djhtml --quiet --tabwidth 2

bench: setup ## Metingen draaien / run the benchmarks
	@$(PY) tools/with_postgres.py --durable $(PY) -m benchmarks

messages: setup ## Vertalingen verzamelen en compileren / translations
	@$(PY) tools/messages.py collect
	@$(PY) tools/messages.py compile

assets: ## Stijlblad en browserbestanden bouwen (Node) / build the stylesheet
	@cd assets && npm ci --no-audit --no-fund && npm run build

diagrams: setup ## Diagrammen tekenen uit de tabellen / draw the diagrams
	@$(PY) -m tools.diagrams
	@$(PY) -m tools.references

lock: setup ## Pakketten opnieuw vastleggen / lock the packages anew
	@$(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --output-file requirements/runtime.txt
	@$(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --group test --group lint --group build \
		--constraints requirements/runtime.txt --output-file requirements/develop.txt

clean: ## Opruimen wat gemaakt is, var/ blijft / remove what was made
	@rm -rf .venv .tools build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
