//! Texts made to hurt a parser; also measured by the benchmark of the store.

/// One megabyte of each kind of trouble a file can give a parser.
pub fn texts() -> Vec<(&'static str, String)> {
    const SIZE: usize = 1_000_000;
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let mut shapes: Vec<(&str, String)> = [
        "(",
        "[",
        "{",
        "\"",
        "\\",
        "/*",
        "//\n",
        "'",
        "r#",
        "#",
        "1..",
        ":",
        ",",
        "\u{1F600}",
    ]
    .iter()
    .map(|piece| (*piece, fill(piece)))
    .collect();
    let inside = |piece: &str| format!("(format: 1, organisation: (name: {}", fill(piece));
    shapes.push((
        "text of escapes",
        inside("\"").replacen("\"\"", "\"", 1) + &fill("\\n"),
    ));
    shapes.push(("digits", inside("9")));
    shapes.push(("underscores", inside("_")));
    shapes.push(("options in options", inside("Some(")));
    shapes.push(("lists in lists", inside("[")));
    shapes.push((
        "raw text",
        format!("(format: r{}\"{}", "#".repeat(1000), fill("\"###")),
    ));
    shapes.push((
        "one field again and again",
        format!("({}", fill("format: 1,")),
    ));
    shapes.push((
        "floats",
        format!("(format: 1, measures: [{}", fill("1.5e300,")),
    ));
    shapes.push(("comments", format!("{}(format: 1", fill("/* x */"))));
    let fields: Vec<String> = (0..SIZE / 12)
        .map(|count| format!("f{count:06}: 1,"))
        .collect();
    shapes.push((
        "unknown fields",
        format!("(format: 1, {})", fields.concat()),
    ));
    let groups = fill("(x:1,y:2),");
    shapes.push((
        "unknown groups",
        format!("(format: 1, actions: [{groups}])"),
    ));
    let deep = "x:(".repeat(SIZE / 6) + &"),".repeat(SIZE / 6);
    shapes.push(("unknown in unknown", format!("(format: 1, {deep})")));
    shapes
}
