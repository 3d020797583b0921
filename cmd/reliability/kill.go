package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// killing is when to kill a writer: so long after so many words.
type killing struct {
	words int
	time  time.Duration
}

// anyKilling begins with moments at which the folder is still being made.
func anyKilling(rnd *rand.Rand, fresh bool) killing {
	if fresh {
		return killing{words: 1, time: time.Duration(rnd.Int64N(int64(20 * time.Millisecond)))}
	}
	return killing{words: 3 + rnd.IntN(40), time: time.Duration(rnd.Int64N(int64(4 * time.Millisecond)))}
}

// runKills kills writers in one folder, one after the other, and after each
// kill looks for all that any of them promised.
func runKills(ctx context.Context, g *group) error {
	dir, words := filepath.Join(g.dir, "data"), filepath.Join(g.dir, "words")
	for number := g.first; number < g.last; number++ {
		g.begin(number)
		rnd := random(g.seedOf(number))
		task := writing{Dir: dir, Seed: rnd.Uint64(), Drafts: 4}
		if err := killWriter(ctx, task, anyKilling(rnd, number == g.first), words); err != nil {
			return err
		}
		f := apart(ctx, childAuditor, auditing{Dir: dir, Words: words})
		if err := addWords(words, spoken(f.Words)); err != nil {
			return err
		}
		g.end(f.outcome(number, ""), g.dir)
		if len(f.Faults) > 0 {
			return nil // the next cases would fail for the same reason
		}
	}
	return nil
}

// killWriter runs a writer until then, and adds its words to the file.
func killWriter(ctx context.Context, task writing, when killing, words string) error {
	c, err := newChild(ctx, childWriter, task)
	if err != nil {
		return err
	}
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	var text []byte
	n := 0
	for lines := bufio.NewReader(out); ; {
		line, err := lines.ReadBytes('\n')
		text = append(text, line...)
		if err != nil {
			break
		}
		if n++; n == when.words {
			time.AfterFunc(when.time, func() { c.Process.Kill() })
		}
	}
	if err := c.Wait(); err == nil || n < when.words {
		return fmt.Errorf("the writer ended by itself: %w", errors.Join(err, errors.New(string(text))))
	}
	return addWords(words, text)
}

// addWords adds whole lines to a file of words: a word that was cut off was
// never given.
func addWords(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(wholeLines(text))
	return errors.Join(err, file.Close())
}
