# Twofold.  "make help" says what can be made.

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= cc
CFLAGS ?= -O2 -g
SANITIZE ?=

DATADIR = $(PREFIX)/share/twofold
PACKAGES = libcurl sqlite3 openssl libmicrohttpd libqrencode jansson libconfuse

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes \
	-Wconversion -Wno-sign-conversion -Werror
TF_CPPFLAGS = -D_XOPEN_SOURCE=700 -D_FORTIFY_SOURCE=2 \
	-DTWOFOLD_DATADIR='"$(DATADIR)"' -include lib/base/banned.h -Ilib -Icmd \
	$(shell pkg-config --cflags $(PACKAGES))
TF_CFLAGS = -std=c17 $(WARNINGS) -fstack-protector-strong -fPIE $(SANITIZE)
TF_LDFLAGS = -pie -Wl,-z,relro,-z,now $(SANITIZE)
TF_LIBS = -lcsv $(shell pkg-config --libs $(PACKAGES)) -lpthread

LIB_SRC = $(sort $(wildcard lib/*.c lib/*/*.c))
CMD_SRC = $(sort $(wildcard cmd/*.c))
UNIT_SRC = $(sort $(wildcard tests/unit/test_*.c))
LIB_OBJ = $(LIB_SRC:%.c=$(BUILD)/%.o)
CMD_OBJ = $(CMD_SRC:%.c=$(BUILD)/%.o)
UNIT = $(UNIT_SRC:%.c=$(BUILD)/%)

all: $(BUILD)/twofold

$(BUILD)/twofold: $(CMD_OBJ) $(BUILD)/libtwofold.a
	$(CC) $(TF_LDFLAGS) $(LDFLAGS) -o $@ $^ $(TF_LIBS)

$(BUILD)/libtwofold.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(TF_CPPFLAGS) $(CPPFLAGS) $(TF_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/unit/test_%: $(BUILD)/tests/unit/test_%.o $(BUILD)/libtwofold.a
	$(CC) $(TF_LDFLAGS) $(LDFLAGS) -o $@ $^ $(TF_LIBS) -lcmocka

-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNIT:=.d)

clean:
	rm -rf $(BUILD)

.PHONY: all clean
