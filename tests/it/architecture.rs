//! The house keeps its own rules: layers, what may touch the disk and the clock, the size of files.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Layers from the ground up; each may use those before it and itself.
const LAYERS: [&str; 11] = [
    "unseen", "model", "analysis", "check", "edit", "store", "pack", "job", "app", "cli", "ui",
];
/// Lines of a file that are neither blank, nor comment, nor test.
const CEILING: usize = 600;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

fn layer(path: &Path) -> Option<usize> {
    let first = path.components().next()?.as_os_str().to_str()?;
    LAYERS
        .iter()
        .position(|layer| first.trim_end_matches(".rs") == *layer)
}

/// The code without comments and without the tests at its end.
fn code(text: &str) -> String {
    let text = text
        .split("\n#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_test(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy();
    name == "tests" || name == "fixtures"
}

#[test]
fn no_layer_uses_one_above_it() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(own) = layer(&path) else { continue };
        let code = code(&text);
        for (above, name) in LAYERS.iter().enumerate().skip(own + 1) {
            if code.contains(&format!("crate::{name}::"))
                || code.contains(&format!("    {name}::{{"))
                    && code.contains("use crate::{")
                    && code.contains(&format!("\n    {name}::"))
            {
                faults.push(format!(
                    "{} uses `{}`, which is above `{}`: move what it needs down, or the file up",
                    path.display(),
                    LAYERS[above],
                    LAYERS[own]
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_pure_layers_know_no_window_and_the_program_paints_nothing() {
    for (path, text) in sources() {
        let code = code(&text);
        let Some(own) = layer(&path) else { continue };
        let forbidden: &[&str] = match LAYERS[own] {
            "model" | "analysis" | "check" | "edit" | "store" | "pack" | "job" | "cli" => {
                &["egui::", "eframe::"]
            }
            "app" => &["egui::Ui", "Painter", "egui::Response", "eframe::"],
            _ => &[],
        };
        for word in forbidden {
            assert!(
                !code.contains(word),
                "{} names `{word}`: what is painted belongs to `ui`",
                path.display()
            );
        }
    }
}

#[test]
fn widgets_and_theme_know_nothing_of_the_record() {
    for (path, text) in sources() {
        let place = path.to_string_lossy().replace('\\', "/");
        if place.starts_with("ui/widgets") || place.starts_with("ui/theme") {
            for name in ["model", "analysis", "check", "edit", "store", "app"] {
                assert!(
                    !code(&text).contains(&format!("crate::{name}")),
                    "{place} uses `{name}`: a widget that knows the record is a view; move it to `ui/parts`"
                );
            }
        }
    }
}

#[test]
fn only_store_job_and_main_touch_the_disk_and_the_clock() {
    for (path, text) in sources() {
        let first = path
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        if ["store", "job", "main.rs"].contains(&first.as_str()) || is_test(&path) {
            continue;
        }
        for word in [
            "std::fs",
            "SystemTime::now",
            "ZonedDateTime::now",
            "Instant::now",
        ] {
            assert!(
                !code(&text).contains(word),
                "{} uses `{word}`: files are for `store`, the clock comes from `main`",
                path.display()
            );
        }
    }
}

#[test]
fn files_stay_readable_in_one_sitting() {
    for (path, text) in sources() {
        if is_test(&path) {
            continue;
        }
        let lines = code(&text)
            .lines()
            .filter(|line| !line.trim().is_empty())
            .count();
        assert!(
            lines <= CEILING,
            "{} has {lines} lines of code, above {CEILING}: split it along a seam that a newcomer would guess",
            path.display()
        );
    }
}

#[test]
fn colours_and_sizes_of_text_come_from_the_theme() {
    for (path, text) in sources() {
        let place = path.to_string_lossy().replace('\\', "/");
        if !place.starts_with("ui/") || place.starts_with("ui/theme") {
            continue;
        }
        for word in [
            "Color32::from_rgb",
            "Color32::from_gray",
            "FontId::",
            "ui.separator()",
            "hex_color!",
        ] {
            assert!(
                !code(&text).contains(word),
                "{place} uses `{word}`: take it from `ui::theme`"
            );
        }
    }
}
