"""Reads the raw files (checked against SHA256SUMS) and writes outputs whose bytes repeat."""

import csv
import hashlib
import io
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw"
CURATED = Path(__file__).resolve().parent / "curated"
LANGUAGES = ("en", "az", "hy", "ru", "tr")


def checksums():
    """The table `data/raw/SHA256SUMS` as {file name: hex digest}."""
    rows = (line.split() for line in (RAW / "SHA256SUMS").read_text().splitlines())
    return {name: digest for digest, name in rows}


def raw(name):
    """The bytes of a raw file; stops when they are not the ones this script was written for."""
    data = (RAW / name).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != checksums().get(name):
        raise SystemExit(f"data/raw/{name}: SHA-256 {digest} is not the one in SHA256SUMS")
    return data


def raw_json(name):
    """A raw JSON file, parsed."""
    return json.loads(raw(name))


def raw_csv(name):
    """A raw CSV table as a list of dicts."""
    return list(csv.DictReader(io.StringIO(raw(name).decode("utf-8"), newline="")))


def curated(name):
    """A table kept by hand in `curated/`."""
    return json.loads((CURATED / name).read_text(encoding="utf-8"))


class Output:
    """The folder the outputs go to; remembers what was written, for `--check` and the summary."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.written = []

    def write(self, path, data):
        """Writes bytes or text to `path`, which is relative to the repository."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        self.written.append(path)

    def write_lines(self, path, head, items, tail):
        """Writes JSON with one item a line between `head` and `tail`."""
        body = ",\n".join(compact(item) for item in items)
        self.write(path, f"{head}\n{body}\n{tail}\n")

    def write_features(self, path, licence, features):
        """Writes a GeoJSON FeatureCollection, one feature a line, with the licence of the whole file."""
        head = f'{{"type":"FeatureCollection","licence":{compact(licence)},"features":['
        self.write_lines(path, head, features, "]}")


def compact(value):
    """JSON without spaces, in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
