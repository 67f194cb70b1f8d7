//! The policy of services of tiles, line by line, against a server on loopback.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::atomic::{AtomicI64, AtomicUsize, Ordering},
    thread,
};

use super::*;

const KEY: (u8, u32, u32) = (9, 322, 194);
const PNG: &[u8] = b"\x89PNG made up";

/// A server of tiles: answers each request as the test wants, and keeps what was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// `answer` gets the number of the request, from 0, and its head.
    fn new(answer: impl Fn(usize, &str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (heads, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (heads, answer) = (Arc::clone(&heads), Arc::clone(&answer));
                thread::spawn(move || {
                    let mut stream = stream;
                    let mut head = Vec::new();
                    let mut byte = [0];
                    while !head.ends_with(b"\r\n\r\n")
                        && stream.read(&mut byte).is_ok_and(|n| n == 1)
                    {
                        head.push(byte[0]);
                    }
                    let head = String::from_utf8_lossy(&head).to_lowercase();
                    let number = {
                        let mut heads = heads.lock().expect("heads");
                        heads.push(head.clone());
                        heads.len() - 1
                    };
                    answer(number, &head, &mut stream);
                });
            }
        });
        Self { address, asked }
    }

    /// One that always says the same.
    fn saying(head: &'static str, body: &'static [u8]) -> Self {
        Self::new(move |_, _, stream| say(stream, head, body))
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("heads").clone()
    }
}

fn say(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let length = body.len();
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    // Whoever asked may have gone.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
}

/// The service of a server, with a clock that the test sets.
struct Under {
    service: Arc<Service>,
    now: Arc<AtomicI64>,
    cache: Arc<TileCache>,
}

const START: i64 = 1_700_000_000;
const DAY: i64 = 24 * 3600;

impl Under {
    fn of(server: &Server) -> Self {
        Self::patient(server, Duration::from_secs(20))
    }

    fn patient(server: &Server, patience: Duration) -> Self {
        let template = format!("http://{}/{{z}}/{{x}}/{{y}}.png", server.address);
        let template = Template::parse(&template).expect("a template");
        let cache = Arc::new(TileCache::in_memory(1 << 20).expect("a cache"));
        let now = Arc::new(AtomicI64::new(START));
        let clock = Arc::clone(&now);
        let clock = move || clock.load(Ordering::Relaxed);
        let service = Service::with(template, Arc::clone(&cache), Box::new(clock), patience);
        Self {
            service: Arc::new(service),
            now,
            cache,
        }
    }

    fn tile(&self) -> Result<Option<Vec<u8>>, Fault> {
        self.service
            .tile(KEY, |bytes| match bytes.starts_with(b"\x89PNG") {
                true => Ok(bytes),
                false => Err("it is no picture".to_owned()),
            })
    }

    fn after(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }
}

#[test]
fn a_tile_is_asked_for_by_name_with_our_name_and_never_past_caches() {
    let server = Server::saying("200 OK\r\nContent-Type: image/png", PNG);
    let under = Under::of(&server);
    assert_eq!(under.tile(), Ok(Some(PNG.to_vec())));
    let asked = server.asked();
    assert!(
        asked[0].starts_with("get /9/322/194.png http/1.1"),
        "{asked:?}"
    );
    let version = env!("CARGO_PKG_VERSION");
    let name = format!("user-agent: contactline/{version} (contactline@");
    assert!(asked[0].contains(&name), "{asked:?}");
    for header in ["no-cache", "no-store", "pragma", "cookie", "referer"] {
        assert!(!asked[0].contains(header), "{asked:?}");
    }
}

#[test]
fn what_is_kept_is_asked_for_again_after_a_week_at_the_earliest_and_by_its_tag() {
    // It says an hour; a week holds.
    let head = "200 OK\r\nContent-Type: image/png\r\nCache-Control: max-age=3600\r\nETag: \"a1\"\
                \r\nLast-Modified: Tue, 14 Nov 2023 10:00:00 GMT";
    let server = Server::new(move |number, _, stream| match number {
        0 => say(stream, head, PNG),
        _ => say(stream, "304 Not Modified", b""),
    });
    let under = Under::of(&server);
    for _ in 0..3 {
        assert_eq!(under.tile(), Ok(Some(PNG.to_vec())));
    }
    under.after(7 * DAY - 1);
    assert!(under.tile().is_ok());
    assert_eq!(server.asked().len(), 1);
    under.after(1);
    assert_eq!(under.tile(), Ok(Some(PNG.to_vec())));
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert!(asked[1].contains("if-none-match: \"a1\""), "{asked:?}");
    assert!(
        asked[1].contains("if-modified-since: tue, 14 nov 2023 10:00:00 gmt"),
        "{asked:?}"
    );
    // Told that it is the same, it is fresh for another week.
    under.after(7 * DAY - 1);
    assert!(under.tile().is_ok());
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_longer_time_that_the_service_gives_is_kept_to() {
    let head = "200 OK\r\nContent-Type: image/png\r\nExpires: Thu, 14 Dec 2023 22:13:20 GMT";
    let server = Server::saying(head, PNG);
    let under = Under::of(&server);
    // START is 14 Nov 2023 22:13:20.
    assert!(under.tile().is_ok());
    under.after(30 * DAY - 1);
    assert!(under.tile().is_ok());
    assert_eq!(server.asked().len(), 1);
    under.after(1);
    assert!(under.tile().is_ok());
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn that_there_is_no_tile_is_remembered_for_a_day() {
    let server = Server::saying("404 Not Found", b"no");
    let under = Under::of(&server);
    assert_eq!(under.tile(), Ok(None));
    under.after(DAY - 1);
    assert_eq!(under.tile(), Ok(None));
    assert_eq!(server.asked().len(), 1);
    under.after(1);
    assert_eq!(under.tile(), Ok(None));
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_service_that_asks_for_a_pause_is_left_alone_for_all_tiles() {
    for (status, pause) in [
        ("429 Too Many Requests\r\nRetry-After: 120", 120),
        (
            "503 Service Unavailable\r\nRetry-After: Tue, 14 Nov 2023 22:15:20 GMT",
            120,
        ),
        ("429 Too Many Requests", 60),
    ] {
        let server = Server::saying(status, b"slowly");
        let under = Under::of(&server);
        let fault = under.tile().expect_err("none");
        assert_eq!(fault.again_in_s, f64::from(pause), "{status}");
        under.after(i64::from(pause) - 1);
        let other = under.service.tile((9, 1, 1), Ok).expect_err("none");
        assert_eq!(other.again_in_s, 1.0);
        assert_eq!(server.asked().len(), 1, "{status}");
        under.after(1);
        assert!(under.tile().is_err());
        assert_eq!(server.asked().len(), 2, "{status}");
    }
}

#[test]
fn errors_of_every_sort_are_told_and_never_kept() {
    let cut = |stream: &mut TcpStream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 5000\r\n\r\n";
        let _ = stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(PNG));
    };
    type Says = Box<dyn Fn(&mut TcpStream) + Send + Sync>;
    let cases: [(&str, Says, &str); 5] = [
        (
            "500",
            Box::new(|stream| say(stream, "500 Oh", b"no")),
            "500",
        ),
        ("cut", Box::new(cut), ""),
        (
            "broken",
            Box::new(|stream| say(stream, "200 OK\r\nContent-Type: image/png", b"\x89PN")),
            "no picture",
        ),
        (
            "a page",
            Box::new(|stream| say(stream, "200 OK\r\nContent-Type: text/html", b"<p>")),
            "text/html",
        ),
        ("nothing", Box::new(|_| {}), ""),
    ];
    for (name, says, expected) in cases {
        let server = Server::new(move |number, _, stream| match number {
            0 => says(stream),
            _ => say(stream, "200 OK\r\nContent-Type: image/png", PNG),
        });
        let under = Under::of(&server);
        let fault = under.tile().expect_err(name);
        assert!(
            fault.words.contains("9/322/194") && fault.words.contains(expected),
            "{fault:?}"
        );
        assert_eq!(fault.again_in_s, 5.0, "{name}");
        assert_eq!(under.cache.bytes(), 0, "{name}");
        assert_eq!(under.tile(), Ok(Some(PNG.to_vec())), "{name}: tried again");
    }
}

#[test]
fn a_service_that_never_answers_is_given_up() {
    let server = Server::new(|_, _, stream| {
        // Until whoever asked hangs up.
        let _ = stream.read(&mut [0]);
    });
    let under = Under::patient(&server, Duration::from_millis(300));
    assert!(under.tile().is_err());
    assert_eq!(under.cache.bytes(), 0);
}

#[test]
fn an_old_tile_is_better_than_none() {
    let server = Server::new(|number, _, stream| match number {
        0 => say(stream, "200 OK\r\nContent-Type: image/png", PNG),
        1 => say(stream, "500 Oh", b"no"),
        _ => say(stream, "503 Busy\r\nRetry-After: 900", b"no"),
    });
    let under = Under::of(&server);
    assert!(under.tile().is_ok());
    for _ in 0..4 {
        under.after(8 * DAY);
        assert_eq!(under.tile(), Ok(Some(PNG.to_vec())));
    }
}

#[test]
fn redirections_are_followed_and_packed_answers_unpacked() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(PNG).expect("packed");
    let packed = packed.finish().expect("packed");
    let server = Server::new(move |number, _, stream| match number {
        0 => say(stream, "302 Found\r\nLocation: /elsewhere", b""),
        _ => say(
            stream,
            "200 OK\r\nContent-Type: image/png\r\nContent-Encoding: gzip",
            &packed,
        ),
    });
    let under = Under::of(&server);
    assert_eq!(under.tile(), Ok(Some(PNG.to_vec())));
    assert!(server.asked()[1].starts_with("get /elsewhere"));
    let circle = Server::saying("302 Found\r\nLocation: /again", b"");
    assert!(Under::of(&circle).tile().is_err());
    assert!(circle.asked().len() <= 5);
}

#[test]
fn six_are_under_way_at_most() {
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    // Each waits until six are here, or until all that can come have come.
    let gate = Arc::new((Mutex::new(0_usize), Condvar::new()));
    let at_gate = Arc::clone(&gate);
    let server = Server::new(move |_, _, stream| {
        let now = NOW.fetch_add(1, Ordering::SeqCst) + 1;
        MOST.fetch_max(now, Ordering::SeqCst);
        let (come, one_came) = &*at_gate;
        let mut here = come.lock().expect("a gate");
        *here += 1;
        one_came.notify_all();
        let six = Duration::from_secs(10);
        drop(one_came.wait_timeout_while(here, six, |here| *here < AT_ONCE));
        NOW.fetch_sub(1, Ordering::SeqCst);
        say(stream, "200 OK\r\nContent-Type: image/png", PNG);
    });
    let under = Under::of(&server);
    let threads: Vec<_> = (0..18)
        .map(|x| {
            let service = Arc::clone(&under.service);
            thread::spawn(move || service.tile((9, x, 1), Ok).is_ok())
        })
        .collect();
    assert!(
        threads
            .into_iter()
            .all(|thread| thread.join().expect("ended"))
    );
    assert_eq!(MOST.load(Ordering::SeqCst), AT_ONCE);
    assert_eq!(server.asked().len(), 18, "each once");
}
