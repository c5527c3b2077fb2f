# Twofold.  "make help" says what can be made.

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= cc
CFLAGS ?= -O2 -g
SANITIZE ?=
PYTHON ?= /usr/bin/python3
JOBS ?= $(shell nproc)

DATADIR = $(PREFIX)/share/twofold
PACKAGES = libcurl sqlite3 openssl libmicrohttpd libqrencode jansson \
	libconfuse libxxhash

# Debian packages: to build and run the demo; to test; to lint.
DEPS = gcc make pkg-config libc6-dev libcurl4-openssl-dev libsqlite3-dev \
	libcsv-dev libssl-dev libmicrohttpd-dev libqrencode-dev libjansson-dev \
	libconfuse-dev libxxhash-dev tzdata curl jq python3 python3-aiosmtpd oathtool
TEST_DEPS = $(DEPS) clang libclang-rt-14-dev valgrind libcmocka-dev sqlite3 \
	openssl zbar-tools chromium chromium-driver mandoc systemd postfix \
	poppler-utils sasl2-bin libsasl2-modules libsasl2-modules-db \
	libreoffice-calc-nogui python3-openpyxl default-jre-headless keepassxc \
	prometheus python3-jsonschema python3-icalendar nginx-light caddy
TEST_NPM = standardwebhooks@1.1.1 axe-core@4.14.1 vnu-jar@26.9.27
BENCH_DEPS = $(DEPS) sqlite3 postgresql-15 time wrk nginx-light postfix \
	liboath-dev
BENCH_NPM = csv-parse@5.6.0 better-sqlite3@12.11.1 standardwebhooks@1.1.1 \
	nodemailer@10.6.1 undici@6.29.1
LINT_DEPS = $(DEPS) clang-format clang-tidy cppcheck shellcheck mandoc

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes \
	-Wconversion -Wno-sign-conversion -Werror
TF_CPPFLAGS = -D_XOPEN_SOURCE=700 -DTWOFOLD_DATADIR='"$(DATADIR)"' \
	-include lib/base/banned.h -Ilib -Icmd \
	$(shell pkg-config --cflags $(PACKAGES))
TF_CFLAGS = -std=c17 $(WARNINGS) -fstack-protector-strong -fPIE $(SANITIZE)
TF_LDFLAGS = -pie -Wl,-z,relro,-z,now $(SANITIZE)
TF_LIBS = -lcsv $(shell pkg-config --libs $(PACKAGES)) -lm -lpthread
ifeq ($(SANITIZE),)
TF_CPPFLAGS += -D_FORTIFY_SOURCE=2
else
# Instrumented code confuses what gcc knows of lengths.
TF_CFLAGS += -Wno-unknown-warning-option -Wno-format-truncation \
	-Wno-maybe-uninitialized
endif

LIB_SRC = $(sort $(wildcard lib/*.c lib/*/*.c))
CMD_SRC = $(sort $(wildcard cmd/*.c))
UNIT_SRC = $(sort $(wildcard tests/unit/test_*.c))
SRC = $(LIB_SRC) $(CMD_SRC) $(wildcard tests/*/*.c)
HEADERS = $(wildcard lib/*.h lib/*/*.h cmd/*.h tests/*/*.h)
SCRIPTS = $(wildcard tests/*.sh tests/*/*.sh sample-data/demo/*.sh) .ci/run
PAGES = $(wildcard cmd/*.1 cmd/*.5)
LIB_OBJ = $(LIB_SRC:%.c=$(BUILD)/%.o)
CMD_OBJ = $(CMD_SRC:%.c=$(BUILD)/%.o)
UNIT = $(UNIT_SRC:%.c=$(BUILD)/%)
TIDY = $(LIB_SRC:%.c=$(BUILD)/%.tidy) $(CMD_SRC:%.c=$(BUILD)/%.tidy)

ifeq ($(V),)
SAY = @echo
HUSH = @
else
SAY = @:
endif

all: $(BUILD)/twofold

help:
	@echo "make             the program, build/twofold"
	@echo "make deps        installs what building and the demo need (Debian, root)"
	@echo "make demo        a whole campaign on the sample data, in demo/"
	@echo "make test-deps   installs what the tests need (Debian, root)"
	@echo "make check       all tests; also check-asan, check-valgrind"
	@echo "make fuzz        foreign bytes of any kind, FUZZ_SECONDS a parser"
	@echo "make lint        formatters and linters; lint-deps installs them"
	@echo "make bench       how fast, beside peers; bench-deps installs those"
	@echo "make install     to PREFIX ($(PREFIX)) below DESTDIR"
	@echo "make clean       removes what was built"

$(BUILD)/twofold: $(CMD_OBJ) $(BUILD)/libtwofold.a
	$(SAY) "  LD      $@"
	$(HUSH)$(CC) $(TF_LDFLAGS) $(LDFLAGS) -o $@ $^ $(TF_LIBS)

$(BUILD)/libtwofold.a: $(LIB_OBJ)
	$(SAY) "  AR      $@"
	$(HUSH)rm -f $@
	$(HUSH)$(AR) rcs $@ $^

$(BUILD)/%.o: %.c $(BUILD)/flags
	$(SAY) "  CC      $<"
	$(HUSH)mkdir -p $(@D)
	$(HUSH)$(CC) $(TF_CPPFLAGS) $(CPPFLAGS) $(TF_CFLAGS) $(CFLAGS) \
	    -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libtwofold.a
	$(SAY) "  LD      $@"
	$(HUSH)$(CC) $(TF_LDFLAGS) $(LDFLAGS) -o $@ $^ $(TF_LIBS) -lcmocka

# Another compiler or other flags: everything is built anew.
FLAGS = $(CC) $(CPPFLAGS) $(TF_CFLAGS) $(CFLAGS) $(PREFIX)
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(FLAGS)' | cmp -s - $@ || echo '$(FLAGS)' >$@

-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d)

# Installs packages that are not there yet: $(call apt,PACKAGES)
apt = dpkg-query -W -f '$${Status}\n' $(1) 2>/dev/null | \
	grep -c '^install ok installed' | grep -qx $(words $(sort $(1))) || \
	{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
	apt-get -qq install -y --no-install-recommends $(1) >/dev/null; }

# Packages of npm, into the build folder: $(call npm,PACKAGES)  Where the
# registry cannot be reached, the tests and peers that need them are left out
# and say so.
npm = missing=; for package in $(1); do \
	[ -d "$(BUILD)/npm/node_modules/$${package%@*}" ] || \
	    missing="$$missing $$package"; done; \
	[ -z "$$missing" ] || { \
	command -v npm >/dev/null || { $(call apt,nodejs npm); }; \
	npm --prefix $(BUILD)/npm install --silent --save-exact --no-audit \
	    --no-fund --fetch-retries=1 --fetch-timeout=20000 $$missing || \
	echo "npm cannot fetch$$missing; what needs it is left out"; }

deps:
	@$(call apt,$(sort $(DEPS)))

test-deps:
	@$(call apt,$(sort $(TEST_DEPS)))
	@$(call npm,$(TEST_NPM))

lint-deps:
	@$(call apt,$(sort $(LINT_DEPS)))

bench-deps:
	@$(call apt,$(sort $(BENCH_DEPS)))
	@$(call npm,$(BENCH_NPM))

demo:
	@$(MAKE) --no-print-directory -j$(JOBS) $(BUILD)/twofold
	@TWOFOLD=$(BUILD)/twofold TWOFOLD_DATADIR=. PYTHON=$(PYTHON) \
	    bash sample-data/demo/run.sh

unit: $(UNIT)

check:
	@$(MAKE) --no-print-directory -j$(JOBS) $(BUILD)/twofold unit \
	    $(BUILD)/tests/model/play $(BUILD)/tests/bench/logins
	@TWOFOLD=$(abspath $(BUILD)/twofold) TWOFOLD_DATADIR=$(CURDIR) \
	    PYTHON=$(PYTHON) bash tests/run.sh $(UNIT)

check-asan:
	@ASAN_OPTIONS=detect_leaks=1:abort_on_error=1 \
	    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
	    $(MAKE) --no-print-directory check BUILD=$(BUILD)/asan \
	    CFLAGS="-O1 -g -fno-omit-frame-pointer" \
	    SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=all"

# Valgrind takes the memmove() of fortified code for memcpy().
check-valgrind:
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=$(BUILD)/valgrind \
	    CPPFLAGS=-U_FORTIFY_SOURCE unit
	@printf '%s\n' $(UNIT:$(BUILD)/%=$(BUILD)/valgrind/%) | \
	    xargs -n 1 -P $(JOBS) valgrind -q --error-exitcode=99 \
	    --leak-check=full --errors-for-leak-kinds=definite

# Each target for FUZZ_SECONDS, from what earlier runs found.
FUZZ_SECONDS ?= 60
FUZZ = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SEEDS = tests/fuzz sample-data templates
fuzz:
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=$(BUILD)/fuzz CC=clang \
	    CFLAGS="-O1 -g" SANITIZE="-fsanitize=fuzzer-no-link,address,undefined \
	    -fno-sanitize-recover=all" $(FUZZ:%=$(BUILD)/fuzz/%)
	@for t in $(FUZZ); do \
		mkdir -p $(BUILD)/fuzz/corpus/$$t; \
		$(BUILD)/fuzz/$$t -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 \
		    -artifact_prefix=$(BUILD)/fuzz/$$t- $(BUILD)/fuzz/corpus/$$t \
		    $(FUZZ_SEEDS) >$(BUILD)/fuzz/$$t.log 2>&1 || { \
			tail -n 40 $(BUILD)/fuzz/$$t.log; exit 1; }; \
		echo "$$t: $$(sed -n 's/^stat::number_of_executed_units: //p' \
		    $(BUILD)/fuzz/$$t.log) runs"; \
	done

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/libtwofold.a
	$(SAY) "  LD      $@"
	$(HUSH)$(CC) $(TF_LDFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(TF_LIBS)

$(BUILD)/%.tidy: %.c FORCE
	$(SAY) "  TIDY    $<"
	$(HUSH)mkdir -p $(@D)
	$(HUSH)clang-tidy --quiet --warnings-as-errors='*' $< -- \
	    $(TF_CPPFLAGS) -std=c17 2>$@ || { cat $@; exit 1; }

lint:
	@echo "  FORMAT"
	@clang-format --dry-run -Werror $(SRC) $(HEADERS)
	@$(MAKE) --no-print-directory -j$(JOBS) $(TIDY)
	@echo "  CPPCHECK"
	@cppcheck -j $(JOBS) --quiet --std=c11 --error-exitcode=1 --inline-suppr \
	    --enable=warning,portability --suppress=missingIncludeSystem \
	    -Ilib -Icmd lib cmd
	@echo "  SHELLCHECK"
	@shellcheck $(SCRIPTS)
	@echo "  MANDOC"
	@mandoc -T lint -W warning $(PAGES)

bench:
	@$(MAKE) --no-print-directory -j$(JOBS) $(BUILD)/twofold
	@TWOFOLD=$(abspath $(BUILD)/twofold) TWOFOLD_DATADIR=$(CURDIR) \
	    PYTHON=$(PYTHON) bash tests/bench/run.sh

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(DATADIR)
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 755 $(BUILD)/twofold $(DESTDIR)$(PREFIX)/bin/
	install -m 644 cmd/*.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 cmd/*.5 $(DESTDIR)$(PREFIX)/share/man/man5/
	cp -R templates cron sample-data $(DESTDIR)$(DATADIR)/
	chmod -R u=rwX,go=rX $(DESTDIR)$(DATADIR)

clean:
	rm -rf $(BUILD) demo

FORCE:
.SECONDARY:
.PHONY: all help fuzz deps test-deps lint-deps bench-deps demo unit check check-asan \
	check-valgrind lint bench install clean FORCE
