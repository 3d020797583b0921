#!/usr/bin/env bash
# Fails unless the DLLs in FOLDER are what may be shipped: check.sh FOLDER
# Both import only what every Windows 10 has and name neither the time nor the place of their build,
# and opengl32.dll has what programs call.
set -euo pipefail
cd "$1"
place=$(cd ../.. && pwd)/
system='^(ADVAPI32|GDI32|KERNEL32|USER32|SHELL32|ole32|msvcrt|api-ms-win-core-synch-l1-2-0|libgallium_wgl)\.dll$'

complain() {
	echo "check.sh: $*" >&2
	exit 1
}

for dll in libgallium_wgl.dll opengl32.dll; do
	about=$(x86_64-w64-mingw32-objdump -p "$dll")
	foreign=$(sed -n 's/^\tDLL Name: //p' <<<"$about" | grep -Ev "$system" || true)
	if [ -n "$foreign" ]; then complain "$dll imports $foreign"; fi
	grep -q '^Time/Date.* 1970$' <<<"$about" || complain "$dll carries the time of its build"
	if grep -aqF "$place" "$dll"; then complain "$dll names the folder $place"; fi
done
exports=$(sed -n 's/^\t\[ *[0-9]*\] \(w\?gl[A-Z]\)/\1/p' <<<"$about")
wgl=$(grep -c '^wgl' <<<"$exports" || true)
if [ "$wgl" -ne 24 ]; then complain "opengl32.dll exports $wgl wgl functions, not 24"; fi
for name in glClear glDrawArrays glGetString wglCreateContext wglGetProcAddress; do
	grep -qx "$name" <<<"$exports" || complain "opengl32.dll lacks $name"
done
