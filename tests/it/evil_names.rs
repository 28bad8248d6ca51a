//! Names of papers that must not leave their folder, hide, or mean something else than a file: a
//! table of what people have tried on Unix, macOS and Windows.

use trajectory::pack::paper::bad_name;

/// Ways out of a folder, to another machine, to another stream of a file.
const WAYS_OUT: [&str; 44] = [
    "..",
    ".",
    "...",
    "../plan.pdf",
    "../../../../etc/passwd",
    "..\\plan.pdf",
    "..\\..\\windows\\system32\\drivers\\etc\\hosts",
    "a/../../plan.pdf",
    "a\\..\\..\\plan.pdf",
    "plan.pdf/..",
    "plan.pdf\\..",
    "./plan.pdf",
    ".\\plan.pdf",
    "/plan.pdf",
    "\\plan.pdf",
    "//server/share/plan.pdf",
    "\\\\server\\share\\plan.pdf",
    "\\\\?\\C:\\plan.pdf",
    "\\\\.\\PhysicalDrive0",
    "\\\\.\\pipe\\plan",
    "\\??\\C:\\plan.pdf",
    "C:",
    "C:plan.pdf",
    "C:\\plan.pdf",
    "c:/plan.pdf",
    "file:///etc/passwd",
    "http://example.org/plan.pdf",
    "plan.pdf:stream",
    "plan.pdf::$DATA",
    ":plan.pdf",
    "folder/plan.pdf",
    "folder\\plan.pdf",
    "plan.pdf/",
    "plan.pdf\\",
    "~",
    "~/.ssh/authorized_keys",
    "~root",
    "..\u{2215}plan.pdf",
    "..\u{FF0F}plan.pdf",
    "a\u{2044}plan.pdf",
    "a\u{29F8}plan.pdf",
    "a\u{FF3C}plan.pdf",
    "a\u{2216}plan.pdf",
    "C\u{FF1A}plan.pdf",
];

/// Names that hide, are taken for an option, or lose their end on the way.
const OTHERS: [&str; 34] = [
    "",
    " ",
    "   ",
    ".hidden",
    ".htaccess",
    ".DS_Store",
    "-rf",
    "--version",
    "-",
    " plan.pdf",
    "\u{A0}plan.pdf",
    "\u{3000}plan.pdf",
    "plan.pdf ",
    "plan.pdf.",
    "plan.pdf. .",
    "plan.pdf\u{A0}",
    "plan.pdf\u{3000}",
    "plan.pdf\u{2003}",
    "plan*.pdf",
    "plan?.pdf",
    "\"plan\".pdf",
    "plan<1>.pdf",
    "plan|more.pdf",
    "plan.pdf>out",
    "plan\u{202E}fdp.exe",
    "plan\u{202A}.pdf",
    "plan\u{2066}.pdf",
    "plan\u{200B}.pdf",
    "plan\u{200D}.pdf",
    "plan\u{FEFF}.pdf",
    "plan\u{2028}.pdf",
    "plan\u{AD}.pdf",
    "plan\u{2060}.pdf",
    "plan\u{E0041}.pdf",
];

/// What Windows keeps for devices, whatever stands behind the first dot, in any case.
const DEVICES: [&str; 33] = [
    "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", "COM0", "COM1", "COM2", "COM3",
    "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³", "LPT0", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
];

fn evil() -> Vec<String> {
    let mut names: Vec<String> = WAYS_OUT
        .iter()
        .chain(&OTHERS)
        .map(|&name| name.to_owned())
        .collect();
    for device in DEVICES {
        names.push(device.to_owned());
        names.push(format!("{}.pdf", device.to_lowercase()));
        names.push(format!("{device} .pdf"));
    }
    let controls = (0..0x20).chain(0x7F..0xA0).filter_map(char::from_u32);
    names.extend(controls.map(|control| format!("plan{control}.pdf")));
    names.push("x".repeat(201));
    names.push(format!("{}.pdf", "é".repeat(100)));
    names
}

#[test]
fn two_hundred_evil_names_are_refused() {
    let evil = evil();
    assert!(evil.len() >= 200, "{}", evil.len());
    let taken: Vec<&String> = evil.iter().filter(|name| !bad_name(name)).collect();
    assert!(taken.is_empty(), "{taken:?}");
}

#[test]
fn ordinary_names_are_taken() {
    for name in [
        "Interim business plan.pdf",
        "contract-v2 (final).docx",
        "Plan été.pdf",
        "日本語.pdf",
        "4A_figures 2019-20.xlsx",
        "Consultation & replies, Q3.pdf",
        "console.txt",
        "com10.txt",
        "com.pdf",
        "lpt.pdf",
        "nullable.csv",
        "O'Neill's letter.pdf",
        "a.b.c.pdf",
        "50% of cases.pdf",
        "x",
    ] {
        assert!(!bad_name(name), "{name:?}");
    }
}
