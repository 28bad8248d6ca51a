//! What the program tells the person: shown for a while, kept in a history.

use std::{path::PathBuf, time::Duration};

/// How long a notice stays, unless it is an error.
pub const STAYS: Duration = Duration::from_secs(6);
/// Notices kept in the history.
const MOST_NOTICES: usize = 200;

/// How serious a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Something was done.
    Done,
    /// Something to know.
    Warning,
    /// Something failed.
    Error,
}

/// One notice: what happened, what it means for the data, what to do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Names it for the window.
    pub number: u64,
    /// How serious.
    pub level: Level,
    /// The sentences.
    pub text: String,
    /// Whether undo is offered with it.
    pub offers_undo: bool,
    /// Whether saving under another name is offered with it.
    pub offers_save_as: bool,
    /// The file that was written: its folder is offered with it.
    pub shows: Option<PathBuf>,
    /// When it came, on the program's clock.
    pub since: Duration,
    /// Put away by the person, or its time is over.
    pub gone: bool,
}

/// Notices, newest last.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    list: Vec<Notice>,
    count: u64,
}

impl Notices {
    /// Adds a notice.
    pub fn push(&mut self, level: Level, text: impl Into<String>, now: Duration) -> &mut Notice {
        self.count += 1;
        if self.list.len() >= MOST_NOTICES {
            self.list.remove(0);
        }
        self.list.push(Notice {
            number: self.count,
            level,
            text: text.into(),
            offers_undo: false,
            offers_save_as: false,
            shows: None,
            since: now,
            gone: false,
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Offers to save under another name with the notice that came last.
    pub fn offer_save_as(&mut self) {
        if let Some(last) = self.list.last_mut() {
            last.offers_save_as = true;
        }
    }

    /// Puts away what says the same, to be said anew.
    pub fn put_away_same(&mut self, text: &str) {
        for notice in self.list.iter_mut().filter(|notice| notice.text == text) {
            notice.gone = true;
        }
    }

    /// Adds a notice, unless the same words are on screen: those then stay longer.
    pub fn say_once(&mut self, level: Level, text: impl Into<String>, now: Duration) {
        let text = text.into();
        let shown = |notice: &&mut Notice| !notice.gone && notice.text == text;
        match self.list.iter_mut().find(shown) {
            Some(notice) => notice.since = now,
            None => {
                self.push(level, text, now);
            }
        }
    }

    /// Everything that was ever said in this session, newest last.
    pub fn history(&self) -> &[Notice] {
        &self.list
    }

    /// What is on screen now, newest last.
    pub fn shown(&self) -> impl Iterator<Item = &Notice> {
        self.list.iter().filter(|notice| !notice.gone)
    }

    /// Puts one away.
    pub fn dismiss(&mut self, number: u64) {
        for notice in self
            .list
            .iter_mut()
            .filter(|notice| notice.number == number)
        {
            notice.gone = true;
        }
    }

    /// Puts away what has stayed long enough; says when the next one is due. Errors stay until
    /// they are put away by hand.
    pub fn expire(&mut self, now: Duration) -> Option<Duration> {
        let mut next = None;
        for notice in &mut self.list {
            if notice.gone || notice.level == Level::Error {
                continue;
            }
            let age = now.saturating_sub(notice.since);
            if age >= STAYS {
                notice.gone = true;
            } else {
                let left = STAYS.saturating_sub(age);
                next = Some(next.map_or(left, |soonest: Duration| soonest.min(left)));
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_goes_after_its_time_but_an_error_stays() {
        let mut notices = Notices::default();
        notices.push(Level::Done, "Saved.", Duration::ZERO);
        notices.push(Level::Error, "Not saved.", Duration::ZERO);
        assert_eq!(
            notices.expire(Duration::from_secs(1)),
            Some(Duration::from_secs(5))
        );
        assert_eq!(notices.expire(STAYS), None);
        let left: Vec<&str> = notices.shown().map(|notice| notice.text.as_str()).collect();
        assert_eq!(left, ["Not saved."]);
        assert_eq!(notices.history().len(), 2);
    }
}
