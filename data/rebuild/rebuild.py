#!/usr/bin/env python3
"""Rebuilds everything derived in data/ and assets/ from data/raw/; see README.md beside this file."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

import basemap
import fonts
import ged
import regions
import relief
import reports
import settlements
import tables
import zones
from files import ROOT, Output, checksums, raw


def build(folder, fetch_fonts):
    """Runs all steps into a folder; what a step makes for the next is handed on."""
    out = Output(folder)
    for name in checksums():
        raw(name)
    print("regions")
    coverage = regions.build(out)
    print("zones and lines")
    zones.build(out, coverage)
    print("tables")
    places, keys = settlements.build(out, coverage)
    tables.build(out, reports.build(out, keys))
    ged.build(out)
    print("basemap")
    raions = regions.armenian_raions()
    basemap.build(out, coverage, places, raions)
    print("relief")
    relief.build(out, raions)
    print("fonts")
    fonts.build(out, fetch_fonts)
    return out


def differences(out):
    """Paths whose bytes are not those in the repository."""
    found = []
    for path in out.written:
        committed = ROOT / path
        if not committed.exists() or committed.read_bytes() != (out.folder / path).read_bytes():
            found.append(path)
    return found


def main():
    """Rebuilds in place, or with --check into a temporary folder and compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; compare a fresh build with the repository")
    parser.add_argument("--without-fonts", action="store_true", help="do not fetch the font packages (84 MB)")
    options = parser.parse_args()
    if not options.check:
        out = build(ROOT, not options.without_fonts)
        for path in out.written:
            print(f"{(ROOT / path).stat().st_size:>9} {path}")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        out = build(Path(temporary), not options.without_fonts)
        different = differences(out)
    for path in different:
        print(f"differs: {path}")
    print(f"{len(out.written) - len(different)} of {len(out.written)} files are the same")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
