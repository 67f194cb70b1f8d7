"""The places of the basemap: names by language, population, kind and rank."""

import re
import unicodedata
from difflib import SequenceMatcher

from files import LANGUAGES, curated, raw_json

CITY, TOWN = 50_000, 8_000
RANKS = ((250_000, 1), (75_000, 2), (20_000, 3), (8_000, 4), (1_500, 5))
"""Population from which a place has a rank; capitals have rank 0, the rest 6."""

BIG_PLACES = curated("big_places.json")
"""Names kept by hand for large cities, which the sources give in part or not at all."""

SMALLEST = 6
SEAT_RANK = 3
SUBURBS = {("AM", "11"), ("AZ", "09"), ("GE", "51")}
"""First-order units of GeoNames that are a capital: what else lies in them is part of the city."""

DISTRICT_POPULATION = {"147611"}
"""Places whose population in GeoNames is that of their district: Lerik."""

ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
                    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts u p k o f ev".split()))
CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                    "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch . y . e yu ya".split()))
LETTERS = {
    "hy": re.compile(r"^[\u0531-\u0556][\u0531-\u0587 -]*$"),
    "ru": re.compile(r"^[А-ЯЁ][А-Яа-яЁё -]*$"),
    "az": re.compile(r"^(?=.*[əqxçğıöşüƏQXÇĞİÖŞÜ])(?!.*([kgsc]h|zh|w))"
                     r"[A-ZÇƏĞİÖŞÜ][a-zçəğıöşü]*([ -][A-ZÇƏĞİÖŞÜ][a-zçəğıöşü]*)*$"),
}
NOT_RUSSIAN = re.compile(r"^(Горад|Сяло) |[аоуихкг]ь|ский$")
LEAST_LIKENESS = 0.55


def plain(text):
    """A name in lower-case Latin letters, for comparing spellings across scripts."""
    latin = "".join(ARMENIAN.get(c) or CYRILLIC.get(c) or c for c in text.lower()).replace(".", "")
    latin = latin.translate(str.maketrans("əıǝ", "aia"))
    return "".join(c for c in unicodedata.normalize("NFD", latin) if c.isascii() and c.isalpha())


def likeness(a, b):
    """How alike two names sound, from 0 to 1."""
    return SequenceMatcher(None, plain(a), plain(b), autojunk=False).ratio()


def own_letters(language, name):
    """A little in favour of full Azerbaijani spelling, over Turkish and stripped ones."""
    if language != "az":
        return 0
    return (0.15 if re.search("[əqx]", name.lower()) else 0) + 0.02 * len(re.findall("[əçğıöşü]", name.lower()))


def pick(language, place):
    """The alternate name of a GeoNames place that is in a language's script and most like its name."""
    found = [name.replace("ǝ", "ə") for name in [place["name"], *place["alternatenames"]]]
    found = [name for name in found if LETTERS[language].match(name) and "  " not in name]
    if language == "ru":
        found = [name for name in found if not NOT_RUSSIAN.search(name)]
    best = max(sorted(found), key=lambda name: likeness(name, place["name"]) + own_letters(language, name), default="")
    return best if best and likeness(best, place["name"]) >= LEAST_LIKENESS else ""


def names_from_geonames(place):
    """Names by language as far as the scripts tell them; what cannot be told is missing."""
    names = {"en": place["name"].replace("ǝ", "ə"), "hy": pick("hy", place), "ru": pick("ru", place)}
    names["az"] = pick("az", place) if place["countrycode"] == "AZ" else ""
    names["tr"] = place["name"] if place["countrycode"] == "TR" else ""
    return names


def feature(lon, lat, names, population, country, capital, least_rank=0, seat=False):
    """A place as a point with properties; empty names are left out."""
    rank = next((rank for size, rank in RANKS if population >= size), SMALLEST)
    rank = 0 if capital else max(min(rank, SEAT_RANK) if seat else rank, least_rank)
    kind = "capital" if capital else "city" if population >= CITY else "town" if population >= TOWN or seat else "village"
    names = names | BIG_PLACES.get(names["en"], {})
    properties = {"name": names["en"]} | {f"name_{lang}": names[lang] for lang in LANGUAGES if names.get(lang)}
    properties |= {"kind": kind, "rank": rank, "country": country}
    if population:
        properties["population"] = population
    return {"lon": lon, "lat": lat, "rank": rank, "properties": properties}


def of_settlements(rows, geonames, capitals):
    """Places out of settlements.csv: the names of this project."""
    fixes = curated("settlements.json")
    found = []
    for row in rows:
        if not row["lon"] or row["key"] in fixes["not_places"]:
            continue
        source = geonames.get(row["geonameid"])
        population = int(row["population"] or 0)
        suburb = source and is_suburb(source, capitals)
        names = {language: row[f"name_{language}"] for language in LANGUAGES}
        found.append(feature(float(row["lon"]), float(row["lat"]), names, population, row["country"],
                             row["geonameid"] in capitals, SMALLEST if suburb else 0, row["key"] in fixes["seats"]))
        if row["also"]:
            both = f"{row['name_en']} / {row['also']}"
            found[-1]["properties"] |= {"name": both, "name_en": both}
    return found


def is_suburb(place, capitals):
    """Whether a GeoNames place is part of a capital."""
    return (place["countrycode"], place["admin1code"]) in SUBURBS and str(place["geonameid"]) not in capitals


def of_geonames(geonames, taken, capitals):
    """The other places of GeoNames."""
    return [feature(place["longitude"], place["latitude"], names_from_geonames(place),
                    0 if key in DISTRICT_POPULATION else place["population"], place["countrycode"], key in capitals,
                    SMALLEST if is_suburb(place, capitals) else 0)
            for key, place in geonames.items() if key not in taken]


def of_natural_earth(features, near):
    """Towns of Natural Earth beyond the edge of the GeoNames extract; they have one name."""
    found = []
    for item in features:
        p = item["properties"]
        if not any(abs(p["longitude"] - x) < 0.15 and abs(p["latitude"] - y) < 0.15 for x, y in near):
            found.append(feature(round(p["longitude"], 5), round(p["latitude"], 5), {"en": p["name"]}, p["pop_max"],
                                 p["iso_a2"], p["adm0cap"] == 1))
    return found


def without_repeats(places):
    """Drops a place when a bigger one stands at the same point."""
    kept, points = [], set()
    for place in sorted(places, key=lambda p: (p["rank"], -p["properties"].get("population", 0), p["properties"]["name"])):
        point = (round(place["lon"], 3), round(place["lat"], 3))
        if point not in points:
            kept.append(place)
            points.add(point)
    return kept


def build(settlements, box):
    """All places inside the box, biggest first."""
    natural_earth = raw_json("ne_10m_populated_places_simple.geojson")["features"]
    capitals = {str(int(f["properties"]["geonameid"])) for f in natural_earth if f["properties"]["adm0cap"] == 1}
    geonames = {str(place["geonameid"]): place for place in raw_json("geonames_cities500.json")}
    taken = {row["geonameid"] for row in settlements}
    places = of_settlements(settlements, geonames, capitals) + of_geonames(geonames, taken, capitals)
    big = [(p["lon"], p["lat"]) for p in places if p["rank"] <= SEAT_RANK + 1]
    places += of_natural_earth(natural_earth, big)
    west, south, east, north = box
    return without_repeats([p for p in places if west <= p["lon"] <= east and south <= p["lat"] <= north])
