//! The archive of a team while it is open: what others add comes in, and what is lost of the way to the server is
//! made up for. Against a real server, as in `team_archive.rs`.

mod common;

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use common::{
    Window, open_window,
    postgres::{
        Server, add, archive_open, connections, done, loaded, many, open_archive, text, wait_for,
        wait_until,
    },
    settle, shows,
};
use contactline::{session::Command, view::Action};

#[test]
fn what_others_add_comes_in_within_a_second_and_the_thread_ends_with_the_dataset() {
    let Some(server) = Server::start() else {
        return;
    };
    server.sql("CREATE ROLE anna LOGIN");
    let address = server.address();
    let mut window = archive_open(&server, &address);
    server.sql("GRANT archive_writer TO anna");
    let before = loaded(&window);
    // What is told comes from whoever added it.
    add(
        &server,
        &server.address_of("anna"),
        "more.csv",
        "x,az-mod,2022-08-07,,fire,vardenis,kalbajar,,3,,2022-08-08,claim,more\n\
         y,az-mod,2022-08-07,,fire,vardenis,lachin,,2,,2022-08-08,claim,more",
    );
    let took = wait_for(&mut window, "2 records added by anna to desk");
    assert!(took < Duration::from_secs(2), "{took:?}");
    settle(&mut window);
    assert_eq!(loaded(&window), before + 2);
    // A second addition is read with the first as one dataset; nothing is there twice.
    add(
        &server,
        &address,
        "third.csv",
        "z,nk-mod,2022-08-07,,fire,,martakert,,1,,2022-08-08,claim,third",
    );
    wait_for(&mut window, "1 record added by keeper to desk");
    settle(&mut window);
    assert_eq!(loaded(&window), before + 3);
    // It answers as it does when it is opened anew.
    let mut anew = open_window(&[], None);
    open_archive(&mut anew, &address);
    let accounts = |window: &Window| window.state().derived().answer.accounts;
    assert_eq!(accounts(&window), accounts(&anew));
    drop(anew);
    // Closed, it asks nothing any more; brought back, it has what came meanwhile.
    let key = window.state().session().files[0].key.clone();
    window.state_mut().act(Action::Do(Command::CloseFile(key)));
    settle(&mut window);
    wait_until(&mut window, "no connection", |_| {
        connections(&server) == "0"
    });
    add(
        &server,
        &address,
        "fourth.csv",
        "w,nk-mod,2022-08-07,,fire,,martakert,,1,,2022-08-08,claim,fourth",
    );
    window.state_mut().act(Action::Undo);
    settle(&mut window);
    wait_until(&mut window, "the fourth", |window| {
        loaded(window) == before + 4
    });
    drop(window);
    let begun = Instant::now();
    while connections(&server) != "0" {
        assert!(begun.elapsed() < Duration::from_secs(20), "still connected");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn only_the_years_of_the_dataset_come_in_and_others_are_not_told() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let mut window = archive_open(&server, &format!("{address}&from=2022&to=2022"));
    let before = loaded(&window);
    add(
        &server,
        &address,
        "old.csv",
        "x,az-mod,2019-08-07,,fire,vardenis,kalbajar,,3,,,claim,before",
    );
    add(
        &server,
        &address,
        "both.csv",
        "y,az-mod,2019-08-07,,fire,,lachin,,2,,,claim,before\n\
         z,az-mod,2022-08-07,,fire,,lachin,,2,,,claim,within",
    );
    wait_for(&mut window, "1 record added by keeper to desk");
    settle(&mut window);
    assert_eq!(loaded(&window), before + 1);
    assert!(!shows(&window, "2 records added"));
}

#[test]
fn many_that_come_in_are_as_when_they_are_opened_and_few_after_them_cost_no_more() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let mut window = archive_open(&server, &address);
    let before = loaded(&window);
    // More than are read again together, and more than are held whole.
    let file = server.folder.path().join("many.csv");
    fs::write(&file, many(21_000)).expect("written");
    done(&["archive", "import", &address, &text(&file)]);
    wait_for(&mut window, "records added by keeper to desk");
    settle(&mut window);
    assert_eq!(loaded(&window), before + 21_000);
    for (name, told) in [("x", 1), ("y", 2), ("z", 3)] {
        let row = format!("{name},az-mod,2022-08-07,,fire,,lachin,,1,,,claim,{name}");
        add(&server, &address, &format!("{name}.csv"), &row);
        wait_until(&mut window, name, |window| {
            loaded(window) == before + 21_000 + told
        });
    }
    settle(&mut window);
    let mut anew = open_window(&[], None);
    open_archive(&mut anew, &address);
    let answer = |window: &Window| {
        let answer = &window.state().derived().answer;
        (answer.accounts, answer.tallies.clone())
    };
    assert_eq!(answer(&window), answer(&anew));
}

#[test]
fn a_lost_connection_loses_nothing_and_what_was_seen_stays_as_of_then() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let mut window = archive_open(&server, &address);
    let before = loaded(&window);
    // A connection that is cut is made again, and what came meanwhile comes in by number.
    wait_until(&mut window, "a connection", |_| connections(&server) != "0");
    server.sql(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
         WHERE application_name = 'contactline'",
    );
    add(
        &server,
        &address,
        "one.csv",
        "x,az-mod,2022-08-07,,fire,vardenis,kalbajar,,3,,,claim,one",
    );
    wait_for(&mut window, "1 record added by keeper to desk");
    settle(&mut window);
    assert_eq!(loaded(&window), before + 1);
    // A server that is stopped: nothing goes from the map.
    server.halt();
    wait_for(&mut window, "as of ");
    assert_eq!(loaded(&window), before + 1);
    // It is back, with a change made before the window found it again.
    server.boot();
    add(
        &server,
        &address,
        "two.csv",
        "y,az-mod,2022-08-07,,fire,,lachin,,3,,,claim,two\n\
         z,az-mod,2022-08-07,,fire,,lachin,,3,,,claim,three",
    );
    wait_for(&mut window, "2 records added by keeper to desk");
    settle(&mut window);
    assert!(!shows(&window, "as of "));
    assert_eq!(loaded(&window), before + 3);
}

#[test]
fn a_server_that_says_nothing_any_more_is_told_and_what_comes_late_is_not_shown_twice() {
    let Some(server) = Server::start() else {
        return;
    };
    let address = server.address();
    let mut window = archive_open(&server, &address);
    let before = loaded(&window);
    wait_until(&mut window, "a connection", |_| connections(&server) != "0");
    // It is held still, and says neither yes nor no.
    let pids = server.sql(
        "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity \
         WHERE application_name = 'contactline'",
    );
    let signal = |name: &str| {
        for pid in pids.split(' ') {
            let _ = std::process::Command::new("kill")
                .args([name, pid])
                .status();
        }
    };
    signal("-STOP");
    add(
        &server,
        &address,
        "one.csv",
        "x,az-mod,2022-08-07,,fire,vardenis,kalbajar,,3,,,claim,one",
    );
    // Another connection is made in place of that one.
    wait_for(&mut window, "1 record added by keeper to desk");
    settle(&mut window);
    signal("-CONT");
    for _ in 0..100 {
        thread::sleep(Duration::from_millis(20));
        window.step();
    }
    settle(&mut window);
    assert_eq!(loaded(&window), before + 1);
    assert!(!shows(&window, "as of "));
}
