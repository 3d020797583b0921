package photos

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/draw"
	"image/jpeg"
	"slices"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// tag is one EXIF tag: a SHORT where text is empty, else ASCII.
type tag struct {
	id    uint16
	text  string
	value uint16
}

// tiff writes EXIF data: the tags of IFD0 and, below it, of the EXIF IFD.
func tiff(order binary.ByteOrder, main, camera []tag) []byte {
	mark := "MM\x00\x2a"
	if order == binary.ByteOrder(binary.LittleEndian) {
		mark = "II\x2a\x00"
	}
	const header, entry, frame = 8, 12, 6 // bytes; frame: of count and link around entries
	below := header + frame + entry*(len(main)+1)
	texts := below + frame + entry*len(camera)
	var out, tail []byte
	u16 := func(v uint16) { b := make([]byte, 2); order.PutUint16(b, v); out = append(out, b...) }
	u32 := func(v int) { b := make([]byte, 4); order.PutUint32(b, uint32(v)); out = append(out, b...) }
	write := func(tags []tag) {
		for _, tag := range tags {
			u16(tag.id)
			if tag.text == "" {
				u16(3)
				u32(1)
				u16(tag.value)
				u16(0)
				continue
			}
			u16(2)
			u32(len(tag.text) + 1)
			u32(texts + len(tail))
			tail = append(append(tail, tag.text...), 0)
		}
	}
	out = append(out, mark...)
	u32(header)
	u16(uint16(len(main) + 1))
	write(main)
	u16(0x8769)
	u16(4)
	u32(1)
	u32(below)
	u32(0)
	u16(uint16(len(camera)))
	write(camera)
	u32(0)
	return append(out, tail...)
}

// withSegment puts a segment behind the start marker of a JPEG.
func withSegment(data []byte, marker byte, body []byte) []byte {
	head := []byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}
	return slices.Concat(data[:2], head, body, data[2:])
}

func withEXIF(data, tiff []byte) []byte {
	return withSegment(data, 0xe1, append([]byte("Exif\x00\x00"), tiff...))
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(data []byte, name string, body []byte) []byte {
	const header = 8 + 25
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, name...), body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return slices.Concat(data[:header], chunk, data[header:])
}

const (
	tagOrientation = 0x0112
	tagTaken       = 0x9003
	tagOffset      = 0x9011
)

func TestTaken(t *testing.T) {
	const clock = "2026:03:14 08:15:30"
	for name, want := range map[string]struct {
		clock, offset, taken string
	}{
		"without a zone": {clock, "", "2026-03-14T08:15:30+07:00"},
		"Vietnam":        {clock, "+07:00", "2026-03-14T08:15:30+07:00"},
		"elsewhere":      {clock, "-03:30", "2026-03-14T08:15:30-03:30"},
		"UTC":            {clock, "+00:00", "2026-03-14T08:15:30Z"},
		"broken zone":    {clock, "   :  ", "2026-03-14T08:15:30+07:00"},
		"spaces":         {clock + " ", " +09:00", "2026-03-14T08:15:30+09:00"},
		"never set":      {"0000:00:00 00:00:00", "", ""},
		"blank":          {"    :  :     :  :  ", "", ""},
		"nonsense":       {"yesterday", "+07:00", ""},
	} {
		camera := []tag{{id: tagTaken, text: want.clock}}
		if want.offset != "" {
			camera = append(camera, tag{id: tagOffset, text: want.offset})
		}
		for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
			file := withEXIF(modeltest.JPEG(40, 30), tiff(order, []tag{{id: tagOrientation, value: 1}}, camera))
			p := decoded(t, file)
			if early := Taken(bytes.NewReader(file)); !early.Equal(p.photo.Taken) {
				t.Errorf("%s, %v: taken %v by the head of the file, %v by all of it", name, order, early, p.photo.Taken)
			}
			got := ""
			if !p.photo.Taken.IsZero() {
				got = p.photo.Taken.Format(time.RFC3339)
			}
			if got != want.taken {
				t.Errorf("%s, %v: taken %q, want %q", name, order, got, want.taken)
			}
		}
	}
}

// All eight orientations, in JPEG and PNG: the corner that is red when the
// photo is held right is red in what comes out.
func TestOrientations(t *testing.T) {
	// Where the stored picture keeps its red quarter so that it is seen top left.
	stored := []int{0, 1, 3, 2, 0, 2, 3, 1} // 0 top left, 1 top right, 2 bottom left, 3 bottom right
	for i, quarter := range stored {
		img := quartered(i >= 4, quarter)
		data := tiff(binary.LittleEndian, []tag{{id: tagOrientation, value: uint16(i + 1)}}, nil)
		for kind, file := range map[string][]byte{
			"png": withChunk(encodedPNG(t, img), "eXIf", data), "jpeg": withEXIF(encodedJPEG(t, img), data),
		} {
			for _, side := range []int{120, 60} {
				got, p := resized(t, file, side)
				if p.Width != 120 || p.Height != 80 || got.Bounds().Dx() != side {
					t.Errorf("%s, orientation %d: %+v as %v", kind, i+1, p, got.Bounds())
				}
				checkColour(t, kind, got, side/6, side/6, red)
				checkColour(t, kind, got, side-side/6, side/6, white)
				checkColour(t, kind, got, side/6, side/2, white)
			}
		}
	}
}

// quartered is white with one red quarter, as stored: 120 × 80, or on its side.
func quartered(sideways bool, quarter int) image.Image {
	w, h := 120, 80
	if sideways {
		w, h = h, w
	}
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	x, y := quarter%2*w/2, quarter/2*h/2
	draw.Draw(img, image.Rect(x, y, x+w/2, y+h/2), image.NewUniform(red), image.Point{}, draw.Src)
	return img
}

func encodedJPEG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBrokenEXIFSpoilsNothing(t *testing.T) {
	good := tiff(binary.BigEndian, []tag{{id: tagOrientation, value: 6}}, []tag{{id: tagTaken, text: modeltest.CameraTime}})
	plain := modeltest.JPEG(60, 40)
	for n := range len(good) {
		if p := decoded(t, withEXIF(plain, good[:n])); p.photo.Damaged || p.photo.Format != "jpeg" {
			t.Fatalf("cut off at %d: %+v", n, p.photo)
		}
		mad := bytes.Clone(good)
		mad[n] ^= 0xff
		if p := decoded(t, withEXIF(plain, mad)); p.photo.Width+p.photo.Height != 100 {
			t.Fatalf("byte %d wrong: %+v", n, p.photo)
		}
	}
	for _, value := range []uint16{0, 9, 0xffff} { // there are eight
		data := tiff(binary.BigEndian, []tag{{id: tagOrientation, value: value}}, nil)
		if p := decoded(t, withEXIF(plain, data)); p.turn != 1 {
			t.Errorf("orientation %d is taken for %d", value, p.turn)
		}
	}
}

// IFD1 is about the thumbnail that cameras embed, which may lie otherwise.
func TestThumbnailOrientationIsNotThePhotos(t *testing.T) {
	const link = 8 + 2 + 2*12 // where IFD0 says where IFD1 is
	data := tiff(binary.BigEndian, []tag{{id: tagOrientation, value: 3}}, nil)
	binary.BigEndian.PutUint32(data[link:], uint32(len(data)))
	data = append(data, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0)
	if p := decoded(t, withEXIF(modeltest.JPEG(60, 40), data)); p.turn != 3 {
		t.Errorf("orientation %d, want 3", p.turn)
	}
}

// displayP3 has the header of a profile and is otherwise filled up.
func displayP3(size int) []byte {
	profile := bytes.Repeat([]byte("Display P3 "), size/11+1)[:size]
	copy(profile[16:], "RGB ")
	copy(profile[36:], "acsp")
	return profile
}

func iccPart(part, of byte, data []byte) []byte {
	return append(append([]byte(iccMark), part, of), data...)
}

// withICC puts a profile in that many parts into a JPEG.
func withICC(data, profile []byte, parts int) []byte {
	size := (len(profile) + parts - 1) / parts
	for i := parts; i >= 1; i-- {
		part := profile[(i-1)*size : min(i*size, len(profile))]
		data = withSegment(data, markerAPP2, iccPart(byte(i), byte(parts), part))
	}
	return data
}

func packed(t *testing.T, profile []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	if _, err := z.Write(profile); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return append([]byte("P3\x00\x00"), out.Bytes()...)
}

// webpWith wraps the picture of a plain WebP into an extended one with a chunk.
func webpWith(name string, body []byte) []byte {
	plain := modeltest.WebP()
	head := []byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x28\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	chunk := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
	chunk = append(append(chunk, body...), make([]byte, len(body)%2)...)
	out := slices.Concat(head, chunk, plain[12:])
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

func TestColourProfileIsKept(t *testing.T) {
	small, odd := displayP3(548), displayP3(1001)
	for name, want := range map[string]struct{ data, profile []byte }{
		"JPEG":              {withICC(modeltest.JPEG(400, 40), small, 1), small},
		"JPEG, three parts": {withICC(modeltest.JPEG(400, 40), odd, 3), odd},
		"PNG":               {withChunk(modeltest.PNG(400, 40), "iCCP", packed(t, small)), small},
		"WebP":              {webpWith("ICCP", odd), odd},
	} {
		s, _ := opened(t)
		p := added(t, s, want.data)
		for _, side := range []int{model.WebSide, model.ThumbSide, 200} {
			rendition := taken(t, s, p.ID, side)
			if got := profileJPEG(rendition); !bytes.Equal(got, want.profile) {
				t.Errorf("%s at %d: a profile of %d bytes, want %d", name, side, len(got), len(want.profile))
			}
			decoded(t, rendition)
		}
	}
}

func TestColourProfileIsLeftOut(t *testing.T) {
	srgb, grey, cmyk, unsigned := displayP3(600), displayP3(600), displayP3(600), displayP3(600)
	copy(srgb[200:], "sRGB IEC61966-2.1")
	copy(grey[16:], "GRAY")
	copy(cmyk[16:], "CMYK")
	copy(unsigned[36:], "none")
	plain := modeltest.JPEG(60, 40)
	for name, data := range map[string][]byte{
		"none": plain, "sRGB": withICC(plain, srgb, 1), "grey": withICC(plain, grey, 1), "CMYK": withICC(plain, cmyk, 1),
		"not a profile": withICC(plain, unsigned, 1), "too short": withICC(plain, displayP3(600)[:100], 1),
		"too large":   withICC(plain, displayP3(maxProfile+1), 2),
		"part gone":   withSegment(plain, markerAPP2, iccPart(2, 2, displayP3(600))),
		"PNG, broken": withChunk(modeltest.PNG(60, 40), "iCCP", []byte("P3\x00\x00no zlib")),
		"PNG bomb":    withChunk(modeltest.PNG(60, 40), "iCCP", packed(t, displayP3(5<<20))),
		"PNG, empty":  withChunk(modeltest.PNG(60, 40), "iCCP", nil),
	} {
		p := decoded(t, data)
		out, err := p.sized(60).encoded(Quality)
		if err != nil {
			t.Fatal(err)
		}
		if p.profile != nil || bytes.Contains(out, []byte(iccMark)) {
			t.Errorf("%s: kept %d bytes", name, len(p.profile))
		}
	}
}

// Of all that a camera and an editor write, only the colour profile gets out.
func TestNothingElseGetsOut(t *testing.T) {
	const secret = "10.7769N 106.7009E"
	data := modeltest.CameraJPEG(640, 480, 6)
	data = withICC(data, displayP3(548), 1)
	data = withSegment(data, markerAPP2, []byte("MPF\x00"+secret))
	data = withSegment(data, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+secret+"</x:xmpmeta>"))
	data = withSegment(data, 0xed, []byte("Photoshop 3.0\x008BIM"+secret))
	data = withSegment(data, 0xfe, []byte(secret))
	data = append(data, secret...)
	s, _ := opened(t)
	p := added(t, s, data)
	for _, side := range []int{model.WebSide, model.ThumbSide, 500, 1000} {
		rendition := taken(t, s, p.ID, side)
		for _, mark := range []string{secret, modeltest.GPSMark, modeltest.CameraTime, "Exif", "http", "8BIM", "MPF"} {
			if bytes.Contains(rendition, []byte(mark)) {
				t.Errorf("the rendition of %d px holds %q", side, mark)
			}
		}
		var markers []byte
		for s := range segments(rendition) {
			markers = append(markers, s.marker)
		}
		if want := []byte{markerAPP2, 0xdb, markerSOF0, markerDHT, markerSOS}; !bytes.Equal(markers, want) {
			t.Errorf("the rendition of %d px has segments %x, want %x", side, markers, want)
		}
	}
	if !bytes.Equal(taken(t, s, p.ID, 0), data) {
		t.Error("the original is not what was added")
	}
}

func TestCameraClockIsInTheFacts(t *testing.T) {
	s, dir := opened(t)
	p := added(t, s, modeltest.CameraJPEG(60, 40, 3))
	if got := p.Taken.Format(time.RFC3339); got != "2026-03-14T08:15:30+07:00" {
		t.Errorf("taken %s", got)
	}
	checkPhoto(t, reopened(t, dir), p)
}
