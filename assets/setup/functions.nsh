; What the installer and the uninstaller do, by name. See tinxa.nsi.

!define MOVEFILE_REPLACE_EXISTING 1
!define MOVEFILE_WRITE_THROUGH 8
!define /math REPLACING ${MOVEFILE_REPLACE_EXISTING} | ${MOVEFILE_WRITE_THROUGH}
!define CP_UTF8 65001
!define ERROR_ALREADY_EXISTS 183
!define SHCNE_ASSOCCHANGED 0x08000000

; Place FILE moves a file from the staging folder over the one before it. Scanners hold new files for a
; moment, so it is tried for five seconds.
!macro Place FILE
	Push "${FILE}"
	Call PlaceFile
!macroend

Function PlaceFile
	Exch $R0
	Push $R1
	Push $R2
	${For} $R1 1 20
		System::Call 'kernel32::MoveFileExW(w "$INSTDIR\${STAGING}\$R0", w "$INSTDIR\$R0", i ${REPLACING}) i .R2'
		${IfThen} $R2 <> 0 ${|} ${Break} ${|}
		Sleep 250
	${Next}
	${If} $R2 == 0
		Call GiveUp
	${EndIf}
	Pop $R2
	Pop $R1
	Pop $R0
FunctionEnd

; GiveUp ends the installation; what was installed stays.
Function GiveUp
	MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT_KEPT}" /SD IDOK
	SetErrorLevel 5
	Abort
FunctionEnd

; CheckSystem ends the installer where the program cannot run, or a second one is at work.
Function CheckSystem
	${IfNot} ${AtLeastWin10}
		MessageBox MB_OK|MB_ICONSTOP "${TEXT_SYSTEM}" /SD IDOK
		SetErrorLevel 6
		Quit
	${EndIf}
	System::Call 'kernel32::CreateMutexW(p 0, i 0, w "TinXaSetup") p .r0 ?e'
	Pop $0
	${If} $0 == ${ERROR_ALREADY_EXISTS}
		MessageBox MB_OK|MB_ICONINFORMATION "${TEXT_TWICE}" /SD IDOK
		SetErrorLevel 3
		Quit
	${EndIf}
FunctionEnd

; LookAround finds the version that is installed, and chooses the words of the first page.
Function LookAround
	Call FindData
	StrCpy $Title "$(MUI_TEXT_WELCOME_INFO_TITLE)"
	StrCpy $Text "${TEXT_FIRST}"
	${IfNot} ${FileExists} "$INSTDIR\tinxa.exe"
		Return
	${EndIf}
	ClearErrors
	GetDLLVersion "$INSTDIR\tinxa.exe" $R0 $R1
	${If} ${Errors} ; half a file: whatever is installed mends it
		Return
	${EndIf}
	IntOp $R2 $R0 >> 16
	IntOp $R3 $R0 & 0xFFFF
	IntOp $R4 $R1 >> 16
	IntOp $R5 $R1 & 0xFFFF
	StrCpy $Present "$R2.$R3.$R4"
	StrCpy $Title "${TEXT_UPGRADE_TITLE}"
	StrCpy $Text "${TEXT_UPGRADE}"
	${VersionCompare} "$Present.$R5" "${OURS_1}.${OURS_2}.${OURS_3}.${OURS_4}" $R6
	${If} $R6 == 0
		StrCpy $Title "${TEXT_AGAIN_TITLE}"
		StrCpy $Text "${TEXT_AGAIN}"
	${ElseIf} $R6 == 1
		MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "${TEXT_NEWER}" /SD IDNO IDYES go
		SetErrorLevel 4
		Quit
		go:
	${EndIf}
FunctionEnd

Function Greet
	BringToFront
FunctionEnd

!macro Both UN

; FindData says where the reports are, as cmd/tinxa/folder.go does.
Function ${UN}FindData
	ReadEnvStr $Data TINXA_DATA
	${If} $Data == ""
		StrCpy $Data "$LOCALAPPDATA\TinXa"
	${EndIf}
FunctionEnd

; Try sets $InUse where the program on the stack runs: a running one cannot be written to.
Function ${UN}Try
	Exch $R0
	Push $R1
	${If} ${FileExists} "$R0"
		ClearErrors
		FileOpen $R1 "$R0" a
		${If} ${Errors}
			StrCpy $InUse 1
		${Else}
			FileClose $R1
		${EndIf}
	${EndIf}
	Pop $R1
	Pop $R0
FunctionEnd

; TryAll sets $InUse to 1 where the program, its copy for drawing in software or a staged version runs.
Function ${UN}TryAll
	StrCpy $InUse 0
	Push "$INSTDIR\tinxa.exe"
	Call ${UN}Try
	FindFirst $R8 $R9 "$INSTDIR\softgl\tinxa-*.exe"
	${DoWhile} $R9 != ""
		Push "$INSTDIR\softgl\$R9"
		Call ${UN}Try
		FindNext $R8 $R9
	${Loop}
	FindClose $R8
	FindFirst $R8 $R9 "$INSTDIR\versions\*"
	${DoWhile} $R9 != ""
		Push "$INSTDIR\versions\$R9\tinxa.exe"
		Call ${UN}Try
		FindNext $R8 $R9
	${Loop}
	FindClose $R8
	ClearErrors
FunctionEnd

; AskToClose stays on the page until the program is closed.
Function ${UN}AskToClose
	again:
	Call ${UN}TryAll
	${If} $InUse == 1
		MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TEXT_OPEN}" IDRETRY again
		Abort
	${EndIf}
FunctionEnd

; WaitForClose waits a minute, then ends with nothing changed.
Function ${UN}WaitForClose
	${For} $R7 1 120
		Call ${UN}TryAll
		${IfThen} $InUse == 0 ${|} Return ${|}
		Sleep 500
	${Next}
	SetErrorLevel 3
	Quit
FunctionEnd

; RemoveVersions takes away what updates made beside the program, file by file: a folder called versions may
; be the user's own in part.
Function ${UN}RemoveVersions
	Delete "$INSTDIR\versions\state.json"
	Delete "$INSTDIR\versions\.state.json-*.tmp"
	Delete "$INSTDIR\versions\state.lock"
	Delete "$INSTDIR\versions\start.lock"
	Delete "$INSTDIR\versions\trial.lock"
	Delete "$INSTDIR\versions\fetch.lock"
	Delete "$INSTDIR\versions\*.part"
	FindFirst $R8 $R9 "$INSTDIR\versions\*"
	${DoWhile} $R9 != ""
		${If} $R9 != "."
		${AndIf} $R9 != ".."
			Delete "$INSTDIR\versions\$R9\tinxa-update.json"
			Delete "$INSTDIR\versions\$R9\tinxa-update.json.minisig"
			Delete "$INSTDIR\versions\$R9\.tinxa-update.json*.tmp"
			Delete "$INSTDIR\versions\$R9\tinxa.exe"
			RMDir "$INSTDIR\versions\$R9"
		${EndIf}
		FindNext $R8 $R9
	${Loop}
	FindClose $R8
	RMDir "$INSTDIR\versions"
	ClearErrors
FunctionEnd

!macroend
!insertmacro Both ""
!insertmacro Both "un."

; Shortcuts makes the one on the desktop at the first installation only: who took it away does not want it.
Function Shortcuts
	CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\tinxa.exe" "" "$INSTDIR\tinxa.exe" 0 SW_SHOWNORMAL "" "${TEXT_SHORTCUT}"
	!insertmacro AppID "$SMPROGRAMS\${NAME}.lnk" "${ID}"
	${GetParameters} $R0
	ClearErrors
	${GetOptions} $R0 "/NODESKTOP" $R1
	${If} ${Errors}
	${AndIf} $Present == ""
		CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\tinxa.exe" "" "$INSTDIR\tinxa.exe" 0 SW_SHOWNORMAL "" "${TEXT_SHORTCUT}"
		!insertmacro AppID "$DESKTOP\${NAME}.lnk" "${ID}"
	${EndIf}
	ClearErrors
FunctionEnd

; Updates writes the address of /UPDATES= in UTF-8, because a share may have a Vietnamese name. An address
; with spaces is quoted, /UPDATES="…", or the whole option is, as some programs call others: "/UPDATES=…".
Function Updates
	${GetParameters} $R0
	ClearErrors
	${GetOptions} $R0 "/UPDATES=" $R1
	${If} ${Errors}
		ClearErrors
		${WordFind2X} $R0 '"/UPDATES=' '"' "E+1" $R1
	${EndIf}
	${If} ${Errors}
		ClearErrors
		Return
	${EndIf}
	System::Alloc 8192
	Pop $R2
	System::Call 'kernel32::WideCharToMultiByte(i ${CP_UTF8}, i 0, w R1, i -1, p R2, i 8192, p 0, p 0) i .R3'
	IntOp $R3 $R3 - 1 ; without the zero at its end
	FileOpen $R4 "$INSTDIR\update-address.txt" w
	System::Call 'kernel32::WriteFile(p R4, p R2, i R3, *i .R5, p 0)'
	FileClose $R4
	System::Free $R2
	ClearErrors
FunctionEnd

; Register makes .tinxa files open by double click, and Windows list the program among the installed ones.
Function Register
	WriteRegStr HKCU "${CLASSES}\${REPORT}" "" "${TEXT_REPORTS}"
	WriteRegStr HKCU "${CLASSES}\${REPORT}\DefaultIcon" "" "$INSTDIR\tinxa.exe,0"
	WriteRegStr HKCU "${CLASSES}\${REPORT}\shell\open\command" "" '"$INSTDIR\tinxa.exe" "%1"'
	WriteRegStr HKCU "${CLASSES}\.tinxa" "" "${REPORT}"
	WriteRegNone HKCU "${CLASSES}\.tinxa\OpenWithProgids" "${REPORT}"

	WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\tinxa.exe,0"
	WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
	WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $Size
	WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
	WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
	Call TellShell
FunctionEnd

!macro TellShell UN
Function ${UN}TellShell
	System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
FunctionEnd
!macroend
!insertmacro TellShell ""
!insertmacro TellShell "un."

; Unregister takes away what Register wrote; .tinxa only where it still is ours.
Function un.Unregister
	DeleteRegKey HKCU "${CLASSES}\${REPORT}"
	DeleteRegValue HKCU "${CLASSES}\.tinxa\OpenWithProgids" "${REPORT}"
	DeleteRegKey /ifempty HKCU "${CLASSES}\.tinxa\OpenWithProgids"
	ReadRegStr $R0 HKCU "${CLASSES}\.tinxa" ""
	${If} $R0 == "${REPORT}"
		DeleteRegValue HKCU "${CLASSES}\.tinxa" ""
	${EndIf}
	DeleteRegKey /ifempty HKCU "${CLASSES}\.tinxa"
	DeleteRegKey HKCU "${UNINSTALL}"
	Call un.TellShell
FunctionEnd
