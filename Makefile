# lemma: the only build file. `make help` lists what it can do.
# Quiet by default; `make V=1` shows commands. `make SAN=address,undefined` builds a second tree
# with sanitizers. BUILD=DIR puts everything elsewhere.

prefix  ?= /usr/local
DESTDIR ?=
CC      ?= cc
SAN     ?=
BUILD   ?= build$(if $(SAN),/san-$(subst $(comma),-,$(SAN)))
comma   := ,
Q       := $(if $(V),,@)
say      = $(if $(V),,@printf '  %-7s %s\n' '$(1)' '$(2)')

VERSION := 0.1.0
COMMIT  := $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)

WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
# gcc 12 warns wrongly under sanitizers
WERROR ?= $(if $(SAN),,$(if $(wildcard .git),-Werror))
CFLAGS ?= -O2 -g
# Floating point must mean the same everywhere: nothing is contracted or reordered.
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -I. $(WARN) $(WERROR) $(CFLAGS) -ffp-contract=off \
             -fno-math-errno -pthread -MMD -MP $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
LIBS   := -lcalcium -lflint-arb -lflint -lmpfr -lgmp -lmd4c -lpcre2-8 -lreadline -lm -pthread

SRC      := $(wildcard kernels/*.c engine/*.c app/*.c app/*/*.c app/*/*/*.c)
OBJ      := $(SRC:%.c=$(BUILD)/%.o)
LIB      := $(BUILD)/liblemma.a
UNIT     := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
FUZZ     := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAY   := $(FUZZ:%=$(BUILD)/tests/fuzz/replay_%)

.PHONY: all run deps test test-unit test-e2e test-long install uninstall format lint layers bench \
        fuzz man clean help
all: $(BUILD)/lemma

$(BUILD)/lemma: $(BUILD)/app/main.o $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIB): $(filter-out $(BUILD)/app/main.o,$(OBJ))
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

# One body, compiled for each instruction set; the best is chosen at run time.
$(BUILD)/kernels/cpu_avx2.o:   ISA_FLAGS := -mavx2 -mfma -mf16c
$(BUILD)/kernels/cpu_avx512.o: ISA_FLAGS := -mavx512f -mavx512bw -mavx512dq -mavx512vl -mfma -mf16c
$(BUILD)/kernels/%.o: OPT_FLAGS := $(if $(SAN),,-O3)
# Where the program finds its data when neither $LEMMA_DATA nor a source tree is there.
$(BUILD)/app/base/paths.o: CPPFLAGS += -DLEMMA_PREFIX='"$(prefix)"'
$(BUILD)/app/main.o: CPPFLAGS += -DLEMMA_VERSION='"$(VERSION)"' -DLEMMA_COMMIT='"$(COMMIT)"'

$(BUILD)/%.o: %.c Makefile
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(CPPFLAGS) $(OPT_FLAGS) $(ISA_FLAGS) -c -o $@ $<

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) -lcmocka $(LIBS)

$(BUILD)/tests/fuzz/replay_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

deps: ## install the Debian packages that are missing (sudo when not root)
	$(Q)sh tests/deps.sh

run: export LEMMA_PROBLEM := $(value PROBLEM)
run: ## build and start lemma; PROBLEM="..." solves one and exits
	$(Q)sh tests/deps.sh
	$(Q)$(MAKE) --no-print-directory all
	$(Q)if [ -n "$$LEMMA_PROBLEM" ]; then exec $(BUILD)/lemma solve -- "$$LEMMA_PROBLEM"; else exec $(BUILD)/lemma; fi

test: ## everything: layers, unit, goldens, fuzz corpora, manual pages, end to end
	$(Q)sh tests/deps.sh
	$(Q)$(MAKE) --no-print-directory layers all
	$(Q)$(MAKE) --no-print-directory test-unit test-e2e

test-unit: $(UNIT) $(REPLAY) $(BUILD)/lemma ## unit tests and fuzz corpora (SAN=address,undefined too)
	$(Q)BUILD=$(BUILD) sh tests/run.sh unit

test-e2e: $(BUILD)/lemma
	$(Q)BUILD=$(BUILD) sh tests/run.sh e2e

test-long: $(UNIT) $(BUILD)/lemma ## what is too slow for every day
	$(Q)BUILD=$(BUILD) LEMMA_TEST_LONG=1 sh tests/run.sh unit

install: all ## into $(DESTDIR)$(prefix)
	install -d $(DESTDIR)$(prefix)/bin $(DESTDIR)$(prefix)/share/man/man1
	install -m 755 $(BUILD)/lemma $(DESTDIR)$(prefix)/bin/lemma
	install -m 644 man/*.1 $(DESTDIR)$(prefix)/share/man/man1
	for d in prompts/en prompts/ko data/starter/model; do \
	    install -d $(DESTDIR)$(prefix)/share/lemma/$$d && \
	    install -m 644 $$d/* $(DESTDIR)$(prefix)/share/lemma/$$d || exit 1; done

uninstall: ## take the same files away again
	rm -f $(DESTDIR)$(prefix)/bin/lemma $(patsubst man/%,$(DESTDIR)$(prefix)/share/man/man1/%,$(wildcard man/*.1))
	rm -rf $(DESTDIR)$(prefix)/share/lemma

format: ## clang-format over the C files
	clang-format -i $(shell find app engine kernels tests -name '*.[ch]')

lint: ## manual pages, clang-format, cppcheck
	$(Q)sh tests/lint.sh

layers: ## no include against the direction of dependence
	$(Q)sh tests/layers.sh

bench: $(BUILD)/lemma ## speed of the engine on this machine
	$(Q)BUILD=$(BUILD) sh tests/bench/bench.sh

fuzz: ## libFuzzer on every target (needs clang); FUZZ_SECONDS=60 each
	$(Q)sh tests/fuzz/fuzz.sh $(FUZZ)

clean: ## remove the build
	rm -rf build

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' Makefile | sort | sed 's/:[^#]*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

# Objects of tests and replays are kept, so that the next build is quick.
.SECONDARY:

-include $(OBJ:.o=.d) $(UNIT:=.d) $(wildcard $(BUILD)/tests/fuzz/*.d)
