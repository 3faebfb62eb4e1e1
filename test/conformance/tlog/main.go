// What Go's own log of modules (golang.org/x/mod/sumdb/tlog) says of trees that are described on standard input, a line each:
// "<name> <size> <index> <older size>". Leaf i of a tree is "<name>/<i>". A line of answer: the root, the proof that the leaf of that
// index is included, the proof that the tree extends its first leaves, and SHA-256 over all its tiles, all in hexadecimal.
package main

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		out[i] = s[index]
	}
	return out, nil
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		var name string
		var size, index, older int64
		if _, err := fmt.Sscan(in.Text(), &name, &size, &index, &older); err != nil {
			panic(err)
		}
		fmt.Fprintln(out, answer(name, size, index, older))
	}
}

func answer(name string, size, index, older int64) string {
	var hashes stored
	for i := int64(0); i < size; i++ {
		more, err := tlog.StoredHashes(i, []byte(fmt.Sprintf("%s/%d", name, i)), hashes)
		check(err)
		hashes = append(hashes, more...)
	}
	root, err := tlog.TreeHash(size, hashes)
	check(err)
	record, err := tlog.ProveRecord(size, index, hashes)
	check(err)
	extends, err := tlog.ProveTree(size, older, hashes)
	check(err)
	return fmt.Sprintf("%x %s %s %x", root[:], join(record), join(extends), tiles(size, hashes))
}

// Each tile of the tree as it stands, path and data, in the order in which tlog names them. It names every width that an open tile has
// had; the last one is the widest.
func tiles(size int64, hashes stored) []byte {
	sum := sha256.New()
	all := tlog.NewTiles(height, 0, size)
	for i, tile := range all {
		if i+1 < len(all) && all[i+1].L == tile.L && all[i+1].N == tile.N {
			continue
		}
		data, err := tlog.ReadTileData(tile, hashes)
		check(err)
		fmt.Fprintf(sum, "%s\n", strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1))
		sum.Write(data)
	}
	return sum.Sum(nil)
}

func join(proof []tlog.Hash) string {
	out := make([]string, len(proof))
	for i, hash := range proof {
		out[i] = fmt.Sprintf("%x", hash[:])
	}
	return "[" + strings.Join(out, ",") + "]"
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
