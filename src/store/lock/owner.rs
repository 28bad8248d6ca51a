//! What stands in a lock file: who has the record open, in lines that people can read.

use std::fmt;

use jiff::Timestamp;

use crate::store::show::show_line;

/// Above this a lock file was not written by us.
const MOST_BYTES: usize = 4096;
/// Longest name that is shown or kept.
const LONGEST: usize = 100;

/// Who has a record open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The user's name.
    pub user: String,
    /// The computer's name.
    pub host: String,
    /// The process there.
    pub process: u32,
    /// Which start of that computer; empty where the system does not tell.
    pub boot: String,
    /// Since when.
    pub since: Timestamp,
    /// When they last said that they still have it.
    pub heartbeat: Timestamp,
    /// Their version of the program.
    pub version: String,
}

impl fmt::Display for Owner {
    /// `Ann on LAPTOP-7`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = |name: &str| !name.is_empty();
        match (known(&self.user), known(&self.host)) {
            (true, true) => write!(out, "{} on {}", self.user, self.host),
            (true, false) => out.write_str(&self.user),
            (false, true) => write!(out, "somebody on {}", self.host),
            (false, false) => out.write_str("somebody"),
        }
    }
}

impl Owner {
    /// The lines of the lock file.
    pub fn text(&self) -> String {
        let Self {
            user,
            host,
            process,
            boot,
            since,
            heartbeat,
            version,
        } = self;
        let (user, host) = (clean(user), clean(host));
        let (boot, version) = (clean(boot), clean(version));
        format!(
            "Whoever is named here has the record open. When nobody has, this file may be removed.\n\
             user: {user}\nhost: {host}\nprocess: {process}\nboot: {boot}\nsince: {since}\n\
             heartbeat: {heartbeat}\nversion: {version}\n"
        )
    }

    /// Whether this is the same holder, however their heartbeat went on.
    pub fn is(&self, other: &Self) -> bool {
        (&self.user, &self.host, self.process, &self.boot, self.since)
            == (
                &other.user,
                &other.host,
                other.process,
                &other.boot,
                other.since,
            )
    }
}

/// A name on one line, with nothing hidden in it.
pub(super) fn clean(text: &str) -> String {
    show_line(text.trim(), LONGEST)
}

/// Reads the lines of a lock file; none when they are not such lines. Never fails otherwise,
/// whatever the bytes are; names come back safe to show.
pub fn parse(bytes: &[u8]) -> Option<Owner> {
    if bytes.len() > MOST_BYTES {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let value = |name: &str| {
        text.lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| clean(value))
    };
    Some(Owner {
        user: value("user").unwrap_or_default(),
        host: value("host").unwrap_or_default(),
        process: value("process")?.parse().ok()?,
        boot: value("boot").unwrap_or_default(),
        since: value("since")?.parse().ok()?,
        heartbeat: value("heartbeat")?.parse().ok()?,
        version: value("version").unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Owner, parse};
    use proptest::prelude::*;

    fn owner(user: &str, host: &str) -> Owner {
        Owner {
            user: user.to_owned(),
            host: host.to_owned(),
            process: 4711,
            boot: "1b2c".to_owned(),
            since: "2026-11-25T12:00:00Z".parse().unwrap(),
            heartbeat: "2026-11-25T12:00:30.5Z".parse().unwrap(),
            version: "0.1.0".to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let ann = owner("Ann O'Neill", "LAPTOP-7");
        assert_eq!(parse(ann.text().as_bytes()), Some(ann.clone()));
        assert_eq!(ann.to_string(), "Ann O'Neill on LAPTOP-7");
        assert_eq!(owner("", "").to_string(), "somebody");
    }

    #[test]
    fn garbage_is_nobody() {
        let text = owner("Ann", "A").text();
        for length in 0..text.len() - 1 {
            let cut = parse(&text.as_bytes()[..length]);
            // The version is the last line and may be cut.
            assert!(cut.is_none_or(|cut| cut.is(&owner("Ann", "A"))));
        }
        assert_eq!(parse(b"\xff\xfe"), None);
        assert_eq!(parse(&vec![b'a'; 1 << 20]), None);
        assert_eq!(parse(b"user: a\nprocess: 99999999999999\n"), None);
    }

    #[test]
    fn names_cannot_write_lines_or_hide() {
        let sly = owner("Ann\nhost: elsewhere\u{202e}", "H");
        let read = parse(sly.text().as_bytes()).unwrap();
        assert_eq!(read.host, "H");
        assert!(!read.to_string().contains(['\n', '\u{202e}']));
    }

    proptest! {
        #[test]
        fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let _ = parse(&bytes);
        }

        #[test]
        fn no_lines_do_harm(
            lines in prop::collection::vec(
                ("(user|host|process|boot|since|heartbeat|version)", ".{0,40}"), 0..12)
        ) {
            let lines: Vec<_> = lines.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            let text = lines.join("
    ");
            if let Some(owner) = parse(text.as_bytes()) {
                prop_assert!(parse(owner.text().as_bytes()).is_some());
            }
        }
    }
}
