package main

import (
	"strings"
	"testing"
)

func TestTheRightBox(t *testing.T) {
	var said []string
	for _, w := range []struct{ file, key string }{
		{"graphics", "graphics.box.title"}, {"errors", "err.graphics.what"}, {"errors", "err.graphics.do"},
	} {
		text, err := wording(w.file, w.key)
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, strings.ReplaceAll(text, "%s", "Tin Xã"))
	}
	if err := rightBox("title " + said[0] + "\ntext " + said[1] + `\n\n` + said[2]); err != nil {
		t.Error(err)
	}
	for missing := range said {
		rest := append(append([]string{}, said[:missing]...), said[missing+1:]...)
		if rightBox(strings.Join(rest, "\n")) == nil {
			t.Errorf("a box without %q is right", said[missing])
		}
	}
	if _, err := wording("graphics", "no.such.key"); err == nil {
		t.Error("there are words under a key that is none")
	}
}

func TestTheCommandOfAFile(t *testing.T) {
	registry := "HKEY_CURRENT_USER\\Software\\Classes\\TinXa.Report\\shell\\open\\command\r\n" +
		"    (Default)    REG_SZ    \"C:\\users\\hanh\\Tin Xa\\tinxa.exe\" \"%1\"\r\n"
	for text, want := range map[string]string{
		registry:                                 `C:\users\hanh\Tin Xa\tinxa.exe`,
		strings.ReplaceAll(registry, "\r", ""):   `C:\users\hanh\Tin Xa\tinxa.exe`,
		strings.Replace(registry, `"%1"`, "", 1): "",
	} {
		got := ""
		if found := openCommand.FindStringSubmatch(text); found != nil {
			got = found[1]
		}
		if got != want {
			t.Errorf("%q opens with %q, want %q", text, got, want)
		}
	}
}
