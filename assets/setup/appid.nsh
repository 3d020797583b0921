; AppID writes the program's name for the taskbar into a shortcut, which CreateShortcut cannot do: windows of
; the program, wherever the copy lies that runs, then belong to the button of the shortcut, also when it is
; pinned. Where Windows refuses, the shortcut stays as it is. The numbers of methods are those of shobjidl_core.h.
!define CLSID_ShellLink "{00021401-0000-0000-C000-000000000046}"
!define IID_IShellLink "{000214F9-0000-0000-C000-000000000046}"
!define IID_IPersistFile "{0000010B-0000-0000-C000-000000000046}"
!define IID_IPropertyStore "{886D8EEB-8CF2-4446-8D02-CDBA1DBDCF99}"
!define FMTID_AppUserModel "{9F4C2855-9F79-4B39-A8D0-E1D42DE1D5F3}"

!macro AppID SHORTCUT ID
	System::Store S
	StrCpy $2 0
	StrCpy $3 0
	System::Call 'ole32::CoInitialize(p 0)'
	System::Call 'ole32::CoCreateInstance(g "${CLSID_ShellLink}", p 0, i 1, g "${IID_IShellLink}", *p .r1) i .r0'
	${If} $0 == 0
		System::Call '$1->0(g "${IID_IPersistFile}", *p .r2) i .r0'
		${If} $0 == 0
			System::Call '$2->5(w "${SHORTCUT}", i 2) i .r0' ; Load, to be written
		${EndIf}
		${If} $0 == 0
			System::Call '$1->0(g "${IID_IPropertyStore}", *p .r3) i .r0'
		${EndIf}
		${If} $0 == 0
			System::Call '*(&g16 "${FMTID_AppUserModel}", i 5) p .r5' ; PKEY_AppUserModel_ID
			System::Call 'shlwapi::SHStrDupW(w "${ID}", *p .r7)'
			System::Call '*(i 31, i 0, p r7, p 0) p .r6' ; PROPVARIANT of VT_LPWSTR
			System::Call '$3->6(p r5, p r6) i .r0' ; SetValue
			${If} $0 == 0
				System::Call '$3->7() i .r0' ; Commit
				System::Call '$2->6(w "${SHORTCUT}", i 1) i .r0' ; Save
			${EndIf}
			System::Call 'ole32::CoTaskMemFree(p r7)'
			System::Free $5
			System::Free $6
		${EndIf}
		${If} $3 P<> 0
			System::Call '$3->2()' ; Release
		${EndIf}
		${If} $2 P<> 0
			System::Call '$2->2()'
		${EndIf}
		System::Call '$1->2()'
	${EndIf}
	System::Call 'ole32::CoUninitialize()'
	System::Store L
!macroend
