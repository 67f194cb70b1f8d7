//! A question as a person reads it: filters and a condition are parts of one text. What a filter can say is said
//! by it, so that there is one way to hide a reporter, an activity, a side or a type.

use std::sync::Arc;

use super::{
    condition::{Condition, Expr, Name, Term, Trouble},
    filter::{Facet, Filters},
};

impl Filters {
    /// What is hidden of reporters, activities, sides and types: each as the condition that says the same.
    pub fn hidden(&self) -> Vec<(Facet, Condition)> {
        let name = |key: &Arc<str>| Name {
            text: Arc::clone(key),
            at: 0,
        };
        let reporters = self.hidden_reporters.iter();
        let reporters = reporters.map(|key| (Facet::Reporter, Term::Reporter(name(key))));
        let activities = self.hidden_activities.iter();
        let activities = activities.map(|of| (Facet::Activity, Term::Activity(*of)));
        let parties = self.hidden_parties.iter();
        let parties = parties.map(|of| (Facet::Party, Term::By(*of)));
        let stances = self.hidden_stances.iter();
        let stances = stances.map(|of| (Facet::Stance, Term::Type(*of)));
        let all = reporters.chain(activities).chain(parties).chain(stances);
        let not = |term| Condition::of(Expr::Not(Box::new(Expr::Term(term))));
        all.map(|(facet, term)| (facet, not(term))).collect()
    }

    /// The same with everything of a facet shown that is hidden by these conditions.
    pub fn showing(&self, hidden: &[Condition]) -> Self {
        let mut filters = self.clone();
        for condition in hidden {
            filters.hide(condition.expr(), false, &|_| true);
        }
        filters
    }

    /// The same with a condition asked as well, or in place of a part of the one that is asked. Of it, what
    /// hides a reporter, an activity, a side or a type becomes a filter. `is_key`: whether a name is the key
    /// of a reporter.
    ///
    /// # Errors
    ///
    /// Where it becomes too long.
    pub fn asking(
        &self,
        part: Option<usize>,
        other: &Condition,
        is_key: &impl Fn(&str) -> bool,
    ) -> Result<Self, Trouble> {
        let mut filters = self.clone();
        let mut rest = other.parts();
        rest.retain(|part| !filters.hide(part.expr(), true, is_key));
        let Some(rest) = Condition::all(&rest)? else {
            if let (Some(part), Some(known)) = (part, &self.condition) {
                filters.condition = known.without(part);
            }
            return Ok(filters);
        };
        filters.condition = Some(match &self.condition {
            Some(known) => known.with(part, rest)?,
            None => rest,
        });
        Ok(filters)
    }

    /// All of it as one text; `None` where nothing is hidden.
    pub fn question(&self) -> Option<Condition> {
        let hidden = self.hidden().into_iter().map(|(_, condition)| condition);
        let asked = self.condition.iter().flat_map(Condition::parts);
        let all: Vec<Condition> = hidden.chain(asked).collect();
        Condition::all(&all).ok().flatten()
    }

    /// The same with this question in place of the one that is asked.
    ///
    /// # Errors
    ///
    /// Where it becomes too long.
    pub fn asking_only(
        &self,
        question: &Condition,
        is_key: &impl Fn(&str) -> bool,
    ) -> Result<Self, Trouble> {
        self.without_question().asking(None, question, is_key)
    }

    /// The same with nothing hidden but files.
    pub fn without_question(&self) -> Self {
        Self {
            hidden_files: self.hidden_files.clone(),
            show_duplicates: self.show_duplicates,
            ..Self::default()
        }
    }

    /// Hides or shows what an expression says is not wanted; whether a filter can.
    fn hide(&mut self, expr: &Expr, hide: bool, is_key: &impl Fn(&str) -> bool) -> bool {
        let Expr::Not(inner) = expr else {
            return false;
        };
        match &**inner {
            Expr::Term(Term::Reporter(name)) if is_key(&name.text) => match hide {
                true => self.hidden_reporters.insert(Arc::clone(&name.text)),
                false => self.hidden_reporters.remove(&name.text),
            },
            Expr::Term(Term::Activity(of)) => match hide {
                true => self.hidden_activities.insert(*of),
                false => self.hidden_activities.remove(of),
            },
            Expr::Term(Term::By(of)) => match hide {
                true => self.hidden_parties.insert(*of),
                false => self.hidden_parties.remove(of),
            },
            Expr::Term(Term::Type(of)) => match hide {
                true => self.hidden_stances.insert(*of),
                false => self.hidden_stances.remove(of),
            },
            _ => return false,
        };
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Activity, Party};

    fn condition(typed: &str) -> Condition {
        Condition::parse(typed).expect(typed)
    }

    #[test]
    fn what_a_filter_can_say_is_said_by_it_and_all_is_one_text() {
        let is_key = |name: &str| name == "az-mod";
        let typed =
            "not reporter = az-mod and by != nk and number >= 10 and not reporter = \"AZ MoD\"";
        let none = Filters::default();
        let filters = none
            .asking(None, &condition(typed), &is_key)
            .expect("short");
        assert_eq!(filters.hidden_reporters, ["az-mod".into()].into());
        assert_eq!(filters.hidden_parties, [Party::NagornoKarabakh].into());
        let rest = "number >= 10 and not reporter = \"AZ MoD\"";
        assert_eq!(filters.condition, Some(condition(rest)));
        let question = filters.question().expect("a question");
        assert_eq!(
            question.to_string(),
            format!("not reporter = az-mod and not by = nk and {rest}")
        );
        assert_eq!(none.asking_only(&question, &is_key), Ok(filters.clone()));
        // A part is changed into what a filter says, and back.
        let fewer = filters.asking(Some(0), &condition("activity != sniper"), &is_key);
        let fewer = fewer.expect("short");
        assert_eq!(fewer.hidden_activities, [Activity::Sniper].into());
        assert_eq!(
            fewer.condition,
            Some(condition("not reporter = \"AZ MoD\""))
        );
        let shown = fewer.showing(&[condition("not activity = sniper")]);
        assert!(shown.hidden_activities.is_empty());
        assert_eq!(shown.hidden_parties, [Party::NagornoKarabakh].into());
        assert_eq!(shown.without_question(), none);
        assert_eq!(none.question(), None);
    }
}
