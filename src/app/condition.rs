//! `--where`: which records a command is about.

use clap::Args;

use super::{comparing::events_of, query::Usage};
use crate::{
    io::properties,
    model::{Atlas, Budget, Personal},
    query::{
        Filters,
        condition::{Condition, Facts, SeenError},
        ties::events::Events,
    },
    session::Session,
    words::condition as words,
};

/// The condition of a command.
#[derive(Args, Clone, Debug, Default)]
pub struct Where {
    #[arg(
        help = words::cli_where(),
        long_help = words::help(),
        long = "where",
        value_name = "CONDITION"
    )]
    pub condition: Option<String>,
}

impl Where {
    /// The condition, where one is given.
    ///
    /// # Errors
    ///
    /// Where it is not understood, with a caret under the place.
    pub fn condition(&self) -> Result<Option<Condition>, Usage> {
        let typed = self.condition.as_deref();
        let condition = typed.map(|typed| {
            let read = Condition::parse(typed);
            read.map_err(|trouble| Usage(words::cli_not_understood(&trouble.under(typed))))
        });
        condition.transpose()
    }

    /// The atlas seen through the condition, and the filters with it. Ties are judged as the session does.
    ///
    /// # Errors
    ///
    /// Where it is not understood, or a file cannot be read again.
    pub fn seen(
        &self,
        atlas: Atlas,
        filters: &mut Filters,
        session: &Session,
    ) -> anyhow::Result<Atlas> {
        filters.condition = self.condition()?;
        seen(atlas, filters, session)
    }
}

/// An atlas seen through the condition of some filters. Ties are judged as the session does.
///
/// # Errors
///
/// Where a name in it means nothing, or a file cannot be read again.
pub fn seen(atlas: Atlas, filters: &Filters, session: &Session) -> anyhow::Result<Atlas> {
    let Some(condition) = &filters.condition else {
        return Ok(atlas);
    };
    let events = condition.needs_events().then(|| events_of(&atlas, session));
    seen_with(&atlas, condition, events.as_ref(), &session.personal)
}

/// An atlas seen through a condition, with the events and what is the person's own, of which it may ask.
///
/// # Errors
///
/// As [`seen`].
pub fn seen_with(
    atlas: &Atlas,
    condition: &Condition,
    events: Option<&Events>,
    personal: &Personal,
) -> anyhow::Result<Atlas> {
    let facts = Facts {
        atlas,
        events,
        personal,
        read_properties: properties::read,
    };
    let seen = condition.seen(facts, &Budget::default());
    seen.map_err(|error| match error {
        SeenError::Trouble(trouble) => {
            Usage(words::cli_not_understood(&trouble.under(condition.typed()))).into()
        }
        SeenError::Details(error) => anyhow::anyhow!("{error}"),
    })
}
