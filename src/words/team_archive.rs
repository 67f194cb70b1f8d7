//! The archive of a team.

use super::units::{count, records};

phrases! {
    archive { English("Work with the archive of a team: PostgreSQL with PostGIS") }
    init { English("Create the tables of an archive, or bring them up to date") }
    check { English("Test whether an archive can be reached and read") }
    import { English("Load files into an archive, each in full or not at all") }
    export { English("Write an archive to a file, as 'convert' does") }
    partition { English("Create the partitions of years ahead of loading") }
    status { English("Print what an archive holds") }
    address { English("Address of the archive: postgresql://user@host/database?schema=archive") }
    files { English("Files to load, of any format that is read") }
    years { English("Years, such as 2020 or 2020-2024") }
    team { English("The team whose records they are, where you are in several") }

    open_menu { English("Open archive…") }
    open_title { English("Open the archive of a team") }
    open_hint { English("Records of a team, in PostgreSQL with PostGIS. Opening one changes nothing in it.") }
    address_label { English("Address") }
    address_hint { English("postgresql://anna@host/database?schema=archive") }
    password_label { English("Password, where the server asks for one") }
    password_hint {
        English("It is used until the program is closed and kept nowhere. Nobody is asked for it where ~/.pgpass has it.")
    }
    try_again { English("Try again…") }

    others_added(number: u64, who: &str, dataset: &str) {
        English("{} added by {who} to {dataset}", records(number as usize))
    }
    others_corrected(number: u64, who: &str, dataset: &str) {
        English("{} corrected by {who} in {dataset}", records(number as usize))
    }
    add_to(archive: &str) { English("Add to {archive}") }
    add_to_hint {
        English("Everybody who reads the archive sees it then, with your name and the time. It can be corrected and not be \
                 taken back. Your grades, comments and evidence stay on this computer.")
    }
    waits(archive: &str) { English("waits to be added to {archive}") }
    do_not_add { English("Do not add") }
    add_correction { English("Add as a correction") }
    add_correction_hint { English("Yours is shown in place of theirs, which stays in the archive.") }
    differs(archive: &str, by: &str, since: &str) {
        English("not added: {by} added this report to {archive} on {since} and says something else of it")
    }
    added(archive: &str, number: usize) { English("{} added to {archive}", count(number, "own report", "own reports")) }
    corrected(archive: &str) { English("own report added to {archive}, in place of an earlier version") }
    was_there(archive: &str, by: &str, since: &str) {
        English("{archive} has this report already; {by} added it on {since}")
    }
    refused(archive: &str, why: &str) { English("not added to {archive}: {why}") }
    waiting(number: usize) { English("{}", count(number, "own report waits", "own reports wait")) }
    as_of(time: &str) { English("as of {time}: no answer") }
    away(why: &str) {
        English("{why}\nWhat was last seen stays on the map. The server is tried again, every 30 seconds at the latest.")
    }

    an_archive { English("the archive of a team") }
    address_form(text: &str) {
        English("{text}: not the address of an archive; write postgresql://user@host/database?schema=archive, or \
                 postgresql:///?service=name for a service of pg_service.conf")
    }
    password_in_address {
        English("the address has a password in it, which others could read; leave it out and put it into ~/.pgpass \
                 (host:port:database:user:password, readable by you alone)")
    }
    plain_elsewhere(host: &str) {
        English("sslmode=disable: {host} is another computer, and anyone on the way could read along; leave it out, \
                 and give sslrootcert=FILE where the server has a certificate of your own")
    }
    ssl_mode(mode: &str) {
        English("sslmode={mode}: the server would not have to prove who it is; leave it out (verify-full), and give \
                 sslrootcert=FILE where it has a certificate of your own")
    }
    unknown_setting(name: &str) {
        English("unknown setting \"{name}\" in the address; known are schema, from, to, service, user, host, port, \
                 dbname, sslmode and sslrootcert")
    }
    schema_form(name: &str) {
        English("schema={name}: use at most 40 small letters, digits and underscores")
    }
    not_a_year(name: &str, text: &str) { English("{name}={text}: not a year, such as 2022") }
    not_a_port(text: &str) { English("{text}: not a port, such as 5432") }
    no_service(name: &str) {
        English("no service \"{name}\" in ~/.pg_service.conf or that of the system; check its name")
    }
    no_user { English("no user name; put one into the address, such as postgresql://anna@host/database") }

    no_answer(host: &str, cause: &str) {
        English("{host} does not answer ({cause}); check the address, and that the server runs and can be reached")
    }
    server_stopped(host: &str) {
        English("{host} closed the connection; try again once the server runs")
    }
    took_too_long(host: &str) {
        English("{host} took too long; read fewer years (?from=2022&to=2022), or ask its keeper what holds it up")
    }
    server_said(host: &str, message: &str) { English("{host}: {message}") }
    wrong_password(user: &str, host: &str) {
        English("{host} does not accept the password of {user}; correct its line in ~/.pgpass or the service file, or \
                 type it under File > Open archive")
    }
    password_missing(user: &str, host: &str) {
        English("{host} asks for the password of {user}; put a line host:port:database:user:password into ~/.pgpass, \
                 readable by you alone (chmod 600 ~/.pgpass), or type it under File > Open archive")
    }
    not_let_in(user: &str, host: &str, message: &str) {
        English("{host} does not let {user} in ({message}); ask its keeper for a login")
    }
    no_database(name: &str, host: &str) {
        English("{host} has no database \"{name}\"; check its name, or create it (createdb {name})")
    }
    no_right(user: &str, message: &str, schema: &str) {
        English("{user} may not do that ({message}); ask the keeper to grant {schema}_reader to read or \
                 {schema}_writer to load files")
    }
    wrong_certificate(host: &str, cause: &str) {
        English("{host} does not prove who it is ({cause}); check the name of the host, and give sslrootcert=FILE \
                 where its certificate is one of your own")
    }
    no_tls(host: &str) {
        English("{host} offers no TLS; switch it on there (ssl = on), or add sslmode=disable where it is this computer")
    }
    root_unreadable(path: &str, cause: &str) {
        English("sslrootcert={path}: cannot be read ({cause}); name a file of certificates in PEM")
    }
    old_server(version: i32) { English("the server is PostgreSQL {version}; 15 or newer is needed") }
    no_postgis {
        English("the server has no PostGIS; install it there (on Debian postgresql-15-postgis-3), then run \
                 'contactline archive init' again")
    }
    postgis_not_made {
        English("only an administrator may add PostGIS to the database; have one run CREATE EXTENSION postgis in it, \
                 then try again")
    }
    no_tables(schema: &str, address: &str) {
        English("no archive in the schema \"{schema}\"; check its name, or create it: contactline archive init \
                 '{address}'")
    }
    newer_tables(there: i32, known: i32) {
        English("the archive has tables of version {there}, and this program knows {known}; install a newer one")
    }
    older_tables(there: i32, known: i32, address: &str) {
        English("the archive has tables of version {there}, and this program needs {known}; have its keeper run \
                 contactline archive init '{address}'")
    }
    too_many(there: u64, most: u64) {
        English("{} are more than the {most} that can be opened at once; read fewer years by adding \
                 ?from=2022&to=2022 to the address", records(there as usize))
    }
    unknown_cells(place: &str, cause: &str) {
        English("{place}: the record was written by a newer program ({cause}); install a newer one")
    }
    no_such_year(message: &str) {
        English("{message}: partitions are made for 1900 to 2100; check the days in the file")
    }
    of_no_team(schema: &str) {
        English("you are in no team; have the keeper grant {schema}_writer to you")
    }
    not_of_team(team: &str, teams: &str) { English("you are not in the team \"{team}\"; yours are: {teams}") }
    which_team(teams: &str) { English("you are in several teams ({teams}); say which with --team") }
    others_at_once {
        English("others add to the archive at the same time and came first each time; nothing was added, try again")
    }
    nothing_to_load(name: &str) { English("{name}: has no records; nothing was loaded") }

    made(version: i32) { English("The tables of the archive are there, version {version}.") }
    brought_up(before: i32, now: i32) { English("The tables of the archive went from version {before} to {now}.") }
    up_to_date(version: i32) { English("The tables of the archive were there already, version {version}.") }
    reached(version: i32) { English("The archive can be read; its tables have version {version}.") }
    loaded(name: &str, number: u64, undated: u64, unplaced: u64) {
        English("{name}: {} loaded ({undated} undated, {unplaced} unplaced).", records(number as usize))
    }
    already(name: &str, number: u64, since: &str, by: &str) {
        English("{name}: loaded already, {} on {since} by {by}; nothing was added.", records(number as usize))
    }
    made_years(years: &str) { English("Partitions created: {years}.") }
    no_years { English("All of these partitions were there already.") }
    shapes_left_out(file: &str, things: &str) {
        English("{file}: an archive holds records alone; not loaded: {things}")
    }
    of_year(year: i32, number: u64) { English("{year}: {}", records(number as usize)) }
    undated(number: u64) { English("undated: {}", records(number as usize)) }
    unplaced(number: u64) { English("unplaced: {}", records(number as usize)) }
    status_line(version: i32, user: &str, teams: &str, change: i64) {
        English("version {version}, as {user} in {teams}, {change} changes")
    }
    file_line(name: &str, number: u64, since: &str, by: &str) {
        English("{name}: {}, {since} by {by}", records(number as usize))
    }
    files_there(number: usize) { English("{}", count(number, "file", "files")) }
    reports_there(number: u64, superseded: u64) {
        English("{} added one by one; {} superseded by later ones", count(number as usize, "report", "reports"),
                count(superseded as usize, "report", "reports"))
    }
    years_form(text: &str) { English("{text}: not years; write 2022 or 2020-2024") }
    no_archive_among(path: &str) { English("{path} is an archive already; name files to load") }
    ties_left_out(file: &str, number: usize) {
        English("{file}: {} not loaded; an archive holds none yet", count(number, "tie", "ties"))
    }
}
