#!/usr/bin/env bash
# Builds Mesa's two DLLs into WORK/result: mesa.sh FLAVOUR SOURCES WORK JOBS [LLVM]
# Run again in the same WORK it goes on where it stopped.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
flavour=$1 sources=$2 work=$3 jobs=$4 llvm=${5:-}
source=$work/mesa-22.3.6 build=$work/build
dlls=(src/gallium/targets/libgl-gdi/opengl32.dll src/gallium/targets/wgl/libgallium_wgl.dll)

# unpack: the sources with our change, complete or not there at all.
unpack() {
	local tarball
	tarball=$("$here/sources.sh" "$sources" mesa)
	rm -rf "$work/unpacking" && mkdir "$work/unpacking"
	tar -xf "$tarball" -C "$work/unpacking"
	patch --quiet --fuzz=0 -d "$work/unpacking/mesa-22.3.6" -p1 <"$here/mesa.patch"
	mv -T "$work/unpacking/mesa-22.3.6" "$source"
}

# fill TEMPLATE: one of our templates with the folders of this build.
fill() {
	sed -e "s|@SOURCE@|$source|g" -e "s|@LLVM@|$llvm|g" -e "s|@LLVM_CONFIG@|$work/llvm-config|g" \
		-e "s|@LIBS@|$(sed 's/^/-l/' "$here/llvm-libs.txt" | tr '\n' ' ')|" "$here/$1"
}

configure() {
	rm -rf "$build"
	fill mesa.ini >"$work/mesa.ini"
	fill llvm-config.sh >"$work/llvm-config" && chmod +x "$work/llvm-config"
	meson setup "$build" "$source" --cross-file "$work/mesa.ini" --cross-file "$here/mesa-$flavour.ini" >"$work/meson.log" || {
		tail -n 30 "$work/meson.log" >&2
		return 1
	}
	touch "$work/configured"
}

if [ ! -d "$source" ]; then unpack; fi
if [ ! -f "$work/configured" ]; then configure; fi
ninja -C "$build" -j "$jobs" "${dlls[@]}"
rm -rf "$work/result" && mkdir "$work/result"
for dll in "${dlls[@]}"; do cp "$build/$dll" "$work/result/"; done
