//! The address of an archive, and what is found on this computer of how to reach it: services and passwords.

use std::{
    env,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use percent_encoding::percent_decode_str;

use crate::{
    io::disk,
    model::{Secret, source::of_database},
    words::team_archive as words,
};

/// Files of services and passwords are small.
const LARGEST_BYTES: u64 = 1 << 20;

/// Where an archive is. Nothing of it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As a person wrote it, without a password.
    pub text: String,
    pub user: Option<String>,
    /// A name or a number of a computer, or the folder of a socket.
    pub host: String,
    pub port: u16,
    pub database: String,
    pub schema: String,
    /// The first and the last year that are read.
    pub years: (Option<i32>, Option<i32>),
    /// Whether the server is to prove who it is.
    pub is_verified: bool,
    /// The certificates it may prove it by, in place of those of the system.
    pub root: Option<PathBuf>,
    /// Of the service, which a file of this computer says.
    secret: Option<Secret>,
}

/// Passwords that were typed while the program runs, each with whom it lets in where. They are kept nowhere else.
static TYPED: Mutex<Vec<(String, Secret)>> = Mutex::new(Vec::new());

/// Whether an address has a password in it.
pub fn holds_password(address: &str) -> bool {
    let (_, rest) = address.split_once("://").unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let of_user = place
        .rsplit_once('@')
        .is_some_and(|(user, _)| user.contains(':'));
    of_user || query.split('&').any(|part| part.starts_with("password="))
}

impl Address {
    /// Reads `postgresql://user@host:port/database?schema=archive&from=2020&to=2022`, or
    /// `postgresql:///?service=desk`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and how to write it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        if holds_password(text) {
            return Err(words::password_in_address().to_owned());
        }
        let rest = of_database(text)
            .and_then(|rest| rest.strip_prefix("//"))
            .ok_or_else(|| words::address_form(text))?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (place, database) = place.split_once('/').unwrap_or((place, ""));
        let (user, place) = place.rsplit_once('@').unwrap_or(("", place));
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (place, ""),
        };
        let mut settings: Vec<(String, String)> = Vec::new();
        for part in query.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            settings.push((decoded(name), decoded(value)));
        }
        let host = host.trim_start_matches('[').trim_end_matches(']');
        for (name, value) in [
            ("user", user),
            ("host", host),
            ("port", port),
            ("dbname", database),
        ] {
            if !value.is_empty() {
                settings.push((name.to_owned(), decoded(value)));
            }
        }
        let service = settings.iter().find(|(name, _)| name == "service");
        let of_service = match service {
            Some((_, service)) => service_of(service)?,
            None => Vec::new(),
        };
        let mut address = Self {
            text: text.to_owned(),
            user: None,
            host: String::new(),
            port: 5432,
            database: String::new(),
            schema: "archive".to_owned(),
            years: (None, None),
            is_verified: true,
            root: None,
            secret: None,
        };
        // What the address says itself comes last.
        for (name, value) in of_service.into_iter().chain(settings) {
            address.set(&name, value)?;
        }
        if address.host.is_empty() {
            address.host = default_socket();
        }
        if address.database.is_empty() {
            return Err(words::address_form(text));
        }
        if !address.is_verified && !address.is_local() {
            return Err(words::plain_elsewhere(&address.host));
        }
        Ok(address)
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), String> {
        let number = |value: &str| value.parse().map_err(|_| words::not_a_year(name, value));
        match name {
            "user" => self.user = Some(value),
            "host" => self.host = value,
            "port" => self.port = value.parse().map_err(|_| words::not_a_port(&value))?,
            "dbname" => self.database = value,
            "password" => self.secret = Some(Secret(value)),
            "schema" => {
                let plain = |letter: char| {
                    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
                };
                // Names of roles begin with it, and names have an end.
                if value.is_empty() || value.len() > 40 || !value.chars().all(plain) {
                    return Err(words::schema_form(&value));
                }
                self.schema = value;
            }
            "from" => self.years.0 = Some(number(&value)?),
            "to" => self.years.1 = Some(number(&value)?),
            "sslrootcert" => self.root = (value != "system").then(|| value.into()),
            "sslmode" => match value.as_str() {
                "verify-full" => self.is_verified = true,
                "disable" => self.is_verified = false,
                other => return Err(words::ssl_mode(other)),
            },
            "service" => {}
            other => return Err(words::unknown_setting(other)),
        }
        Ok(())
    }

    /// Whether the host is the folder of a socket.
    pub fn is_socket(&self) -> bool {
        self.host.starts_with('/')
    }

    /// Whether the server is on this computer, so that nobody reads along.
    pub fn is_local(&self) -> bool {
        let number: Result<std::net::IpAddr, _> = self.host.parse();
        self.is_socket()
            || self.host == "localhost"
            || number.is_ok_and(|number| number.is_loopback())
    }

    /// Who asks: the user of the address, else that of the system.
    pub fn user(&self) -> Option<String> {
        let of_system = || {
            ["PGUSER", "USER", "LOGNAME", "USERNAME"]
                .iter()
                .find_map(|name| env::var(name).ok())
        };
        self.user.clone().or_else(of_system)
    }

    /// Whom a password lets in where.
    fn login(&self, user: &str) -> String {
        format!("{user}@{}:{}/{}", self.host, self.port, self.database)
    }

    /// Takes a password that was typed for this archive, until the program ends.
    pub fn take_password(&self, password: Secret) {
        let login = self.login(&self.user().unwrap_or_default());
        let mut typed = TYPED.lock().unwrap_or_else(PoisonError::into_inner);
        typed.retain(|(of, _)| *of != login);
        typed.push((login, password));
    }

    /// The password: the one that was typed, of the service, of the environment, or of the file of passwords; `None`
    /// where none is found.
    pub fn password(&self, user: &str) -> Option<String> {
        let login = self.login(user);
        let typed = TYPED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, Secret(secret))) = typed.iter().find(|(of, _)| *of == login) {
            return Some(secret.clone());
        }
        drop(typed);
        if let Some(Secret(secret)) = &self.secret {
            return Some(secret.clone());
        }
        if let Ok(secret) = env::var("PGPASSWORD") {
            return Some(secret);
        }
        let file = file_at("PGPASSFILE", ".pgpass")?;
        // One that others may read is not used, as everywhere.
        if !disk::is_private(&file) {
            return None;
        }
        let text = disk::read_text(&file, LARGEST_BYTES).ok()?;
        let host = match self.is_socket() {
            true => "localhost",
            false => &self.host,
        };
        let port = self.port.to_string();
        password_in(&text, [host, &port, &self.database, user])
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn default_socket() -> String {
    let debian = "/var/run/postgresql";
    match Path::new(debian).is_dir() {
        true => debian.to_owned(),
        false => "localhost".to_owned(),
    }
}

fn file_at(variable: &str, name: &str) -> Option<PathBuf> {
    let said = env::var_os(variable).map(PathBuf::from);
    said.or_else(|| Some(directories::BaseDirs::new()?.home_dir().join(name)))
}

/// The settings of a service, as files of services have it: the person's own, then that of the system.
fn service_of(name: &str) -> Result<Vec<(String, String)>, String> {
    let own = file_at("PGSERVICEFILE", ".pg_service.conf");
    let of_system = env::var_os("PGSYSCONFDIR").unwrap_or_else(|| "/etc/postgresql-common".into());
    let files = own
        .into_iter()
        .chain([PathBuf::from(of_system).join("pg_service.conf")]);
    for file in files {
        if let Ok(text) = disk::read_text(&file, LARGEST_BYTES)
            && let Some(settings) = service_in(&text, name)
        {
            return Ok(settings);
        }
    }
    Err(words::no_service(name))
}

fn service_in(text: &str, name: &str) -> Option<Vec<(String, String)>> {
    let mut found = None;
    for line in text.lines().map(str::trim) {
        if let Some(own) = line.strip_prefix('[').and_then(|own| own.strip_suffix(']')) {
            if found.is_some() {
                break;
            }
            found = (own == name).then(Vec::new);
        } else if let (Some(settings), Some((key, value)), false) =
            (&mut found, line.split_once('='), line.starts_with('#'))
        {
            settings.push((key.trim().to_owned(), value.trim().to_owned()));
        }
    }
    found
}

/// The password of the first line that is meant: `host:port:database:user:password`, with `*` for any.
fn password_in(text: &str, wanted: [&str; 4]) -> Option<String> {
    let fields = |line: &str| {
        let mut fields = vec![String::new()];
        let mut letters = line.chars();
        while let Some(mut letter) = letters.next() {
            if letter == ':' && fields.len() < 5 {
                fields.push(String::new());
                continue;
            }
            if letter == '\\' {
                letter = letters.next().unwrap_or(letter);
            }
            if let Some(last) = fields.last_mut() {
                last.push(letter);
            }
        }
        fields
    };
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(fields).find_map(|fields| {
        let [own @ .., password] = fields.as_slice() else {
            return None;
        };
        let is_it = own.len() == 4
            && own
                .iter()
                .zip(wanted)
                .all(|(own, wanted)| own == "*" || own == wanted);
        is_it.then(|| password.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_and_what_and_holds_no_password() {
        let address =
            Address::parse("postgresql://anna@desk.example:5433/db?schema=front&from=2020&to=2022");
        let address = address.expect("an address");
        assert_eq!(address.user.as_deref(), Some("anna"));
        assert_eq!(
            (address.host.as_str(), address.port),
            ("desk.example", 5433)
        );
        assert_eq!(
            (address.database.as_str(), address.schema.as_str()),
            ("db", "front")
        );
        assert_eq!(address.years, (Some(2020), Some(2022)));
        assert!(address.is_verified && !address.is_local());
        let socket = Address::parse("postgresql:///db?host=%2Frun%2Fpg&sslmode=disable");
        assert!(socket.expect("an address").is_socket());
        for refused in [
            "postgresql://anna:x@desk/db",
            "postgresql://desk/db?password=x",
            "Postgresql://anna:x@desk/db",
            "postgresql://desk/db?sslmode=disable",
            "postgresql://desk/db?sslmode=require",
            "postgresql://desk/db?schema=Robert';--",
            "postgresql://desk/db?colour=red",
            "postgresql://desk/db?from=soon",
            "postgresql://desk:port/db",
            "esql://desk/db",
            "desk/db",
            "postgresql://desk",
        ] {
            let error = Address::parse(refused).expect_err(refused);
            assert!(!error.is_empty() && !error.contains(":x@"), "{error}");
        }
    }

    #[test]
    fn services_and_passwords_are_read_as_their_files_have_them() {
        let text = "# a note\n[other]\nhost=a\n[desk]\nhost=b\nport=5433\n\n[last]\nhost=c\n";
        let desk = service_in(text, "desk").expect("there");
        assert_eq!(
            desk,
            [("host", "b"), ("port", "5433")].map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
        assert_eq!(service_in(text, "none"), None);
        let text = "# host\nb:*:db:anna:one\\:two:three\n*:*:*:*:any\n";
        let of = |host| password_in(text, [host, "5432", "db", "anna"]);
        assert_eq!(of("b").as_deref(), Some("one:two:three"));
        assert_eq!(of("c").as_deref(), Some("any"));
    }
}
