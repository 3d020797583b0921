#!/usr/bin/env bash
# Builds LLVM's static libraries for Windows into FOLDER, once: llvm.sh SOURCES FOLDER JOBS
# About an hour of a processor. Interrupted, it goes on where it stopped when it is run again.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sources=$1 folder=$2 jobs=$3 work=$2.work
source=$work/llvm-toolchain-14_14.0.6 build=$work/build

# unpack: of the sources LLVM itself, complete or not there at all.
unpack() {
	local tarball top
	tarball=$("$here/sources.sh" "$sources" llvm-toolchain-14)
	top=$(basename "$source")
	rm -rf "$work/unpacking" && mkdir -p "$work/unpacking"
	tar -xf "$tarball" -C "$work/unpacking" --exclude="$top/llvm/test" "$top/llvm" "$top/cmake"
	mv -T "$work/unpacking/$top" "$source"
}

configure() {
	rm -rf "$build"
	SOFTGL_LLVM_WORK=$work cmake -G Ninja -S "$source/llvm" -B "$build" -C "$here/llvm.cmake" >"$work/cmake.log" 2>&1 || {
		tail -n 30 "$work/cmake.log" >&2
		return 1
	}
	touch "$work/configured"
}

# keep: what Mesa needs of it, headers and libraries and the licence; the rest takes 3 GB.
keep() {
	local name
	rm -rf "$work/kept" && mkdir -p "$work/kept/lib"
	cp -r "$source/llvm/include" "$work/kept/"
	cp -r "$build/include" "$work/kept/"
	while read -r name; do cp "$build/lib/lib$name.a" "$work/kept/lib/"; done <"$here/llvm-libs.txt"
	cp "$source/llvm/LICENSE.TXT" "$source/llvm/lib/Support/COPYRIGHT.regex" "$work/kept/"
	mv -T "$work/kept" "$folder"
	rm -rf "$work"
}

if [ -d "$folder" ]; then exit; fi
mkdir -p "$work"
# Mesa's two flavours never need it both at once, but two folders of the project may.
exec 8>"$folder.lock"
flock 8
if [ -d "$folder" ]; then exit; fi
if [ ! -d "$source" ]; then unpack; fi
if [ ! -f "$work/configured" ]; then configure; fi
mapfile -t libs <"$here/llvm-libs.txt"
ninja -C "$build" -j "$jobs" "${libs[@]}"
keep
