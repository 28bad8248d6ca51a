//! Minutes as plain text: what the clipboard and a screen reader get.

use super::{ActionLine, Attended, Minutes, Resolution};
use crate::{analysis::words, model::date::long};

impl Minutes {
    /// All of it as plain text, for the clipboard: one line a paragraph.
    pub fn plain(&self) -> String {
        let mut lines = vec![
            self.organisation.clone(),
            format!("Minutes of the {}", words::uncapital(&self.body)),
            self.when_and_where.clone(),
            String::new(),
        ];
        let people = |list: &[Attended]| -> String {
            let each = list.iter().map(|one| {
                let times = if one.times.is_empty() {
                    String::new()
                } else {
                    format!(", {}", one.times)
                };
                format!("{} ({}{times})", one.name, one.role)
            });
            each.collect::<Vec<_>>().join("; ")
        };
        let mut group = |head: &str, text: String| {
            if !text.is_empty() {
                lines.push(format!("{head}: {text}"));
            }
        };
        group("Present", people(&self.present));
        group("In attendance", people(&self.in_attendance));
        group("Apologies", self.apologies.join("; "));
        group("Absent", self.absent.join("; "));
        group("Quorum", self.quorum.clone());
        lines.extend(self.declarations.iter().cloned());
        for item in &self.items {
            lines.push(String::new());
            lines.push(format!("{}. {}", item.number, item.title));
            lines.extend(item.declarations.iter().cloned());
            lines.extend(item.text.iter().cloned());
            if let Some(resolution) = &item.resolution {
                lines.push(resolution.sentence());
            }
            lines.extend(item.actions.iter().map(ActionLine::sentence));
        }
        if !self.beyond.is_empty() {
            lines.push(String::new());
            lines.push(self.beyond.clone());
        }
        lines.push(String::new());
        lines.push(self.close.clone());
        lines.push(self.state.words());
        lines.join("\n")
    }
}

impl Resolution {
    /// "Resolved (decision 14): …. Moved by …. 6 for, none against, none abstaining. Takes effect at once."
    pub fn sentence(&self) -> String {
        let mut text = format!(
            "{} ({}): {}",
            self.verb,
            words::uncapital(&self.name),
            self.text
        );
        for more in [&self.moved, &self.votes, &self.effect] {
            if !more.is_empty() {
                text.push(' ');
                text.push_str(more.trim_end_matches('.'));
                text.push('.');
            }
        }
        text
    }
}

impl ActionLine {
    /// "Action 21: …; owner; by 31 October 2019."
    pub fn sentence(&self) -> String {
        let owner = if self.owner.trim().is_empty() {
            "no owner named"
        } else {
            self.owner.trim()
        };
        let text = self.text.trim().trim_end_matches('.');
        format!("{}: {text}; {owner}; by {}.", self.name, long(self.due))
    }
}
