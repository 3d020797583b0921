package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"os"
	"path/filepath"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/bmp"
)

// The sizes, in pixels, that the installer's pages have room for, and those of
// the icon that Windows asks for.
var (
	welcomeSize = image.Pt(164, 314)
	headerSize  = image.Pt(150, 57)
	iconSizes   = []int{16, 24, 32, 48, 64, 256}
)

// The field behind the icon: tints of its blue, lighter above.
var (
	above = color.NRGBA{R: 0xF2, G: 0xF6, B: 0xFA, A: 0xFF}
	below = color.NRGBA{R: 0xB9, G: 0xCF, B: 0xE2, A: 0xFF}
)

// pictures draws what the installer shows, from the program's icon: welcome.bmp
// beside the first and the last page, header.bmp above the others, tinxa.ico.
func pictures(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("pictures", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	drawing := flags.String("icon", "", "the icon as SVG")
	if flags.Parse(args) != nil || *drawing == "" || flags.NArg() != 1 {
		return fmt.Errorf("%w: release pictures -icon FILE.svg FOLDER", errUsage)
	}
	svg, err := os.ReadFile(*drawing)
	if err != nil {
		return err
	}
	// oksvg keeps a drawing's size and state, so each picture reads it anew.
	icon := func(size int) (image.Image, error) { return drawn(svg, size) }
	if err := os.MkdirAll(flags.Arg(0), 0o755); err != nil {
		return err
	}
	for name, paint := range map[string]func(func(int) (image.Image, error)) ([]byte, error){
		"welcome.bmp": welcome, "header.bmp": header, "tinxa.ico": symbol,
	} {
		data, err := paint(icon)
		if err == nil {
			err = os.WriteFile(filepath.Join(flags.Arg(0), name), data, 0o644)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	_, err = fmt.Fprintln(out, flags.Arg(0))
	return err
}

// drawn is an SVG drawing as a square of size pixels.
func drawn(svg []byte, size int) (image.Image, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg))
	if err != nil {
		return nil, err
	}
	icon.SetTarget(0, 0, float64(size), float64(size))
	square := image.NewRGBA(image.Rect(0, 0, size, size))
	icon.Draw(rasterx.NewDasher(size, size, rasterx.NewScannerGV(size, size, square, square.Bounds())), 1)
	return square, nil
}

// welcome is the icon on a field that gets darker downwards.
func welcome(icon func(int) (image.Image, error)) ([]byte, error) {
	const side = 96
	m := image.NewRGBA(image.Rectangle{Max: welcomeSize})
	for y := range welcomeSize.Y {
		line := image.Rect(0, y, welcomeSize.X, y+1)
		draw.Draw(m, line, image.NewUniform(between(above, below, y, welcomeSize.Y-1)), image.Point{}, draw.Src)
	}
	return placed(m, icon, image.Pt((welcomeSize.X-side)/2, 56), side)
}

// header is the icon at the right end of a white strip.
func header(icon func(int) (image.Image, error)) ([]byte, error) {
	const side = 45
	m := image.NewRGBA(image.Rectangle{Max: headerSize})
	draw.Draw(m, m.Bounds(), image.White, image.Point{}, draw.Src)
	return placed(m, icon, image.Pt(headerSize.X-side-8, (headerSize.Y-side)/2), side)
}

// placed draws the icon onto m, and returns m as a Windows bitmap without
// transparency, which the installer cannot show.
func placed(m *image.RGBA, icon func(int) (image.Image, error), at image.Point, side int) ([]byte, error) {
	sign, err := icon(side)
	if err != nil {
		return nil, err
	}
	draw.Draw(m, sign.Bounds().Add(at), sign, image.Point{}, draw.Over)
	var b bytes.Buffer
	err = bmp.Encode(&b, m)
	return b.Bytes(), err
}

// between is the colour at i of last steps from one colour to another.
func between(from, to color.NRGBA, i, last int) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(last-i) + int(b)*i) / last) }
	return color.NRGBA{R: mix(from.R, to.R), G: mix(from.G, to.G), B: mix(from.B, to.B), A: 0xFF}
}

// symbol is an icon file with a PNG for each size; "Icons", Microsoft, for the
// layout of the list before them.
func symbol(icon func(int) (image.Image, error)) ([]byte, error) {
	const head, entry = 6, 16
	var list, pictures bytes.Buffer
	err := binary.Write(&list, binary.LittleEndian, [3]uint16{0, 1, uint16(len(iconSizes))})
	for _, size := range iconSizes {
		m, fault := icon(size)
		if fault != nil {
			return nil, fault
		}
		before := pictures.Len()
		err = errors.Join(err, png.Encode(&pictures, m), binary.Write(&list, binary.LittleEndian, struct {
			Width, Height, Colours, None uint8 // 0 stands for 256
			Planes, Bits                 uint16
			Bytes, Offset                uint32
		}{
			Width: uint8(size), Height: uint8(size), Planes: 1, Bits: 32,
			Bytes:  uint32(pictures.Len() - before),
			Offset: uint32(head + entry*len(iconSizes) + before),
		}))
	}
	return append(list.Bytes(), pictures.Bytes()...), err
}
