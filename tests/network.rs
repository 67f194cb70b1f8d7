//! The program asks nothing of the network before a person tells it to.
//!
//! The commands are run under `strace`, which sees every socket. Where there is none, or it may not look
//! at other programs, this is said and nothing is tried; with CONTACTLINE_REQUIRE_STRACE=1, as in
//! `.ci/run`, that fails. The window is watched the same way there.

use std::{env, fs, path::Path, process::Command};

const BINARY: &str = env!("CARGO_BIN_EXE_contactline");

/// The calls of a program that have to do with the network; `None` where nobody can look.
fn calls(folder: &Path, program: &str, arguments: &[&str]) -> Option<String> {
    let log = folder.join("calls");
    let done = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=network", "-o"])
        .arg(&log)
        .arg(program)
        .args(arguments)
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_RUNTIME_DIR", folder)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&done.stderr);
    let may_look = !said.contains("ptrace") && done.status.code().is_some();
    may_look.then(|| fs::read_to_string(&log).unwrap_or_default())
}

/// Sockets that lead out of this computer, or to a name server.
fn leads_out(call: &str) -> bool {
    ["AF_INET", "AF_INET6", "AF_PACKET"]
        .iter()
        .any(|family| call.contains(family))
}

#[test]
fn the_commands_ask_nothing_of_the_network() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).display().to_string();
    // That it sees what it should: a program that asks for a name.
    let asks =
        "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass";
    let seen = calls(folder.path(), "python3", &["-c", asks]);
    if let Some(seen) = seen.filter(|seen| !seen.is_empty()) {
        assert!(leads_out(&seen), "{seen}");
    }
    let table = place("rows.csv");
    // An address in a file is an address and nothing more.
    let rows = "date,lat,lon,url\n2022-08-07,40,46,https://example.org/a.png\n";
    fs::write(&table, rows).expect("written");
    let icon = place("icon.kml");
    let kml = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><NetworkLink><Link>\
               <href>https://example.org/more.kml</href></Link></NetworkLink><Placemark><name>a</name>\
               <Style><IconStyle><Icon><href>https://example.org/a.png</href></Icon></IconStyle></Style>\
               <Point><coordinates>46,40</coordinates></Point></Placemark></Document></kml>";
    fs::write(&icon, kml).expect("written");
    let (picture, copy) = (place("map.svg"), place("copy.geojson"));
    let commands: [&[&str]; 6] = [
        &["--version"],
        &["check"],
        &["check", &table, &icon],
        &[
            "query",
            "--from",
            "2022-08-07",
            "--to",
            "2022-08-08",
            "--json",
        ],
        &[
            "render",
            &table,
            "--size",
            "320x240",
            "--no-legend",
            "-o",
            &picture,
        ],
        &["convert", &table, "-o", &copy],
    ];
    for arguments in commands {
        let Some(calls) = calls(folder.path(), BINARY, arguments) else {
            let is_required = env::var_os("CONTACTLINE_REQUIRE_STRACE").is_some();
            assert!(
                !is_required,
                "no strace here, or it may not look at other programs"
            );
            println!("no strace here, or it may not look: the network was not watched");
            return;
        };
        let out: Vec<&str> = calls.lines().filter(|call| leads_out(call)).collect();
        assert_eq!(out, [""; 0], "contactline {arguments:?}");
    }
}
