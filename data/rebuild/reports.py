"""Reports: both raw lists as one, with what was corrected and which report repeats another."""

import json
import re

from files import curated, raw

FIELD = re.compile(r"^claims\[(\d+)\]\.(\w+)$")


def raw_reports():
    """The reports of both lists, in their order."""
    lines = [line for name in ("reports.jsonl", "reports-2.jsonl") for line in raw(name).decode("utf-8").splitlines()]
    found = [json.loads(line) for line in lines]
    ids = [report["id"] for report in found]
    if len(set(ids)) != len(ids):
        raise SystemExit("raw reports: an id repeats")
    return found


def holder(report, field):
    """The object that has a field of a report, and the name the field has there."""
    claim = FIELD.match(field)
    return (report["claims"][int(claim.group(1))], claim.group(2)) if claim else (report, field)


def change(report, field, was, now):
    """Changes a field, and stops where it does not hold what the change was made for."""
    of, name = holder(report, field)
    if of.get(name) != was:
        raise SystemExit(f"curated/reports.json: {report['id']} {field} is {of.get(name)!r}, not {was!r}")
    of[name] = now


def corrected(reports):
    """The reports by id, with the changes of curated/reports.json and claims under that name."""
    changes = curated("reports.json")
    by_id = {}
    for report in reports:
        report["claims"] = report.pop("groups")
        by_id[report["id"]] = report
    for made in changes["corrections"]:
        change(by_id[made["report"]], made["field"], made["was"], made["now"])
    for made in changes["duplicates"]:
        change(by_id[made["report"]], "duplicate_of", made["was"], made["now"])
    for report, denied in curated("denials.json")["denials"].items():
        if by_id[report]["stance"] not in ("denial", "mixed") or not by_id[report]["denies"]:
            raise SystemExit(f"curated/denials.json: {report} denies nothing")
        by_id[report]["claims"] += denied
    return by_id


def with_keys(site, keys):
    """A site with the key of its place, where the settlements have one."""
    key = keys.get((site.get("region"), site.get("place_name")))
    return {"region": site["region"], "place": key} if key else site


def check_duplicates(by_id):
    """Stops where a report repeats one that is not there or that repeats it."""
    for report in by_id.values():
        seen = {report["id"]}
        while report["duplicate_of"]:
            report = by_id[report["duplicate_of"]]
            if report["id"] in seen:
                raise SystemExit(f"reports: {report['id']} repeats itself")
            seen.add(report["id"])


def build(out, keys):
    """Writes data/reports.json, one report a line; hands back the reporters in use. `keys` has the key of a
    settlement by region and name."""
    by_id = corrected(raw_reports())
    check_duplicates(by_id)
    for report in by_id.values():
        for claim in report["claims"]:
            if not isinstance(claim["weapons"], list):
                raise SystemExit(f"reports: {report['id']}: weapons are no list")
            for end in ("origins", "targets"):
                claim[end] = [with_keys(site, keys) for site in claim[end]]
    found = list(by_id.values())
    named = [site for report in found for claim in report["claims"] for site in claim["origins"] + claim["targets"]]
    without = sorted({site["place_name"] for site in named if "place_name" in site})
    out.write_lines("data/reports.json", '{"format":"contactline-reports","version":1,"reports":[', found, "]}")
    repeated = sum(1 for report in found if report["duplicate_of"])
    claims = sum(len(report["claims"]) for report in found)
    print(f"  reports: {len(found)}, {repeated} repeat others, {claims} claims; places without a key: {without}")
    return {report["reporter"] for report in found}
