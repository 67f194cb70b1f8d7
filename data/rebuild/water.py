"""The waters: the Caspian coast, Lake Sevan, other lakes and the two rivers with a known course."""

import shapely
from shapely.geometry import Polygon, shape

import geometry as geo
from files import raw_json

COAST_BOX = shapely.box(48.5, 38.5, 51.6, 41.7)
"""Where Natural Earth's districts draw the Caspian coast; beyond it the OpenStreetMap outline does."""

OPEN_SEA = shapely.Point(50.8, 39.5)
SMOOTH_M = 450
LAKE_KM2 = 2.5
ISLAND_KM2 = 4


def shapes(name):
    """The geometries of a raw GeoJSON file."""
    return [shape(feature["geometry"]) for feature in raw_json(name)["features"]]


def raw_lakes():
    """OpenStreetMap's lakes and wide rivers; the source cuts them at its tile lines, so dissolve."""
    return shapely.union_all(shapes("osm_lakes.geojson") + shapes("osm_river_areas.geojson"))


def at(geometry, point):
    """The polygon of a geometry that holds a point."""
    return next(polygon for polygon in geo.parts(geometry) if polygon.contains(point))


def caspian():
    """The sea: Natural Earth's coast along Azerbaijan, OpenStreetMap's north and south of it."""
    land = shapely.union_all([shape(f["geometry"]) for f in raw_json("ne10m_admin1_az_am.geojson")["features"]
                              if f["properties"]["adm1_code"].startswith("AZE-")])
    along = at(COAST_BOX.difference(land), OPEN_SEA)
    beyond = at(raw_lakes(), OPEN_SEA).difference(COAST_BOX)
    sea = at(along.union(beyond), OPEN_SEA)
    islands = [hole for hole in sea.interiors if geo.area_km2(Polygon(hole)) >= ISLAND_KM2]
    return Polygon(sea.exterior, islands)


def sevan(raions):
    """Lake Sevan: the hole the raions around it leave. The raions do not contain the lake."""
    around = shapely.union_all(list(raions.values()))
    holes = [Polygon(hole) for part in geo.parts(around) for hole in part.interiors]
    return max(holes, key=lambda hole: hole.area)


def lakes():
    """Lakes and reservoirs of a few square kilometres and more, without Sevan and the Caspian.

    The source is blocky where it was cut into tiles; closing and opening by a few hundred metres
    takes the steps away. What is left is good to about a kilometre.
    """
    rough = geo.to_metres(raw_lakes())
    closed = rough.buffer(SMOOTH_M).buffer(-SMOOTH_M)
    smooth = closed.buffer(-SMOOTH_M).buffer(SMOOTH_M).simplify(60)
    return [lake for lake in geo.parts(geo.to_degrees(smooth)) if LAKE_KM2 <= geo.area_km2(lake) < 1000]
