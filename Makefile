# `make` alone lists the targets. Everything lands in .venv; nothing outside this folder is touched.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
BIN := .venv/bin
EXAMPLE := examples/fengtai-2020-faults.docx
FIGURES := examples/fengtai-2020/填报.xlsx
PROJECTS := examples/fengtai-2020/项目.xlsx
MARKS := examples/fengtai-2020/评分.xlsx
BUDGET := examples/invented-budget-2026
BESIDE := build/公布的与重算的.html
CHECKERS := axe-core@4.14.1 html-validate@9.7.1 vnu-jar@26.9.27
JOBS ?= 2
# Compiled modules are kept in one place, also where the machine says not to keep any: compiling the tests
# anew in every process took a tenth of the suite.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode

.DEFAULT_GOAL := help
.PHONY: help setup checkers run serve quick test sqlite postgres installed laws coverage mutate lowest lint bench docs accept findings

help:  ## 列出全部目标 · list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/ready  ## 建立 .venv 并安装 · create .venv and install

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "需要 Python 3.11 或更高版本；可用 make PYTHON=路径 指定。Python 3.11 or later is needed."; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "这个 Python 没有 ensurepip，无法建立虚拟环境：请安装系统的 python3-venv 软件包后重试。Install python3-venv, then try again."; exit 2; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

checkers: .venv/ready  ## 安装页面检查器（需要 npm）· checkers of pages for the tests, where npm is installed
	@test -d .venv/checkers/node_modules/vnu-jar || npm install --silent --no-fund --no-audit --prefix .venv/checkers $(CHECKERS) \
	  || echo "没有装上页面检查器（需要 npm 和网络），有关检验将略过。The checkers of pages are not installed; their tests are skipped."

run: setup  ## 生成并检查自带示例 · build the bundled example and check it
	@echo '$$ mingzhang build $(FIGURES) --projects $(PROJECTS) --review $(MARKS) -o build'
	@$(BIN)/mingzhang build $(FIGURES) --projects $(PROJECTS) --review $(MARKS) -o build --force
	@echo
	@echo '$$ mingzhang check build/*.docx'
	@$(BIN)/mingzhang check build/*.docx
	@echo
	@echo '$$ mingzhang check $(EXAMPLE)'
	@$(BIN)/mingzhang check $(EXAMPLE) || test $$? -eq 1
	@echo
	@echo '$$ python -m examples.published build/*.docx $(BESIDE)'
	@$(BIN)/python -m examples.published build/*.docx $(BESIDE)
	@echo
	@echo '$$ mingzhang build $(BUDGET)/预算填报.xlsx --projects $(BUDGET)/项目.xlsx -o build/预算'
	@mkdir -p build
	@$(BIN)/mingzhang build $(BUDGET)/预算填报.xlsx --projects $(BUDGET)/项目.xlsx -o build/预算 --force
	@echo
	@echo '$$ mingzhang check build/预算/*.docx'
	@$(BIN)/mingzhang check build/预算/*.docx
	@echo
	@echo '接下来可以试 · what to try next:'
	@echo '  检查自己的文件 · check a file of yours:       $(BIN)/mingzhang check 你的决算.pdf'
	@echo '  写一份填报表 · a workbook to fill in:         $(BIN)/mingzhang template --place 310107 --year 2024 -o 填报.xlsx'
	@echo '  同样的结果，供程序读取 · the same as data:    $(BIN)/mingzhang check $(EXAMPLE) --json'
	@echo '  全部规则 · all rules:                         $(BIN)/mingzhang rules'
	@echo '  网页应用 · the web application:               make serve'
	@echo '  使用手册 · the manual:                        $(BIN)/mingzhang manual'

serve: setup  ## 启动网页应用和演示数据 · the web application with a demonstration district
	MINGZHANG_DATA=build/网页数据 $(BIN)/python -m mingzhang.web serve

coverage: setup  ## 检验覆盖率，低于下限即不通过 · what the tests reach, and its floor
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile --cov --cov-report=term

mutate: setup  ## 改动之处随机改错，检验应能发现 · do the tests notice changed lines that say something else
	$(BIN)/python -m bench.mutate $(MUTATE)

lowest: setup  ## 依赖取所允许的最低版本再检验 · the tests with the lowest allowed versions
	.ci/lowest $(BIN)/python

lint: setup  ## 格式、写法、类型、分层 · format, lint, types, layers
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: setup  ## 全部检验（CI 即运行此项）· the whole gate, as CI runs it
	@$(MAKE) --no-print-directory --jobs=2 lint sqlite
	@$(MAKE) --no-print-directory --jobs=2 postgres installed

# Types are one process's work and the bare wheel waits for its packages: beside them the other core would idle.
sqlite: setup
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile

postgres: setup
	$(BIN)/python -m tests.web.on_postgres -n $(JOBS) --dist loadfile tests/web

installed: setup
	.ci/installed $(BIN)/python

quick: lint  ## 只检验改动之处（十几秒）· lint, and the tests nearest to what changed
	@near="$$($(BIN)/python -m tests.nearest)"; test -z "$$near" || $(BIN)/python -m pytest -q $$near

laws: setup  ## 各条定律换新例子多试 · all laws on many new random examples
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m hypothesis --hypothesis-profile laws tests

docs: setup  ## 重新生成规则页与命令页 · regenerate rule pages and cli.md
	$(BIN)/python docs/generate.py

bench: setup  ## 速度与准确度 · speed and accuracy
	$(BIN)/python -m bench

findings: setup  ## 库的意外行为仍然如此 · what surprises in libraries is still so
	@for each in findings/*.sh; do echo "$$each"; PYTHON=$(BIN)/python "$$each" || exit 1; done

accept: setup  ## 接受新的预期结果，以差异审阅 · accept new expected results, review the diff
	$(BIN)/python -m pytest -q --accept tests
	git --no-pager diff --stat -- tests
