"""Settlements, reports, reporters and the chronology: tables checked, cleaned and laid out."""

import csv
import io
import json
import re
from datetime import date

import shapely

import geometry as geo
from files import LANGUAGES, compact, curated, raw, raw_csv

COLUMNS = ("key", "name_en", "name_az", "name_hy", "name_ru", "name_tr", "variants", "region_key", "country", "lon",
           "lat", "coord_precision_km", "coord_source", "population", "geonameid", "note")
REMARKS = re.compile(r"^(tier=[^;]*|via WOF \d+|[\d.]+ km outside region polygon)$")
OUTSIDE_KM = 0.3
CHRONOLOGY_KINDS = {"ceasefire", "handover", "corridor", "blockade", "checkpoint", "offensive", "withdrawal", "mission"}
TITLE_LENGTH = 60


def facts_left(note):
    """What a collector's note says besides internal remarks."""
    return [part for part in (p.strip() for p in note.split(";")) if part and not REMARKS.match(part)]


def position_source(row):
    """Where a position comes from, without the prefix of the collectors."""
    source = row["coord_source"].removeprefix("page:")
    wof = re.search(r"via WOF (\d+)", row["note"])
    if "community polygon" in source and wof:
        return f"Who's On First {wof.group(1)}, label point of the community polygon"
    return {"knowledge": "general knowledge, approximate"}.get(source, source)


def distance_note(row, coverage, region):
    """How far a settlement lies outside the drawn polygon of its region, if it does."""
    if not (row["lon"] and region in coverage.areas):
        return ""
    point = geo.to_metres(shapely.Point(float(row["lon"]), float(row["lat"])))
    distance_km = geo.to_metres(coverage.areas[region]).distance(point) / 1000
    return f"Lies {distance_km:.1f} km outside the drawn polygon of its region." if distance_km >= OUTSIDE_KM else ""


def named(row, fixes, region_rows):
    """The settlement's names after the corrections; names that gave way stay as variants."""
    names = {f"name_{lang}": row[f"name_{lang}"] for lang in LANGUAGES}
    before = list(names.values())
    seat = fixes["seats"].get(row["key"])
    if seat:
        # The Armenian name of a region can differ from its town's: keep the town's own where it is one name.
        usable = "  " not in names["name_hy"] and names["name_hy"]
        names = {field: region_rows[seat][field] for field in names} | ({"name_hy": usable} if usable else {})
    names |= fixes["names"].get(row["key"], {})
    names = {field: name.replace("ǝ", "ə") for field, name in names.items()}
    variants = row["variants"].split("|") + [part for name in before for part in name.split("  ")]
    variants = [v for v in dict.fromkeys(variants) if v and v not in names.values()]
    return names | {"variants": "|".join(variants)}


def settlement(row, fixes, coverage, region_rows):
    """One row of data/settlements.csv."""
    key = row["key"]
    if facts_left(row["note"]) and key not in fixes["notes"]:
        raise SystemExit(f"settlement {key}: write its note into curated/settlements.json: {row['note']}")
    note = fixes["notes"].get(key, "")
    region_key = fixes["regions"].get(key, row["region_key"])
    region = region_rows[region_key]["geometry_source"] if region_key else ""
    away = distance_note(row, coverage, region)
    if away and key not in fixes["outlying"]:
        raise SystemExit(f"settlement {key}: {away} Is region_key {region_key} right?")
    clean = {column: row[column] for column in COLUMNS} | named(row, fixes, region_rows)
    return clean | {"region_key": region_key, "coord_source": position_source(row),
                    "population": fixes["populations"].get(key, row["population"]),
                    "note": " ".join(part for part in (note, away) if part)}


def settlements(out, coverage):
    """Writes data/settlements.csv in the order of the raw table."""
    fixes = curated("settlements.json")
    region_rows = {row["key"]: row for row in raw_csv("regions.csv")}
    rows = raw_csv("settlements.csv")
    keys = {row["key"] for row in rows}
    for table in ("seats", "regions", "populations", "names", "notes"):
        if set(fixes[table]) - keys:
            raise SystemExit(f"curated/settlements.json, {table}: no such key: {sorted(set(fixes[table]) - keys)}")
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    made = [settlement(row, fixes, coverage, region_rows) for row in rows]
    writer.writerows(made)
    out.write("data/settlements.csv", text.getvalue())
    print(f"  settlements: {len(made)}, without a position: {[row['key'] for row in made if not row['lon']]}")
    return made


def reports(out):
    """Writes data/reports.json: the raw reports as they are, one a line; hands back the reporters in use."""
    lines = raw("reports.jsonl").decode("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    ids = [report["id"] for report in found]
    if len(set(ids)) != len(ids):
        raise SystemExit("reports.jsonl: an id repeats")
    out.write_lines("data/reports.json", '{"format":"contactline-reports","version":1,"reports":[', found, "]}")
    print(f"  reports: {len(found)}")
    return {report["reporter"] for report in found}


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


def build(out, coverage):
    """Writes the four tables and hands the settlements on to the basemap."""
    made = settlements(out, coverage)
    reporters(out, reports(out))
    chronology(out)
    return made
