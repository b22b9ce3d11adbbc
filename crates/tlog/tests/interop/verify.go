// Asks Go's own implementation of notes and Merkle trees, which knows nothing of this project, about a log that this
// project wrote. Reads one JSON object and prints "yes" or "no: why" for each question.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Key        string   // verifier key
	Checkpoint []byte   // signed note
	Index      int64    // of a leaf
	Leaf       []byte   // what it says
	Path       [][]byte // its inclusion proof
	OldSize    int64    // of an earlier tree
	OldRoot    []byte
	Extension  [][]byte // the consistency proof from there
	Tiles      map[string][]byte // path to hashes: leaf hashes of the whole tree
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, q := range questions {
		if err := check(q); err != nil {
			fmt.Println("no:", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("yes")
		}
	}
}

func check(q question) error {
	verifier, err := note.NewVerifier(q.Key)
	if err != nil {
		return err
	}
	signed, err := note.Open(q.Checkpoint, note.VerifierList(verifier))
	if err != nil {
		return err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return fmt.Errorf("not three lines of that log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := hash(base64.StdEncoding.DecodeString(lines[2]))
	if err != nil {
		return err
	}
	path, err := hashes(q.Path)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(tlog.RecordProof(path), size, root, q.Index, tlog.RecordHash(q.Leaf)); err != nil {
		return fmt.Errorf("inclusion: %v", err)
	}
	extension, err := hashes(q.Extension)
	if err != nil {
		return err
	}
	old, err := hash(q.OldRoot, nil)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(tlog.TreeProof(extension), size, root, q.OldSize, old); err != nil {
		return fmt.Errorf("consistency: %v", err)
	}
	return checkTiles(q, size, root)
}

// tiles reads hash tiles under the paths of tlog-tiles, which leave out the height of 8.
type tiles map[string][]byte

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, ok := t[path]
		if !ok {
			return nil, fmt.Errorf("no %s", path)
		}
		found = append(found, data)
	}
	return found, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// checkTiles lets Go make the proof itself, from the served tiles, and checks that too. (Go's reader of tiles alone
// is no check: when several parts of the right edge share a tile, it leaves some of the other tiles unchecked.)
func checkTiles(q question, size int64, root tlog.Hash) error {
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tiles(q.Tiles))
	path, err := tlog.ProveRecord(size, q.Index, reader)
	if err != nil {
		return fmt.Errorf("tiles: %v", err)
	}
	if err := tlog.CheckRecord(path, size, root, q.Index, tlog.RecordHash(q.Leaf)); err != nil {
		return fmt.Errorf("tiles: %v", err)
	}
	return nil
}

func hash(bytes []byte, err error) (tlog.Hash, error) {
	var h tlog.Hash
	if err == nil && len(bytes) != tlog.HashSize {
		err = fmt.Errorf("a hash of %d bytes", len(bytes))
	}
	copy(h[:], bytes)
	return h, err
}

func hashes(all [][]byte) ([]tlog.Hash, error) {
	var read []tlog.Hash
	for _, bytes := range all {
		h, err := hash(bytes, nil)
		if err != nil {
			return nil, err
		}
		read = append(read, h)
	}
	return read, nil
}
