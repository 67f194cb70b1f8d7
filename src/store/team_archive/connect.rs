//! Connections to an archive, each with its limits of time, and what is said where there is none.

use std::{
    io,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{RecvTimeoutError, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use postgres::{CancelToken, Client, NoTls, config::SslMode, error::SqlState};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Address, schema};
use crate::{
    io::disk,
    model::{Budget, Stopped},
    words::team_archive as words,
};

/// A server that says nothing for so long is not waited for.
const CONNECTING: Duration = Duration::from_secs(10);

/// A single question takes no longer on the server.
pub const QUESTION: Duration = Duration::from_secs(120);

/// So long a server may say nothing where it has been asked something.
pub const PATIENCE: Duration = QUESTION.saturating_add(CONNECTING);

/// Loading a file takes no longer in one step.
pub const LOADING: Duration = Duration::from_secs(3_600);

/// Why an archive gives nothing.
#[derive(Debug)]
pub enum Fault {
    Stopped(Stopped),
    /// In words for the person.
    Said(String),
    Server(postgres::Error),
}

impl From<Stopped> for Fault {
    fn from(why: Stopped) -> Self {
        Self::Stopped(why)
    }
}

impl From<postgres::Error> for Fault {
    fn from(error: postgres::Error) -> Self {
        Self::Server(error)
    }
}

impl From<String> for Fault {
    fn from(what: String) -> Self {
        Self::Said(what)
    }
}

impl Fault {
    /// Whether the same may go well with another connection: the server did not say no.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Stopped(_) => true,
            Self::Said(_) => false,
            Self::Server(error) => error.as_db_error().is_none_or(|said| {
                // It was ended by somebody, or waited for others for too long.
                ["57", "40", "55", "53", "08"]
                    .iter()
                    .any(|class| said.code().code().starts_with(class))
            }),
        }
    }

    /// In words, with what to do about it.
    pub fn told(&self, address: &Address) -> String {
        match self {
            Self::Stopped(why) => why.to_string(),
            Self::Said(what) => what.clone(),
            Self::Server(error) => explain(error, address),
        }
    }
}

/// How a connection ends that was there.
const CUT: [io::ErrorKind; 4] = [
    io::ErrorKind::BrokenPipe,
    io::ErrorKind::ConnectionReset,
    io::ErrorKind::ConnectionAborted,
    io::ErrorKind::UnexpectedEof,
];

/// What a server or the way to it says, and the remedy.
fn explain(error: &postgres::Error, address: &Address) -> String {
    let host = format!("{}:{}", address.host, address.port);
    if let Some(said) = error.as_db_error() {
        let code = said.code();
        let user = address.user().unwrap_or_default();
        return match code.code() {
            _ if *code == SqlState::INVALID_PASSWORD => words::wrong_password(&user, &host),
            _ if *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
                words::not_let_in(&user, &host, said.message())
            }
            _ if *code == SqlState::INVALID_CATALOG_NAME => {
                words::no_database(&address.database, &host)
            }
            _ if *code == SqlState::INSUFFICIENT_PRIVILEGE => {
                words::no_right(&user, said.message(), &address.schema)
            }
            _ if *code == SqlState::QUERY_CANCELED => words::took_too_long(&host),
            _ if *code == SqlState::ADMIN_SHUTDOWN || *code == SqlState::CRASH_SHUTDOWN => {
                words::server_stopped(&host)
            }
            "CL001" => words::no_such_year(said.message()),
            _ => words::server_said(&host, said.message()),
        };
    }
    if error.is_closed() {
        return words::server_stopped(&host);
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    let kind = cause.downcast_ref().map(io::Error::kind);
    if kind.is_some_and(|kind| CUT.contains(&kind)) {
        return words::server_stopped(&host);
    }
    let said = cause.to_string();
    if said.contains("password missing") {
        let user = address.user().unwrap_or_default();
        return words::password_missing(&user, &host);
    }
    if said.contains("certificate") || said.contains("UnknownIssuer") {
        return words::wrong_certificate(&host, &said);
    }
    if said.contains("does not support TLS") {
        return words::no_tls(&host);
    }
    words::no_answer(&host, &said)
}

/// The certificates a server may prove itself by.
fn tls(address: &Address) -> Result<MakeRustlsConnect, Fault> {
    let mut roots = RootCertStore::empty();
    match &address.root {
        Some(path) => {
            let shown = path.display().to_string();
            let bytes = disk::read(path, 1 << 24)
                .map_err(|error| words::root_unreadable(&shown, &error.to_string()))?;
            for certificate in CertificateDer::pem_slice_iter(&bytes) {
                let certificate = certificate
                    .map_err(|error| words::root_unreadable(&shown, &error.to_string()))?;
                roots
                    .add(certificate)
                    .map_err(|error| words::root_unreadable(&shown, &error.to_string()))?;
            }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Connects, with so much time for each statement. The password is taken from this computer.
///
/// # Errors
///
/// Where the server does not answer, does not prove who it is, or does not let the user in.
pub fn connect(address: &Address, statement: Duration) -> Result<Client, Fault> {
    let user = address.user().ok_or_else(|| words::no_user().to_owned())?;
    let mut config = postgres::Config::new();
    config
        .host(&address.host)
        .port(address.port)
        .dbname(&address.database)
        .user(&user)
        .application_name("contactline")
        .connect_timeout(CONNECTING)
        .tcp_user_timeout(Duration::from_secs(30))
        .keepalives_idle(Duration::from_secs(15))
        .options(&format!(
            "-c statement_timeout={} -c idle_in_transaction_session_timeout=600000 -c timezone=UTC",
            statement.as_millis()
        ));
    if let Some(password) = address.password(&user) {
        config.password(password);
    }
    let is_plain = address.is_socket() || !address.is_verified;
    let client = match is_plain {
        true => config.ssl_mode(SslMode::Disable).connect(NoTls)?,
        false => config.ssl_mode(SslMode::Require).connect(tls(address)?)?,
    };
    Ok(client)
}

/// As [`connect`], to an archive that has this program's tables.
///
/// # Errors
///
/// As [`connect`], and where the tables are of another version or not there.
pub fn connect_to_tables(address: &Address, statement: Duration) -> Result<Client, Fault> {
    let mut client = connect(address, statement)?;
    schema::check(&mut client, address)?;
    Ok(client)
}

/// How far the work of a thread is: it tells each time it has come further.
#[derive(Clone)]
pub struct Pulse {
    beats: Arc<AtomicU64>,
    /// In milliseconds.
    patience: Arc<AtomicU64>,
}

impl Pulse {
    fn new(patience: Duration) -> Self {
        let pulse = Self {
            beats: Arc::default(),
            patience: Arc::default(),
        };
        pulse.wait_for(patience);
        pulse
    }

    /// Tells it.
    pub fn beat(&self) {
        self.beats.fetch_add(1, Ordering::Relaxed);
    }

    /// What is asked from now on is waited for so long.
    pub fn wait_for(&self, patience: Duration) {
        let millis = patience.as_millis() as u64;
        self.patience.store(millis, Ordering::Relaxed);
        self.beat();
    }

    fn patience(&self) -> Duration {
        Duration::from_millis(self.patience.load(Ordering::Relaxed))
    }
}

/// Asks an archive on a thread of its own, for as long as that is wanted. A server that says nothing any more
/// for as long as `patience` is left alone.
///
/// # Errors
///
/// As [`connect_to_tables`], those of `work`, and where the work is not wanted any more.
pub fn ask<T: Send + 'static>(
    address: &Address,
    budget: &Budget,
    patience: Duration,
    work: impl FnOnce(&mut Client, &Pulse) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let pulse = Pulse::new(patience);
    let token: Arc<Mutex<Option<CancelToken>>> = Arc::default();
    let (sender, result) = sync_channel(1);
    let run = {
        let (address, pulse, token) = (address.clone(), pulse.clone(), Arc::clone(&token));
        move || {
            let done = connect_to_tables(&address, QUESTION).and_then(|mut client| {
                let mut to_cancel = token.lock().unwrap_or_else(PoisonError::into_inner);
                *to_cancel = Some(client.cancel_token());
                drop(to_cancel);
                pulse.beat();
                work(&mut client, &pulse)
            });
            // Where nobody waits any more, nobody misses it.
            let _ = sender.send(done);
        }
    };
    let thread = thread::Builder::new().name("archive".to_owned()).spawn(run);
    thread.map_err(|error| error.to_string())?;
    let (mut seen, mut since) = (0, Instant::now());
    loop {
        match result.recv_timeout(Duration::from_millis(50)) {
            Ok(done) => return done,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Fault::Said(
                    crate::words::notes::reading::internal().to_owned(),
                ));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if let Err(why) = budget.go_on() {
            cancel(address, &token);
            return Err(why.into());
        }
        let now = pulse.beats.load(Ordering::Relaxed);
        if now != seen {
            (seen, since) = (now, Instant::now());
        } else if since.elapsed() > pulse.patience() {
            let host = format!("{}:{}", address.host, address.port);
            return Err(Fault::Said(words::took_too_long(&host)));
        }
    }
}

/// Tells the server that an answer is not wanted any more. It may have gone.
fn cancel(address: &Address, token: &Mutex<Option<CancelToken>>) {
    let token = token.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(token) = token else { return };
    let is_plain = address.is_socket() || !address.is_verified;
    let _ = match (is_plain, tls(address)) {
        (false, Ok(tls)) => token.cancel_query(tls),
        _ => token.cancel_query(NoTls),
    };
}
