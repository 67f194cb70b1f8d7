#!/usr/bin/env python3
"""How long the program goes on after Ctrl+C, and after `kill`, wherever that finds it.

    python3 benches/cancelling.py target/release/contactline [ROWS] [TIMES]

Makes a table of ROWS made-up rows, and the same in each format the program writes. Each is opened, converted,
drawn, animated and compared TIMES times and interrupted at moments drawn by chance over the time the whole
takes. Prints the longest time until the program was gone, by the clock and by the processor (a machine that is
busy with other things counts in the first alone), and says what it left that is not whole.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
TIMES = int(sys.argv[3]) if len(sys.argv) > 3 else 20
chance = random.Random(20)


def table(path):
    with open(path, "w") as out:
        out.write("id,date,activity,target,lon,lat,count,remark\n")
        for row in range(ROWS):
            month, day = 1 + row % 12, 1 + row % 28
            lon, lat = 45.5 + row % 1000 / 500, 39 + row % 977 / 700
            out.write(
                f"r{row},2022-{month:02}-{day:02},shelling,,{lon:.5f},{lat:.5f},{row % 9},made up number {row}\n"
            )


def start(arguments):
    return subprocess.Popen(
        [PROGRAM, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl+C must concern it, however this was started.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def used(program):
    """Seconds of the processor so far."""
    with open(f"/proc/{program.pid}/stat") as stat:
        fields = stat.read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def take_away(folder):
    """What lies there, by name and digest. It is removed."""
    found = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            found[name] = hashlib.sha256(file.read()).hexdigest()
        os.remove(path)
    return found


def interrupt(name, arguments, out):
    began = time.monotonic()
    code = start(arguments).wait()
    assert code < 2 or arguments[0] == "check", f"{name} ends with {code}: {arguments}"
    whole = time.monotonic() - began
    made = take_away(out)
    worst, worst_used, met, broken = 0.0, 0.0, 0, []
    for number in range(TIMES):
        program = start(arguments)
        time.sleep(chance.uniform(0.02, 1) * whole)
        if program.poll() is None:
            met += 1
            before, asked = used(program), time.monotonic()
            program.send_signal(signal.SIGTERM if number % 4 == 3 else signal.SIGINT)
            _, program.returncode, usage = os.wait4(program.pid, 0)
            worst = max(worst, time.monotonic() - asked)
            worst_used = max(worst_used, usage.ru_utime + usage.ru_stime - before)
        left = take_away(out)
        # What was finished before stays, and is what it is whenever it is made.
        broken += [name for name, digest in left.items() if made.get(name) != digest]
    left = f"  NOT WHOLE: {broken}" if broken else ""
    print(
        f"{name:20} whole {whole:6.2f} s (code {code}), {met:3} met, "
        f"gone within {worst * 1000:4.0f} ms ({worst_used * 1000:3.0f} ms of the processor){left}",
        flush=True,
    )
    return worst


def main():
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        os.mkdir(out)
        csv = os.path.join(folder, "rows.csv")
        table(csv)
        files = {"csv": csv}
        for ending in ("geojson", "kml", "gpkg", "json"):
            path = os.path.join(folder, f"rows.{ending}")
            subprocess.run([PROGRAM, "convert", csv, "-o", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if os.path.exists(path):
                files[ending] = path
        to = lambda name: os.path.join(out, name)
        worst = []
        for ending, path in files.items():
            worst.append(interrupt(f"open {ending}", ["check", path], out))
        for ending in ("csv", "geojson", "kml", "gpkg", "json"):
            worst.append(interrupt(f"convert to {ending}", ["convert", csv, "-o", to(f"a.{ending}")], out))
        days = ["--from", "2022-01-01", "--to", "2022-12-28"]
        for ending in ("svg", "png", "pdf"):
            worst.append(interrupt(f"render {ending}", ["render", csv, *days, "-o", to(f"a.{ending}")], out))
        for ending in ("gif", "webp"):
            film = ["animate", csv, "--from", "2022-01-01", "--to", "2022-02-10", "-o", to(f"a.{ending}")]
            worst.append(interrupt(f"animate {ending}", film, out))
        # These two look at the data that is built in, or at a data folder.
        worst.append(interrupt("compare", ["compare", *days], out))
        worst.append(interrupt("matrix", ["matrix", "--rows", "region", "--columns", "month", "--reporter", "az-mod", *days], out))
        worst.append(interrupt("list", ["list", csv, *days], out))
        worst.append(interrupt("diff", ["diff", csv, files.get("geojson", csv)], out))
        print(f"the longest of all: {max(worst) * 1000:.0f} ms")


main()
