//! The text of a page: its drawing instructions followed, its codes read through the fonts' tables.

use std::{collections::BTreeMap, rc::Rc};

use hayro_syntax::{
    Pdf,
    content::UntypedIter,
    object::{Dict, Name, Number, Object, Stream, String as PdfString},
    page::Resources,
};

use super::text_string;

/// Drawings within drawings are followed to this depth.
const DEEPEST: usize = 12;

/// A run of text as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// Where it begins, points from the left edge of the page.
    pub x: f64,
    /// Its base line, points from the bottom edge.
    pub y: f64,
    /// The number of its marked content, by which the structure refers to it; none for decoration.
    pub mcid: Option<i64>,
}

/// What each page shows, in the order of drawing.
pub fn texts(pdf: &Pdf) -> Vec<Vec<Shown>> {
    pdf.pages()
        .iter()
        .map(|page| {
            let mut reader = Reader::default();
            if let Some(content) = page.page_stream() {
                reader.run(content, page.resources(), 0);
            }
            reader.shown
        })
        .collect()
}

/// Runs as lines: a run that begins elsewhere than beside the one before begins a line.
pub fn lines(shown: &[Shown]) -> String {
    let mut out = String::new();
    let mut line = None;
    for run in shown {
        if line.is_some_and(|y: f64| (y - run.y).abs() > 0.5) {
            out.push('\n');
        }
        line = Some(run.y);
        out.push_str(&run.text);
    }
    out
}

type Matrix = [f64; 6];
const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `first`, then `second`.
fn then(first: Matrix, second: Matrix) -> Matrix {
    let across =
        |from: usize, to: usize| first[from] * second[to] + first[from + 1] * second[to + 2];
    [
        across(0, 0),
        across(0, 1),
        across(2, 0),
        across(2, 1),
        across(4, 0) + second[4],
        across(4, 1) + second[5],
    ]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
}

/// How the codes of a font become text.
struct Font {
    wide: bool,
    table: BTreeMap<u32, String>,
}

struct Reader {
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    leading: f64,
    /// Open marked content: whether it replaces what it holds, and its number.
    marked: Vec<(bool, Option<i64>)>,
    shown: Vec<Shown>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            state: State {
                matrix: UNIT,
                font: None,
            },
            saved: Vec::new(),
            text: UNIT,
            line: UNIT,
            leading: 0.0,
            marked: Vec::new(),
            shown: Vec::new(),
        }
    }
}

impl Reader {
    fn run(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) {
        let mut fonts: BTreeMap<Vec<u8>, Rc<Font>> = BTreeMap::new();
        let mut instructions = UntypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            let operands: Vec<Object<'_>> = instruction.operands().cloned().collect();
            let operator: &[u8] = instruction.operator;
            match operator {
                b"Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        let font = fonts
                            .entry(name.as_ref().to_vec())
                            .or_insert_with(|| Rc::new(font(name, resources)));
                        self.state.font = Some(Rc::clone(font));
                    }
                }
                b"Do" if depth < DEEPEST => {
                    if let Some(Object::Name(name)) = operands.first()
                        && let Some(form) = resources.get_x_object(name)
                    {
                        self.form(&form, resources, depth);
                    }
                }
                b"BDC" => self.begin_marked(&operands),
                b"BMC" => self.marked.push((false, None)),
                b"EMC" => {
                    self.marked.pop();
                }
                _ => self.step(operator, &operands),
            }
        }
    }

    fn step(&mut self, operator: &[u8], operands: &[Object<'_>]) {
        match operator {
            b"q" => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = matrix(operands) {
                    self.state.matrix = then(matrix, self.state.matrix);
                }
            }
            b"BT" => {
                self.text = UNIT;
                self.line = UNIT;
            }
            b"Tm" => {
                if let Some(matrix) = matrix(operands) {
                    self.text = matrix;
                    self.line = matrix;
                }
            }
            b"TL" => self.leading = number(operands, 0),
            b"Td" => self.next_line(number(operands, 0), number(operands, 1)),
            b"TD" => {
                self.leading = -number(operands, 1);
                self.next_line(number(operands, 0), number(operands, 1));
            }
            b"T*" => self.next_line(0.0, -self.leading),
            b"Tj" | b"TJ" => self.show(operands),
            b"'" | b"\"" => {
                self.next_line(0.0, -self.leading);
                self.show(operands);
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = then([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn form(&mut self, form: &Stream<'_>, resources: &Resources<'_>, depth: usize) {
        let dict = form.dict();
        let is_form = dict
            .get::<Name<'_>>("Subtype")
            .is_some_and(|name| name.as_ref() == b"Form");
        let Some(content) = form.decoded().ok().filter(|_| is_form) else {
            return;
        };
        let saved = (self.state.clone(), self.saved.len());
        if let Some(array) = dict.get::<hayro_syntax::object::Array<'_>>("Matrix") {
            let operands: Vec<Object<'_>> = array.iter().collect();
            if let Some(matrix) = matrix(&operands) {
                self.state.matrix = then(matrix, self.state.matrix);
            }
        }
        let own = dict
            .get::<Dict<'_>>("Resources")
            .unwrap_or_else(Dict::empty);
        let own = Resources::from_parent(own, resources.clone());
        self.run(&content, &own, depth + 1);
        self.state = saved.0;
        self.saved.truncate(saved.1);
    }

    fn begin_marked(&mut self, operands: &[Object<'_>]) {
        let properties = operands.get(1).cloned().and_then(Object::into_dict);
        let actual = properties
            .as_ref()
            .and_then(|dict| dict.get::<PdfString<'_>>("ActualText"));
        let number = properties
            .as_ref()
            .and_then(|dict| dict.get::<Number>("MCID"))
            .map(|number| number.as_i64());
        let replaced = self.is_replaced();
        self.marked.push((actual.is_some(), number));
        if let Some(actual) = actual.filter(|_| !replaced) {
            self.push(text_string(actual.as_bytes()));
        }
    }

    fn show(&mut self, operands: &[Object<'_>]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        let mut text = String::new();
        for operand in operands {
            if let Object::String(string) = operand {
                font.read(string.as_bytes(), &mut text);
            } else if let Object::Array(array) = operand {
                for item in array.iter::<Object<'_>>() {
                    if let Object::String(string) = item {
                        font.read(string.as_bytes(), &mut text);
                    }
                }
            }
        }
        if !self.is_replaced() {
            self.push(text);
        }
    }

    fn is_replaced(&self) -> bool {
        self.marked.iter().any(|(replaces, _)| *replaces)
    }

    fn push(&mut self, text: String) {
        let [.., x, y] = then(self.text, self.state.matrix);
        let mcid = self.marked.iter().rev().find_map(|(_, number)| *number);
        self.shown.push(Shown { text, x, y, mcid });
    }
}

impl Font {
    fn read(&self, codes: &[u8], out: &mut String) {
        let width = if self.wide { 2 } else { 1 };
        for code in codes.chunks(width) {
            let code = code
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte));
            match self.table.get(&code) {
                Some(text) => out.push_str(text),
                // Without a table the code is the best that there is.
                None if self.table.is_empty() => out.extend(char::from_u32(code)),
                None => out.push('\u{FFFD}'),
            }
        }
    }
}

fn font(name: &Name<'_>, resources: &Resources<'_>) -> Font {
    let Some(dict) = resources.get_font(name) else {
        return Font {
            wide: false,
            table: BTreeMap::new(),
        };
    };
    let wide = dict
        .get::<Name<'_>>("Subtype")
        .is_some_and(|subtype| subtype.as_ref() == b"Type0");
    let table = dict
        .get::<Stream<'_>>("ToUnicode")
        .and_then(|stream| stream.decoded().ok())
        .map(|data| table(&data))
        .unwrap_or_default();
    Font { wide, table }
}

/// The table from codes to text: `bfchar` and `bfrange`.
fn table(data: &[u8]) -> BTreeMap<u32, String> {
    let text: String = data.iter().map(|byte| char::from(*byte)).collect();
    let mut out = BTreeMap::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find("beginbf") {
        let section = rest.get(start + "beginbf".len()..).unwrap_or_default();
        let end = section.find("endbf").unwrap_or(section.len());
        let (body, after) = section.split_at(end);
        let hex: Vec<&str> = body
            .split('<')
            .skip(1)
            .filter_map(|piece| piece.split('>').next())
            .collect();
        if body.starts_with("char") {
            for pair in hex.chunks_exact(2) {
                if let Ok(code) = u32::from_str_radix(pair[0].trim(), 16) {
                    out.insert(code, units(pair[1], 0));
                }
            }
        } else {
            ranges(body, &mut out);
        }
        rest = after.get("endbf".len()..).unwrap_or_default();
    }
    out
}

fn ranges(body: &str, out: &mut BTreeMap<u32, String>) {
    for line in body.lines() {
        let hex: Vec<&str> = line
            .split('<')
            .skip(1)
            .filter_map(|piece| piece.split('>').next())
            .collect();
        let [from, to, texts @ ..] = hex.as_slice() else {
            continue;
        };
        let (Ok(from), Ok(to)) = (u32::from_str_radix(from, 16), u32::from_str_radix(to, 16))
        else {
            continue;
        };
        let listed = line.contains('[');
        for (index, code) in (from..=to.min(from.saturating_add(0xFFFF))).enumerate() {
            let text = if listed {
                texts.get(index).map(|text| units(text, 0))
            } else {
                let step = u16::try_from(index).unwrap_or_default();
                texts.first().map(|text| units(text, step))
            };
            if let Some(text) = text {
                out.insert(code, text);
            }
        }
    }
}

/// UTF-16 in hexadecimal digits, its last unit `step` further.
fn units(hex: &str, step: u16) -> String {
    let digits: Vec<char> = hex.chars().filter(char::is_ascii_hexdigit).collect();
    let mut units: Vec<u16> = digits
        .chunks(4)
        .filter_map(|unit| u16::from_str_radix(&unit.iter().collect::<String>(), 16).ok())
        .collect();
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(step);
    }
    String::from_utf16_lossy(&units)
}

fn number(operands: &[Object<'_>], index: usize) -> f64 {
    let number = operands.get(index).cloned();
    number.and_then(Object::into_f32).map_or(0.0, f64::from)
}

fn matrix(operands: &[Object<'_>]) -> Option<Matrix> {
    (operands.len() >= 6).then(|| std::array::from_fn(|index| number(operands, index)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_single_codes_and_of_ranges() {
        let table = table(
            b"2 beginbfchar\n<0001> <0041>\n<0002> <00660069>\nendbfchar\n\
              2 beginbfrange\n<0010> <0012> <0061>\n<0020> <0021> [<0078> <0079>]\nendbfrange",
        );
        let of = |code: u32| table.get(&code).map(String::as_str);
        assert_eq!((of(1), of(2)), (Some("A"), Some("fi")));
        assert_eq!((of(0x10), of(0x12)), (Some("a"), Some("c")));
        assert_eq!((of(0x20), of(0x21)), (Some("x"), Some("y")));
    }
}
