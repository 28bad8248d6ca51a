//! Records of chance, made of the sample: few items of each kind, texts of any letters, and canaries
//! in every place that the public may not see.

use fastrand::Rng;
use serde_json::Value;
use trajectory::model::{
    Action, AgendaItem, Class, Concern, Decision, Declaration, Directness, Evidence, Id, Item,
    ItemRef, Measure, Note, Paper, Person, Purpose, Record, Restriction, Said,
};

/// Fields that hold free text.
const TEXTS: [&str; 49] = [
    "title",
    "name",
    "text",
    "detail",
    "owner",
    "sponsor",
    "note",
    "by",
    "why",
    "kept_at",
    "accepted_by",
    "question",
    "definition",
    "plan_section",
    "source",
    "reason",
    "reviewer",
    "summary",
    "presenter",
    "author",
    "minute",
    "minutes",
    "place",
    "body",
    "nature",
    "declared_where",
    "what",
    "skills",
    "office",
    "appointed_by",
    "granted_by",
    "lead",
    "judged_by",
    "reference",
    "partner",
    "heading",
    "grade",
    "set_by",
    "findings",
    "area",
    "issued_by",
    "legal_basis",
    "commissioner",
    "about",
    "taken_elsewhere",
    "in_contract",
    "no_measure_because",
    "council",
    "scope",
];

/// How many records of chance a property is tried on: `TRAJECTORY_CASES`, or the usual number.
pub fn cases(usual: u64) -> u64 {
    std::env::var("TRAJECTORY_CASES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

/// Says now and then how far a long run is.
pub fn told(seed: u64) {
    if seed > 0 && seed.is_multiple_of(200) {
        eprintln!("{seed} records");
    }
}

/// A text of any letters, often hostile to whoever prints it.
pub fn text(rng: &mut Rng) -> String {
    const HOSTILE: [&str; 16] = [
        "",
        " ",
        "<script>alert(1)</script>",
        "#panic() *bold* $x$ @ref `raw`",
        "\" onload=\"x",
        "&amp;&lt;",
        "]]>",
        "line\nbreak\n\nand more",
        "\u{202E}turned\u{202C}",
        "\u{0}\u{7}\u{1b}[31m",
        "\u{1F600}\u{4E2D}\u{6587}",
        "\u{FFFE}\u{FFFF}\u{FEFF}",
        "a\u{0301}e\u{0308}",
        "<!-- -->",
        "12A",
        "=cmd|' /C calc'!A0",
    ];
    if rng.u8(..) < 90 {
        return HOSTILE[rng.usize(..HOSTILE.len())].to_owned();
    }
    let length = rng.usize(..40);
    (0..length)
        .map(|_| match rng.u8(..10) {
            0..6 => rng.alphabetic(),
            6 => ' ',
            7 => rng.char('\u{A0}'..'\u{2FF}'),
            8 => rng.char('\u{2000}'..'\u{2BFF}'),
            _ => rng.char(..),
        })
        .collect()
}

/// A small record of chance: a few items of each list of the sample, every text another one.
pub fn record(sample: &Record, rng: &mut Rng) -> Record {
    let mut value = serde_json::to_value(few(sample, rng)).unwrap();
    stir(&mut value, "", rng);
    serde_json::from_value(value).unwrap()
}

/// A few items of each list; meetings all stay.
pub fn few(sample: &Record, rng: &mut Rng) -> Record {
    let mut record = sample.clone();
    for at in sample.refs() {
        let keep: u16 = match at {
            ItemRef::Meeting(_) => 256,
            ItemRef::Measure(_) => 12,
            ItemRef::Action(_) | ItemRef::Decision(_) | ItemRef::Clause(_) => 90,
            _ => 120,
        };
        if u16::from(rng.u8(..)) >= keep {
            record.remove(at);
        }
    }
    for mut measure in record.measures.clone().iter().cloned() {
        measure.values.truncate(rng.usize(..16));
        record.put(measure.into());
    }
    record
}

fn stir(value: &mut Value, field: &str, rng: &mut Rng) {
    match value {
        Value::String(old) if TEXTS.contains(&field) && !is_time(old) && !is_id(old) => {
            *old = text(rng);
        }
        Value::Array(list) => list.iter_mut().for_each(|one| stir(one, field, rng)),
        Value::Object(fields) => {
            for (name, one) in fields.iter_mut() {
                stir(one, name, rng);
            }
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 15 && text.as_bytes()[3] == b'-' && text.as_bytes()[8] == b'-'
}

fn is_time(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b':' || byte == b'-')
        && text.len() > 3
}

/// What every canary begins with.
pub const CANARY: &str = "qanarie";

/// Plants canaries.
pub struct Planter {
    count: usize,
}

impl Planter {
    pub const fn new() -> Self {
        Self { count: 0 }
    }

    fn next(&mut self, where_: &str) -> String {
        self.count += 1;
        format!("{CANARY}{0} of {where_} zebra{0}", self.count)
    }

    fn into(&mut self, text: &mut String, where_: &str) {
        *text = self.next(where_);
    }

    fn evidence(&mut self, list: &mut [Evidence]) {
        for one in list {
            self.into(&mut one.kept_at, "kept_at");
        }
    }

    /// Restricts some items of the meeting, and plants a canary in every field that the public copy
    /// may not have.
    pub fn plant(&mut self, record: &mut Record, rng: &mut Rng) {
        self.restrict(record, rng);
        self.notes(record);
        self.people(record);
        self.meetings(record);
    }

    /// A restricted item with everything that can hang on it.
    #[expect(
        clippy::too_many_lines,
        reason = "a flat list: each field with its canary"
    )]
    fn restrict(&mut self, record: &mut Record, rng: &mut Rng) {
        let id = |kind: &str, n: u32| format!("{kind}-2019-9{n:05}");
        let base = rng.u32(..90_000);
        let decision_id: Id<Decision> = id("dec", base).parse().unwrap();
        let concern_id: Id<Concern> = id("con", base).parse().unwrap();
        let measure_id: Id<Measure> = id("mea", base).parse().unwrap();
        let action_id: Id<Action> = id("act", base).parse().unwrap();
        let mut measure = record
            .measures
            .iter()
            .next()
            .cloned()
            .unwrap_or_else(|| Measure::new(measure_id));
        measure.id = measure_id;
        for text in [
            &mut measure.title,
            &mut measure.question,
            &mut measure.definition,
            &mut measure.plan_section,
            &mut measure.owner,
            &mut measure.source,
        ] {
            self.into(text, "measure");
        }
        measure.complements.clear();
        measure.notes.clear();
        measure.rebases.clear();
        record.put(measure.into());
        let concern = Concern {
            id: concern_id,
            title: self.next("concern"),
            opened: "2019".parse().unwrap(),
            source: self.next("concern source"),
            partner: self.next("concern partner"),
            owner: self.next("concern owner"),
            counts: Vec::new(),
            narrative: vec![Note {
                on: jiff::civil::date(2019, 9, 1),
                by: self.next("narrative by"),
                text: self.next("narrative"),
                illustrative: false,
            }],
            measures: vec![measure_id],
            recommendations: Vec::new(),
            closed: None,
            illustrative: rng.bool(),
        };
        record.put(concern.into());
        let mut action = Action::new(action_id, 900, jiff::civil::date(2019, 10, 1));
        self.into(&mut action.title, "action");
        self.into(&mut action.detail, "action detail");
        self.into(&mut action.owner, "action owner");
        self.into(&mut action.sponsor, "action sponsor");
        action.concerns = vec![concern_id];
        action.measures = vec![measure_id];
        action.decisions = vec![decision_id];
        let title = self.next("decision");
        record.put(action.into());
        let mut decision = Decision::new(decision_id, 900);
        decision.title = title;
        decision.text = self.next("decision text");
        decision.clauses = record
            .clauses
            .iter()
            .map(|clause| clause.id)
            .take(1)
            .collect();
        decision.note = self.next("decision note");
        record.put(decision.into());
        let mut item = AgendaItem::new(id("agi", base).parse().unwrap(), "19".to_owned());
        item.title = self.next("item");
        item.purpose = Purpose::Decide;
        item.summary = self.next("summary");
        item.presenter = self.next("presenter");
        item.minutes = Some(5);
        item.bodies = vec![self.next("bodies")];
        item.decision = Some(decision_id);
        item.concerns = vec![concern_id];
        item.actions = vec![action_id];
        item.papers = vec![Paper {
            title: self.next("paper"),
            author: self.next("paper author"),
            due: None,
            received: None,
        }];
        item.restricted = Some(Restriction {
            code: String::new(),
            reason: "Personal data of a child".to_owned(),
            reviewer: "Board secretary".to_owned(),
            review_on: None,
        });
        item.minute = self.next("minute");
        item.said = vec![Said {
            at: jiff::civil::time(14, 30, 0, 0),
            text: self.next("said"),
        }];
        let mut meeting = record
            .meetings
            .iter()
            .find(|meeting| meeting.date == jiff::civil::date(2019, 9, 26))
            .cloned()
            .unwrap();
        // Open texts that name what is restricted must not be told either.
        let told = rng.usize(..meeting.agenda.len());
        meeting.agenda[told].summary = format!("See also {} below", item.title);
        meeting.agenda[told].minute = format!("Followed from {}.", item.papers[0].title);
        let at = rng.usize(..=meeting.agenda.len());
        meeting.agenda.insert(at, item);
        record.put(meeting.into());
    }

    /// Notes and reasons of every kind of item.
    fn notes(&mut self, record: &mut Record) {
        for at in record.refs() {
            let Some(mut item) = record.item(at) else {
                continue;
            };
            match &mut item {
                Item::Transfer(one) => {
                    self.into(&mut one.note, "transfer");
                    for step in &mut one.moves {
                        self.into(&mut step.why, "transfer move");
                    }
                    if let Some(contract) = &mut one.contract {
                        self.into(&mut contract.note, "contract");
                    }
                    if let Some(tupe) = &mut one.tupe {
                        self.into(&mut tupe.note, "tupe");
                    }
                }
                Item::FeeTerm(one) => self.into(&mut one.note, "fee term"),
                Item::Claim(one) => {
                    self.into(&mut one.note, "claim");
                    for expense in &mut one.expenses {
                        self.into(&mut expense.what, "expense");
                    }
                }
                Item::Interest(one) => {
                    self.into(&mut one.note, "interest");
                    if one.directness == Directness::Indirect {
                        self.into(&mut one.nature, "indirect interest");
                    }
                }
                Item::Direction(one) => self.into(&mut one.note, "direction"),
                Item::Clause(one) => {
                    for judged in &mut one.judgements {
                        self.into(&mut judged.note, "judgement");
                    }
                    self.evidence(&mut one.evidence);
                }
                Item::Gate(one) => {
                    self.into(&mut one.note, "gate");
                    for step in &mut one.moves {
                        self.into(&mut step.why, "gate move");
                    }
                }
                Item::Recommendation(one) => self.evidence(&mut one.evidence),
                Item::Concern(one) => {
                    for note in &mut one.narrative {
                        self.into(&mut note.text, "narrative");
                        self.into(&mut note.by, "narrative by");
                    }
                }
                Item::Action(one) => {
                    self.into(&mut one.detail, "action detail");
                    for step in &mut one.moves {
                        self.into(&mut step.why, "action move");
                    }
                    for note in &mut one.notes {
                        self.into(&mut note.text, "action note");
                        self.into(&mut note.by, "action note by");
                    }
                    if !one.no_measure_because.is_empty() {
                        self.into(&mut one.no_measure_because, "no measure");
                    }
                    self.evidence(&mut one.evidence);
                }
                Item::Measure(one) => {
                    for note in &mut one.notes {
                        self.into(&mut note.text, "chart note");
                        self.into(&mut note.by, "chart note by");
                    }
                    for value in &mut one.values {
                        for revision in &mut value.revisions {
                            self.into(&mut revision.why, "revision");
                        }
                    }
                }
                Item::Decision(one) => self.into(&mut one.note, "decision note"),
                _ => {}
            }
            record.put(item);
        }
    }

    fn people(&mut self, record: &mut Record) {
        let people: Vec<Person> = record.people.iter().cloned().collect();
        for mut person in people {
            self.into(&mut person.note, "person note");
            person.skills = vec![self.next("skill")];
            if person.class == Class::InAttendance {
                self.into(&mut person.name, "name in attendance");
            }
            record.put(person.into());
        }
    }

    fn meetings(&mut self, record: &mut Record) {
        let meetings: Vec<_> = record.meetings.iter().cloned().collect();
        for mut meeting in meetings {
            self.into(&mut meeting.note, "meeting note");
            self.into(&mut meeting.minutes, "further minutes");
            meeting.noted.push(trajectory::model::NotedFinding {
                rule: "paper-late".to_owned(),
                at: meeting.id.as_str().to_owned(),
                why: self.next("noted finding"),
            });
            if let Some(person) = record.people.iter().next() {
                meeting.declarations.push(Declaration {
                    person: person.id,
                    item: None,
                    body: self.next("declared body"),
                    what: self.next("declared"),
                    condition: trajectory::model::Condition::Noted,
                    at: None,
                });
            }
            record.put(meeting.into());
        }
    }
}
