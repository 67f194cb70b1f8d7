"""Events of UCDP GED in this area: the raw part as it is, under a heading that says what it is."""

from files import raw, raw_csv

CITATION = """\
# UCDP Georeferenced Event Dataset (GED) 21.1: a part of it, 1990-2020, longitude 44 to 50.5, latitude 38.3 to 42
# Licence: CC BY 4.0. Cite Sundberg and Melander (2013), Introducing the UCDP Georeferenced Event Dataset,
# Journal of Peace Research 50(4), and Pettersson et al. (2021), Organized violence 1989-2020, Journal of Peace Research 58(4)
"""


def build(out):
    """Writes data/ged.csv, byte for byte the raw table below the lines that say what it is."""
    rows = raw_csv("ged-karabakh.csv")
    out_of_order = [row["id"] for row in rows if not int(row["low"]) <= int(row["best"]) <= int(row["high"])]
    out.write("data/ged.csv", CITATION + raw("ged-karabakh.csv").decode("utf-8").replace("\r\n", "\n"))
    print(f"  GED: {len(rows)} events; low, best and high out of order: {out_of_order}")
