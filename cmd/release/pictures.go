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

	"golang.org/x/image/bmp"
	scaling "golang.org/x/image/draw"
)

// The sizes, in pixels, that the installer's pages have room for when they are
// written in Segoe UI of 9 points, and those of the icon that Windows asks for.
var (
	welcomeSize = image.Pt(191, 362)
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
	source := flags.String("icon", "", "the icon as PNG")
	if flags.Parse(args) != nil || *source == "" || flags.NArg() != 1 {
		return fmt.Errorf("%w: release pictures -icon FILE.png FOLDER", errUsage)
	}
	icon, err := readPNG(*source)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(flags.Arg(0), 0o755); err != nil {
		return err
	}
	for name, paint := range map[string]func(image.Image) ([]byte, error){
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

func readPNG(file string) (image.Image, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(data))
}

// scaled is a square picture with sides of size pixels.
func scaled(icon image.Image, size int) image.Image {
	square := image.NewNRGBA(image.Rect(0, 0, size, size))
	scaling.CatmullRom.Scale(square, square.Bounds(), icon, icon.Bounds(), draw.Src, nil)
	return square
}

// welcome is the icon on a field that gets darker downwards.
func welcome(icon image.Image) ([]byte, error) {
	const side = 104
	m := image.NewRGBA(image.Rectangle{Max: welcomeSize})
	for y := range welcomeSize.Y {
		line := image.Rect(0, y, welcomeSize.X, y+1)
		draw.Draw(m, line, image.NewUniform(between(above, below, y, welcomeSize.Y-1)), image.Point{}, draw.Src)
	}
	return placed(m, icon, image.Pt((welcomeSize.X-side)/2, 64), side)
}

// header is the icon at the right end of a white strip.
func header(icon image.Image) ([]byte, error) {
	const side = 45
	m := image.NewRGBA(image.Rectangle{Max: headerSize})
	draw.Draw(m, m.Bounds(), image.White, image.Point{}, draw.Src)
	return placed(m, icon, image.Pt(headerSize.X-side-8, (headerSize.Y-side)/2), side)
}

// placed draws the icon onto m, and returns m as a Windows bitmap without
// transparency, which the installer cannot show.
func placed(m *image.RGBA, icon image.Image, at image.Point, side int) ([]byte, error) {
	sign := scaled(icon, side)
	draw.Draw(m, sign.Bounds().Add(at), sign, image.Point{}, draw.Over)
	var b bytes.Buffer
	err := bmp.Encode(&b, m)
	return b.Bytes(), err
}

// between is the colour at i of last steps from one colour to another.
func between(from, to color.NRGBA, i, last int) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(last-i) + int(b)*i) / last) }
	return color.NRGBA{R: mix(from.R, to.R), G: mix(from.G, to.G), B: mix(from.B, to.B), A: 0xFF}
}

// symbol is an icon file with a PNG for each size; "Icons", Microsoft, for the
// layout of the list before them.
func symbol(icon image.Image) ([]byte, error) {
	const head, entry = 6, 16
	var list, pictures bytes.Buffer
	err := binary.Write(&list, binary.LittleEndian, [3]uint16{0, 1, uint16(len(iconSizes))})
	for _, size := range iconSizes {
		before := pictures.Len()
		err = errors.Join(err, png.Encode(&pictures, scaled(icon, size)), binary.Write(&list, binary.LittleEndian, struct {
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
