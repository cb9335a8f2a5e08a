# The commands of the project. Each makes what it needs by itself.
PYTHON ?= python3
BIN := .venv/bin
VENV := .stamps/dev
export PYTHONDONTWRITEBYTECODE = 1

.DEFAULT_GOAL := help
.PHONY: help demo test fast lint types contract check eval eval-diff gate model bench bench-archive kills judge corpus schema lock clean wheel

help:  ## show the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV): requirements/dev.txt pyproject.toml
	@mkdir -p .stamps
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.stamps/train: requirements/train.txt $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/train.txt
	@touch $@

demo: $(VENV)  ## read an example report and show its records
	$(BIN)/dateline read examples/grain-corridor.txt --format table

test: $(VENV)  ## run every test
	$(BIN)/python -m pytest

lint: $(VENV)  ## check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)  ## check types
	$(BIN)/mypy

contract: $(VENV)  ## check who imports whom
	$(BIN)/lint-imports

check: lint types contract test  ## lint, types, import contract, tests

eval: $(VENV)  ## score every question on the development data (DATELINE_DATA) and on corpus/
	$(BIN)/python -m evaluation.run $(ARGS)

eval-diff: $(VENV)  ## which items are won and lost against the tracked scores
	$(BIN)/python -m evaluation.diff $(ARGS)

gate: $(VENV)  ## fail when a score has fallen by more than its tolerance
	$(BIN)/python -m evaluation.gate $(ARGS)

model: .stamps/train  ## train the language model again; goes on where it was broken off
	$(BIN)/python -m training.model $(ARGS)

.stamps/bench: requirements/bench.in $(VENV)
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/run.txt -r requirements/bench.in
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

bench: .stamps/bench  ## measure speed, memory and start-up of the language stage beside spaCy's models
	.venv-bench/bin/python -m benchmarks.language $(ARGS)

kills: $(VENV)  ## kill add, correct, merge and reread at a thousand random instants, and look whether anything is lost
	$(BIN)/python tests/archive/kills.py $(ARGS)

bench-archive: $(VENV)  ## measure what the archive costs from 1,000 to 100,000 reports
	$(BIN)/python -m benchmarks.archive $(ARGS)

judge: $(VENV)  ## weigh tables and model anew on reports that the model wasn't trained on
	$(BIN)/python -m training.judge

corpus: $(VENV)  ## check the marked reports and build the corpus from them
	$(BIN)/python -m evaluation.annotate build corpus/marked corpus
	$(BIN)/python -m docs.corpus

schema: $(VENV)  ## write the JSON Schema of the records
	$(BIN)/python -m docs.schema

lock: $(VENV)  ## pin the dependencies again
	$(BIN)/python -m piptools compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra dev --output-file requirements/dev.txt pyproject.toml requirements/build.in
	$(BIN)/python -m piptools compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --output-file requirements/run.txt pyproject.toml

wheel: $(VENV)  ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:  ## remove what can be made again
	rm -rf .venv .venv-bench .stamps dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
