"""Settlements: two raw tables made into one, checked and cleaned."""

import csv
import io
import re

import shapely

import geometry as geo
from files import LANGUAGES, curated, raw_csv

COLUMNS = ("key", "name_en", "name_az", "name_hy", "name_ru", "name_tr", "also", "variants", "region_key", "country", "lon",
           "lat", "coord_precision_km", "coord_source", "population", "geonameid", "note")
REMARKS = re.compile(r"^(tier=[^;]*|via WOF \d+|[\d.]+ km outside region polygon)$")
OUTSIDE_KM = 0.3
SCRIPTS = {"hy": re.compile("[\u0531-\u058f]"), "ru": re.compile("[\u0400-\u04ff]")}
# Pages of a wiki that were gathered as spellings, such as Module:Location map/data/Armavir.
NO_NAME = re.compile(r"[:\\{}\[\]<>=#@_/]|http")
LATIN = re.compile("^[A-Za-zÇçƏəĞğİıÖöŞşÜüI '\u2019-]+$")


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
    names = {field: next(iter(spellings(name)), "") for field, name in names.items()}
    variants = spellings(row["variants"])
    variants += [part for cell in before for name in spellings(cell) for part in name.split("  ")]
    variants = [v for v in dict.fromkeys(variants) if v and v not in names.values()]
    return names | {"variants": "|".join(variants)}


def spellings(cell):
    """The spellings of a cell: two in one are two, and a page of a wiki is none."""
    parts = [part.strip() for spelling in cell.split("|") for part in spelling.split(" / ")]
    return [part for part in dict.fromkeys(parts) if part and not NO_NAME.search(part)]


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
    clean = {column: row.get(column, "") for column in COLUMNS} | named(row, fixes, region_rows)
    return clean | {"region_key": region_key, "coord_source": position_source(row),
                    "population": fixes["populations"].get(key, row["population"]),
                    "note": " ".join(part for part in (note, away) if part)}


def second_names(place_name, others, country):
    """Names by language of a place of the second table, told by their scripts; what is left are variants.

    The first Latin spelling after the English one is the Azerbaijani name of a village of Azerbaijan."""
    names = {"name_en": place_name, "name_az": "", "name_hy": "", "name_ru": "", "name_tr": ""}
    variants = []
    for other in others:
        language = next((lang for lang, script in SCRIPTS.items() if script.search(other)), "")
        if not language and country == "AZ" and LATIN.match(other):
            language = "az"
        if language and not names[f"name_{language}"]:
            names[f"name_{language}"] = other
        elif other not in names.values():
            variants.append(other)
    return names, variants


def second_settlements(coverage, region_rows, taken):
    """Rows of data/settlements.csv out of raw/settlements-2.csv, and the key of each of its places.

    A village that is listed twice, under the names or the districts of both sides, is one settlement."""
    fixes = curated("settlements_2.json")
    made, keys = {}, {}
    for row in sorted(raw_csv("settlements-2.csv"), key=lambda r: f"{r['region_key']}/{r['place_name']}" in fixes["same_village"]):
        listed = f"{row['region_key']}/{row['place_name']}"
        others = [name for name in row["other_names"].split("|") if name]
        twin = fixes["same_village"].get(listed)
        if twin:
            known = made[twin]
            if (known["lon"], known["lat"]) != (row["lon"], row["lat"]):
                raise SystemExit(f"settlements-2 {listed}: not where {twin} lies")
            spellings = known["variants"].split("|") + [row["place_name"], *others]
            known["name_hy"] = known["name_hy"] or next((n for n in others if SCRIPTS["hy"].search(n)), "")
            shown = [known[f"name_{lang}"] for lang in LANGUAGES]
            known["variants"] = "|".join(v for v in dict.fromkeys(spellings) if v and v not in shown)
            keys[(row["region_key"], row["place_name"])] = twin
            continue
        key = fixes["keys"].get(listed, re.sub("[^a-z]+", "-", row["place_name"].lower()))
        if key in taken or key in made:
            raise SystemExit(f"settlements-2 {listed}: the key {key} is taken")
        if row["note"] and key not in fixes["notes"]:
            raise SystemExit(f"settlements-2 {listed}: write its note into curated/settlements_2.json: {row['note']}")
        region = region_rows[row["region_key"]]
        names, variants = second_names(row["place_name"], others, region["country"])
        away = distance_note(row, coverage, region["geometry_source"])
        if away and key not in fixes["outlying"]:
            raise SystemExit(f"settlement {key}: {away} Is region_key {row['region_key']} right?")
        notes = (fixes["notes"].get(key, ""), away)
        made[key] = {column: "" for column in COLUMNS} | names | {
            "key": key, "variants": "|".join(dict.fromkeys(variants)), "region_key": row["region_key"],
            "country": region["country"], "lon": row["lon"], "lat": row["lat"],
            "coord_precision_km": "1" if row["lon"] else "", "geonameid": row["geonameid"],
            "coord_source": second_source(row["coord_source"]), "note": " ".join(note for note in notes if note)}
        keys[(row["region_key"], row["place_name"])] = key
    unused = set(fixes["notes"]) - set(made)
    if unused:
        raise SystemExit(f"curated/settlements_2.json, notes: no such key: {sorted(unused)}")
    return list(made.values()), keys


def second_source(source):
    """Where a position of the second table comes from, in the words of the first."""
    point = re.match(r"community polygon point, Who's On First (\d+)", source)
    if point:
        return f"Who's On First {point.group(1)}, label point of the community polygon"
    return "geonames" if source.startswith("GeoNames") else ""


def with_second_names(rows):
    """The rows with both local names in English spelling: that of the state the place lies in, and beside it the
    other one."""
    known = curated("second_names.json")
    keys = {row["key"] for row in rows}
    unknown = (set(known["settlements"]) | set(known["no_second_name"])) - keys
    if unknown:
        raise SystemExit(f"curated/second_names.json, settlements: no such key: {sorted(unknown)}")
    for row in rows:
        both = re.fullmatch(r"(.+) \((.+)\)", row["name_en"])
        if both and row["key"] not in known["no_second_name"]:
            # Raw names have the Azerbaijani one first.
            azerbaijani, armenian = both.groups()
            own_first = (armenian, azerbaijani) if row["country"] == "AM" else (azerbaijani, armenian)
            row["name_en"], row["also"] = own_first
        row["also"] = known["settlements"].get(row["key"], row["also"])
        names = {row["name_en"], row["also"]}
        row["variants"] = "|".join(v for v in row["variants"].split("|") if v not in names)
    return rows


def build(out, coverage):
    """Writes data/settlements.csv, the first raw table and then the second, each in its order; hands back the
    rows, and the keys of the places of the second table by region and name."""
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
    second, second_keys = second_settlements(coverage, region_rows, keys)
    made = with_second_names(made + second)
    writer.writerows(made)
    out.write("data/settlements.csv", text.getvalue())
    print(f"  settlements: {len(made)}, without a position: {[row['key'] for row in made if not row['lon']]}")
    return made, second_keys
