//! A reader of the tags of a finished PDF, and the rules that they must keep: those of PDF/UA-1 that a
//! machine can judge (after the Matterhorn protocol), and some that it misses.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use hayro_syntax::{
    Pdf,
    content::UntypedIter,
    object::{Array, Dict, MaybeRef, Name, Number, ObjRef, Object, Stream, String as PdfString},
};
use trajectory::pack::pdf::extract::{page, text_string};

/// A structure element.
#[derive(Debug, Clone, Default)]
pub struct Node {
    pub role: String,
    pub alt: Option<String>,
    pub scope: Option<String>,
    pub kids: Vec<Kid>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub enum Kid {
    Node(Node),
    /// Page (from 0) and number of the marked content.
    Marked(usize, i64),
    /// An annotation.
    Object(i32),
}

/// A finished file taken apart.
pub struct Tags {
    pub root: Vec<Node>,
    /// Text of each marked content, by page and number.
    pub text: BTreeMap<(usize, i64), String>,
    /// Titles of the outline, depth first, with their depth from 1.
    pub outline: Vec<(usize, String)>,
}

const STANDARD: &[&str] = &[
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "Warichu",
    "Figure",
    "Formula",
    "Form",
];

fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key)
        .map(|name| String::from_utf8_lossy(name.as_ref()).into_owned())
}

fn text(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<PdfString<'_>>(key)
        .map(|string| text_string(string.as_bytes()))
}

fn id(reference: ObjRef) -> i32 {
    reference.obj_number
}

/// The file and what it says of itself.
pub struct File {
    pdf: Pdf,
    bytes: Vec<u8>,
    /// Object number of each page.
    pages: Vec<i32>,
}

impl File {
    pub fn open(bytes: &[u8]) -> Self {
        let pdf = Pdf::new(Arc::new(bytes.to_vec())).expect("a PDF that can be read again");
        let pages = pdf
            .pages()
            .iter()
            .map(|page| page.raw().obj_id().expect("a page is an object").obj_number)
            .collect();
        Self {
            pdf,
            bytes: bytes.to_vec(),
            pages,
        }
    }

    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    pub fn shown(&self) -> Vec<Vec<page::Shown>> {
        page::texts(&self.pdf)
    }

    fn catalogue(&self) -> Dict<'_> {
        self.pdf
            .xref()
            .get::<Dict<'_>>(self.pdf.xref().root_id())
            .expect("a catalogue")
    }

    pub fn tags(&self) -> Tags {
        let catalogue = self.catalogue();
        let mut root = Vec::new();
        if let Some(tree) = catalogue.get::<Dict<'_>>("StructTreeRoot") {
            let mut top = Node::default();
            self.kids(&tree, None, &mut top, 0);
            for kid in top.kids {
                if let Kid::Node(node) = kid {
                    root.push(node);
                }
            }
        }
        let mut texts: BTreeMap<(usize, i64), String> = BTreeMap::new();
        for (index, shown) in self.shown().into_iter().enumerate() {
            let mut last: BTreeMap<i64, f64> = BTreeMap::new();
            for run in shown {
                if let Some(mcid) = run.mcid {
                    let entry = texts.entry((index, mcid)).or_default();
                    let y = last.insert(mcid, run.y);
                    if y.is_some_and(|y| (y - run.y).abs() > 0.5) && !entry.ends_with(' ') {
                        entry.push(' ');
                    }
                    entry.push_str(&run.text);
                }
            }
        }
        let mut outline = Vec::new();
        if let Some(first) = catalogue
            .get::<Dict<'_>>("Outlines")
            .and_then(|top| top.get::<Dict<'_>>("First"))
        {
            titles(first, 1, &mut outline);
        }
        Tags {
            root,
            text: texts,
            outline,
        }
    }

    fn kids(&self, dict: &Dict<'_>, page: Option<usize>, node: &mut Node, depth: usize) {
        assert!(depth < 100, "the structure is not a tree");
        let Some(kids) = dict.get::<Object<'_>>("K") else {
            return;
        };
        match kids {
            Object::Array(array) => {
                for kid in array.iter::<Object<'_>>() {
                    self.kid(&kid, page, node, depth);
                }
            }
            kid => self.kid(&kid, page, node, depth),
        }
    }

    fn kid(&self, kid: &Object<'_>, page: Option<usize>, node: &mut Node, depth: usize) {
        match kid {
            Object::Number(number) => {
                let page = page.expect("marked content names its page");
                node.kids.push(Kid::Marked(page, number.as_i64()));
            }
            Object::Dict(dict) => {
                let page = dict
                    .get_ref("Pg")
                    .and_then(|page| self.pages.iter().position(|known| *known == id(page)))
                    .or(page);
                match name(dict, "Type").as_deref() {
                    Some("MCR") => {
                        let number = dict
                            .get::<Number>("MCID")
                            .expect("a reference has a number");
                        let page = page.expect("marked content names its page");
                        node.kids.push(Kid::Marked(page, number.as_i64()));
                    }
                    Some("OBJR") => {
                        let object = dict.get_ref("Obj").expect("a reference has an object");
                        node.kids.push(Kid::Object(id(object)));
                    }
                    _ => {
                        let mut element = Node {
                            role: name(dict, "S").unwrap_or_default(),
                            alt: text(dict, "Alt"),
                            scope: scope(dict),
                            kids: Vec::new(),
                        };
                        self.kids(dict, page, &mut element, depth + 1);
                        node.kids.push(Kid::Node(element));
                    }
                }
            }
            _ => {}
        }
    }

    /// Everything that is wrong, in sentences.
    pub fn problems(&self) -> Vec<String> {
        let mut out = Vec::new();
        let tags = self.tags();
        self.of_the_file(&mut out);
        self.of_fonts(&mut out);
        self.of_pages(&tags, &mut out);
        of_outline(&tags, &mut out);
        let roles = self.roles(&mut out);
        let mut level = 0;
        if tags.root.len() != 1 || roles_of(&tags.root[0].role, &roles) != "Document" {
            out.push("the structure does not begin with one Document".to_owned());
        }
        for node in &tags.root {
            of_node(node, "", &roles, &mut level, &mut out);
        }
        out
    }

    fn of_the_file(&self, out: &mut Vec<String>) {
        let catalogue = self.catalogue();
        let mut must = |holds: bool, sentence: &str| {
            if !holds {
                out.push(sentence.to_owned());
            }
        };
        let mark_info = catalogue
            .get::<Dict<'_>>("MarkInfo")
            .unwrap_or_else(Dict::empty);
        must(
            mark_info.get::<bool>("Marked") == Some(true),
            "MarkInfo does not say that it is tagged",
        );
        must(
            mark_info.get::<bool>("Suspects") != Some(true),
            "the tags are said to be suspect",
        );
        must(
            text(&catalogue, "Lang").as_deref() == Some("en-GB"),
            "the language is not en-GB",
        );
        let viewer = catalogue
            .get::<Dict<'_>>("ViewerPreferences")
            .unwrap_or_else(Dict::empty);
        must(
            viewer.get::<bool>("DisplayDocTitle") == Some(true),
            "the title is not shown",
        );
        let xmp = catalogue
            .get::<Stream<'_>>("Metadata")
            .and_then(|stream| stream.decoded().ok().map(|data| text_string(&data)))
            .unwrap_or_default();
        must(
            xmp.contains("<pdfuaid:part>1</pdfuaid:part>"),
            "the metadata do not claim PDF/UA-1",
        );
        must(
            xmp.split("<dc:title>").nth(1).is_some_and(|rest| {
                rest.split("</dc:title>").next().is_some_and(|title| {
                    title.replace('<', " <").split('>').any(|piece| {
                        piece
                            .split('<')
                            .next()
                            .is_some_and(|words| !words.trim().is_empty())
                    })
                })
            }),
            "the metadata have no title",
        );
        must(
            catalogue.get::<Dict<'_>>("StructTreeRoot").is_some(),
            "there is no structure",
        );
        must(
            !catalogue.contains_key("OpenAction"),
            "something happens on opening",
        );
        must(
            !catalogue.contains_key("AA"),
            "there are additional actions",
        );
        must(!catalogue.contains_key("AcroForm"), "there is a form");
        let names = catalogue
            .get::<Dict<'_>>("Names")
            .unwrap_or_else(Dict::empty);
        must(!names.contains_key("JavaScript"), "there is a script");
        let has = |needle: &[u8]| {
            self.bytes
                .windows(needle.len())
                .any(|window| window == needle)
        };
        must(!has(b"/Encrypt"), "the file is encrypted");
        for object in self.pdf.objects() {
            if let Object::Dict(dict) = &object {
                must(
                    name(dict, "S").as_deref() != Some("JavaScript"),
                    "there is an action with a script",
                );
                must(!dict.contains_key("XFA"), "there is an XFA form");
                if name(dict, "Type").as_deref() == Some("Filespec") {
                    must(
                        dict.contains_key("UF") && dict.contains_key("F"),
                        "an attached file has no name",
                    );
                    must(
                        text(dict, "Desc").is_some_and(|words| !words.is_empty()),
                        "an attached file has no description",
                    );
                    must(
                        dict.contains_key("AFRelationship"),
                        "an attached file has no relationship",
                    );
                }
            }
        }
    }

    fn of_fonts(&self, out: &mut Vec<String>) {
        let embedded = |dict: &Dict<'_>| {
            ["FontFile", "FontFile2", "FontFile3"]
                .iter()
                .any(|key| dict.contains_key(key))
        };
        for object in self.pdf.objects() {
            let Object::Dict(font) = &object else {
                continue;
            };
            if name(font, "Type").as_deref() != Some("Font") {
                continue;
            }
            let base = name(font, "BaseFont").unwrap_or_default();
            match name(font, "Subtype").as_deref() {
                Some("Type0") => {
                    if !font.contains_key("ToUnicode") {
                        out.push(format!("{base} has no table to text"));
                    }
                    let below = font
                        .get::<Array<'_>>("DescendantFonts")
                        .and_then(|fonts| fonts.iter::<Dict<'_>>().next());
                    let descriptor =
                        below.and_then(|below| below.get::<Dict<'_>>("FontDescriptor"));
                    if descriptor.is_none_or(|descriptor| !embedded(&descriptor)) {
                        out.push(format!("{base} is not embedded"));
                    }
                }
                Some("Type3") if !font.contains_key("ToUnicode") => {
                    out.push("a Type 3 font has no table to text".to_owned());
                }
                Some("Type1" | "TrueType" | "MMType1") => {
                    out.push(format!("{base} is a simple font: not of ours"));
                }
                _ => {}
            }
        }
    }

    fn of_pages(&self, tags: &Tags, out: &mut Vec<String>) {
        let mut in_tree: BTreeMap<(usize, i64), usize> = BTreeMap::new();
        let mut objects = BTreeSet::new();
        for node in &tags.root {
            collect(node, &mut in_tree, &mut objects);
        }
        let parents = self.parent_tree();
        for (index, page) in self.pdf.pages().iter().enumerate() {
            let raw = page.raw();
            let shown = index + 1;
            if name(raw, "Tabs").as_deref() != Some("S") {
                out.push(format!(
                    "page {shown}: the order of tabs is not that of the structure"
                ));
            }
            let (used, untagged) = marked(page.page_stream().unwrap_or_default());
            if untagged > 0 {
                out.push(format!(
                    "page {shown}: {untagged} pieces are neither tagged nor decoration"
                ));
            }
            for (number, times) in &used {
                if *times > 1 {
                    out.push(format!(
                        "page {shown}: content {number} is marked {times} times"
                    ));
                }
                match in_tree.get(&(index, *number)) {
                    Some(1) => {}
                    Some(_) => out.push(format!(
                        "page {shown}: content {number} is in the structure more than once"
                    )),
                    None => out.push(format!(
                        "page {shown}: content {number} is not in the structure"
                    )),
                }
            }
            for (_, number) in in_tree.keys().filter(|(at, _)| *at == index) {
                if !used.contains_key(number) {
                    out.push(format!(
                        "page {shown}: the structure names content {number}, which is not there"
                    ));
                }
            }
            let key = raw.get::<Number>("StructParents").map(|key| key.as_i64());
            let entries = key.and_then(|key| parents.get(&key)).copied();
            let wanted = used
                .keys()
                .max()
                .map_or(0, |most| usize::try_from(most + 1).unwrap_or(0));
            if wanted > 0 && entries != Some(wanted) {
                out.push(format!(
                    "page {shown}: the parent tree has {entries:?} entries, the page {wanted}"
                ));
            }
            Self::of_annotations(raw, shown, &objects, &parents, out);
        }
    }

    fn of_annotations(
        page: &Dict<'_>,
        shown: usize,
        objects: &BTreeSet<i32>,
        parents: &BTreeMap<i64, usize>,
        out: &mut Vec<String>,
    ) {
        let Some(annotations) = page.get::<Array<'_>>("Annots") else {
            return;
        };
        for (raw, annotation) in annotations.raw_iter().zip(annotations.iter::<Dict<'_>>()) {
            if name(&annotation, "Subtype").as_deref() != Some("Link") {
                out.push(format!("page {shown}: an annotation is not a link"));
            }
            if text(&annotation, "Contents").is_none_or(|words| words.trim().is_empty()) {
                out.push(format!("page {shown}: a link does not say where it goes"));
            }
            if !annotation.contains_key("Dest") && !annotation.contains_key("A") {
                out.push(format!("page {shown}: a link goes nowhere"));
            }
            let key = annotation
                .get::<Number>("StructParent")
                .map(|key| key.as_i64());
            if key.is_none_or(|key| !parents.contains_key(&key)) {
                out.push(format!("page {shown}: a link is not in the parent tree"));
            }
            if let MaybeRef::Ref(reference) = raw
                && !objects.contains(&id(reference))
            {
                out.push(format!("page {shown}: a link is not in the structure"));
            }
        }
    }

    /// Entries of the parent tree by key: how many elements each names.
    fn parent_tree(&self) -> BTreeMap<i64, usize> {
        let mut out = BTreeMap::new();
        let tree = self
            .catalogue()
            .get::<Dict<'_>>("StructTreeRoot")
            .and_then(|root| root.get::<Dict<'_>>("ParentTree"));
        if let Some(tree) = tree {
            numbers(&tree, &mut out, 0);
        }
        out
    }

    fn roles(&self, out: &mut Vec<String>) -> BTreeMap<String, String> {
        let map = self
            .catalogue()
            .get::<Dict<'_>>("StructTreeRoot")
            .and_then(|root| root.get::<Dict<'_>>("RoleMap"))
            .unwrap_or_else(Dict::empty);
        let mut roles = BTreeMap::new();
        for key in map.keys() {
            let from = String::from_utf8_lossy(key.as_ref()).into_owned();
            let to = name(&map, &from).unwrap_or_default();
            if STANDARD.contains(&from.as_str()) {
                out.push(format!("the standard role {from} is mapped to {to}"));
            }
            roles.insert(from, to);
        }
        for from in roles.keys() {
            let to = roles_of(from, &roles);
            if !STANDARD.contains(&to.as_str()) {
                out.push(format!(
                    "the role {from} leads to {to}, which is not standard"
                ));
            }
        }
        roles
    }
}

fn scope(dict: &Dict<'_>) -> Option<String> {
    match dict.get::<Object<'_>>("A")? {
        Object::Dict(attributes) => name(&attributes, "Scope"),
        Object::Array(list) => list
            .iter::<Object<'_>>()
            .find_map(|attributes| match attributes {
                Object::Dict(attributes) => name(&attributes, "Scope"),
                _ => None,
            }),
        _ => None,
    }
}

fn titles(first: Dict<'_>, depth: usize, out: &mut Vec<(usize, String)>) {
    let mut item = Some(first);
    while let Some(dict) = item {
        assert!(out.len() < 100_000, "the outline has no end");
        out.push((depth, text(&dict, "Title").unwrap_or_default()));
        if let Some(below) = dict.get::<Dict<'_>>("First") {
            titles(below, depth + 1, out);
        }
        item = dict.get::<Dict<'_>>("Next");
    }
}

fn numbers(tree: &Dict<'_>, out: &mut BTreeMap<i64, usize>, depth: usize) {
    assert!(depth < 20, "the parent tree is not a tree");
    if let Some(kids) = tree.get::<Array<'_>>("Kids") {
        for kid in kids.iter::<Dict<'_>>() {
            numbers(&kid, out, depth + 1);
        }
    }
    if let Some(entries) = tree.get::<Array<'_>>("Nums") {
        let entries: Vec<Object<'_>> = entries.iter().collect();
        for pair in entries.chunks_exact(2) {
            if let Object::Number(key) = &pair[0] {
                let count = match &pair[1] {
                    Object::Array(elements) => elements.raw_iter().count(),
                    _ => 1,
                };
                out.insert(key.as_i64(), count);
            }
        }
    }
}

fn collect(node: &Node, marks: &mut BTreeMap<(usize, i64), usize>, objects: &mut BTreeSet<i32>) {
    for kid in &node.kids {
        match kid {
            Kid::Node(node) => collect(node, marks, objects),
            Kid::Marked(page, number) => *marks.entry((*page, *number)).or_default() += 1,
            Kid::Object(object) => {
                objects.insert(*object);
            }
        }
    }
}

/// The marked contents of a page and how often each is opened; painting outside any.
fn marked(content: &[u8]) -> (BTreeMap<i64, usize>, usize) {
    let mut used: BTreeMap<i64, usize> = BTreeMap::new();
    let mut open: Vec<bool> = Vec::new();
    let mut untagged = 0;
    let mut instructions = UntypedIter::new(content);
    while let Some(instruction) = instructions.next() {
        let operator: &[u8] = instruction.operator;
        match operator {
            b"BMC" | b"BDC" => {
                let operands: Vec<Object<'_>> = instruction.operands().cloned().collect();
                let artifact = matches!(operands.first(), Some(Object::Name(name)) if name.as_ref() == b"Artifact");
                let number = match operands.get(1) {
                    Some(Object::Dict(dict)) => {
                        dict.get::<Number>("MCID").map(|number| number.as_i64())
                    }
                    _ => None,
                };
                if let Some(number) = number {
                    *used.entry(number).or_default() += 1;
                }
                open.push(artifact || number.is_some());
            }
            b"EMC" => {
                open.pop();
            }
            b"Tj" | b"TJ" | b"'" | b"\"" | b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*"
            | b"b" | b"b*" | b"Do" | b"sh" | b"EI"
                if !open.contains(&true) =>
            {
                untagged += 1;
            }
            _ => {}
        }
    }
    (used, untagged)
}

fn roles_of(role: &str, roles: &BTreeMap<String, String>) -> String {
    let mut role = role.to_owned();
    for _ in 0..8 {
        match roles.get(&role) {
            Some(next) if !STANDARD.contains(&role.as_str()) => role.clone_from(next),
            _ => break,
        }
    }
    role
}

/// Whether a node of this role stands somewhere within.
fn holds(node: &Node, role: &str) -> bool {
    node.kids.iter().any(|kid| match kid {
        Kid::Node(kid) => kid.role == role || holds(kid, role),
        _ => false,
    })
}

fn of_node(
    node: &Node,
    parent: &str,
    roles: &BTreeMap<String, String>,
    level: &mut u8,
    out: &mut Vec<String>,
) {
    let role = roles_of(&node.role, roles);
    let mut must = |holds: bool, sentence: String| {
        if !holds {
            out.push(sentence);
        }
    };
    must(
        STANDARD.contains(&role.as_str()),
        format!("the role {role} is not standard"),
    );
    let within = |allowed: &[&str]| allowed.contains(&parent);
    match role.as_str() {
        "Figure" | "Formula" => must(
            node.alt.as_ref().is_some_and(|alt| !alt.trim().is_empty()),
            "a figure does not say what it shows".to_owned(),
        ),
        "Table" => must(
            node.alt.is_none(),
            "a table is swallowed by a text about it".to_owned(),
        ),
        "TH" => {
            must(node.scope.is_some(), "a head cell has no scope".to_owned());
            must(within(&["TR"]), format!("a head cell stands in {parent}"));
        }
        "TD" => must(within(&["TR"]), format!("a cell stands in {parent}")),
        "TR" => must(
            within(&["Table", "THead", "TBody", "TFoot"]),
            format!("a row stands in {parent}"),
        ),
        "THead" | "TBody" | "TFoot" => {
            must(within(&["Table"]), format!("{role} stands in {parent}"));
        }
        "LI" => must(within(&["L"]), format!("a list item stands in {parent}")),
        "Lbl" | "LBody" => must(
            within(&["LI", "Note", "TOCI"]),
            format!("{role} stands in {parent}"),
        ),
        "TOCI" => must(
            within(&["TOC"]),
            format!("a line of contents stands in {parent}"),
        ),
        heading if heading.len() == 2 && heading.starts_with('H') => {
            let this = heading.as_bytes()[1] - b'0';
            must(
                this <= *level + 1,
                format!("a heading of level {this} follows one of level {level}"),
            );
            *level = this;
        }
        _ => {}
    }
    let rows = |of: &str| -> Vec<&Node> {
        node.kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Node(node) if node.role == of => Some(node),
                _ => None,
            })
            .collect()
    };
    if role == "Table" {
        for kid in &node.kids {
            if let Kid::Node(kid) = kid {
                let kid = roles_of(&kid.role, roles);
                must(
                    ["THead", "TBody", "TFoot", "TR", "Caption"].contains(&kid.as_str()),
                    format!("{kid} stands in a table"),
                );
            }
        }
        must(rows("THead").len() <= 1, "a table has two heads".to_owned());
        must(holds(node, "TR"), "a table has no row".to_owned());
        must(holds(node, "TH"), "no cell of a table is a head".to_owned());
    }
    if role == "L" {
        for kid in &node.kids {
            if let Kid::Node(kid) = kid {
                must(
                    ["LI", "Caption", "L"].contains(&kid.role.as_str()),
                    format!("{} stands in a list", kid.role),
                );
            }
        }
    }
    for kid in &node.kids {
        if let Kid::Node(kid) = kid {
            of_node(kid, &role, roles, level, out);
        }
    }
}

fn of_outline(tags: &Tags, out: &mut Vec<String>) {
    let mut headings = Vec::new();
    for node in &tags.root {
        tags.headings(node, &mut headings);
    }
    // Scripts from right to left are drawn in the other order, and letters made of several
    // signs may be drawn in pieces: there the letters count, not their places and number.
    let bare = |text: &str| -> String {
        let mut letters: Vec<char> = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '\u{200B}')
            .collect();
        if !letters.iter().all(char::is_ascii) {
            letters.sort_unstable();
            letters.dedup();
        }
        letters.into_iter().collect()
    };
    let wanted: Vec<(usize, String)> = headings
        .iter()
        .filter(|(level, _)| *level <= 2)
        .map(|(level, text)| (*level, bare(text)))
        .collect();
    let found: Vec<(usize, String)> = tags
        .outline
        .iter()
        .map(|(level, title)| (*level, bare(title)))
        .collect();
    if wanted != found {
        let first = wanted
            .iter()
            .zip(&found)
            .find(|(wanted, found)| wanted != found);
        out.push(format!(
            "the outline ({}) is not that of the headings ({}): {first:?}",
            found.len(),
            wanted.len()
        ));
    }
}

impl Tags {
    /// The text of an element, as a reader hears it.
    pub fn text_of(&self, node: &Node) -> String {
        let mut out = String::new();
        for kid in &node.kids {
            match kid {
                Kid::Node(node) => out.push_str(&self.text_of(node)),
                Kid::Marked(page, number) => {
                    let piece = self.text.get(&(*page, *number)).map_or("", String::as_str);
                    out.push_str(piece);
                }
                Kid::Object(_) => {}
            }
        }
        out
    }

    /// Headings below an element, in order, with their level.
    pub fn headings(&self, node: &Node, out: &mut Vec<(usize, String)>) {
        let level = node
            .role
            .strip_prefix('H')
            .and_then(|level| level.parse::<usize>().ok());
        if let Some(level) = level {
            out.push((level, self.text_of(node)));
        }
        for kid in &node.kids {
            if let Kid::Node(node) = kid {
                self.headings(node, out);
            }
        }
    }

    /// All elements of a role.
    pub fn all<'a>(&'a self, role: &str) -> Vec<&'a Node> {
        fn walk<'a>(node: &'a Node, role: &str, out: &mut Vec<&'a Node>) {
            if node.role == role {
                out.push(node);
            }
            for kid in &node.kids {
                if let Kid::Node(node) = kid {
                    walk(node, role, out);
                }
            }
        }
        let mut out = Vec::new();
        for node in &self.root {
            walk(node, role, &mut out);
        }
        out
    }
}
