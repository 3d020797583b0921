package main

import (
	"embed"
	"os"
	"path/filepath"
)

// texts are notices of what is no module, and the words above all of them.
//
//go:embed texts/*.txt
var texts embed.FS

const headFile = "head.txt"

// others are what the program holds beside modules. A file of texts/, or of the
// project where there is a slash in its name.
var others = []struct {
	name, file string
	kinds      []string // nil: found in the text
}{
	{"The Go programming language, its library and runtime", "go.txt", nil},
	{"Noto Sans, Noto Sans Symbols, Noto Sans Symbols 2, Noto Sans Math", "assets/fonts/OFL.txt", nil},
	{"Material Design icons", "material-icons.txt", []string{"Apache-2.0"}},
	{"EmojiOne Color", "emoji-one.txt", []string{"CC-BY-4.0"}},
	{"GLFW's and OpenGL's headers", "glfw-headers.txt", []string{"MIT"}},
	{"Mesa and LLVM, the software OpenGL for Windows", "assets/softgl/NOTICE.txt", []string{"MIT", "BSL-1.0", "Apache-2.0 WITH LLVM-exception"}},
	{"mingw-w64 runtime", "mingw-w64.txt", []string{"ZPL-2.1", "MIT", "BSD-3-Clause"}},
}

// beside is what the program holds and no module brings.
func beside(root string) ([]component, error) {
	var all []component
	for _, o := range others {
		text, err := readNotice(root, o.file)
		if err != nil {
			return nil, err
		}
		c := component{name: o.name}
		if o.kinds != nil {
			c.take(text, o.kinds...)
		} else if err := c.add(o.file, text); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

func readNotice(root, file string) (string, error) {
	if filepath.Base(file) != file {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		return string(text), err
	}
	text, err := texts.ReadFile("texts/" + file)
	return string(text), err
}
