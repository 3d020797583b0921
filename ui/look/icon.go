package look

import (
	"io/fs"
	"path"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// IconName names one of our line icons: the file assets/icons/<name>.svg.
type IconName string

// The icons, named for what they show or do.
const (
	IconAccents   IconName = "accents"
	IconAdd       IconName = "add"
	IconBack      IconName = "back"
	IconBold      IconName = "bold"
	IconBrowser   IconName = "browser"
	IconCheck     IconName = "check"
	IconClose     IconName = "close"
	IconCompare   IconName = "compare"
	IconCopy      IconName = "copy"
	IconDelete    IconName = "delete"
	IconDown      IconName = "down"
	IconDrag      IconName = "drag"
	IconDuplicate IconName = "duplicate"
	IconExpand    IconName = "expand"
	IconExport    IconName = "export"
	IconEye       IconName = "eye"
	IconFault     IconName = "fault"
	IconFile      IconName = "file"
	IconFolder    IconName = "folder"
	IconForward   IconName = "forward"
	IconHeading   IconName = "heading"
	IconHelp      IconName = "help"
	IconHistory   IconName = "history"
	IconHtml      IconName = "html"
	IconImport    IconName = "import"
	IconInfo      IconName = "info"
	IconItalic    IconName = "italic"
	IconJoin      IconName = "join"
	IconLink      IconName = "link"
	IconList      IconName = "list"
	IconMeeting   IconName = "meeting"
	IconMore      IconName = "more"
	IconOpen      IconName = "open"
	IconOutline   IconName = "outline"
	IconParagraph IconName = "paragraph"
	IconPeople    IconName = "people"
	IconPhoto     IconName = "photo"
	IconPin       IconName = "pin"
	IconQuote     IconName = "quote"
	IconRedo      IconName = "redo"
	IconReport    IconName = "report"
	IconRestore   IconName = "restore"
	IconSearch    IconName = "search"
	IconSettings  IconName = "settings"
	IconSplit     IconName = "split"
	IconStar      IconName = "star"
	IconText      IconName = "text"
	IconUnderline IconName = "underline"
	IconUndo      IconName = "undo"
	IconUp        IconName = "up"
	IconWarning   IconName = "warning"
	IconZip       IconName = "zip"
)

// Icons lists every icon, for galleries and tests.
func Icons() []IconName {
	return []IconName{
		IconAccents, IconAdd, IconBack, IconBold, IconBrowser, IconCheck, IconClose, IconCompare, IconCopy, IconDelete,
		IconDown, IconDrag, IconDuplicate, IconExpand, IconExport, IconEye, IconFault, IconFile,
		IconFolder, IconForward, IconHeading, IconHelp, IconHistory, IconHtml, IconImport, IconInfo, IconItalic,
		IconJoin, IconLink, IconList, IconMeeting, IconMore, IconOpen, IconOutline, IconParagraph,
		IconPeople, IconPhoto, IconPin, IconQuote, IconRedo, IconReport, IconRestore, IconSearch, IconSettings,
		IconSplit, IconStar, IconText, IconUnderline, IconUndo, IconUp, IconWarning, IconZip,
	}
}

// fyneIcons dresses Fyne's own widgets and dialogs in our icons.
var fyneIcons = map[fyne.ThemeIconName]IconName{
	theme.IconNameSearch:         IconSearch,
	theme.IconNameFolder:         IconFolder,
	theme.IconNameFolderOpen:     IconOpen,
	theme.IconNameFile:           IconFile,
	theme.IconNameDocument:       IconFile,
	theme.IconNameSettings:       IconSettings,
	theme.IconNameHelp:           IconHelp,
	theme.IconNameNavigateBack:   IconBack,
	theme.IconNameNavigateNext:   IconForward,
	theme.IconNameMoreHorizontal: IconMore,
	theme.IconNameCancel:         IconClose,
	theme.IconNameConfirm:        IconCheck,
	theme.IconNameDelete:         IconDelete,
	theme.IconNameContentAdd:     IconAdd,
	theme.IconNameInfo:           IconInfo,
	theme.IconNameWarning:        IconWarning,
	theme.IconNameError:          IconFault,
	theme.IconNameContentCopy:    IconCopy,
	theme.IconNameContentUndo:    IconUndo,
	theme.IconNameContentRedo:    IconRedo,
	theme.IconNameArrowDropDown:  IconExpand,
}

// Icon is the icon in ink. It follows the theme's variant.
func Icon(name IconName) fyne.Resource { return IconIn(name, Ink) }

// IconIn is the icon in the named colour. It follows the theme's variant.
func IconIn(name IconName, colour fyne.ThemeColorName) fyne.Resource {
	return theme.NewColoredResource(lineIcon(name), colour)
}

// lineIcon is an icon's drawing, looked up in the theme when it is needed, so
// that icons may be named before there is a theme.
type lineIcon IconName

// Name is what Fyne caches the drawing by.
func (i lineIcon) Name() string { return "tinxa-" + string(i) + ".svg" }

// Content is the SVG.
func (i lineIcon) Content() []byte { return theme.Icon(iconKey(IconName(i))).Content() }

// iconKey is where Theme keeps an icon's drawing, apart from Fyne's names.
func iconKey(n IconName) fyne.ThemeIconName { return "tinxa-" + fyne.ThemeIconName(n) }

func loadIcons(files fs.FS) (map[fyne.ThemeIconName]fyne.Resource, error) {
	icons := map[fyne.ThemeIconName]fyne.Resource{}
	for _, name := range Icons() {
		file := path.Join("icons", string(name)+".svg")
		svg, err := fs.ReadFile(files, file)
		if err != nil {
			return nil, err
		}
		icons[iconKey(name)] = fyne.NewStaticResource(file, svg)
	}
	return icons, nil
}
