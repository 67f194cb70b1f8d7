"""Fonts: subsets of Noto out of two Debian packages; without the packages the committed ones stay."""

import hashlib
import io
import subprocess
import tempfile
import textwrap
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from files import ROOT

FOLDER = "assets/fonts"
PACKAGES = {
    "fonts-noto-core": ("20201225-1", "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba"),
    "fonts-noto-extra": ("20201225-1", "a44b0c7b9e3c72caf4237ab46846652d6d6eea296abfe675f6f604b6562ffd40"),
}
TEXT_RANGES = ((0x20, 0x36F), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F),
               (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF))
ARMENIAN_RANGES = ((0x20, 0x7E), (0xA0, 0xA0), (0xAB, 0xAB), (0xBB, 0xBB), (0x530, 0x58F), (0x2010, 0x2027),
                   (0x25CC, 0x25CC), (0xFB13, 0xFB17))
TEXT_FONTS = {
    "NotoSans-Regular": TEXT_RANGES, "NotoSans-SemiBold": TEXT_RANGES,
    "NotoSansArmenian-Regular": ARMENIAN_RANGES, "NotoSansArmenian-SemiBold": ARMENIAN_RANGES,
}
SYMBOLS = {
    "NotoSansSymbols2-Regular": "▶⏸⏮⏭⏵⏴⏩⏪⏹⏺●○◆◇■□▲▼◀◁▸▾▴◂✕✖✗✓✔⚠☰🔍☀•◦★☆⌖🕐⏱✎✏🗑🗺🖨🖼◐◑⬤◌◎◉⦿☐☑☒⚡🗘",
    "NotoSansSymbols-Regular": "⚑⚐⚙☾☽⌂⛶⌄⌃⌕⚔",
    "NotoSansMath-Regular": "↻↺⟲⟳△▽▷↑↓←→↔↕↗↘↙↖⇄⇆⊕⊖⊗−+×÷±≈≤≥∞⤢⊞⊟⧉≡⋮⋯⟵⟶",
}
TEXT_METRICS = (1069, -293, 0)
"""Ascent, descent and gap of Noto Sans, which the symbols take over so that lines keep their height."""

SYMBOLS_FILE, SYMBOLS_NAME = "ContactlineSymbols-Regular.ttf", "Contactline Symbols"


def fetched(folder):
    """Downloads and unpacks the packages; None when that is not possible here."""
    for name, (version, digest) in PACKAGES.items():
        try:
            subprocess.run(["apt-get", "download", f"{name}={version}"], cwd=folder, check=True, capture_output=True)
            package = next(Path(folder).glob(f"{name}_*.deb"))
            if hashlib.sha256(package.read_bytes()).hexdigest() != digest:
                raise SystemExit(f"{package.name}: the SHA-256 is not the expected one")
            subprocess.run(["dpkg", "-x", package.name, "."], cwd=folder, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError, StopIteration):
            return None
    return Path(folder)


def cut(path, codepoints):
    """A font with only the given characters, without hinting."""
    options = subset.Options()
    options.hinting = False
    options.desubroutinize = True
    options.name_languages = [0x409]
    options.glyph_names = False
    options.notdef_outline = True
    options.drop_tables += ["MATH", "DSIG", "FFTM", "meta"]
    options.recalc_timestamp = False
    font = subset.load_font(str(path), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)
    return font


def saved(font):
    """The bytes of a font."""
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def merged(fonts, folder):
    """One font out of several that share no character, under a name of its own."""
    paths = []
    for index, font in enumerate(fonts):
        paths.append(str(Path(folder) / f"part{index}.ttf"))
        font.save(paths[-1])
    font = Merger().merge(paths)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = fonts[0]["head"].modified
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = TEXT_METRICS
    font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender, font["OS/2"].sTypoLineGap = TEXT_METRICS
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = SYMBOLS_NAME
        elif record.nameID in (3, 6):
            record.string = SYMBOLS_NAME.replace(" ", "") + "-Regular"
    return font


def licence(folder):
    """The text of the Open Font License out of the package's copyright file."""
    text = (folder / "usr/share/doc/fonts-noto-core/copyright").read_text(encoding="utf-8")
    body = text.split("\nLicense: OFL-1.1\n PREAMBLE", 1)[1].split("\n\n", 1)[0]
    lines = ["" if line.strip() == "." else line for line in (" PREAMBLE" + body).splitlines()]
    head = "Copyright 2010, 2012-2020 Google Inc., 2015-2020 Google LLC (Noto fonts)\n\n" \
           "This Font Software is licensed under the SIL Open Font License, Version 1.1.\n\n" \
           "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007\n\n"
    return head + textwrap.dedent("\n".join(lines)).strip() + "\n"


def must_cover(font, characters, what):
    """Stops when a font lacks a character it is there for."""
    present = set(TTFont(io.BytesIO(font)).getBestCmap())
    missing = [c for c in characters if ord(c) not in present]
    if missing:
        raise SystemExit(f"{what}: not in the font: {missing}")


def made(folder):
    """All font files as {name: bytes}."""
    fonts = folder / "usr/share/fonts/truetype/noto"
    found = {}
    for name, ranges in TEXT_FONTS.items():
        codepoints = [code for first, last in ranges for code in range(first, last + 1)]
        found[f"{name}.ttf"] = saved(cut(fonts / f"{name}.ttf", codepoints))
    pieces = [cut(fonts / f"{name}.ttf", [ord(c) for c in characters]) for name, characters in SYMBOLS.items()]
    found[SYMBOLS_FILE] = saved(merged(pieces, folder))
    must_cover(found[SYMBOLS_FILE], "".join(SYMBOLS.values()), SYMBOLS_FILE)
    must_cover(found["NotoSans-Regular.ttf"], "əƏıİşŞçÇğĞöÖüÜ№–—“”„«»…ЁёЖж", "NotoSans-Regular")
    must_cover(found["NotoSansArmenian-Regular.ttf"], "ԱաՖֆևՙ՛՝՞։", "NotoSansArmenian-Regular")
    return found | {"OFL.txt": licence(folder).encode()}


def committed():
    """The font files as they are in the repository."""
    return {path.name: path.read_bytes() for path in sorted((ROOT / FOLDER).iterdir())}


def build(out, fetch):
    """Writes assets/fonts."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = fetched(temporary) if fetch else None
        found = made(folder) if folder else committed()
    if not folder:
        print("  fonts: the Debian packages were not fetched; the committed subsets stay as they are")
    for name, data in found.items():
        out.write(f"{FOLDER}/{name}", data)
    print("  fonts: " + ", ".join(f"{name} {len(data)}" for name, data in found.items()))
