#!/usr/bin/env bash
# Builds Mesa's software OpenGL for Windows: opengl32.dll and libgallium_wgl.dll.
#
#   build.sh llvmpipe   what is shipped: draws through LLVM's compiler; above an hour, once
#   build.sh softpipe   for tests of the chain: no LLVM, minutes to build, half a second a frame
#   build.sh where FLAVOUR   prints the folder of a finished build, fails when there is none
#
# A finished build is kept in the user's cache under a sum over the recipe, so that only a changed
# recipe builds again; the result is copied into build/softgl. A build that was interrupted goes on
# where it stopped, and nothing of it counts as finished: the result appears by one rename.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tinxa
jobs=${SOFTGL_JOBS:-$(nproc)}

# The files that say what comes out; a change in the text of the others builds nothing again.
llvm_recipe=(sources.sha256 llvm.cmake llvm-libs.txt)
mesa_recipe=(sources.sha256 mesa.sh mesa.ini mesa.patch check.sh notice.sh)

# sum_of FILE...: twelve digits that stand for these files of the recipe.
sum_of() {
	(cd "$here" && sha256sum "$@" | sha256sum | cut -c1-12)
}

# folder_of FLAVOUR: where its finished build is kept.
folder_of() {
	case $1 in
	llvmpipe) echo "$cache/softgl-llvmpipe-$(sum_of "${llvm_recipe[@]}" "${mesa_recipe[@]}" mesa-llvmpipe.ini llvm-config.sh)" ;;
	softpipe) echo "$cache/softgl-softpipe-$(sum_of "${mesa_recipe[@]}" mesa-softpipe.ini)" ;;
	*)
		echo "build.sh: the flavours are llvmpipe and softpipe, not $1" >&2
		exit 2
		;;
	esac
}

# build FLAVOUR FOLDER: from the sources to a finished folder.
build() {
	local flavour=$1 folder=$2 llvm="" work="$2.work"
	"$root/.ci/deps.sh" "softgl-$flavour"
	# Debian's tools alone: another python3 on the PATH would lack what Mesa's generators need.
	export PATH=/usr/bin:/bin LC_ALL=C.UTF-8 TZ=UTC
	# What a build would take from the clock is this day, the one on which Mesa 22.3.6 came out.
	export SOURCE_DATE_EPOCH=1677024000
	mkdir -p "$work"
	if [ "$flavour" = llvmpipe ]; then
		llvm="$cache/softgl-llvm-$(sum_of "${llvm_recipe[@]}")"
		"$here/llvm.sh" "$cache/softgl-sources" "$llvm" "$jobs"
	fi
	"$here/mesa.sh" "$flavour" "$cache/softgl-sources" "$work" "$jobs" "$llvm"
	"$here/check.sh" "$work/result"
	"$here/notice.sh" "$flavour" "$cache/softgl-sources" >"$work/result/NOTICE.txt"
	echo "$flavour" >"$work/result/FLAVOUR"
	sync "$work"/result/*
	mv -T "$work/result" "$folder"
	rm -rf "$work"
}

# deliver FOLDER: copies a finished build to where the installer and the tests look for it.
deliver() {
	mkdir -p "$root/build"
	exec 7>"$root/build/softgl.lock"
	flock 7
	rm -rf "$root/build/softgl" "$root/build/softgl.new"
	cp -r "$1" "$root/build/softgl.new"
	mv -T "$root/build/softgl.new" "$root/build/softgl"
	ls -l "$root/build/softgl"
}

if [ "${1:-}" = where ]; then
	folder=$(folder_of "${2:-llvmpipe}")
	[ -d "$folder" ] && echo "$folder"
	exit
fi
folder=$(folder_of "${1:-llvmpipe}")
if [ ! -d "$folder" ]; then
	mkdir -p "$cache"
	# Two builds at once would tread on each other; the second waits and finds the first one's result.
	exec 9>"$folder.lock"
	flock 9
	if [ ! -d "$folder" ]; then build "${1:-llvmpipe}" "$folder"; fi
fi
deliver "$folder"
