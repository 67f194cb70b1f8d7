"""Reporters and the chronology: tables kept by hand, checked and laid out."""

from datetime import date

from files import LANGUAGES, compact, curated

CHRONOLOGY_KINDS = {"ceasefire", "handover", "corridor", "blockade", "checkpoint", "offensive", "withdrawal", "mission",
                    "other"}
TITLE_LENGTH = 60


def reporters(out, in_use):
    """Writes data/reporters.json; every reporter in use has its entry, every letter is used once."""
    table = curated("reporters.json")
    if {r["key"] for r in table} != in_use:
        raise SystemExit(f"curated/reporters.json does not match the reports: {in_use ^ {r['key'] for r in table}}")
    if len({r["letter"] for r in table}) != len(table):
        raise SystemExit("curated/reporters.json: a letter repeats")
    out.write_lines("data/reporters.json", "[", table, "]")


def check_flag(flag):
    """Stops when a chronology entry breaks a rule of the format."""
    days = [date.fromisoformat(day) for day in (flag["date"], flag["end"] or flag["date"])]
    too_long = [lang for lang in LANGUAGES if len(flag["title"][lang]) > TITLE_LENGTH]
    if days[0] > days[1] or flag["kind"] not in CHRONOLOGY_KINDS or too_long or not flag["sources"]:
        raise SystemExit(f"curated/chronology.json: {compact(flag)}")


def chronology(out):
    """Writes data/chronology.json, sorted by day."""
    flags = curated("chronology.json")
    for flag in flags:
        check_flag(flag)
    out.write_lines("data/chronology.json", "[", sorted(flags, key=lambda f: (f["date"], f["key"])), "]")


def build(out, in_use):
    """Writes both tables, of the reporters in use and of the chronology."""
    reporters(out, in_use)
    chronology(out)
