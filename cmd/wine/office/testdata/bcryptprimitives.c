/*
 * The one function of bcryptprimitives.dll that programs written in Go ask for.
 * Windows has it since version 10; wine 8 has not, and ends them before main.
 * The chances come from advapi32, which calls the function SystemFunction036 and
 * its documentation RtlGenRandom.
 */
#include <windows.h>

BOOLEAN WINAPI SystemFunction036(void *to, ULONG size);

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *to, SIZE_T size)
{
    const SIZE_T most = 1u << 30; /* of one call: its size has 32 bits */

    while (size > 0) {
        SIZE_T now = size < most ? size : most;
        if (!SystemFunction036(to, (ULONG)now))
            return FALSE;
        to += now;
        size -= now;
    }
    return TRUE;
}
