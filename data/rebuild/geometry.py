"""Geometry the steps share: a metric frame, areas, noding into faces, GeoJSON of fixed decimals."""

import math

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

DECIMALS = 5
"""Decimals of a degree in the outputs: about one metre."""

MIDDLE_LATITUDE = 40.2
METRES_PER_DEGREE = 111_195.0
STRETCH = np.array([METRES_PER_DEGREE * math.cos(math.radians(MIDDLE_LATITUDE)), METRES_PER_DEGREE])

WGS84_A, WGS84_F = 6_378_137.0, 1 / 298.257223563


def to_metres(geometry):
    """Degrees to a plain frame in metres: good for tolerances and nearness, not for areas."""
    return shapely.transform(geometry, lambda xy: xy * STRETCH)


def to_degrees(geometry):
    """Back from the plain frame in metres."""
    return shapely.transform(geometry, lambda xy: xy / STRETCH)


def area_km2(geometry):
    """Area on the WGS 84 ellipsoid, by the cylindrical equal-area projection."""
    e2 = WGS84_F * (2 - WGS84_F)
    e = math.sqrt(e2)

    def project(xy):
        sine = np.sin(np.radians(xy[:, 1]))
        q = (1 - e2) * (sine / (1 - e2 * sine**2) - np.log((1 - e * sine) / (1 + e * sine)) / (2 * e))
        return np.column_stack([WGS84_A * np.radians(xy[:, 0]), WGS84_A * q / 2])

    return shapely.transform(geometry, project).area / 1e6


def parts(geometry):
    """The polygons of a geometry, whatever it is wrapped in."""
    if geometry.geom_type == "Polygon":
        return [] if geometry.is_empty else [geometry]
    return [polygon for part in getattr(geometry, "geoms", []) for polygon in parts(part)]


def polygonal(geometry):
    """The area of a geometry as a MultiPolygon, without the points and lines overlays leave behind."""
    return MultiPolygon(parts(geometry))


def faces(geometries, grid):
    """Cuts the plane along all boundaries, snapped to `grid`, into faces that share their vertices."""
    lines = [g.boundary if g.geom_type.endswith("Polygon") else g for g in geometries]
    noded = shapely.union_all(np.array(lines, dtype=object), grid_size=grid)
    return list(shapely.get_parts(shapely.polygonize([noded])))


def assign(pieces, owners):
    """For each face the index of the owner it lies in, or None."""
    tree = shapely.STRtree(owners)
    inside = [face.representative_point() for face in pieces]
    found = dict.fromkeys(range(len(pieces)))
    for face, owner in zip(*tree.query(inside, predicate="within")):
        if found[int(face)] is None:
            found[int(face)] = int(owner)
    return [found[i] for i in range(len(pieces))]


def dissolve(pieces, owner_of, count):
    """Joins the faces of each owner; the result is a coverage (shared edges, shared vertices)."""
    groups = [[] for _ in range(count)]
    for face, owner in zip(pieces, owner_of):
        if owner is not None:
            groups[owner].append(face)
    return [polygonal(shapely.coverage_union_all(group)) if group else MultiPolygon() for group in groups]


def segments(geometry):
    """The edges of a geometry as a set of ordered pairs of rounded coordinates."""
    found = set()
    boundary = geometry.boundary if geometry.geom_type.endswith("Polygon") else geometry
    for line in shapely.get_parts(boundary):
        xy = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in line.coords]
        found.update((min(a, b), max(a, b)) for a, b in zip(xy, xy[1:]))
    return found


def lines_of(edges):
    """Joins edges from `segments` to lines as long as possible, in a fixed order."""
    if not edges:
        return []
    merged = shapely.line_merge(shapely.MultiLineString(sorted(edges)))
    lines = [list(line.coords) for line in shapely.get_parts(merged)]
    return sorted(min(line, line[::-1]) for line in lines)


def rounded(xy):
    """A coordinate pair with the outputs' decimals."""
    return [round(float(xy[0]), DECIMALS), round(float(xy[1]), DECIMALS)]


def ring_json(ring, counter_clockwise):
    """A ring as RFC 7946 wants it, starting at its smallest vertex so that the bytes repeat."""
    xy = [rounded(p) for p in ring.coords][:-1]
    start = xy.index(min(xy))
    xy = xy[start:] + xy[:start]
    if ring.is_ccw != counter_clockwise:
        xy = [xy[0]] + xy[:0:-1]
    return xy + [xy[0]]


def polygon_json(polygon):
    """A polygon's rings: the outer counter-clockwise, holes clockwise in a fixed order."""
    holes = sorted(ring_json(hole, False) for hole in polygon.interiors)
    return [ring_json(polygon.exterior, True), *holes]


def area_json(geometry):
    """Polygon or MultiPolygon as GeoJSON, largest part first."""
    ordered = sorted(parts(geometry), key=lambda p: (-p.area, p.bounds))
    if len(ordered) == 1:
        return {"type": "Polygon", "coordinates": polygon_json(ordered[0])}
    return {"type": "MultiPolygon", "coordinates": [polygon_json(p) for p in ordered]}


def line_json(lines):
    """LineString or MultiLineString as GeoJSON from lists of coordinates."""
    lines = [[rounded(p) for p in line] for line in lines]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def circle(lon, lat, radius_km, vertices=72):
    """A circle on the sphere as a polygon."""
    angle = radius_km / 6371.0088
    phi, lam = math.radians(lat), math.radians(lon)
    ring = []
    for step in range(vertices):
        bearing = 2 * math.pi * step / vertices
        sine = math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing)
        east = math.sin(bearing) * math.sin(angle) * math.cos(phi)
        ring.append((math.degrees(lam + math.atan2(east, math.cos(angle) - math.sin(phi) * sine)),
                     math.degrees(math.asin(sine))))
    return Polygon(ring)
