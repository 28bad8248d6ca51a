//! Files that travel inside: names that every system takes, types that the file format takes.

/// A name for each file, no two alike.
pub fn file_names(names: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let clean = file_name(name, index);
        let mut unique = clean.clone();
        let mut number = 2;
        while out.contains(&unique) {
            unique = match clean.rsplit_once('.') {
                Some((stem, ending)) => format!("{stem} ({number}).{ending}"),
                None => format!("{clean} ({number})"),
            };
            number += 1;
        }
        out.push(unique);
    }
    out
}

/// A name without a folder, with nothing that a system refuses, never empty.
fn file_name(name: &str, index: usize) -> String {
    let clean: String = name
        .chars()
        .map(|character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            kept if kept.is_control() => '-',
            kept => kept,
        })
        .take(120)
        .collect();
    let clean = clean.trim().trim_start_matches('.').to_owned();
    if clean.is_empty() {
        format!("paper-{}", index + 1)
    } else {
        clean
    }
}

/// The media type, or that of unknown bytes where it is not one.
pub fn mime(mime: &str) -> &str {
    let token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    match mime.split_once('/') {
        Some((kind, sub)) if token(kind) && token(sub) => mime,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_types_are_made_safe() {
        assert_eq!(file_name("../../etc/passwd", 0), "-..-etc-passwd");
        assert_eq!(file_name("  ", 2), "paper-3");
        let twice = ["a.pdf".to_owned(), "a.pdf".to_owned()];
        assert_eq!(file_names(&twice), ["a.pdf", "a (2).pdf"]);
        assert_eq!(mime("application/pdf"), "application/pdf");
        assert_eq!(mime("nonsense"), "application/octet-stream");
    }
}
