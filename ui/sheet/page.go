package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// page is the widget that a sheet scrolls: as high as the whole report, though
// only what the window shows of it is drawn. The keyboard and the mouse are its.
type page struct {
	widget.BaseWidget
	sheet *Sheet
}

func newPage(s *Sheet) *page {
	p := &page{sheet: s}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *page) CreateRenderer() fyne.WidgetRenderer { return p.sheet.skin }
