//! Which rows of a published file are about the record's own council.

/// The council as published files may name it.
pub(super) struct Own {
    name: String,
    words: Vec<String>,
}

/// Kinds of council that stand round the name of its area.
const ROUND: [&str; 12] = [
    "metropolitan borough council",
    "county borough council",
    "borough council",
    "county council",
    "district council",
    "city council",
    "council",
    "metropolitan borough of",
    "royal borough of",
    "london borough of",
    "borough of",
    "city of",
];

fn area_name(text: &str) -> String {
    let mut name = super::names::loose(text);
    for kind in ROUND {
        if let Some(rest) = name.strip_suffix(kind) {
            name = rest.trim().to_owned();
        } else if let Some(rest) = name.strip_prefix(kind) {
            name = rest.trim().to_owned();
        }
    }
    name
}

impl Own {
    /// None where the record names no council.
    pub fn of(council: &str) -> Option<Self> {
        let name = area_name(council);
        let words = council
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
            .map(str::to_uppercase)
            .collect();
        (!name.is_empty()).then_some(Self { name, words })
    }

    /// Whether a cell with the name or the code of an area means the council.
    pub fn is(&self, cell: &str) -> bool {
        if cell.is_empty() {
            return false;
        }
        area_name(cell) == self.name || self.words.contains(&cell.to_uppercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_council_is_known_by_its_area_or_by_a_code_beside_its_name() {
        let own = Own::of("Worcestershire County Council").unwrap();
        assert!(own.is("Worcestershire") && own.is("WORCESTERSHIRE"));
        assert!(!own.is("Worcester") && !own.is("England") && !own.is(""));
        let own = Own::of("Worcestershire County Council (E10000034)").unwrap();
        assert!(own.is("E10000034") && !own.is("E10000007"));
        assert!(Own::of("London Borough of Barnet").unwrap().is("Barnet"));
        assert!(Own::of(" ").is_none());
    }
}
