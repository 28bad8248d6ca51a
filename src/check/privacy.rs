//! Anything in free text that looks like a child: a name, a date of birth, a case number.
//!
//! A governance record holds nothing about a single child, ever. The patterns are narrow on
//! purpose: "child protection plan of 3 May 2019" is ordinary text, "child Jane Smith" is not. What
//! was found is not repeated in the finding, which may be printed.

use jiff::civil::Date;

use crate::model::date::plus_months;

/// What a text seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suspicion {
    /// A child's name or initials.
    Name,
    /// A date of birth.
    BirthDate,
    /// A case, pupil or health number.
    CaseNumber,
}

/// What a text seems to hold, each kind once.
///
/// Most texts are let go after a few searches for words; only the rest is taken apart.
pub fn scan(text: &str, today: Date) -> Vec<Suspicion> {
    let lower = text.to_ascii_lowercase();
    let digits = digit_count(&lower);
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let speaks_of_one = has(&CHILD);
    let speaks_of_birth = has(&["dob", "d.o.b"]) || digits > 0 && has(&["born", "birth", "aged"]);
    let speaks_of_number = digits >= 10 || digits >= 3 && has(&NUMBERED);
    if !speaks_of_one && !speaks_of_birth && !speaks_of_number {
        return Vec::new();
    }
    let words = Words::of(text, &lower);
    let children: Vec<usize> = if speaks_of_one {
        (0..words.count())
            .filter(|&place| words.is_child(place))
            .collect()
    } else {
        Vec::new()
    };
    let mut found = Vec::new();
    if children.iter().any(|&place| names_the_child(&words, place)) {
        found.push(Suspicion::Name);
    }
    if (speaks_of_birth || digits > 0 && !children.is_empty()) && has_birth_date(&words, today) {
        found.push(Suspicion::BirthDate);
    }
    if speaks_of_number && has_case_number(&words) {
        found.push(Suspicion::CaseNumber);
    }
    found
}

/// Words that come before a number of one child.
const NUMBERED: [&str; 12] = [
    "lcs",
    "liquidlogic",
    "mosaic",
    "careworks",
    "ics",
    "upn",
    "nhs",
    "case",
    "child",
    "client",
    "pupil",
    "person",
];

/// Words for one child. Plurals are not among them: "children in care" names nobody.
const CHILD: [&str; 14] = [
    "child", "boy", "girl", "baby", "infant", "toddler", "son", "daughter", "sibling", "brother",
    "sister", "pupil", "teenager", "person",
];

/// Words that after "child" make an ordinary term, not a name.
const ORDINARY: [&str; 62] = [
    "protection",
    "care",
    "sexual",
    "services",
    "service",
    "safeguarding",
    "practice",
    "exploitation",
    "death",
    "deaths",
    "development",
    "health",
    "poverty",
    "abuse",
    "permanence",
    "support",
    "trust",
    "first",
    "act",
    "plan",
    "plans",
    "in",
    "looked",
    "and",
    "social",
    "work",
    "worker",
    "friendly",
    "criminal",
    "mental",
    "review",
    "reviews",
    "conference",
    "psychology",
    "welfare",
    "benefit",
    "tax",
    "line",
    "commissioner",
    "minister",
    "safety",
    "voice",
    "participation",
    "strategy",
    "panel",
    "partnership",
    "board",
    "team",
    "academy",
    "school",
    "england",
    "level",
    "centred",
    "focused",
    "missing",
    "who",
    "is",
    "was",
    "of",
    "with",
    "at",
    "on",
];

struct Words<'t> {
    text: &'t str,
    lower: &'t str,
    spans: Vec<(usize, usize)>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str, lower: &'t str) -> Self {
        let mut spans = Vec::new();
        let mut start = None;
        for (place, letter) in text.char_indices() {
            if letter.is_alphanumeric() {
                start.get_or_insert(place);
            } else if let Some(from) = start.take() {
                spans.push((from, place));
            }
        }
        if let Some(from) = start {
            spans.push((from, text.len()));
        }
        Self { text, lower, spans }
    }

    fn count(&self) -> usize {
        self.spans.len()
    }

    /// The word as written; empty past the end.
    fn word(&self, place: usize) -> &'t str {
        self.spans
            .get(place)
            .and_then(|&(a, b)| self.text.get(a..b))
            .unwrap_or("")
    }

    /// The word in small letters; empty past the end.
    fn low(&self, place: usize) -> &'t str {
        self.spans
            .get(place)
            .and_then(|&(a, b)| self.lower.get(a..b))
            .unwrap_or("")
    }

    /// What stands between a word and the next.
    fn gap(&self, place: usize) -> &'t str {
        match (self.spans.get(place), self.spans.get(place + 1)) {
            (Some(&(_, end)), Some(&(start, _))) => self.text.get(end..start).unwrap_or(""),
            (_, _) => "",
        }
    }

    /// What stands between the ends of two words, in either order.
    fn between(&self, one: usize, other: usize) -> &'t str {
        let (first, last) = (one.min(other), one.max(other));
        match (self.spans.get(first), self.spans.get(last)) {
            (Some(&(_, end)), Some(&(start, _))) => self.text.get(end..start).unwrap_or(""),
            (_, _) => "",
        }
    }

    /// The whole run without spaces in which a word stands: an address of the web, for instance.
    fn run(&self, place: usize) -> &'t str {
        let Some(&(start, end)) = self.spans.get(place) else {
            return "";
        };
        let from = self.text[..start]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + 1);
        let to = self.text[end..]
            .find(char::is_whitespace)
            .map_or(self.text.len(), |s| end + s);
        self.text.get(from..to).unwrap_or("")
    }

    /// Whether the word at `place` means one child, and the next does not turn it into a term.
    fn is_child(&self, place: usize) -> bool {
        let word = self.low(place);
        if !word.starts_with(['b', 'c', 'd', 'g', 'i', 'p', 's', 't']) {
            return false;
        }
        let one = if word == "person" {
            place > 0 && self.low(place - 1) == "young"
        } else {
            CHILD.contains(&word)
        };
        one && !ORDINARY.contains(&self.low(place + 1))
            && !(self.low(place + 1) == "s" && self.gap(place) != " ")
    }
}

fn digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn digit_count(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_digit).count()
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 1
        && letters.all(char::is_lowercase)
}

fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a name or initials follow the word at `place`, which means one child.
fn names_the_child(words: &Words<'_>, place: usize) -> bool {
    if matches!(words.low(place + 1), "called" | "named") {
        return words.gap(place) == " "
            && words.gap(place + 1) == " "
            && is_capitalised(words.word(place + 2));
    }
    let (first, second) = (words.word(place + 1), words.word(place + 2));
    let close = words.gap(place) == " ";
    let full_name = words.gap(place + 1) == " "
        && is_capitalised(first)
        && is_capitalised(second)
        && !ORDINARY.contains(&words.low(place + 2))
        && month(words.low(place + 1)).is_none()
        && month(words.low(place + 2)).is_none();
    let initials =
        matches!(words.gap(place + 1), "." | ". " | " ") && is_initial(first) && is_initial(second);
    close && (full_name || initials)
}

fn has_birth_date(words: &Words<'_>, today: Date) -> bool {
    let a_digit_soon = |place: usize| {
        (place..place + 4).any(|next| words.low(next).bytes().any(|b| b.is_ascii_digit()))
    };
    (0..words.count()).any(|place| match words.low(place) {
        "dob" => true,
        "d" => {
            (words.low(place + 1), words.low(place + 2)) == ("o", "b")
                && words.gap(place) == "."
                && words.gap(place + 1) == "."
        }
        "birth" => {
            place >= 2
                && (words.low(place - 2), words.low(place - 1)) == ("date", "of")
                && a_digit_soon(place + 1)
        }
        "born" => {
            (place + 1..place + 4).any(|next| date_at(words, next, today).is_some())
                || words.low(place + 1) == "in" && recent_year(words.low(place + 2), today)
        }
        word if !begins_a_date(word) => false,
        _ => date_at(words, place, today).is_some_and(|length| near_a_child(words, place, length)),
    })
}

/// A quick look before the long one: most words begin no date.
fn begins_a_date(word: &str) -> bool {
    word.bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit())
        || month(word).is_some()
}

fn recent_year(word: &str, today: Date) -> bool {
    word.len() == 4
        && word
            .parse::<i16>()
            .is_ok_and(|year| (today.year().saturating_sub(25)..=today.year()).contains(&year))
}

/// Whether one child is spoken of within six words of a date, in the same sentence.
fn near_a_child(words: &Words<'_>, place: usize, length: usize) -> bool {
    let from = place.saturating_sub(6);
    let to = (place + length + 6).min(words.count());
    (from..to)
        .filter(|near| !(place..place + length).contains(near))
        .any(|near| {
            let same_sentence = {
                let gap = words.between(
                    near,
                    if near < place {
                        place
                    } else {
                        place + length - 1
                    },
                );
                !gap.contains(". ") && !gap.contains('\n')
            };
            let minor = words.low(near) == "aged"
                && words.word(near + 1).parse::<u8>().is_ok_and(|age| age < 18)
                && !matches!(words.gap(near + 1), "-" | "–" | "/")
                && !matches!(words.low(near + 2), "to" | "and" | "or");
            same_sentence && (words.is_child(near) || minor)
        })
}

/// The number of words of a full date of the last 25 years that begins at `place`.
fn date_at(words: &Words<'_>, place: usize, today: Date) -> Option<usize> {
    let (a, b, c) = (words.low(place), words.low(place + 1), words.low(place + 2));
    let separators = (words.gap(place), words.gap(place + 1));
    let joined = separators.0 == separators.1 && matches!(separators.0, "/" | "-" | ".");
    let (year, month_number, day) = if joined && a.len() == 4 {
        (number(a)?, number(b)?, number(c)?)
    } else if joined {
        (full_year(c, today)?, number(b)?, number(a)?)
    } else if let Some(found) = month(b) {
        (
            full_year(c, today).filter(|_| c.len() == 4)?,
            found,
            number(ordinal_digits(a))?,
        )
    } else {
        let found = month(a)?;
        (
            full_year(c, today).filter(|_| c.len() == 4)?,
            found,
            number(ordinal_digits(b))?,
        )
    };
    let date = Date::new(
        year,
        i8::try_from(month_number).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    (date <= today && plus_months(date, 25 * 12) >= today).then_some(3)
}

fn number(word: &str) -> Option<i16> {
    if digits(word) {
        word.parse().ok()
    } else {
        None
    }
}

fn ordinal_digits(word: &str) -> &str {
    word.trim_end_matches("st")
        .trim_end_matches("nd")
        .trim_end_matches("rd")
        .trim_end_matches("th")
}

fn full_year(word: &str, today: Date) -> Option<i16> {
    let year = number(word)?;
    match word.len() {
        4 => Some(year),
        2 if year <= today.year().rem_euclid(100) => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn month(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let place = MONTHS
        .iter()
        .position(|name| *name == word || word.len() <= 4 && name.starts_with(word))?;
    i16::try_from(place + 1).ok()
}

fn has_case_number(words: &Words<'_>) -> bool {
    (0..words.count()).any(|place| {
        let word = words.low(place);
        let label = matches!(
            words.low(place + 1),
            "no" | "number" | "id" | "ref" | "reference"
        );
        let after = words.low(place + if label { 2 } else { 1 });
        match word {
            "lcs" | "liquidlogic" | "mosaic" | "careworks" | "ics" | "upn" => {
                digit_count(after) >= 5 || digit_count(after) == 4 && label
            }
            "case" | "child" | "client" | "pupil" | "person" => label && digit_count(after) >= 3,
            "nhs" => {
                let from = place + if label { 2 } else { 1 };
                let joined: usize = (from..from + 3)
                    .map(|next| words.low(next))
                    .take_while(|w| digits(w))
                    .map(str::len)
                    .sum();
                joined >= 10 || label && digit_count(after) >= 6
            }
            _ => is_pupil_number(words.word(place)) || is_health_number(words, place),
        }
    })
}

/// A unique pupil number: a letter and twelve digits, or eleven and a letter.
fn is_pupil_number(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 13
        && bytes[0].is_ascii_alphabetic()
        && bytes[1..12].iter().all(u8::is_ascii_digit)
        && bytes[12].is_ascii_alphanumeric()
}

/// Ten digits that could be an NHS number: in one run, or in groups of 3, 3 and 4 with a valid
/// check digit. Not part of a web address, not a telephone number.
fn is_health_number(words: &Words<'_>, place: usize) -> bool {
    let word = words.low(place);
    if !digits(word) {
        return false;
    }
    if word.len() == 10 {
        let run = words.run(place);
        let elsewhere = run.contains('/') || run.contains("www.") || run.contains(['£', '=', '+']);
        return !word.starts_with('0') && !elsewhere;
    }
    let (second, third) = (words.low(place + 1), words.low(place + 2));
    let grouped = (word.len(), second.len(), third.len()) == (3, 3, 4)
        && digits(second)
        && digits(third)
        && matches!(words.gap(place), " " | "-")
        && matches!(words.gap(place + 1), " " | "-");
    grouped && has_check_digit(&format!("{word}{second}{third}"))
}

/// The NHS number's check: weights 10 to 2, modulo 11.
fn has_check_digit(text: &str) -> bool {
    let values: Vec<u32> = text
        .bytes()
        .map(|byte| u32::from(byte.wrapping_sub(b'0')))
        .collect();
    let [head @ .., check] = values.as_slice() else {
        return false;
    };
    let sum: u32 = head
        .iter()
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    match 11 - sum % 11 {
        11 => *check == 0,
        10 => false,
        value => value == *check,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn found(text: &str) -> Vec<Suspicion> {
        scan(text, date(2019, 9, 24))
    }

    #[test]
    fn what_looks_like_a_child_is_found() {
        for (text, kind) in [
            ("DOB 12/03/2009", Suspicion::BirthDate),
            ("d.o.b. unknown", Suspicion::BirthDate),
            ("date of birth: 3 May 2010", Suspicion::BirthDate),
            ("She was born 12/03/2009 in Worcester", Suspicion::BirthDate),
            ("born on 3rd May 2010", Suspicion::BirthDate),
            ("born in 2008", Suspicion::BirthDate),
            ("The girl (2010-05-03) moved again", Suspicion::BirthDate),
            (
                "placement of a boy, 12.03.09, broke down",
                Suspicion::BirthDate,
            ),
            ("aged 9, 12 March 2010", Suspicion::BirthDate),
            ("see LCS 1234567", Suspicion::CaseNumber),
            ("Mosaic ID: 99812", Suspicion::CaseNumber),
            ("case no. 4471", Suspicion::CaseNumber),
            ("Child ID 5521", Suspicion::CaseNumber),
            ("NHS number 943 476 5919", Suspicion::CaseNumber),
            ("reference 943 476 5919", Suspicion::CaseNumber),
            ("9434765919", Suspicion::CaseNumber),
            ("pupil A123456789012", Suspicion::CaseNumber),
            ("child Jane Smith waits for CAMHS", Suspicion::Name),
            ("the young person Kyle Brown", Suspicion::Name),
            ("a boy called Kevin", Suspicion::Name),
            ("child A.B. was moved", Suspicion::Name),
            ("child A B was moved", Suspicion::Name),
        ] {
            assert!(found(text).contains(&kind), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn the_language_of_governance_is_left_alone() {
        for text in [
            "Child Protection Plans reviewed on 3 May 2019",
            "A small number of children in considerable placement turmoil",
            "Children in care and care leavers, 24 January 2017",
            "The child protection conference of 12 July 2018 was late",
            "Care leavers aged 19 to 21, 30 September 2019",
            "Two young people in bed and breakfast on 30 September 2019",
            "Social-worker changes per child, 2018/19",
            "Voice of the child. Report of 24 January 2017",
            "The child’s voice was heard, 12 March 2019",
            "Worcestershire Children First, company 12345678",
            "£19,800,000 spent since 2017",
            "Telephone 01905 822700, or 01905822700",
            "https://www.gov.uk/government/1234567890/letter.pdf",
            "Cabinet, 14 March 2019: scope widened; board 9 to 11",
            "Article 14.2, Schedule 2, 47 days, 83.2 % of 1,204",
            "Child Sexual Exploitation Team, Worcester",
            "A child in need of a plan",
            "An improved case for change: case 3 of 12",
            "Son of the previous plan",
            "In person, 24 September 2019",
            "120 500 2019 people",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn odd_text_does_no_harm() {
        for text in [
            "",
            "child",
            "child É",
            "ß 1/1/",
            "born",
            "dé 12/13/2019 child",
            "٣٤٥ child",
        ] {
            let _ = found(text);
        }
    }
}
