#!/usr/bin/env bash
# Prints the notices that must travel with the DLLs, taken from the sources: notice.sh FLAVOUR SOURCES
# NOTICE.txt beside this script is what it printed for llvmpipe, for those who do not build.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
flavour=$1 sources=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

heading() {
	printf '\n%s\n%s\n%s\n\n' "================================================================================" \
		"$1" "================================================================================"
}

# unpack PACKAGE TOP FILE...: these files of a tarball, below the scratch folder.
unpack() {
	local package=$1 top=$2
	shift 2
	tar -xf "$("$here/sources.sh" "$sources" "$package")" -C "$scratch" "${@/#/$top/}"
}

# comment FILE: what its first comment that speaks of copyright says.
comment() {
	awk '/^[[:space:]]*\/\*/ { inside = 1; text = "" }
		inside { line = $0; gsub(/^[[:space:]]*\/\*+|\*+\/.*$/, "", line); sub(/^ ?\*+ ?/, "", line); text = text line "\n" }
		/\*\// { inside = 0; if (tolower(text) ~ /copyright/) { printf "%s", text; exit } }' "$scratch/$1"
}

# runtime: of mingw-w64's copyright file what concerns code that is linked in: its C runtime and
# winpthreads, not its headers, tools and profiler.
runtime() {
	awk 'BEGIN { RS = ""; ORS = "\n\n" }
		/^License: (expat|BSD-3-clause|BSD-2-clause-NetBSD|ISC)\n/ { print; next }
		/^Files: \*/ { print; next }
		/^Files: / && /mingw-w64-(crt|libraries\/winpthreads)\// && !/profile\/gcrt0|profile\/gmon|tests_pthread|\nLicense: public-domain/' /usr/share/doc/mingw-w64-common/copyright |
		sed -e 's/^ \.$//'
}

cat <<TEXT
opengl32.dll and libgallium_wgl.dll are Mesa's software OpenGL for Windows. They were built from
these sources, as Debian 12 carries them (SHA-256 first):

$(cat "$here/sources.sha256")
TEXT

mesa=mesa-22.3.6
unpack mesa $mesa docs/license.rst src/gallium/auxiliary/postprocess/pp_mlaa.h src/util/softfloat.c \
	src/util/xxhash.h src/c11/impl/threads_win32.c include/GL/glext.h
heading "Mesa 22.3.6"
cat "$scratch/$mesa/docs/license.rst"
heading "Within Mesa: Jimenez's MLAA"
cat <<TEXT
Uses Jimenez's MLAA. Copyright (C) 2010 by Jorge Jimenez, Belen Masia, Jose I. Echevarria,
Fernando Navarro and Diego Gutierrez.

TEXT
comment $mesa/src/gallium/auxiliary/postprocess/pp_mlaa.h
heading "Within Mesa: C11 threads"
comment $mesa/src/c11/impl/threads_win32.c
heading "Within Mesa: headers of OpenGL"
comment $mesa/include/GL/glext.h
heading "Within Mesa: Berkeley SoftFloat"
comment $mesa/src/util/softfloat.c
heading "Within Mesa: xxHash"
comment $mesa/src/util/xxhash.h

if [ "$flavour" = llvmpipe ]; then
	llvm=llvm-toolchain-14_14.0.6
	unpack llvm-toolchain-14 $llvm llvm/LICENSE.TXT llvm/lib/Support/COPYRIGHT.regex \
		llvm/lib/Support/xxhash.cpp llvm/lib/Support/ConvertUTF.cpp
	heading "LLVM 14.0.6"
	cat "$scratch/$llvm/llvm/LICENSE.TXT"
	heading "Within LLVM: regular expressions"
	cat "$scratch/$llvm/llvm/lib/Support/COPYRIGHT.regex"
	heading "Within LLVM: xxHash"
	comment $llvm/llvm/lib/Support/xxhash.cpp
	heading "Within LLVM: conversion between forms of Unicode"
	comment $llvm/llvm/lib/Support/ConvertUTF.cpp
fi

heading "The runtime of mingw-w64"
runtime
heading "The runtime of GCC"
cat <<TEXT
libgcc and libstdc++ are linked in. They are free software under the GNU General Public License,
version 3 or later, with the GCC Runtime Library Exception, version 3.1, which lets programs that
were compiled with GCC carry them under terms of their own.
TEXT
