# Tin Xã. `make` lists the targets; `make run` and `make test` are all that a newcomer needs.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:

# Where Go's own installer puts it, for shells that were opened before.
export PATH := $(PATH):/usr/local/go/bin
# A clone that belongs to another user, as on build servers, must build too.
GOFLAGS ?= -buildvcs=false
export GOFLAGS

# Fyne complains at its start about a locale that names no language, as bare servers have.
ifeq (,$(filter-out C POSIX C.%,$(LANG)))
export LANG := vi_VN.UTF-8
endif

# What FyneApp.toml says: $(call app,Version) is 0.1.0.
app = $(shell sed -n 's/^ *$(1) *= *"\{0,1\}\([^"]*\)"\{0,1\} *$$/\1/p' FyneApp.toml)
NAME := $(call app,Name)
ID := $(call app,ID)
VERSION := $(call app,Version)
BUILD := $(call app,Build)
ICON := $(call app,Icon)
STAMP := -X 'main.name=$(NAME)' -X 'main.id=$(ID)' -X 'main.version=$(VERSION)' -X 'main.build=$(BUILD)'

XVFB := xvfb-run -a -s "-screen 0 1366x768x24"

.PHONY: help run test check reliability e2e publish-faults wine bench screens windows stage installer portable offer softgl build notices fmt syso

# The gate draws the same chances each time, the long run new ones.
CHANCES := $(if $(TINXA_LONG),,-seed 20261121)

help: ## list the targets (this one, when none is named)
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: build ## build and open the program; without a display, export the sample report into build/demo/
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
		exec build/tinxa; \
	else \
		echo "Không có màn hình: xuất bài mẫu vào build/demo/ (no display: exporting the sample report into build/demo/)"; \
		exec build/tinxa demo -o build/demo; \
	fi

test: deps-test check ## the gate: format, vet, staticcheck, house rules, every test under the race detector, reliability, publish-faults, wine
	@echo "== go test -race"
	@$(XVFB) go run ./cmd/rules/gate -race -timeout 20m ./...
	@echo "== reliability"
	@$(MAKE) reliability
	@echo "== publish-faults"
	@$(MAKE) publish-faults
	@echo "== wine"
	@$(MAKE) wine

reliability: deps-test build ## kills, power cuts, damage and faults, in one table; TINXA_LONG=1 for the long run
	@go run ./cmd/reliability $(CHANCES)

publish-faults: deps-test build ## every portal through every fault and a kill at every step; TINXA_LONG=1 for the long run
	@go run ./cmd/publishing -program build/tinxa $(CHANCES)

e2e: deps-test ## the real window, and the samples published on a real WordPress and read in Chromium
	@$(XVFB) go test -count=1 -v -timeout 20m ./cmd/e2e

check: ## the part of the gate that needs no display: format, vet, staticcheck
	@echo "== gofumpt"
	@unformatted="$$(go tool gofumpt -l .)"; \
	if [ -n "$$unformatted" ]; then echo "$$unformatted"; echo "not formatted: run make fmt"; exit 1; fi
	@echo "== go vet"
	@go vet ./...
	@echo "== staticcheck"
	@go tool staticcheck ./...

screens: deps-run ## draw every screen into build/screens/*.png, list the files
	@rm -rf build/screens && mkdir -p build/screens
	@TINXA_SCREENS="$(CURDIR)/build/screens" go test -count=1 -run '^TestScreens' ./ui/...
	@find build/screens -name '*.png' | sort | grep . || { echo "no screen was drawn"; exit 1; }

# The same sources give the same bytes wherever they are built: no paths, no times, no state of git. Windows
# has an emoji font of its own, so Fyne's, 4 MB that it reads anew for each style, stays out.
windows_program = CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc GOOS=windows GOARCH=amd64 GOAMD64=v1 \
	go build -trimpath -buildvcs=false -tags no_emoji -ldflags "-H=windowsgui -s -w $(1) -extldflags=-static" -o $(2) $(3)

windows: deps-windows syso ## cross-build build/windows/tinxa.exe with icon, version and manifest
	@mkdir -p build/windows
	$(call windows_program,$(STAMP),build/windows/tinxa.exe,./cmd/tinxa)
	@go run ./cmd/release imports build/windows/tinxa.exe
	@go run ./cmd/release sizes build/windows/tinxa.exe

# llvmpipe is what is shipped; softpipe is built in minutes and serves the tests of the chain.
SOFTGL ?= llvmpipe

# What is installed, as it lies on the user's disk; texts get the line ends that old editors want.
STAGE := build/windows/TinXa
SETUP := build/windows/TinXa-$(VERSION)-setup.exe
PORTABLE := build/windows/TinXa-$(VERSION)-portable.zip
windows_text = sed -e '1s/^/\xEF\xBB\xBF/' -e 's/$$/\r/'

stage: windows
	@[ "$$(cat build/softgl/FLAVOUR 2>/dev/null)" = "$(SOFTGL)" ] || $(MAKE) softgl
	@rm -rf "$(STAGE)" && mkdir -p "$(STAGE)/softgl"
	@cp build/windows/tinxa.exe "$(STAGE)/"
	@cp build/softgl/{libgallium_wgl,opengl32}.dll "$(STAGE)/softgl/"
	@$(windows_text) build/softgl/NOTICE.txt >"$(STAGE)/softgl/NOTICE.txt"
	@$(windows_text) LICENSE >"$(STAGE)/LICENSE.txt"
	@$(windows_text) assets/notices/THIRD-PARTY.txt >"$(STAGE)/THIRD-PARTY.txt"
	@go run ./cmd/release imports "$(STAGE)"/tinxa.exe "$(STAGE)"/softgl/*.dll

# Packing takes two minutes, so an installer of the same files is not made again.
installer: deps-installer stage ## pack build/windows/TinXa-<version>-setup.exe, with the software OpenGL
	@sum="$$(cd "$(STAGE)" && find . "$(CURDIR)/assets/setup" "$(CURDIR)/$(ICON)" -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum)"; \
	if [ ! -f "$(SETUP)" ] || [ "$$(cat build/windows/setup.sum 2>/dev/null)" != "$$sum" ]; then \
		go run ./cmd/release pictures -icon "$(ICON)" build/windows/pictures; \
		makensis -V2 -DVERSION="$(VERSION)" -DID="$(ID)" -DFROM="$(CURDIR)/$(STAGE)" -DPICTURES="$(CURDIR)/build/windows/pictures" \
			-DOUT="$(CURDIR)/$(SETUP)" assets/setup/tinxa.nsi; \
		echo "$$sum" >build/windows/setup.sum; \
	fi
	@go run ./cmd/release sizes -most 25 "$(SETUP)"

# The software OpenGL that is shipped, where it has been built; else the one that is built in minutes.
wine: deps-wine build ## the Windows program installed, typed on, killed, updated and removed under wine, in one table
	@flavour=softpipe; \
	if assets/softgl/build.sh where llvmpipe >/dev/null 2>&1; then flavour=llvmpipe; fi; \
	$(MAKE) installer SOFTGL=$$flavour
	$(call windows_program,,build/windows/hello.exe,./cmd/wine/hello)
	@go run ./cmd/wine -version "$(VERSION)"

portable: stage ## pack build/windows/TinXa-<version>-portable.zip, that keeps its data beside itself
	@rm -rf build/windows/portable && mkdir -p build/windows/portable
	@cp -r "$(STAGE)" build/windows/portable/
	@for text in portable.txt DOC-TRUOC.txt; do $(windows_text) "assets/setup/$$text" >"build/windows/portable/TinXa/$$text"; done
	@go run ./cmd/release portable -time "$$(git log -1 --format=%ct 2>/dev/null || echo 0)" -o "$(PORTABLE)" build/windows/portable/TinXa
	@go run ./cmd/release sizes "$(PORTABLE)"

softgl: ## build the software OpenGL for Windows into build/softgl/; slow once, then kept; SOFTGL=softpipe for the quick one
	@assets/softgl/build.sh "$(SOFTGL)"

offer: windows ## offer build/windows/tinxa.exe as an update in build/windows/offer: KEY=secret.key NOTES=news.txt
	@go run ./cmd/release sign -product "$(ID)" -version "$(VERSION)" -build "$(BUILD)" -windows 10240 \
		-key "$(KEY)" -notes "$(NOTES)" -o build/windows/offer build/windows/tinxa.exe

bench: deps-test ## run the benchmarks, into build/bench.txt too
	@mkdir -p build
	@$(XVFB) go test -run '^$$' -bench . -benchmem ./... | tee build/bench.txt

build: deps-run ## build build/tinxa
	@mkdir -p build
	go build -ldflags "$(STAMP)" -o build/tinxa ./cmd/tinxa

notices: ## write assets/notices/THIRD-PARTY.txt: whose work the program holds
	@go run ./cmd/notices -o assets/notices/THIRD-PARTY.txt

fmt: ## format the Go code
	@go tool gofumpt -w .

deps-%:
	@.ci/deps.sh $*

# go build embeds a .syso that lies beside package main. Its sources are templates, because the
# name and the version come from FyneApp.toml.
syso:
	@rm -rf build/winres && mkdir -p build/winres
	@for file in winres.json tinxa.manifest; do \
		sed -e 's/@NAME@/$(NAME)/g' -e 's/@ID@/$(ID)/g' -e 's/@VERSION@/$(VERSION)/g' -e 's/@BUILD@/$(BUILD)/g' \
			"cmd/tinxa/winres/$$file" >"build/winres/$$file"; \
	done
	@cp "$(ICON)" build/winres/icon.png
	@go tool go-winres make --in build/winres/winres.json --out cmd/tinxa/rsrc --arch amd64
