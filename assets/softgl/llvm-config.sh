#!/usr/bin/env bash
# Answers what Mesa's build asks llvm-config, which itself would be a program of Windows, about the
# libraries that llvm.sh made. mesa.sh puts the folder for @LLVM@.
set -euo pipefail
answers=()
for question in "$@"; do
	case $question in
	--version) answers+=(14.0.6) ;;
	--includedir) answers+=(@LLVM@/include) ;;
	--cppflags | --cflags | --cxxflags) answers+=(-I@LLVM@/include -D__STDC_CONSTANT_MACROS -D__STDC_FORMAT_MACROS -D__STDC_LIMIT_MACROS) ;;
	--libdir) answers+=(@LLVM@/lib) ;;
	--ldflags) answers+=(-L@LLVM@/lib) ;;
	--libs) answers+=(@LIBS@) ;;
	--system-libs) answers+=(-lpsapi -lshell32 -lole32 -luuid -ladvapi32) ;;
	--components) answers+=(bitwriter core engine executionengine instcombine mcdisassembler mcjit native scalaropts transformutils) ;;
	--targets-built) answers+=(X86) ;;
	--has-rtti) answers+=(NO) ;;
	--shared-mode) answers+=(static) ;;
	esac
done
echo "${answers[*]}"
