//! The archive of a team, against a real server that is started for the test: as another user where the test
//! runs as root, on a socket in a folder of its own. Without PostgreSQL the test says so and passes, unless
//! CONTACTLINE_REQUIRE_POSTGRES is set.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use common::{click, contactline, open_window, press, settle, shows, type_into};

/// A server of its own, which is stopped and removed in the end.
struct Server {
    folder: tempfile::TempDir,
    programs: PathBuf,
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

impl Server {
    /// `None` where PostgreSQL or PostGIS is not installed, which is said.
    fn start() -> Option<Self> {
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
        let mut programs: Vec<PathBuf> = versions
            .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
            .filter(|programs| programs.join("initdb").exists() && programs.join("psql").exists())
            .collect();
        programs.sort();
        let postgis = |programs: &PathBuf| {
            let version = programs.parent()?.file_name()?.to_owned();
            let control = Path::new("/usr/share/postgresql").join(version);
            Some(control.join("extension/postgis.control").exists())
        };
        let found = programs
            .into_iter()
            .rev()
            .find(|programs| postgis(programs) == Some(true));
        let Some(programs) = found else {
            let required = std::env::var_os("CONTACTLINE_REQUIRE_POSTGRES").is_some();
            assert!(
                !required,
                "PostgreSQL with PostGIS is required and not installed"
            );
            println!(
                "PostgreSQL with PostGIS is not installed: the archive of a team was not tried"
            );
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let server = Self { folder, programs };
        if is_root() {
            let done = Command::new("chown")
                .arg("nobody")
                .arg(server.folder.path())
                .status();
            assert!(done.expect("chown").success());
        }
        let data = server.folder.path().join("data");
        server.run(
            "initdb",
            &[
                "-D",
                &text(&data),
                "-U",
                "keeper",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
            ],
        );
        let rules = data.join("pg_hba.conf");
        // The person who reads has to say who they are, by a password.
        fs::write(
            &rules,
            "local all keeper trust\nlocal all anna trust\nlocal all reader scram-sha-256\n",
        )
        .expect("written");
        server.boot();
        server.run(
            "createdb",
            &["-h", &server.socket(), "-U", "keeper", "desk"],
        );
        Some(server)
    }

    fn boot(&self) {
        let data = text(&self.folder.path().join("data"));
        let log = text(&self.folder.path().join("log"));
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c fsync=off",
            self.socket()
        );
        self.run(
            "pg_ctl",
            &["-D", &data, "-l", &log, "-w", "-o", &options, "start"],
        );
    }

    fn halt(&self) {
        let data = text(&self.folder.path().join("data"));
        self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"]);
    }

    fn run(&self, program: &str, args: &[&str]) -> String {
        let program = self.programs.join(program);
        let mut command = match is_root() {
            true => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]);
                command.arg(&program);
                command
            }
            false => Command::new(&program),
        };
        // Its own output goes to its log: a pipe would stay open for as long as the server runs.
        let log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(std::env::temp_dir().join(format!("contactline-pg-{}.log", std::process::id())));
        let is_asked = program.ends_with("psql");
        command
            .args(args)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        if !is_asked && let Ok(log) = log {
            command.stdout(log.try_clone().expect("a file")).stderr(log);
        }
        let output = command.output().expect("a program of PostgreSQL");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let wrong = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {said}{wrong}");
        said
    }

    fn socket(&self) -> String {
        text(self.folder.path())
    }

    fn sql(&self, sql: &str) -> String {
        let args = [
            "-h",
            &self.socket(),
            "-U",
            "keeper",
            "-d",
            "desk",
            "-v",
            "ON_ERROR_STOP=1",
            "-qAtc",
            sql,
        ];
        self.run("psql", &args).trim().to_owned()
    }

    fn address_of(&self, user: &str) -> String {
        let socket = self.socket().replace('/', "%2F");
        format!("postgresql://{user}@/desk?host={socket}")
    }

    fn address(&self) -> String {
        self.address_of("keeper")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.folder.path().join("data/postmaster.pid").exists() {
            let data = text(&self.folder.path().join("data"));
            let _ = Command::new("kill")
                .arg("-QUIT")
                .arg(
                    fs::read_to_string(format!("{data}/postmaster.pid"))
                        .unwrap_or_default()
                        .lines()
                        .next()
                        .unwrap_or_default(),
                )
                .status();
            std::thread::sleep(Duration::from_millis(300));
        }
        let _ = fs::remove_file(
            std::env::temp_dir().join(format!("contactline-pg-{}.log", std::process::id())),
        );
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("a plain path").to_owned()
}

fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(both).expect("text")
}

fn done(args: &[&str]) -> String {
    let output = contactline(args);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
    said(&output)
}

fn refused(args: &[&str], remedy: &str) -> String {
    let output = contactline(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}", said(&output));
    let told = said(&output);
    assert!(told.contains(remedy), "{args:?}: {told}");
    told
}

/// Twelve records: all kinds of times, places and numbers, three without a day or a place.
const TABLE: &str = "\
report,reporter,start,end,activity,origins,targets,places,count,killed,published,stance,remark
a,az-mod,2022-08-07,,fire,vardenis,kalbajar,,3,,2022-08-08,claim,first
a,az-mod,2022-08-08,2022-08-10,fire,,kalbajar; lachin,,2,1,2022-08-08,claim,second of the same
b,nk-mod,2022-08-07T20:30,,shelling,,martakert,,,,2022-08-08,claim,\"says \"\"so\"\"; and more\"
c,am-mod,2021-03-01,,fire,,,goris,>=5,,2021-03-02,denial,at least
d,ru-mod,2020-11-10,,drone-strike,,,Nowhere Known,1,,,record,a name without a place
e,az-mod,,,fire,,,lachin,4,,,claim,no day at all
f,az-mod,2022-08-09,,fire,,,,7,,,claim,no place at all
g,az-mod,,,,,,,,,2022-08-09,claim,says nothing
h,nk-mod,2022-08-07,,fire,,,\"kalbajar/A Place #46.1,39.8\",1,,,claim,a position
i,xx-desk,2022-08-11,,fire,,,shusha,1,,,claim,a reporter nobody knows
j,am-mod,2022-08-07,,fire,sisian,,,12,,,claim,\u{547}\u{578}\u{582}\u{577}\u{56b}
k,az-mod,2022-08-07,,fire,vardenis,kalbajar,,3,,2022-08-08,claim,repeats
";

/// A table of so many rows, in which ids, days, places and numbers follow from the number of the row.
fn many(rows: usize) -> String {
    let mut text = String::from("report,reporter,start,activity,lon,lat,places,count,remark\n");
    for row in 0..rows {
        let (day, month, year) = (1 + row % 28, 1 + row % 12, 2020 + row % 3);
        let place = ["kalbajar", "lachin", "", "Somewhere"][row % 4];
        let count = if row % 5 == 0 {
            String::new()
        } else {
            (row % 7 + 1).to_string()
        };
        let (lon, lat) = match row % 4 {
            2 => (format!("{:.4}", 45.5 + row as f64 / 1e5), "39.9".to_owned()),
            _ => (String::new(), String::new()),
        };
        text += &format!(
            "r{row},{},{year}-{month:02}-{day:02},fire,{lon},{lat},{place},{count},row {row}\n",
            ["az-mod", "am-mod", "nk-mod"][row % 3]
        );
    }
    text
}

/// Everything that commands say of a dataset over several windows and filters.
fn answers(dataset: &str, folder: &Path) -> Vec<(String, String)> {
    let windows: [&[&str]; 4] = [
        &[],
        &["--from", "2022-08-07", "--to", "2022-08-08"],
        &["--from", "2020-01-01", "--to", "2021-12-31"],
        &["--from", "2022-08-09", "--to", "2022-08-09"],
    ];
    let filters: [&[&str]; 3] = [&[], &["--reporter", "az-mod"], &["--region", "kalbajar"]];
    let columns = "day,reporter,type,number,killed,from,at,lon,lat";
    let mut all = Vec::new();
    for window in windows {
        for filter in filters {
            let mut args = vec!["list", dataset, "--csv", "--columns", columns];
            args.extend(window);
            args.extend(filter);
            let output = contactline(&args);
            all.push((format!("{window:?} {filter:?}"), said(&output)));
        }
    }
    let written = folder.join("written.csv");
    let _ = fs::remove_file(&written);
    let _ = contactline(&["convert", dataset, "--force", "-o", &text(&written)]);
    let rows = fs::read_to_string(&written).expect("written");
    all.push(("convert".to_owned(), rows));
    all
}

fn same_answers(server: &Server, name: &str, table: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    fs::write(&file, table).expect("written");
    let file = text(&file);
    let address = format!("{}&schema={}", server.address(), name.replace(".csv", ""));
    done(&["archive", "init", &address]);
    let loaded = done(&["archive", "import", &address, &file]);
    assert!(loaded.contains("loaded ("), "{loaded}");
    let [of_file, of_archive] = [&file, &address].map(|dataset| answers(dataset, folder.path()));
    for ((asked, file), (_, archive)) in of_file.iter().zip(&of_archive) {
        assert_eq!(archive, file, "{asked}");
    }
    assert!(of_file.iter().any(|(_, answer)| answer.lines().count() > 3));
    // What only details hold is read again from the server.
    let remarks = done(&["list", &address, "--csv", "--columns", "reporter,remark"]);
    assert!(
        remarks.contains("repeats") || remarks.contains("row 17"),
        "{remarks}"
    );
}

#[test]
fn the_same_file_gives_the_same_answers_through_the_archive_and_nothing_is_loaded_twice() {
    let Some(server) = Server::start() else {
        return;
    };
    same_answers(&server, "few.csv", TABLE);
    let address = format!("{}&schema=few", server.address());
    // Each record is in one table, as its days and places are.
    assert_eq!(server.sql("SELECT count(*) FROM few.record"), "12");
    assert_eq!(server.sql("SELECT count(*) FROM few.undated"), "1");
    assert_eq!(
        server.sql(
            "SELECT string_agg(part_of::text, ',' ORDER BY part_of::text) FROM \
        (SELECT DISTINCT tableoid::regclass AS part_of FROM few.event) AS of_parts"
        ),
        "few.event_2021,few.event_2022"
    );
    assert_eq!(server.sql("SELECT sum(records) FROM few.change"), "12");
    // The tables are made once, and the file is loaded once.
    assert!(done(&["archive", "init", &address]).contains("already"));
    let file = server.folder.path().join("again.csv");
    fs::write(&file, TABLE).expect("written");
    assert!(done(&["archive", "import", &address, &text(&file)]).contains("loaded already"));
    assert_eq!(server.sql("SELECT count(*) FROM few.record"), "12");
    let status = done(&["archive", "status", &address]);
    assert!(
        status.contains("undated: 1 record") && status.contains("2022: "),
        "{status}"
    );
    assert!(done(&["archive", "check", &address]).contains("can be read"));
    // Years bound what is read; records without a day are of none.
    let of_2021 = done(&["check", &format!("{address}&from=2021&to=2021")]);
    assert!(
        of_2021.contains("2021-03-01") && !of_2021.contains("2022-08"),
        "{of_2021}"
    );
    let made = done(&["archive", "partition", &address, "2021", "1990-1991"]);
    assert!(
        made.contains("1990, 1991") && !made.contains("2021"),
        "{made}"
    );

    same_answers(&server, "many.csv", &many(24_000));
}

#[test]
fn what_is_wrong_is_told_with_its_remedy_and_evidence_is_never_changed() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let file = server.folder.path().join("few.csv");
    fs::write(&file, TABLE).expect("written");
    let file = text(&file);
    refused(&["archive", "status", &address], "archive init");
    refused(
        &["archive", "init", &address.replace("/desk", "/none")],
        "createdb none",
    );
    done(&["archive", "init", &address]);
    server.sql(
        "CREATE ROLE anna LOGIN; CREATE ROLE reader LOGIN PASSWORD 'right'; \
        GRANT archive_reader TO reader; CREATE ROLE other NOLOGIN",
    );
    let [anna, reader] = ["anna", "reader"].map(|user| server.address_of(user));
    refused(&["archive", "status", &anna], "archive_reader");
    server.sql("GRANT archive_writer TO anna");
    done(&["archive", "import", &anna, &file]);
    // Not even who loaded it changes it.
    for change in [
        "UPDATE archive.event SET count = 1",
        "DELETE FROM archive.report",
        "TRUNCATE archive.undated",
    ] {
        let args = [
            "-h",
            &server.socket(),
            "-U",
            "anna",
            "-d",
            "desk",
            "-c",
            change,
        ];
        let output = Command::new(server.programs.join("psql"))
            .args(args)
            .output();
        let output = output.expect("psql");
        assert!(
            said(&output).contains("permission denied"),
            "{}",
            said(&output)
        );
    }
    // Passwords: none, a wrong one, the right one, and one where all can read it.
    let with = |secret: Option<&str>, address: &str| {
        let home = tempfile::tempdir().expect("a folder");
        let passwords = home.path().join("passwords");
        if let Some(secret) = secret {
            fs::write(&passwords, format!("localhost:*:desk:reader:{secret}\n")).expect("written");
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&passwords, fs::Permissions::from_mode(0o600)).expect("private");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_contactline"))
            .args(["archive", "status", address])
            .env("PGPASSFILE", &passwords)
            .env_remove("PGPASSWORD")
            .output();
        said(&output.expect("the program"))
    };
    assert!(
        with(None, &reader).contains("asks for the password"),
        "{}",
        with(None, &reader)
    );
    let wrong = with(Some("wrong-one"), &reader);
    assert!(
        wrong.contains("does not accept the password") && !wrong.contains("wrong-one"),
        "{wrong}"
    );
    assert!(with(Some("right"), &reader).contains("few.csv"));
    let typed = refused(
        &["list", &reader.replace("reader@", "reader:right@")],
        "~/.pgpass",
    );
    assert!(!typed.contains("right"), "{typed}");
    // Rows of another team are neither seen nor added.
    server.sql("UPDATE archive.member SET team = 'theirs'");
    let status = done(&["archive", "status", &anna]);
    assert!(!status.contains("few.csv"), "{status}");
    refused(
        &["archive", "import", &anna, &file, "--team", "team"],
        "theirs",
    );
    server.sql("UPDATE archive.member SET team = 'team'");
    // Tables of another version, and none of PostGIS.
    server.sql("INSERT INTO archive.version VALUES (99)");
    refused(&["list", &address], "install a newer one");
    server.sql("DELETE FROM archive.version WHERE number = 99");
    server.sql("DROP EXTENSION postgis CASCADE");
    refused(&["list", &address], "PostGIS");
    // A server that is not there, and settings that make no sense.
    server.halt();
    refused(&["list", &address], "does not answer");
    refused(
        &["list", "postgresql://anna@127.0.0.2:1/desk"],
        "does not answer",
    );
    refused(
        &["list", "postgresql://desk.example/desk?sslmode=disable"],
        "read along",
    );
    refused(
        &["list", "postgresql://desk.example/desk?colour=red"],
        "sslrootcert",
    );
}

#[test]
fn the_window_asks_for_a_password_and_keeps_it_nowhere() {
    const PASSWORD: &str = "Zebra-Crossing-7";
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let file = server.folder.path().join("few.csv");
    fs::write(&file, TABLE).expect("written");
    done(&["archive", "init", &address]);
    server.sql(&format!(
        "CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'; GRANT archive_reader TO reader"
    ));
    done(&["archive", "import", &address, &text(&file)]);
    let kept = tempfile::tempdir().expect("a folder");
    let store = kept.path().join("session.json");
    let mut window = open_window(&[], Some(&store));
    click(&mut window, "File");
    click(&mut window, "Open archive…");
    type_into(&mut window, "Address", "postgresql://reader:open@desk/db");
    click(&mut window, "Open");
    assert!(shows(&window, "the address has a password in it"));
    let reader = server.address_of("reader");
    type_into(&mut window, "Address", &reader);
    click(&mut window, "Open");
    settle(&mut window);
    assert!(shows(&window, "asks for the password of reader"));
    for (password, said) in [
        ("wrong-one", "does not accept the password of reader"),
        (PASSWORD, "= 648 loaded"),
    ] {
        press(&mut window, "Try again…");
        settle(&mut window);
        type_into(
            &mut window,
            "Password, where the server asks for one",
            password,
        );
        click(&mut window, "Open");
        settle(&mut window);
        assert!(shows(&window, said), "{said}");
        assert!(!shows(&window, password));
    }
    // It is kept for as long as the program runs.
    window.run_steps(60);
    settle(&mut window);
    drop(window);
    let mut has_address = false;
    for entry in fs::read_dir(kept.path()).expect("a folder") {
        let path = entry.expect("a file").path();
        let bytes = fs::read(&path).expect("a file");
        let holds = |text: &str| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        has_address |= holds("postgresql://reader@");
        assert!(
            !holds(PASSWORD) && !holds("wrong-one"),
            "{}",
            path.display()
        );
    }
    assert!(has_address, "the session names the archive");
}

#[test]
fn a_client_that_is_killed_while_it_loads_leaves_nothing() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    done(&["archive", "init", &address]);
    let file = server.folder.path().join("many.csv");
    fs::write(&file, many(60_000)).expect("written");
    let mut killed = 0;
    for wait in [0, 400, 1_500] {
        let mut client = Command::new(env!("CARGO_BIN_EXE_contactline"))
            .args(["archive", "import", &address, &text(&file)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        // From when it has begun to hand over rows, or is done.
        let begun = Instant::now();
        let is_loading = || {
            let state = server.sql(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'contactline' \
                AND xact_start IS NOT NULL",
            );
            state != "0"
        };
        while !is_loading() && begun.elapsed() < Duration::from_secs(60) {
            if client.try_wait().expect("its state").is_some() {
                break;
            }
        }
        std::thread::sleep(Duration::from_millis(wait));
        let was_running = client.try_wait().expect("its state").is_none();
        client.kill().expect("killed");
        client.wait().expect("ended");
        let counts = "SELECT (SELECT count(*) FROM archive.source), (SELECT count(*) FROM archive.report), \
            (SELECT count(*) FROM archive.record)";
        while server
            .sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'contactline'")
            != "0"
        {
            std::thread::sleep(Duration::from_millis(20));
        }
        let counts = server.sql(counts);
        match counts.as_str() {
            "0|0|0" => killed += usize::from(was_running),
            // It was done before it was killed.
            whole => return assert_eq!(whole, "1|60000|60000"),
        }
    }
    assert!(killed > 0, "none was killed while it loaded");
    done(&["archive", "import", &address, &text(&file)]);
    assert_eq!(server.sql("SELECT count(*) FROM archive.record"), "60000");
}
