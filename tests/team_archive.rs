//! The archive of a team, against a real server that is started for the test. Without PostgreSQL the test says so
//! and passes, unless CONTACTLINE_REQUIRE_POSTGRES is set.

mod common;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use common::{
    click, contactline, open_window,
    postgres::{Server, TABLE, done, many, refused, said, text},
    press, settle, shows, type_into,
};

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
fn an_archive_of_the_first_version_is_brought_up_with_all_it_holds() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let first = include_str!("../src/store/team_archive/sql/001_tables.sql");
    server.sql("CREATE EXTENSION postgis; CREATE SCHEMA archive");
    server.sql(&format!(
        "SET search_path = archive, public; {}; INSERT INTO version VALUES (1)",
        first.replace("{schema}", "archive")
    ));
    server.sql(
        "SET search_path = archive, public; SELECT make_partition(2022); \
         INSERT INTO source (team, name, sha256, bytes, records) VALUES ('team', 'old.csv', 'a', 1, 1); \
         INSERT INTO report (source, team, key, reporter, stance) VALUES (1, 'team', 'a', 'az-mod', 'claim'); \
         INSERT INTO event (source, report, team, line, day_from, day_to, reporter, stance, cells) VALUES \
         (1, 1, 'team', 1, '2022-08-07', '2022-08-08', 'az-mod', 'claim', \
         '{\"report\": \"a\", \"reporter\": \"az-mod\", \"start\": \"2022-08-07\", \"places\": \"lachin\"}')",
    );
    refused(&["list", &address], "contactline archive init");
    assert!(done(&["archive", "init", &address]).contains("from version 1 to 2"));
    let file = server.folder.path().join("few.csv");
    fs::write(&file, TABLE).expect("written");
    assert!(done(&["archive", "import", &address, &text(&file)]).contains("loaded ("));
    let status = done(&["archive", "status", &address]);
    assert!(
        status.contains("old.csv: 1 record") && status.contains("2 changes"),
        "{status}"
    );
    assert_eq!(server.sql("SELECT count(*) FROM archive.newest"), "13");
    assert!(done(&["list", &address, "--csv"]).lines().count() > 10);
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
