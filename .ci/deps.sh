#!/usr/bin/env bash
# Installs what a make target needs and the machine lacks: deps.sh run|test|windows|installer|wine|softgl-softpipe|softgl-llvmpipe
# Asks dpkg first, so that a machine that has everything needs neither the network nor a password.
set -euo pipefail

# The software OpenGL: a cross compiler for C++, and what Mesa's sources are built with.
softgl=(gcc g++ g++-mingw-w64-x86-64-posix meson ninja-build bison flex python3-mako patch xz-utils)
build=(gcc libgl1-mesa-dev xorg-dev libxkbcommon-dev pkg-config)
case "${1:-}" in
run) wanted=("${build[@]}" xdg-utils) ;;
test)
	wanted=("${build[@]}" xvfb xauth openbox xclip libgl1-mesa-dri strace)
	# The WordPress that the tests publish to, and what its cost is measured against.
	wanted+=(curl wordpress mariadb-server php-cli php-mysql php-gd php-curl php-xml php-mbstring php-zip php-intl)
	;;
windows) wanted=(gcc-mingw-w64-x86-64) ;;
installer) wanted=(nsis) ;;
wine) wanted=("${build[@]}" gcc-mingw-w64-x86-64 wine wine64 xvfb xauth openbox libgl1-mesa-dri) ;;
softgl-softpipe) wanted=("${softgl[@]}") ;;
softgl-llvmpipe) wanted=("${softgl[@]}" cmake llvm-14) ;;
*)
	echo "usage: deps.sh run|test|windows|installer|wine|softgl-softpipe|softgl-llvmpipe" >&2
	exit 2
	;;
esac

if ! command -v go >/dev/null; then
	cat >&2 <<'TEXT'
Go is missing. Install Go from https://go.dev/dl/ (the version that go.mod names, or newer),
see that `go version` works in this terminal, and run the command again.
TEXT
	exit 1
fi

# The packages that are not fully installed, one a line.
missing() {
	local name
	for name in "$@"; do
		dpkg -s "$name" 2>/dev/null | grep -q '^Status: install ok installed' || echo "$name"
	done
}

# Debian calls the browser chromium; Ubuntu has it under another name.
browser() {
	local name
	for name in chromium chromium-browser google-chrome; do
		if command -v "$name" >/dev/null; then return; fi
	done
	if [ "$(. /etc/os-release && echo "$ID")" = ubuntu ]; then echo chromium-browser; else echo chromium; fi
}

if ! command -v dpkg >/dev/null; then
	echo "This is neither Debian nor Ubuntu; please see that the like of these is installed: ${wanted[*]}" >&2
	exit 0
fi

mapfile -t packages < <(
	missing "${wanted[@]}"
	if [ "$1" = test ]; then browser; fi
)
if [ "${#packages[@]}" -eq 0 ]; then exit 0; fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
echo "Installing: ${packages[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
