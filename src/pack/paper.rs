//! Files that travel with a pack: their names must stay inside one folder on every system.

/// A paper to attach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// The label of the paper it is: `4A`.
    pub label: String,
    /// Its file name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Longest name in bytes that every file system keeps.
const LONGEST: usize = 200;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// Characters that are, or on some systems become, the end of a folder's name or of a drive's.
const SEPARATORS: [char; 10] = [
    '/', '\\', ':', '\u{2044}', '\u{2215}', '\u{2216}', '\u{29F8}', '\u{FF0F}', '\u{FF1A}',
    '\u{FF3C}',
];

/// Whether a name could lead out of its folder, hide, or mean a device.
pub fn bad_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let stem = stem.trim();
    // Windows takes raised digits for digits.
    let numbered = |prefix: &str| {
        let mut rest = stem.strip_prefix(prefix).unwrap_or_default().chars();
        let digit = rest
            .next()
            .is_some_and(|first| matches!(first, '0'..='9' | '¹' | '²' | '³'));
        digit && rest.next().is_none()
    };
    name.is_empty()
        || name.len() > LONGEST
        || name.starts_with(['.', '~', '-'])
        || name.ends_with('.')
        || name.starts_with(char::is_whitespace)
        || name.ends_with(char::is_whitespace)
        || name.chars().any(|letter| {
            letter.is_control()
                || crate::store::show::is_hidden(letter)
                || SEPARATORS.contains(&letter)
                || matches!(letter, '*' | '?' | '"' | '<' | '>' | '|')
        })
        || DEVICES.contains(&stem)
        || numbered("com")
        || numbered("lpt")
}

/// The media type of a PDF.
pub const PDF: &str = "application/pdf";

/// The media type of a file, by its name.
pub fn mime_of(name: &str) -> &'static str {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase())
        .unwrap_or_default();
    match ending.as_str() {
        "pdf" => PDF,
        "txt" => "text/plain",
        "csv" => "text/csv",
        "html" | "htm" => "text/html",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for bad in [
            "",
            "../plan.pdf",
            "a/b.pdf",
            "a\\b.pdf",
            "C:plan.pdf",
            "plan.pdf:stream",
            "CON",
            "con.pdf",
            "Lpt1.txt",
            "plan.",
            "plan ",
            ".hidden",
            "..",
            "-rf",
            "plan\u{202E}fdp.exe",
            "plan\n.pdf",
            "nul .pdf",
            &"x".repeat(201),
        ] {
            assert!(bad_name(bad), "{bad:?}");
        }
        for good in [
            "Interim business plan.pdf",
            "contract-v2.docx",
            "Plan été.pdf",
        ] {
            assert!(!bad_name(good), "{good:?}");
        }
        assert_eq!(mime_of("Plan.PDF"), "application/pdf");
        assert_eq!(mime_of("plan"), "application/octet-stream");
    }
}
