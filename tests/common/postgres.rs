//! A server of PostgreSQL that is started for a test: as another user where the test runs as root, on a socket in a
//! folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use contactline::view::Action;

use super::{Window, contactline, open_window, settle, shows};

/// A server of its own, which is stopped and removed in the end.
pub struct Server {
    pub folder: tempfile::TempDir,
    pub programs: PathBuf,
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

impl Server {
    /// `None` where PostgreSQL or PostGIS is not installed, which is said.
    pub fn start() -> Option<Self> {
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

    pub fn boot(&self) {
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

    pub fn halt(&self) {
        let data = text(&self.folder.path().join("data"));
        self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"]);
    }

    pub fn run(&self, program: &str, args: &[&str]) -> String {
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

    pub fn socket(&self) -> String {
        text(self.folder.path())
    }

    pub fn sql(&self, sql: &str) -> String {
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

    pub fn address_of(&self, user: &str) -> String {
        let socket = self.socket().replace('/', "%2F");
        format!("postgresql://{user}@/desk?host={socket}")
    }

    pub fn address(&self) -> String {
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

pub fn text(path: &Path) -> String {
    path.to_str().expect("a plain path").to_owned()
}

pub fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(both).expect("text")
}

pub fn done(args: &[&str]) -> String {
    let output = contactline(args);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
    said(&output)
}

pub fn refused(args: &[&str], remedy: &str) -> String {
    let output = contactline(args);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {}", said(&output));
    let told = said(&output);
    assert!(told.contains(remedy), "{args:?}: {told}");
    told
}

/// Twelve records: all kinds of times, places and numbers, three without a day or a place.
pub const TABLE: &str = "\
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
pub fn many(rows: usize) -> String {
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

/// Waits until the window shows the words, as it is woken. Gives how long that took.
pub fn wait_for(window: &mut Window, words: &str) -> Duration {
    let begun = Instant::now();
    while !shows(window, words) {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "not shown: {words}"
        );
        thread::sleep(Duration::from_millis(20));
        window.step();
    }
    begun.elapsed()
}

/// Waits until it is so, as the window is woken.
pub fn wait_until(window: &mut Window, what: &str, mut is_so: impl FnMut(&mut Window) -> bool) {
    let begun = Instant::now();
    while !is_so(window) {
        assert!(begun.elapsed() < Duration::from_secs(60), "never: {what}");
        thread::sleep(Duration::from_millis(20));
        window.step();
    }
}

/// How many records are loaded.
pub fn loaded(window: &Window) -> usize {
    window.state().derived().answer.accounts.loaded
}

/// A window on an archive that holds [`TABLE`].
pub fn archive_open(server: &Server, address: &str) -> Window {
    let file = server.folder.path().join("few.csv");
    fs::write(&file, TABLE).expect("written");
    done(&["archive", "init", address]);
    done(&["archive", "import", address, &text(&file)]);
    let mut window = open_window(&[], None);
    open_archive(&mut window, address);
    window
}

pub fn open_archive(window: &mut Window, address: &str) {
    window.state_mut().act(Action::OpenArchive {
        address: address.to_owned(),
        password: None,
    });
    settle(window);
}

/// Loads these rows of [`TABLE`]'s columns from another program.
pub fn add(server: &Server, address: &str, name: &str, rows: &str) {
    let file = server.folder.path().join(name);
    let heading = TABLE.lines().next().expect("a heading");
    fs::write(&file, format!("{heading}\n{rows}\n")).expect("written");
    done(&["archive", "import", address, &text(&file)]);
}

/// How many connections of this program there are.
pub fn connections(server: &Server) -> String {
    server.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'contactline'")
}
