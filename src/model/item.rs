//! Every kind of item in one list, so that edits, links, search and saves need no list of their own.
//!
//! To add a kind: its struct in a file of its own, a line in `kinds!` below, its references in
//! `references.rs`, its title here. The compiler names the rest.

use super::{
    Action, AgendaItem, BoardRules, Claim, Clause, Concern, Decision, Direction, FeeTerm,
    ForwardItem, Framework, Gate, Id, Inspection, Interest, IssuedPack, Measure, Meeting,
    Organisation, Person, QuorumRule, Recommendation, Record, ReservedMatter, SectionId, Transfer,
    Waiver, date, id::Kind, items::Identified,
};

macro_rules! kinds {
    ($( $Kind:ident, $list:ident, $prefix:literal, $noun:literal, $Section:ident; )*) => {
        $(
            impl Kind for $Kind {
                const PREFIX: &'static str = $prefix;
                const NOUN: &'static str = $noun;
            }
            impl Identified for $Kind {
                fn id(&self) -> Id<Self> {
                    self.id
                }
            }
            impl From<$Kind> for Item {
                fn from(item: $Kind) -> Self {
                    Self::$Kind(item)
                }
            }
            impl From<Id<$Kind>> for ItemRef {
                fn from(id: Id<$Kind>) -> Self {
                    Self::$Kind(id)
                }
            }
        )*

        /// One item of a record, whatever its kind.
        #[derive(Debug, Clone, PartialEq)]
        #[expect(missing_docs, reason = "each variant is the type of the same name")]
        pub enum Item {
            Organisation(Organisation),
            BoardRules(BoardRules),
            Transfer(Transfer),
            $( $Kind($Kind), )*
        }

        /// The address of an item.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each variant addresses the type of the same name")]
        pub enum ItemRef {
            Organisation,
            BoardRules,
            Transfer,
            $( $Kind(Id<$Kind>), )*
        }

        impl Item {
            /// Its address.
            pub fn at(&self) -> ItemRef {
                match self {
                    Self::Organisation(_) => ItemRef::Organisation,
                    Self::BoardRules(_) => ItemRef::BoardRules,
                    Self::Transfer(_) => ItemRef::Transfer,
                    $( Self::$Kind(item) => ItemRef::$Kind(item.id), )*
                }
            }

            /// The item as data, field by field: for labels and comparisons, not for files.
            pub fn to_value(&self) -> serde_json::Value {
                let value = match self {
                    Self::Organisation(item) => serde_json::to_value(item),
                    Self::BoardRules(item) => serde_json::to_value(item),
                    Self::Transfer(item) => serde_json::to_value(item),
                    $( Self::$Kind(item) => serde_json::to_value(item), )*
                };
                value.unwrap_or_default()
            }

            /// An item of the kind of `at` from data, as [`Item::to_value`] gives it.
            ///
            /// # Errors
            /// When the data is not an item of that kind.
            pub fn from_value(
                at: ItemRef,
                value: serde_json::Value,
            ) -> Result<Self, serde_json::Error> {
                match at {
                    ItemRef::Organisation => {
                        serde_json::from_value(value).map(Self::Organisation)
                    }
                    ItemRef::BoardRules => serde_json::from_value(value).map(Self::BoardRules),
                    ItemRef::Transfer => serde_json::from_value(value).map(Self::Transfer),
                    $( ItemRef::$Kind(_) => serde_json::from_value(value).map(Self::$Kind), )*
                }
            }
        }

        impl ItemRef {
            /// The noun for its kind, lower case.
            pub const fn noun(self) -> &'static str {
                match self {
                    Self::Organisation => "organisation",
                    Self::BoardRules => "board’s rules",
                    Self::Transfer => "transfer",
                    $( Self::$Kind(_) => $noun, )*
                }
            }

            /// The section that shows it.
            pub const fn section(self) -> SectionId {
                match self {
                    Self::Organisation => SectionId::Overview,
                    Self::BoardRules => SectionId::Board,
                    Self::Transfer => SectionId::Transfer,
                    $( Self::$Kind(_) => SectionId::$Section, )*
                }
            }

            /// The field of the file that holds it.
            pub const fn list(self) -> &'static str {
                match self {
                    Self::Organisation => "organisation",
                    Self::BoardRules => "board_rules",
                    Self::Transfer => "transfer",
                    $( Self::$Kind(_) => stringify!($list), )*
                }
            }

            /// Its id as written, where it has one.
            pub fn id_text(&self) -> Option<&str> {
                match self {
                    Self::Organisation | Self::BoardRules | Self::Transfer => None,
                    $( Self::$Kind(id) => Some(id.as_str()), )*
                }
            }
        }

        impl Record {
            /// The item at an address.
            pub fn item(&self, at: ItemRef) -> Option<Item> {
                match at {
                    ItemRef::Organisation => Some(Item::Organisation((*self.organisation).clone())),
                    ItemRef::BoardRules => Some(Item::BoardRules((*self.board_rules).clone())),
                    ItemRef::Transfer => Some(Item::Transfer((*self.transfer).clone())),
                    $( ItemRef::$Kind(id) => self.$list.get(id).cloned().map(Item::$Kind), )*
                }
            }

            /// Whether there is an item at this address.
            pub fn contains(&self, at: ItemRef) -> bool {
                match at {
                    ItemRef::Organisation | ItemRef::BoardRules | ItemRef::Transfer => true,
                    $( ItemRef::$Kind(id) => self.$list.get(id).is_some(), )*
                }
            }

            /// Replaces the item at the same address, or adds it at the end of its list.
            pub fn put(&mut self, item: Item) {
                match item {
                    Item::Organisation(item) => self.organisation = item.into(),
                    Item::BoardRules(item) => self.board_rules = item.into(),
                    Item::Transfer(item) => self.transfer = item.into(),
                    $( Item::$Kind(item) => self.$list.put(item), )*
                }
            }

            /// Takes the item out; the three single items cannot be taken out.
            pub fn remove(&mut self, at: ItemRef) -> bool {
                match at {
                    ItemRef::Organisation | ItemRef::BoardRules | ItemRef::Transfer => false,
                    $( ItemRef::$Kind(id) => self.$list.remove(id).is_some(), )*
                }
            }

            /// The place of an item in its list.
            pub fn place(&self, at: ItemRef) -> Option<usize> {
                match at {
                    ItemRef::Organisation | ItemRef::BoardRules | ItemRef::Transfer => None,
                    $( ItemRef::$Kind(id) => self.$list.place(id), )*
                }
            }

            /// Puts an item at another place of its list.
            pub fn move_to(&mut self, at: ItemRef, place: usize) {
                match at {
                    ItemRef::Organisation | ItemRef::BoardRules | ItemRef::Transfer => {}
                    $( ItemRef::$Kind(id) => self.$list.move_to(id, place), )*
                }
            }

            /// Every address, section by section in the order of the file.
            pub fn refs(&self) -> Vec<ItemRef> {
                let mut refs =
                    vec![ItemRef::Organisation, ItemRef::BoardRules, ItemRef::Transfer];
                $( refs.extend(self.$list.iter().map(|item| ItemRef::$Kind(item.id))); )*
                refs
            }
        }
    };
}

kinds! {
    Person, people, "per", "person", Board;
    FeeTerm, fee_terms, "fee", "fee term", Board;
    Claim, claims, "clm", "claim", Board;
    Interest, interests, "int", "interest", Board;
    QuorumRule, quorum_rules, "quo", "quorum rule", Board;
    Waiver, waivers, "wai", "waiver", Board;
    Direction, directions, "dir", "direction", Directions;
    Clause, clauses, "cla", "clause", Directions;
    Gate, gates, "gat", "gate", Transfer;
    ReservedMatter, reserved_matters, "res", "reserved matter", Transfer;
    Framework, frameworks, "frm", "framework", Inspections;
    Inspection, inspections, "ins", "inspection", Inspections;
    Recommendation, recommendations, "rec", "recommendation", Inspections;
    Concern, concerns, "con", "concern", Concerns;
    Action, actions, "act", "action", Actions;
    Measure, measures, "mea", "measure", Curves;
    Meeting, meetings, "mtg", "meeting", Meetings;
    Decision, decisions, "dec", "decision", Meetings;
    ForwardItem, forward_plan, "fwd", "forward item", Meetings;
    IssuedPack, issued_packs, "pak", "pack", Packs;
}

impl Kind for AgendaItem {
    const PREFIX: &'static str = "agi";
    const NOUN: &'static str = "agenda item";
}

impl From<Organisation> for Item {
    fn from(item: Organisation) -> Self {
        Self::Organisation(item)
    }
}
impl From<BoardRules> for Item {
    fn from(item: BoardRules) -> Self {
        Self::BoardRules(item)
    }
}
impl From<Transfer> for Item {
    fn from(item: Transfer) -> Self {
        Self::Transfer(item)
    }
}

impl Item {
    /// A few words by which people know it: for links, lists and labels of undo.
    pub fn title(&self) -> String {
        match self {
            Self::Organisation(item) => item.name.clone(),
            Self::BoardRules(_) => "Rules of the board".to_owned(),
            Self::Transfer(_) => "Transfer of services".to_owned(),
            Self::Person(item) => item.name.clone(),
            Self::FeeTerm(item) => {
                format!(
                    "{} {} from {}",
                    item.rate,
                    item.unit.word(),
                    date::short(item.from)
                )
            }
            Self::Claim(item) => match item.first_date() {
                Some(day) => format!("{} of {}", item.duty.word(), date::short(day)),
                None => item.duty.word().to_owned(),
            },
            Self::Interest(item) => item.body.clone(),
            Self::QuorumRule(item) => format!("Rule of {}", date::short(item.from)),
            Self::Waiver(item) => item.what.clone(),
            Self::Direction(item) => item.title.clone(),
            Self::Clause(item) => item.title.clone(),
            Self::Gate(item) => item.title.clone(),
            Self::ReservedMatter(item) => item.title.clone(),
            Self::Framework(item) => item.name.clone(),
            Self::Inspection(item) => item.title.clone(),
            Self::Recommendation(item) => item.text.clone(),
            Self::Concern(item) => item.title.clone(),
            Self::Action(item) => item.title.clone(),
            Self::Measure(item) => item.title.clone(),
            Self::Meeting(item) => format!("{}, {}", item.title, date::short(item.date)),
            Self::Decision(item) => item.title.clone(),
            Self::ForwardItem(item) => item.title.clone(),
            Self::IssuedPack(item) => {
                format!(
                    "Pack of {}, version {}",
                    date::short(item.issued),
                    item.version
                )
            }
        }
    }

    /// Its short name in a sentence: "action 12", "clause 3(b)", "Contacts decided in 24 hours".
    pub fn name(&self) -> String {
        match self {
            Self::Action(item) => format!("action {}", item.number),
            Self::Decision(item) => format!("decision {}", item.number),
            Self::Clause(item) => format!("clause {}", item.reference),
            Self::Recommendation(item) if !item.reference.is_empty() => {
                format!("recommendation {}", item.reference)
            }
            Self::Organisation(_) => "the organisation".to_owned(),
            Self::BoardRules(_) => "the rules of the board".to_owned(),
            Self::Transfer(_) => "the transfer".to_owned(),
            Self::Person(_)
            | Self::FeeTerm(_)
            | Self::Claim(_)
            | Self::Interest(_)
            | Self::QuorumRule(_)
            | Self::Waiver(_)
            | Self::Direction(_)
            | Self::Gate(_)
            | Self::ReservedMatter(_)
            | Self::Framework(_)
            | Self::Inspection(_)
            | Self::Recommendation(_)
            | Self::Concern(_)
            | Self::Measure(_)
            | Self::Meeting(_)
            | Self::ForwardItem(_)
            | Self::IssuedPack(_) => {
                let title = self.title();
                if title.is_empty() {
                    format!("a new {}", self.at().noun())
                } else {
                    title
                }
            }
        }
    }
}
