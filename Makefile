# Thin names for the commands of HACKING.md; `make` alone lists them.

SHELL := /bin/bash
JOBS ?= $(shell nproc)
# More arguments for `dondoc up` (make run ARGS=--development) and for ctest (make test ARGS='-R supervisor').
ARGS ?=
# For how long `make fuzz` runs each fuzz target; a name given with FUZZ= runs that one alone.
SECONDS ?= 600
FUZZ ?=
# More arguments for `cmake --build`.
ONLY =
INSTALL = tools/install_packages.sh
CTEST = ctest --output-on-failure -j $(JOBS) $(ARGS)
SOURCES = $(shell git ls-files '*.cc' '*.h')
UNITS = $(shell git ls-files '*.cc')

.DEFAULT_GOAL := help
.PHONY: help run build test asan tsan fuzz fmt lint verify clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z%\/ ]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, and start a whole system (Ctrl-C stops it)
	@$(INSTALL) build run
	@$(MAKE) --no-print-directory compile/dev ONLY='--target programs'
	@build/bin/dondoc up $(ARGS)

build: ## install what is missing and leave all programs in build/bin/
	@$(INSTALL) build
	@$(MAKE) --no-print-directory compile/dev

test: ## every test, against PostgreSQL and Redis that it starts itself
	@$(INSTALL) build run test
	@$(MAKE) --no-print-directory compile/dev
	$(CTEST) --test-dir build

test/%: ## one kind of test: test/unit, test/pg, test/redis, test/e2e, test/fuzz
	@$(INSTALL) build run test
	@$(MAKE) --no-print-directory compile/dev
	$(CTEST) --test-dir build -L '^$*$$'

asan: ## every test under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(INSTALL) build run test
	@$(MAKE) --no-print-directory compile/asan
	LSAN_OPTIONS=suppressions=$(CURDIR)/cmake/lsan_suppressions.txt:print_suppressions=0 ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 $(CTEST) --test-dir build-asan

# Debian's libraries are not built for it: what happens within them is not looked at, but how their locks and sockets order ours is.
tsan: ## every test under ThreadSanitizer
	@$(INSTALL) build run test
	@$(MAKE) --no-print-directory compile/tsan
	TSAN_OPTIONS=halt_on_error=1:ignore_noninstrumented_modules=1 $(CTEST) --test-dir build-tsan

fuzz: ## ten minutes of each fuzz target (SECONDS=600, FUZZ=name)
	@$(INSTALL) build test
	@tools/fuzz.py build
	@tools/fuzz.py run $(FUZZ) --seconds $(SECONDS)

fmt: ## format the sources
	@$(INSTALL) lint
	clang-format -i $(SOURCES)

lint: verify ## formatting, layers, clang-tidy: warnings are errors
	@$(INSTALL) build lint
	@$(MAKE) --no-print-directory compile/dev
	@run-clang-tidy -quiet -p build -j $(JOBS) $(addprefix ^,$(addsuffix $$,$(addprefix $(CURDIR)/,$(UNITS))))

verify: ## the checks that compile nothing
	@$(INSTALL) lint
	@clang-format --dry-run -Werror $(SOURCES)
	/usr/bin/python3 tools/check_layers.py
	/usr/bin/python3 tools/list_reasons.py --check
	/usr/bin/python3 tools/list_access.py --check
	shellcheck tools/install_packages.sh .ci/run

clean: ## remove everything that was built; data in var/ stays
	rm -rf build build-asan build-tsan build-fuzz build-release

# One preset, compiled; configured once, after that CMake does it by itself.
compile/%:
	@[ -f build$(if $(filter dev,$*),,-$*)/build.ninja ] || cmake --preset $*
	@cmake --build --preset $* -j $(JOBS) $(ONLY)
