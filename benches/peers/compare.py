#!/usr/bin/env python3
"""Times Contactline and other programs on the same files and writes the table in ../README.md.

usage: compare.py COUNT [FOLDER] [--qgis-python PYTHON] [--without-check] [--turns N]

Run it with the Python that requirements.txt was installed for. Makes the files where they are not
there, builds Contactline, runs each program as a process of its own, one after the other, and
stops where two of them find different numbers of rows. What is not installed is left out, and said.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from importlib import metadata
from pathlib import Path

import whole

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE = HERE.parent / "README.md"
LONGEST_RUN_S = 1800

# The columns of the table, and the rows: each task by its name in the lines of JSON.
PROGRAMS = ["Contactline", "geopandas/pyogrio", "polars", "DuckDB", "QGIS"]
TASKS = {
    "load-geojson": "load the GeoJSON",
    "load-csv": "load the CSV",
    "filter": "find the events of one year in one box",
    "tally": "count the events of one year by district",
    "histogram": "count all events by time",
    "pick": "find the event under a point",
    "districts": "find the district of every event",
    "frame": "draw one frame of one year in one box",
    "make-geopackage": "(once before: make an indexed GeoPackage)",
}
CHECKS = {"geojson": "`contactline check` of the GeoJSON", "csv": "`contactline check` of the CSV"}


class Run:
    """One process: what it printed, how long it took, and the most memory it held."""

    def __init__(self, command, **environment):
        start = time.perf_counter()
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdout=out,
                stderr=err,
                cwd=ROOT,
                env=os.environ | environment,
            )
            watch = threading.Timer(LONGEST_RUN_S, process.kill)
            watch.start()
            _, status, usage = os.wait4(process.pid, 0)
            watch.cancel()
            self.ms = (time.perf_counter() - start) * 1000
            self.exit = process.returncode = os.waitstatus_to_exitcode(status)
            self.peak_mib = usage.ru_maxrss / 1024
            self.cpu_ms = (usage.ru_utime + usage.ru_stime) * 1000
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read()

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines() if line.startswith("{")]


class Table:
    """The figures as they come in."""

    def __init__(self):
        self.ms = {}
        self.counts = {}
        self.peak_mib = {}
        self.notes = []

    def take(self, program, run):
        for line in run.lines():
            task = line["task"]
            # Another way of the same program to the same end: the better of the two counts.
            key = (task.removesuffix("-arrow"), program)
            self.ms[key] = min(self.ms.get(key, line["ms"]), line["ms"])
            for name in ("rows", "in_no_district"):
                if name in line:
                    self.counts.setdefault((key[0], name), {})[program, task] = line[name]
        self.peak_mib[program] = max(self.peak_mib.get(program, 0), run.peak_mib)
        if run.exit != 0:
            said = run.err.strip().splitlines() or [f"exit status {run.exit}"]
            self.notes.append(f"{program} did not finish: {said[-1]}")

    def differing(self):
        """The counts on which programs do not agree."""
        return {key: found for key, found in self.counts.items() if len(set(found.values())) > 1}

    def rows(self):
        for task, words in TASKS.items():
            found = [self.ms.get((task, program)) for program in PROGRAMS]
            if any(found):
                yield [words, *map(duration, found), ratio(found)]
        peaks = [self.peak_mib.get(program) for program in PROGRAMS]
        # No ratio: not every program had the same tasks.
        yield ["most memory held in its tasks", *map(memory, peaks), "–"]


def duration(ms):
    if ms is None:
        return "–"
    return f"{ms / 1000:.2f} s" if ms >= 1000 else f"{ms:.3g} ms" if ms < 100 else f"{ms:.0f} ms"


def memory(mib):
    return "–" if mib is None else f"{mib:.0f} MiB"


def ratio(found):
    """The best of the others, as a multiple of Contactline."""
    own, *others = found
    others = [other for other in others if other is not None]
    return f"{min(others) / own:.2g}×" if own and others else "–"


def build():
    """Builds Contactline and the program that measures it; gives back where they lie."""
    asked = ["--message-format=json", "--quiet"]
    commands = [
        ["cargo", "bench", "--no-run", "--bench", "measure", *asked],
        ["cargo", "build", "--release", "--bin", "contactline", *asked],
    ]
    found = {}
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        for line in map(json.loads, done.stdout.splitlines()):
            if line.get("executable"):
                found[line["target"]["name"]] = line["executable"]
    return found


def versions(qgis_python):
    packages = ["geopandas", "pyogrio", "polars", "duckdb"]
    for package in packages:
        try:
            yield f"{package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            yield f"{package} not installed"
    say = "from qgis.core import Qgis; print(Qgis.QGIS_VERSION)"
    asked = subprocess.run([qgis_python, "-c", say], capture_output=True, text=True, cwd="/")
    yield f"QGIS {asked.stdout.strip() or 'not installed'}"


def machine(load):
    model = platform.processor()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(":")[1].strip() if names else model
    busy = f", busy with other work (load {load:.1f})" if load > 0.7 else ""
    return f"{os.cpu_count()} cores of {model}{busy}"


def check(executable, events):
    """Times the command line as a person has it: start, read, build, print, end."""
    for ending, words in CHECKS.items():
        run = Run([executable, "check", f"{events}.{ending}"])
        # It ends with another status where there are doubts about the file.
        done = "accounts" in run.out
        took = f"{duration(run.ms)}, {memory(run.peak_mib)}"
        yield f"{words}: {took if done else f'no result after {took}'}"


def write(count, text):
    """Puts the text into the page, in place of that of the same number of events."""
    start, end = f"<!-- figures {count} -->\n", f"<!-- end of figures {count} -->\n"
    page = PAGE.read_text()
    before, found, rest = page.partition(start)
    after = rest.partition(end)[2] if found else ""
    before = before if found else before.rstrip("\n") + "\n\n"
    PAGE.write_text(before + start + text + end + after)


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("count", type=int)
    arguments.add_argument("folder", nargs="?", default="bench-data")
    arguments.add_argument("--qgis-python", default="/usr/bin/python3")
    arguments.add_argument("--without-check", action="store_true")
    arguments.add_argument("--turns", type=int, default=3)
    asked = arguments.parse_args()
    folder = Path(asked.folder).resolve()
    built = build()
    events = folder / f"events-{asked.count}"
    if not Path(f"{events}.geojson").exists():
        subprocess.run([sys.executable, HERE / "generate.py", str(asked.count), folder], check=True)
    load = os.getloadavg()[0]

    table = Table()
    here = [asked.count, folder]
    table.take("Contactline", Run([built["measure"], *here]))
    peers = {"geopandas": "geopandas/pyogrio", "polars": "polars", "duckdb": "DuckDB"}
    for name, program in peers.items():
        table.take(program, Run([sys.executable, HERE / "peers.py", name, *here]))
    for part in ("load", "frame"):
        command = [asked.qgis_python, HERE / "qgis.py", part, *here]
        table.take("QGIS", Run(command, QT_QPA_PLATFORM="offscreen"))

    if differing := table.differing():
        sys.exit(f"the programs do not find the same: {differing}")
    lines = [f"{asked.count:,} events; {machine(load)}; {', '.join(versions(asked.qgis_python))}.", ""]
    lines += ["| " + " | ".join(["task", *PROGRAMS, "ratio"]) + " |", "|---" + "|---:" * 6 + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in table.rows()]
    lines += [""]
    for (task, name), found in table.counts.items():
        who = ", ".join(dict.fromkeys(program for program, _ in found))
        number = next(iter(found.values()))
        lines.append(f"- {TASKS[task]}: {number:,} {name.replace('_', ' ')} ({who})")
    if not asked.without_check:
        lines += [f"- {line}" for line in check(built["contactline"], events)]
    lines += [f"- {note}" for note in table.notes]
    lines += ["", f"Whole commands, in turn, medians of {asked.turns}:", ""]
    own = {"Contactline": built["contactline"]}
    lines += whole.figures(Run, own, folder, asked.count, asked.turns)
    text = "\n".join(lines) + "\n"
    print(text)
    write(asked.count, text)


if __name__ == "__main__":
    main()
