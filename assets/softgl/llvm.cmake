# How LLVM's static libraries are built: cmake reads this first (cmake -C llvm.cmake).
# Only what turns shaders into X86 code, in memory; no tools, nothing of the machine's libraries.

set(CMAKE_SYSTEM_NAME Windows CACHE STRING "")
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix CACHE STRING "")
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix CACHE STRING "")
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres CACHE STRING "")
set(CMAKE_BUILD_TYPE Release CACHE STRING "")

set(LLVM_TARGETS_TO_BUILD X86 CACHE STRING "")
set(LLVM_TARGET_ARCH X86 CACHE STRING "")
set(LLVM_HOST_TRIPLE x86_64-w64-windows-gnu CACHE STRING "")
set(LLVM_DEFAULT_TARGET_TRIPLE x86_64-w64-windows-gnu CACHE STRING "")
# The one program that has to run while LLVM is built; Debian has it, of the same version.
set(LLVM_TABLEGEN /usr/lib/llvm-14/bin/llvm-tblgen CACHE STRING "")

# Small, because it is shipped; -Os makes a third less code than -O2. LLVM appends an -O2 of its own
# for MinGW unless it sees one, and the last one wins. It gives functions sections of their own by
# itself, so that the linker can leave out what nobody calls; tables for unwinding would keep
# everything alive, and no exception ever passes through LLVM.
set(CMAKE_C_FLAGS_RELEASE "-O2 -Os -DNDEBUG" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -Os -DNDEBUG" CACHE STRING "")
set(LLVM_ENABLE_UNWIND_TABLES OFF CACHE BOOL "")
# The compiler writes no path of the machine.
set(CMAKE_C_FLAGS "-ffile-prefix-map=$ENV{SOFTGL_LLVM_WORK}=llvm" CACHE STRING "")
set(CMAKE_CXX_FLAGS "-ffile-prefix-map=$ENV{SOFTGL_LLVM_WORK}=llvm" CACHE STRING "")

foreach(part ASSERTIONS BACKTRACES BINDINGS CRASH_OVERRIDES CURL EH LIBEDIT LIBXML2 PIC RTTI TERMINFO ZLIB)
  set(LLVM_ENABLE_${part} OFF CACHE BOOL "")
endforeach()
foreach(part BENCHMARKS DOCS EXAMPLES RUNTIMES TESTS UTILS)
  set(LLVM_INCLUDE_${part} OFF CACHE BOOL "")
endforeach()
set(LLVM_BUILD_TOOLS OFF CACHE BOOL "")
set(LLVM_ENABLE_PROJECTS "" CACHE STRING "")
set(LLVM_APPEND_VC_REV OFF CACHE BOOL "")
