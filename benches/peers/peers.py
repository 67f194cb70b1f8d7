#!/usr/bin/env python3
"""Times one Python library at what Contactline does, on files of generate.py.

usage: peers.py geopandas|polars|duckdb COUNT [FOLDER]

Needs what requirements.txt lists. Prints one line of JSON a task: milliseconds, the best of
several runs except for long loads, and counts by which programs can be compared. Each program is a
process of its own, so that its memory can be told; compare.py does that.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
from report import EAST, NORTH, SOUTH, WEST, YEAR, measure  # noqa: E402


def with_geopandas(geojson, table, districts):
    import geopandas
    import pandas
    import pyogrio

    measure("load-geojson", lambda: geopandas.read_file(geojson), 1, rows=len)
    measure("load-geojson-arrow", lambda: pyogrio.read_arrow(geojson)[1], 1, rows=len)
    # Points made beforehand, so that the question alone is timed.
    rows = pandas.read_csv(table, usecols=["id", "lon", "lat"])
    geometry = geopandas.points_from_xy(rows["lon"], rows["lat"])
    points = geopandas.GeoDataFrame(rows[["id"]], geometry=geometry, crs=4326)
    areas = geopandas.read_file(districts)
    measure(
        "districts",
        lambda: geopandas.sjoin(points, areas, predicate="within", how="left"),
        3,
        rows=len,
        in_no_district=lambda joined: joined["name"].isna().sum(),
    )


def with_polars(_geojson, table, _districts):
    import polars

    rows = measure("load-csv", lambda: polars.read_csv(table, try_parse_dates=True), 3, rows=len)
    zone = rows["date"].dtype.time_zone

    def day(text):
        year, month, day = map(int, text.split("-"))
        return polars.datetime(year, month, day, time_zone=zone)

    date = polars.col("date")
    within = (
        (date >= day(YEAR[0]))
        & (date < day(YEAR[1]))
        & polars.col("lon").is_between(WEST, EAST)
        & polars.col("lat").is_between(SOUTH, NORTH)
    )
    measure("filter", lambda: rows.filter(within), 10, rows=len)


def with_duckdb(_geojson, table, districts):
    import duckdb
    from duckdb_extensions import import_extension

    db = duckdb.connect()

    def load():
        db.execute(f"create or replace table events as select * from read_csv('{table}')")
        return db.execute("select count(*) from events").fetchone()[0]

    measure("load-csv", load, 3, rows=int)
    question = (
        f"select lon, lat from events where date >= '{YEAR[0]}' and date < '{YEAR[1]}' "
        f"and lon between {WEST} and {EAST} and lat between {SOUTH} and {NORTH}"
    )
    measure(
        "filter",
        lambda: db.execute(question).fetchnumpy(),
        10,
        rows=lambda columns: len(columns["lon"]),
    )
    import_extension("spatial")
    db.execute("load spatial")
    db.execute(f"create table districts as select * from st_read('{districts}')")
    db.execute("create table points as select st_point(lon, lat) as place from events")
    count = db.execute("select count(*) from points").fetchone()[0]
    join = (
        "select name, count(*) from points join districts on st_within(place, geom) group by name"
    )
    measure(
        "districts",
        lambda: db.execute(join).fetchall(),
        3,
        rows=lambda _: count,
        in_no_district=lambda found: count - sum(number for _, number in found),
    )


PROGRAMS = {"geopandas": with_geopandas, "polars": with_polars, "duckdb": with_duckdb}


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in PROGRAMS:
        sys.exit(__doc__)
    count = int(sys.argv[2])
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else "bench-data")
    events = folder / f"events-{count}"
    PROGRAMS[sys.argv[1]](f"{events}.geojson", f"{events}.csv", f"{folder}/districts.geojson")


if __name__ == "__main__":
    main()
