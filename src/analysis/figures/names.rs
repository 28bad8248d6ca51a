//! From a name in the text to a measure of the record.

use std::collections::HashMap;

use crate::model::{Id, Measure, Record};

/// Longest name that is compared for a suggestion.
const LONGEST_COMPARED: usize = 120;

/// The measures of a record by everything they may be called.
pub(super) struct Names<'a> {
    measures: Vec<&'a Measure>,
    by_id: HashMap<&'a str, &'a Measure>,
    exact: HashMap<&'a str, Vec<&'a Measure>>,
    loose: HashMap<String, Vec<&'a Measure>>,
}

/// In lower case, words parted by single spaces; an underscore is a space.
pub(in crate::analysis) fn loose(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c == '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

impl<'a> Names<'a> {
    pub fn of(record: &'a Record) -> Self {
        let measures: Vec<&Measure> = record.measures.iter().collect();
        let mut names = Self {
            by_id: HashMap::new(),
            exact: HashMap::new(),
            loose: HashMap::new(),
            measures,
        };
        for measure in &names.measures {
            names.by_id.insert(measure.id.as_str(), measure);
            let exact = names.exact.entry(measure.title.as_str()).or_default();
            exact.push(measure);
            names
                .loose
                .entry(loose(&measure.title))
                .or_default()
                .push(measure);
        }
        names
    }

    pub fn get(&self, id: Id<Measure>) -> Option<&'a Measure> {
        self.by_id.get(id.as_str()).copied()
    }

    /// By id, by the exact title, by the title whatever its case and blanks.
    pub fn find(&self, name: &str) -> Result<&'a Measure, String> {
        let name = name.trim();
        if let Some(measure) = self.by_id.get(name) {
            return Ok(measure);
        }
        let key = loose(name);
        let found = self.exact.get(name).or_else(|| self.loose.get(&key));
        match found.map(Vec::as_slice) {
            Some([only]) if !key.is_empty() => Ok(only),
            Some([_, _, ..]) => Err("Two measures have this name: give the id instead.".to_owned()),
            Some(_) | None if key.is_empty() => Err("The name of the measure is empty.".to_owned()),
            Some(_) | None => Err(match self.nearest(&key) {
                Some(title) => format!("No measure of this name. The nearest is “{title}”."),
                None => "No measure of this name.".to_owned(),
            }),
        }
    }

    /// As [`Self::find`], without a reason.
    fn only(&self, name: &str) -> Option<&'a Measure> {
        let name = name.trim();
        let found = self
            .exact
            .get(name)
            .or_else(|| self.loose.get(&loose(name)));
        match found.map(Vec::as_slice) {
            Some([only]) if !name.is_empty() => Some(only),
            Some(_) | None => self.by_id.get(name).copied(),
        }
    }

    /// By any of the names a publisher gives an indicator; else by the publisher's own short name
    /// standing as a word in the measure's source or definition.
    pub fn find_published(&self, candidates: &[&str]) -> Option<&'a Measure> {
        let named = candidates.iter().find_map(|name| self.only(name));
        named.or_else(|| {
            let short = candidates.first().filter(|name| name.contains('_'))?;
            let mut those = self.measures.iter().filter(|measure| {
                [&measure.source, &measure.definition]
                    .into_iter()
                    .any(|text| {
                        text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '%'))
                            .any(|word| word == *short)
                    })
            });
            let first = those.next()?;
            those.next().is_none().then_some(*first)
        })
    }

    fn nearest(&self, key: &str) -> Option<&'a str> {
        let key: Vec<char> = key.chars().take(LONGEST_COMPARED).collect();
        self.measures
            .iter()
            .filter(|measure| !measure.title.trim().is_empty())
            .map(|measure| {
                let title: Vec<char> = loose(&measure.title)
                    .chars()
                    .take(LONGEST_COMPARED)
                    .collect();
                let steps = distance(&key, &title);
                (steps, title.len().max(key.len()), measure)
            })
            .filter(|(steps, length, _)| *steps * 2 <= *length)
            .min_by_key(|(steps, _, _)| *steps)
            .map(|(_, _, measure)| measure.title.as_str())
    }
}

/// Letters to change, add or leave out to make one word the other (Levenshtein 1966).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n, letter) in one.iter().enumerate() {
        let mut corner = n;
        if let Some(first) = row.first_mut() {
            *first = n + 1;
        }
        for (m, second) in other.iter().enumerate() {
            let change = corner + usize::from(letter != second);
            corner = row[m + 1];
            row[m + 1] = change.min(row[m] + 1).min(corner + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_apart_are_counted() {
        let apart = |a: &str, b: &str| {
            distance(
                &a.chars().collect::<Vec<_>>(),
                &b.chars().collect::<Vec<_>>(),
            )
        };
        assert_eq!(apart("visits", "visit"), 1);
        assert_eq!(apart("", "abc"), 3);
        assert_eq!(apart("kitten", "sitting"), 3);
    }
}
