//! Tiles of a service on the network, asked for as its operators wish. See the rules of
//! tile.openstreetmap.org: a name of our own, what is kept is not asked for again for a week, nothing
//! beyond what is looked at, and a pause where one is asked for.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

use ureq::{
    Agent,
    http::{HeaderMap, StatusCode, header},
};

use super::{
    cache::{Kept, TileCache},
    offers::{self, Offers},
    template::{Template, host_of},
};
use crate::words::{basemaps as words, offers as offer_words};

/// Who asks, with the address of the maintainers. Whoever releases the program puts theirs here; see
/// packaging/README.md.
pub const USER_AGENT: &str = concat!(
    "Contactline/",
    env!("CARGO_PKG_VERSION"),
    " (contactline@example.org)"
);

/// So many questions are under way at once at most.
pub const AT_ONCE: usize = 6;

/// A tile is fresh for so long at least, in seconds: a week.
const FRESH_AT_LEAST_S: i64 = 7 * 24 * 3600;

/// And for so long at most, whatever the service says: a year.
const FRESH_AT_MOST_S: i64 = 365 * 24 * 3600;

/// That there is no such tile is remembered for so long, in seconds: a day.
const ABSENT_S: i64 = 24 * 3600;

/// More than any tile takes on its way, in bytes.
const LARGEST_BYTES: u64 = 8 << 20;

/// Before a tile that failed is asked for again, in seconds. It grows with each failure.
const PAUSE_S: f64 = 5.0;

/// Where a service asks for a pause and does not say how long, in seconds.
const UNSAID_PAUSE_S: i64 = 60;

/// Longer than any pause that is kept to, in seconds.
const LONGEST_PAUSE_S: i64 = 24 * 3600;

/// Seconds since 1970.
type Clock = Box<dyn Fn() -> i64 + Send + Sync>;

/// A service of tiles.
pub struct Service {
    template: Template,
    cache: Arc<TileCache>,
    agent: Agent,
    clock: Clock,
    /// Until when nothing is asked, in seconds since 1970.
    paused_until: Mutex<i64>,
    under_way: Mutex<usize>,
    one_is_done: Condvar,
}

/// Why there is no tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// In words for the person.
    pub words: String,
    /// After how many seconds it may be asked for again.
    pub again_in_s: f64,
}

/// What came of a question.
enum Answer {
    Fresh(Kept),
    /// What is kept is still right.
    Same(HeaderMap),
    Absent,
}

impl Service {
    pub fn new(template: Template, cache: Arc<TileCache>) -> Self {
        let clock = || jiff::Timestamp::now().as_second();
        Self::with(template, cache, Box::new(clock), Duration::from_secs(30))
    }

    fn with(template: Template, cache: Arc<TileCache>, clock: Clock, patience: Duration) -> Self {
        Self {
            template,
            cache,
            agent: agent(patience),
            clock,
            paused_until: Mutex::new(0),
            under_way: Mutex::new(0),
            one_is_done: Condvar::new(),
        }
    }

    /// A tile as `decode` makes it of its bytes; `None` where there is none. What `decode` refuses is
    /// not kept. An old tile is better than none.
    ///
    /// # Errors
    ///
    /// Where it cannot be had now.
    pub fn tile<T>(
        &self,
        key: (u8, u32, u32),
        decode: impl Fn(Vec<u8>) -> Result<T, String>,
    ) -> Result<Option<T>, Fault> {
        let source = self.template.text();
        let now = (self.clock)();
        let kept = self.cache.get(source, key, now);
        let use_kept = |kept: Kept| match kept.body.is_empty() {
            true => Ok(None),
            false => decode(kept.body).map(Some),
        };
        if let Some(kept) = kept.clone().filter(|kept| now < kept.expires)
            && let Ok(tile) = use_kept(kept)
        {
            return Ok(tile);
        }
        let fault = match self.ask(key, kept.as_ref()) {
            Ok(Answer::Fresh(fresh)) => match decode(fresh.body.clone()) {
                Ok(tile) => {
                    self.keep(key, &fresh);
                    return Ok(Some(tile));
                }
                Err(cause) => self.fault(key, &cause),
            },
            Ok(Answer::Same(headers)) => {
                let mut same = kept.clone().unwrap_or_default();
                same.expires = fresh_until(&headers, (self.clock)());
                self.keep(key, &same);
                match use_kept(same) {
                    Ok(tile) => return Ok(tile),
                    Err(cause) => self.fault(key, &cause),
                }
            }
            Ok(Answer::Absent) => {
                let expires = (self.clock)() + ABSENT_S;
                self.keep(
                    key,
                    &Kept {
                        expires,
                        ..Kept::default()
                    },
                );
                return Ok(None);
            }
            Err(fault) => fault,
        };
        match kept.filter(|kept| !kept.body.is_empty()).map(use_kept) {
            Some(Ok(old)) => Ok(old),
            _ => Err(fault),
        }
    }

    fn keep(&self, key: (u8, u32, u32), kept: &Kept) {
        // A full disk costs that it is asked for again, and no more.
        if let Err(error) = self
            .cache
            .put(self.template.text(), key, kept, (self.clock)())
        {
            log::warn!("{error}");
        }
    }

    fn fault(&self, (z, x, y): (u8, u32, u32), cause: &str) -> Fault {
        Fault {
            words: words::no_tile_of(self.template.host(), z, x, y, cause),
            again_in_s: PAUSE_S,
        }
    }

    fn ask(&self, key: (u8, u32, u32), kept: Option<&Kept>) -> Result<Answer, Fault> {
        let _slot = self.wait_for_slot();
        // While it waited another may have been told to pause.
        let left = *self
            .paused_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            - (self.clock)();
        if left > 0 {
            return Err(Fault {
                again_in_s: left as f64,
                ..self.fault(key, &words::service_pauses(left as u64))
            });
        }
        let mut request = self.agent.get(self.template.address(key));
        if let Some(kept) = kept {
            if let Some(etag) = &kept.etag {
                request = request.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(modified) = &kept.modified {
                request = request.header(header::IF_MODIFIED_SINCE, modified);
            }
        }
        let failed = |error: ureq::Error| self.fault(key, &error.to_string());
        let mut response = request.call().map_err(failed)?;
        let status = response.status();
        match status {
            StatusCode::OK => {}
            StatusCode::NOT_MODIFIED if kept.is_some() => {
                return Ok(Answer::Same(response.headers().clone()));
            }
            StatusCode::NO_CONTENT | StatusCode::NOT_FOUND | StatusCode::GONE => {
                return Ok(Answer::Absent);
            }
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                let now = (self.clock)();
                let pause = pause_of(response.headers(), now);
                *self
                    .paused_until
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner) = now + pause;
                return Err(Fault {
                    again_in_s: pause as f64,
                    ..self.fault(key, &words::service_asks_to_wait(pause as u64))
                });
            }
            other => return Err(self.fault(key, &words::service_answers(&other.to_string()))),
        }
        let text = |name: header::HeaderName| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let sort = text(header::CONTENT_TYPE).unwrap_or_default();
        if sort.starts_with("text/") || sort.contains("json") || sort.contains("xml") {
            return Err(self.fault(key, &words::service_sends(&sort)));
        }
        let (etag, modified) = (text(header::ETAG), text(header::LAST_MODIFIED));
        let expires = fresh_until(response.headers(), (self.clock)());
        let body = response.body_mut().with_config().limit(LARGEST_BYTES);
        let body = body.read_to_vec().map_err(failed)?;
        if body.is_empty() {
            return Ok(Answer::Absent);
        }
        Ok(Answer::Fresh(Kept {
            body,
            etag,
            modified,
            expires,
        }))
    }

    fn wait_for_slot(&self) -> Slot<'_> {
        let mut under_way = self
            .under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        while *under_way >= AT_ONCE {
            under_way = self
                .one_is_done
                .wait(under_way)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *under_way += 1;
        Slot(self)
    }
}

/// Asks as this program does: by its name, and for no longer than that.
fn agent(patience: Duration) -> Agent {
    let config = Agent::config_builder()
        .user_agent(USER_AGENT)
        .timeout_connect(Some(patience.min(Duration::from_secs(10))))
        .timeout_global(Some(patience))
        .max_redirects(3)
        .http_status_as_error(false)
        .build();
    config.into()
}

/// How long a service may take to say what it offers.
const PATIENCE: Duration = Duration::from_secs(30);

/// Asks a service once what it offers.
///
/// # Errors
///
/// Where it does not answer, or with something else, in words for the person.
pub fn offers(address: &str) -> Result<Offers, String> {
    let failed = |cause: &str| offer_words::failed(host_of(address), cause);
    let response = agent(PATIENCE).get(address).call();
    let mut response = response.map_err(|error| failed(&error.to_string()))?;
    let status = response.status();
    let body = response
        .body_mut()
        .with_config()
        .limit(offers::LARGEST_BYTES);
    let body = body
        .read_to_vec()
        .map_err(|error| failed(&error.to_string()));
    if status != StatusCode::OK {
        return Err(failed(&words::service_answers(&status.to_string())));
    }
    offers::read(&body?).map_err(|cause| failed(&cause))
}

/// One of the questions under way.
struct Slot<'s>(&'s Service);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        let under_way = self.0.under_way.lock();
        *under_way.unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.one_is_done.notify_one();
    }
}

/// Until when a tile is fresh: as the service says, but a week at least.
fn fresh_until(headers: &HeaderMap, now: i64) -> i64 {
    let text = |name: header::HeaderName| headers.get(name)?.to_str().ok();
    let max_age = text(header::CACHE_CONTROL).and_then(|said| {
        let mut parts = said.split(',').map(str::trim);
        parts.find_map(|part| part.strip_prefix("max-age=")?.trim().parse::<i64>().ok())
    });
    let age = text(header::AGE).and_then(|age| age.parse::<i64>().ok());
    let said = match max_age {
        Some(seconds) => Some(seconds.saturating_sub(age.unwrap_or(0))),
        None => text(header::EXPIRES)
            .and_then(date)
            .map(|until| until.saturating_sub(now)),
    };
    now + said.unwrap_or(0).clamp(FRESH_AT_LEAST_S, FRESH_AT_MOST_S)
}

/// How long to pause, in seconds: `Retry-After` as a number or as a date.
fn pause_of(headers: &HeaderMap, now: i64) -> i64 {
    let said = headers
        .get(header::RETRY_AFTER)
        .and_then(|said| said.to_str().ok());
    let said = said.map(str::trim).and_then(|said| {
        let seconds = said.parse::<i64>().ok();
        seconds.or_else(|| date(said).map(|until| until.saturating_sub(now)))
    });
    said.unwrap_or(UNSAID_PAUSE_S)
        .clamp(PAUSE_S as i64, LONGEST_PAUSE_S)
}

/// Seconds since 1970 of a date as HTTP has it.
fn date(text: &str) -> Option<i64> {
    let date = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(date.timestamp().as_second())
}

#[cfg(test)]
mod tests;
