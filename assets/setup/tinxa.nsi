; The installer: for the user who runs it, without administrator rights.
;
;   makensis -DVERSION=1.2.3 -DID=vn.tinxa.desktop -DFROM=/folder -DPICTURES=/folder -DOUT=/setup.exe tinxa.nsi
;
; FROM holds what is installed (see the Makefile), PICTURES what `release pictures` drew.
;
;   setup.exe /S                  asks nothing; waits a minute for an open Tin Xã to be closed
;             /NODESKTOP          no shortcut on the desktop
;             /UPDATES=address    where this unit's computers look for updates
;             /D=folder           another folder than %LOCALAPPDATA%\Programs\TinXa; must be the last
;
; Exit codes: 0 installed, 1 given up by the user, 2 broken off, 3 Tin Xã is open, 4 a newer version is
; installed, 5 files could not be written, 6 not Windows 10 or 11. After all but 0 the version that was
; installed is still there. The folder of the reports is never written to.

Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off ; the same files give the same installer
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
AllowSkipFiles off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!include texts.nsh

!define NAME "Tin Xã"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\TinXa"
!define CLASSES "Software\Classes"
!define REPORT "TinXa.Report"
!define STAGING "tinxa-setup.new" ; below $INSTDIR, which /D= may make a folder of the user's own
!getdllversion "${FROM}/tinxa.exe" OURS_

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\TinXa"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText " "

VIProductVersion "${OURS_1}.${OURS_2}.${OURS_3}.${OURS_4}"
VIAddVersionKey /LANG=1066 ProductName "${NAME}"
VIAddVersionKey /LANG=1066 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1066 FileDescription "Cài đặt ${NAME}"
VIAddVersionKey /LANG=1066 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1066 CompanyName "${NAME}"
VIAddVersionKey /LANG=1066 LegalCopyright "MIT License, © 2026 ${NAME} authors"

Var Present ; the version that is installed; empty where there is none
Var Data    ; the folder of the reports
Var Title
Var Text
Var InUse
Var Size    ; of what is installed, in KB

!define MUI_ICON "${PICTURES}/tinxa.ico"
!define MUI_UNICON "${PICTURES}/tinxa.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURES}/welcome.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${PICTURES}/welcome.bmp"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${PICTURES}/header.bmp"
!define MUI_CUSTOMFUNCTION_GUIINIT Greet

!define MUI_WELCOMEPAGE_TITLE "$Title"
!define MUI_WELCOMEPAGE_TEXT "$Text"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE AskToClose
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_TEXT "${TEXT_FINISHED}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\tinxa.exe"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "${TEXT_REMOVE}"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE un.AskToClose
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!define MUI_FINISHPAGE_TEXT "${TEXT_REMOVED}"
!define MUI_FINISHPAGE_LINK "${TEXT_FOLDER}"
!define MUI_FINISHPAGE_LINK_LOCATION "$Data"
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGEEX "." Vietnamese

!include appid.nsh
!include functions.nsh

Function .onInit
	Call CheckSystem
	Call LookAround
	${If} ${Silent}
		Call WaitForClose
	${EndIf}
FunctionEnd

Function un.onInit
	Call un.FindData
	${If} ${Silent}
		Call un.WaitForClose
	${EndIf}
FunctionEnd

; A staging folder that is left by a break would be taken for nobody's.
Function .onInstFailed
	RMDir /r "$INSTDIR\${STAGING}"
FunctionEnd

; Everything is unpacked into a folder of its own first. Only when all of it is on the disk do the files
; take their places, each by one renaming, so that there is a whole program at every moment.
Section "" Program
	ClearErrors
	RMDir /r "$INSTDIR\${STAGING}"
	SetOutPath "$INSTDIR\${STAGING}\softgl"
	File "${FROM}/softgl/NOTICE.txt"
	File "${FROM}/softgl/libgallium_wgl.dll"
	File "${FROM}/softgl/opengl32.dll"
	SetOutPath "$INSTDIR\${STAGING}"
	File "${FROM}/LICENSE.txt"
	File "${FROM}/THIRD-PARTY.txt"
	File "${FROM}/tinxa.exe"
	WriteUninstaller "$INSTDIR\${STAGING}\uninstall.exe"
	SetOutPath "$INSTDIR"
	CreateDirectory "$INSTDIR\softgl"
	${If} ${Errors}
		Call GiveUp
	${EndIf}
	!insertmacro Place "softgl\NOTICE.txt"
	!insertmacro Place "softgl\libgallium_wgl.dll"
	!insertmacro Place "softgl\opengl32.dll"
	!insertmacro Place "LICENSE.txt"
	!insertmacro Place "THIRD-PARTY.txt"
	!insertmacro Place "uninstall.exe"
	!insertmacro Place "tinxa.exe"
	RMDir "$INSTDIR\${STAGING}\softgl"
	RMDir "$INSTDIR\${STAGING}"
	Delete "$INSTDIR\softgl\tinxa-*.exe" ; copies of the version before
	Delete "$INSTDIR\softgl\tinxa-*.exe.old"
	Delete "$INSTDIR\tinxa.exe.new"
	Call RemoveVersions ; whoever installs by hand wants this version, not one that waits
	Call Shortcuts
	Call Updates
	SectionGetSize ${Program} $Size
	Call Register
	SetErrorLevel 0
SectionEnd

; Only what was installed, and what the program made beside itself, is taken away.
Section Uninstall
	Delete "$INSTDIR\tinxa.exe"
	${If} ${FileExists} "$INSTDIR\tinxa.exe"
		SetErrorLevel 3
		Abort
	${EndIf}
	Delete "$INSTDIR\tinxa.exe.new"
	Delete "$INSTDIR\LICENSE.txt"
	Delete "$INSTDIR\THIRD-PARTY.txt"
	Delete "$INSTDIR\update-address.txt"
	Delete "$INSTDIR\softgl\NOTICE.txt"
	Delete "$INSTDIR\softgl\libgallium_wgl.dll"
	Delete "$INSTDIR\softgl\opengl32.dll"
	Delete "$INSTDIR\softgl\tinxa-*.exe"
	Delete "$INSTDIR\softgl\tinxa-*.exe.old"
	RMDir "$INSTDIR\softgl"
	Call un.RemoveVersions
	RMDir /r "$INSTDIR\${STAGING}"
	Delete "$INSTDIR\uninstall.exe"
	SetOutPath "$TEMP" ; a folder that is somebody's working folder cannot be removed
	RMDir "$INSTDIR"
	Delete "$SMPROGRAMS\${NAME}.lnk"
	Delete "$DESKTOP\${NAME}.lnk"
	Call un.Unregister
SectionEnd
