#!/usr/bin/env bash
# Fetches one source package's upstream tarball: sources.sh FOLDER PACKAGE, prints the tarball's path.
#
# It comes from where this machine's packages come from, through a private apt configuration (no
# root, nothing of the system's is touched), so that apt has checked the archive's signature; then
# it must have the sum that sources.sha256 names, or it is not used. A tarball that lies in FOLDER
# already, or was put there by hand, is taken when its sum is right.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$1 package=$2
tarball=$(sed -n "s/^[0-9a-f]\{64\}  \(${package}_.*\)/\1/p" "$here/sources.sha256")

# good DIR: whether the tarball is there and is the one that the recipe was written for.
good() {
	(cd "$1" && [ -f "$tarball" ] && grep -F "  $tarball" "$here/sources.sha256" | sha256sum --quiet -c - >&2)
}

# The machine's own package sources once more, asking for sources instead of packages.
source_lists() {
	local file
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
		[ -f "$file" ] && sed -nE 's/^deb(-src)?([[:space:]])/deb-src\2/p' "$file"
	done | sort -u >"$1/tinxa.list"
	for file in /etc/apt/sources.list.d/*.sources; do
		[ -f "$file" ] && sed -E 's/^Types:.*/Types: deb-src/' "$file" >"$1/$(basename "$file")"
	done
	return 0
}

# fetch DIR: lets apt update its private lists and download the package's source into DIR, of the
# upstream version that is wanted, though backports may have a newer one.
fetch() {
	local dir=$1 options upstream version
	mkdir -p "$dir"/{lists,state/lists/partial,cache/archives/partial,download}
	: >"$dir/status"
	source_lists "$dir/lists"
	options=(-qq -o "Dir::State=$dir/state" -o "Dir::State::status=$dir/status" -o "Dir::Cache=$dir/cache"
		-o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$dir/lists"
		-o "APT::Sandbox::User=$(id -un)" -o Acquire::Retries=3)
	apt-get "${options[@]}" update >&2
	upstream=${tarball#"${package}_"}
	version=$(apt-cache "${options[@]}" showsrc --only-source "$package" |
		sed -nE "s/^Version: (([0-9]+:)?${upstream%.orig.*}-.*)/\1/p" | sort -V | tail -n 1)
	(cd "$dir/download" && apt-get "${options[@]}" source --only-source --download-only "$package=$version" >&2)
}

# What to do when the machine's release has another version, or the network is away.
by_hand() {
	cat >&2 <<TEXT
The source package $package could not be fetched in the version that assets/softgl was written for.
Wanted: $tarball, of Debian 12, with the SHA-256 that assets/softgl/sources.sha256 names.
Either build on Debian 12, or put that file into
  $folder
and run the command again: it is used once its sum is right.
TEXT
	exit 1
}

mkdir -p "$folder"
if ! good "$folder" 2>/dev/null; then
	scratch=$(mktemp -d "$folder/fetching.XXXXXX")
	trap 'rm -rf "$scratch"' EXIT
	fetch "$scratch" || by_hand
	good "$scratch/download" || by_hand
	mv "$scratch/download/$tarball" "$folder/"
fi
echo "$folder/$tarball"
