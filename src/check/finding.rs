//! One finding: what is wrong, where, and by which rule.

use std::fmt;

use crate::{
    analysis::reading_order::key_of,
    model::{ItemRef, Meeting, NotedFinding},
};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Breaks a rule of law or of the board, or the record contradicts itself.
    Error,
    /// Needs attention.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// Every severity, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word as printed: `error`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// By which rule.
    pub rule: Rule,
    /// The item to look at.
    pub at: ItemRef,
    /// The field as written in the file, where one field is at fault; for nested things the
    /// outermost field.
    pub field: Option<&'static str>,
    /// One plain sentence with names and dates.
    pub message: String,
}

impl Finding {
    /// What was noted of it for a meeting: why it stands.
    pub fn noted_in<'m>(&self, meeting: &'m Meeting) -> Option<&'m NotedFinding> {
        let at = key_of(self.at);
        let mut all = meeting.noted.iter();
        all.find(|one| one.rule == self.rule.code() && one.at == at)
    }

    /// Notes why it stands, for a meeting; empty takes the note back.
    pub fn note_in(&self, meeting: &mut Meeting, why: &str) {
        let at = key_of(self.at);
        let rule = self.rule.code();
        meeting.noted.retain(|one| one.rule != rule || one.at != at);
        let why = why.trim();
        if !why.is_empty() {
            meeting.noted.push(NotedFinding {
                rule: rule.to_owned(),
                at,
                why: why.to_owned(),
            });
        }
    }
}

macro_rules! rules {
    ($( $Rule:ident, $code:literal, $severity:ident, $about:literal; )*) => {
        /// Every rule that the record is held against.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $( #[doc = $about] $Rule, )*
        }

        impl Rule {
            /// Every rule, section by section.
            pub const ALL: &'static [Self] = &[ $( Self::$Rule, )* ];

            /// The name as printed: `action-slipped`.
            pub const fn code(self) -> &'static str {
                match self { $( Self::$Rule => $code, )* }
            }

            /// How much a breach weighs, unless the check says otherwise.
            pub const fn severity(self) -> Severity {
                match self { $( Self::$Rule => Severity::$severity, )* }
            }

            /// The rule in a sentence.
            pub const fn about(self) -> &'static str {
                match self { $( Self::$Rule => $about, )* }
            }
        }
    };
}

rules! {
    ActionOverdue, "action-overdue", Warning, "An open action is past its first date.";
    ActionSlipped, "action-slipped", Note, "The date of an open action moved; a warning from the third move on.";
    ActionGreenButLate, "action-green-but-late", Warning, "An action is called on track or not started though its present date has passed.";
    EmbeddedWithoutEvidence, "embedded-without-evidence", Error, "An action is embedded only on evidence that the board accepted.";
    DeliveredWithoutEvidence, "delivered-without-evidence", Warning, "Delivered work needs something that shows it.";
    DeliveredDate, "delivered-date", Warning, "The day of delivery and the status of an action contradict each other.";
    ActionWithoutOwner, "action-without-owner", Warning, "Every action has an owner.";
    ActionWithoutSource, "action-without-source", Note, "An action answers a clause, a recommendation, a decision or a concern.";
    ActionWithoutMeasure, "action-without-measure", Note, "An action names a measure, or says why none is needed.";
    MilestoneOverdue, "milestone-overdue", Note, "A step of an open action is past its day.";
    MoveUnexplained, "move-unexplained", Warning, "Every move of a date says who moved it and why.";
    MoveOutOfOrder, "move-out-of-order", Error, "Moves of a date are written in the order in which they were made, none in the future.";
    EvidenceOld, "evidence-old", Note, "Evidence is renewed within the months that the board's rules set.";

    ClauseMetWithoutEvidence, "clause-met-without-evidence", Error, "A clause is met only on evidence.";
    ClauseNotJudged, "clause-not-judged", Warning, "Every clause in force has a position.";
    ClauseOverdue, "clause-overdue", Error, "A one-off clause is met by its day.";
    ClauseReturnOverdue, "clause-return-overdue", Warning, "A recurring clause is kept up to date.";
    ClauseRecurringMet, "clause-recurring-met", Warning, "A recurring or standing clause is never done, only up to date.";
    PositionOld, "position-old", Warning, "A position is judged again each quarter.";
    PositionInFuture, "position-in-future", Error, "Nobody can judge a day to come.";
    PositionWithoutJudge, "position-without-judge", Warning, "A position says who judged it.";
    PositionOutOfOrder, "position-out-of-order", Warning, "Positions are written oldest first, since the last one counts.";
    SupersededStillLive, "superseded-still-live", Warning, "A clause of a direction replaced or revoked is not judged as if it still bound.";
    SupersessionLoop, "supersession-loop", Error, "No direction replaces itself through others.";
    ClauseWithoutAction, "clause-without-action", Warning, "Every clause in force that is not met has an action.";
    DirectionWithoutClauses, "direction-without-clauses", Note, "A direction in force has its clauses in the record.";

    GateSlipped, "gate-slipped", Note, "The date of an open gate moved; a warning from the third move on.";
    GateOverdue, "gate-overdue", Warning, "A gate is passed by its day.";
    GateOutOfOrder, "gate-out-of-order", Error, "A gate is passed after those it depends on.";
    GateLoop, "gate-loop", Error, "No gate waits for itself.";
    GateAfterTransfer, "gate-after-transfer", Warning, "Gates are due by the day of the transfer.";
    TransferPassed, "transfer-passed", Warning, "The transfer happened by its date, or the date was moved.";
    TransferMovedFromNothing, "transfer-moved-from-nothing", Error, "A transfer date that moved has a first date.";
    StageContradiction, "stage-contradiction", Warning, "The stage of the organisation agrees with the transfer's dates.";
    ReservedMatterWithoutConsent, "reserved-matter-without-consent", Note, "A reserved matter says who must consent.";

    GradeNotOnScale, "grade-not-on-scale", Error, "A grade is one of its framework's scale.";
    HeadingNotOfFramework, "heading-not-of-framework", Error, "A judgement is under one of its framework's headings.";
    HeadingTwice, "heading-twice", Error, "A heading is graded once in a report.";
    GradedWithoutOverall, "graded-without-overall", Warning, "A graded inspection has an overall judgement.";
    FrameworkIncomplete, "framework-incomplete", Warning, "A framework has a scale and headings.";
    PlanOverdue, "plan-overdue", Warning, "An action plan is sent by its day.";
    RaisedTwice, "raised-twice", Warning, "Inspectors raised the same finding a second time.";
    RepeatedUnlinked, "repeated-unlinked", Warning, "A recommendation in the words of an earlier one names it.";
    AncestryLoop, "ancestry-loop", Error, "No recommendation is its own ancestor.";
    RecommendationWithoutAction, "recommendation-without-action", Warning, "Every open recommendation has an action.";
    RecommendationClosedWithoutEvidence, "recommendation-closed-without-evidence", Warning, "A recommendation is closed on evidence.";

    ConcernSilent, "concern-silent", Warning, "Something is said or counted of an open concern every six months.";
    ConcernClosedWithoutEvidence, "concern-closed-without-evidence", Error, "A concern is closed on evidence.";
    ConcernClosedWithoutMeeting, "concern-closed-without-meeting", Warning, "The board closes a concern at a meeting.";
    ConcernNotOnAgenda, "concern-not-on-agenda", Warning, "An open concern is on every agenda.";
    ConcernWithoutOwner, "concern-without-owner", Note, "A concern has somebody who leads on it.";

    MeasureWithoutTarget, "measure-without-target", Note, "A measure with a good direction has a target.";
    TargetWithoutDate, "target-without-date", Note, "A target says by when.";
    MeasureWithoutOwner, "measure-without-owner", Warning, "Somebody answers for every measure.";
    MeasureWithoutSource, "measure-without-source", Warning, "Every figure says where it comes from.";
    MeasureWithoutValues, "measure-without-values", Note, "A measure has figures.";
    ValueInFuture, "value-in-future", Error, "No figure speaks of a day to come.";
    ValueTwice, "value-twice", Error, "A day has one value.";
    ValuesUnordered, "values-unordered", Note, "Values are written oldest first.";
    ValueStale, "value-stale", Warning, "Figures arrive as often as the measure says.";
    RebaseNotAtValue, "rebase-not-at-value", Warning, "A new part of a chart begins at a value.";
    RebaseUnexplained, "rebase-unexplained", Warning, "A new part of a chart has a reason and an owner.";
    PercentOutOfRange, "percent-out-of-range", Warning, "Per cents of a whole lie between 0 and 100.";
    FractionMismatch, "fraction-mismatch", Error, "Numerator and denominator give the value.";
    ComplementsSum, "complements-sum", Warning, "Shares of one whole add up to 100.";
    ComplementsOneSided, "complements-one-sided", Note, "Measures that make up a whole name each other.";

    NoticeLate, "notice-late", Warning, "Notice of a meeting goes out by the days of the board's rules.";
    PaperOverdue, "paper-overdue", Warning, "Papers are in by their day.";
    MeetingNotRecorded, "meeting-not-recorded", Warning, "A meeting whose day has passed is recorded as held, inquorate or cancelled.";
    MeetingInFuture, "meeting-in-future", Error, "No meeting was held on a day to come.";
    AttendanceMissing, "attendance-missing", Warning, "A meeting that was held says who was there.";
    AttendanceTwice, "attendance-twice", Error, "A person is on an attendance list once.";
    PresentOutsideTerm, "present-outside-term", Warning, "A director who attends has a term of office that day.";
    MinutesUnsigned, "minutes-unsigned", Warning, "Minutes are signed by the next meeting.";
    SignedNotNext, "signed-not-next", Warning, "Minutes are signed at that meeting or at the next.";
    SignedByAnother, "signed-by-another", Warning, "Minutes are signed by the chair of that meeting or of the next.";
    RestrictionIncomplete, "restriction-incomplete", Warning, "What is withheld has a reason, a reviewer and a review date.";
    RestrictionReviewDue, "restriction-review-due", Warning, "What is withheld is reviewed by its day.";
    DecideWithoutDecision, "decide-without-decision", Note, "An item to decide has a decision; a warning once the meeting was held.";
    QuorumLost, "quorum-lost", Error, "No business is done without a quorum; a warning while the meeting is to come.";
    QuorumThin, "quorum-thin", Note, "Conflicts leave at most one director to spare.";
    QuorumContradiction, "quorum-contradiction", Warning, "A meeting recorded as inquorate had no quorum.";
    QuorumRuleMissing, "quorum-rule-missing", Warning, "Every meeting has a quorum rule in force on its day.";
    QuorumRuleUnfilled, "quorum-rule-unfilled", Warning, "A quorum rule says how many directors must count.";
    QuorumRulesSameDay, "quorum-rules-same-day", Error, "Only one quorum rule begins on a day.";
    WaiverEnding, "waiver-ending", Warning, "A waiver that ends before the next meeting or within 60 days is renewed.";

    ItemNumberTwice, "item-number-twice", Error, "A number stands once on an agenda.";
    ItemLeft, "item-left", Warning, "What a meeting did not deal with is on a later agenda.";
    MinutesNotDrafted, "minutes-not-drafted", Note, "A meeting that was run by the clock has its minutes drafted.";
    TimesOutOfOrder, "times-out-of-order", Error, "Nobody leaves before arriving, and no item ends before it begins.";
    VotesOverCount, "votes-over-count", Error, "No more votes are cast than there are directors who count.";
    MovedBySame, "moved-by-same", Warning, "Mover and seconder of a decision are two people.";
    MoverAbsent, "mover-absent", Error, "Whoever moves or seconds a decision is at the meeting.";

    DecisionNotEffective, "decision-not-effective", Warning, "A decision has effect once every consent on its route is given.";
    DecisionWithoutDate, "decision-without-date", Warning, "A decision taken says when.";
    DecisionInFuture, "decision-in-future", Error, "No decision was taken on a day to come.";
    DecisionNotTaken, "decision-not-taken", Warning, "A decision before a meeting that was held is taken, put off or refused.";
    DecisionWithoutQuorum, "decision-without-quorum", Error, "No decision is taken at a meeting that was cancelled or inquorate.";
    ReservedConsentMissing, "reserved-consent-missing", Error, "The route of a reserved matter has every consent that it needs.";
    MovedByConflicted, "moved-by-conflicted", Error, "Nobody moves or seconds a decision on which he or she is conflicted out.";
    DecisionWithoutAction, "decision-without-action", Note, "Something in the record carries out every decision taken.";
    ForwardItemOverdue, "forward-item-overdue", Warning, "What is booked for a day is dealt with by then.";

    TermEnding, "term-ending", Warning, "A term of office that ends soon is renewed or filled.";
    TermPast, "term-past", Warning, "A term that ended was renewed or the seat filled.";
    TermsOverlap, "terms-overlap", Warning, "Terms of office of one person do not overlap.";
    PersonWithoutTerm, "person-without-term", Note, "Every director has a term of office.";
    FeeTermsMissing, "fee-terms-missing", Error, "A director paid by fee has fee terms.";
    StandingConflict, "standing-conflict", Note, "An executive director is also the council's statutory director.";
    InterestUndeclared, "interest-undeclared", Warning, "An interest says when it was declared.";

    ClaimOutsideTerm, "claim-outside-term", Error, "Claims fall within fee terms.";
    ClaimWithoutTerms, "claim-without-terms", Error, "Only a person with fee terms claims fees.";
    ClaimOverCapUnits, "claim-over-cap-units", Error, "Units claimed stay within the cap of the fee terms.";
    ClaimOverCapAmount, "claim-over-cap-amount", Error, "Fees claimed stay within the cap of the fee terms.";
    ClaimSelfApproved, "claim-self-approved", Error, "Nobody approves his or her own claim.";
    ClaimMarkedAbsent, "claim-marked-absent", Error, "Nobody claims for a meeting he or she missed.";
    ClaimMeetingCancelled, "claim-meeting-cancelled", Error, "Nobody claims for a meeting that was cancelled.";
    ClaimInFuture, "claim-in-future", Warning, "Nobody claims for a day to come.";
    ClaimDayTwice, "claim-day-twice", Warning, "A day is claimed once.";
    ClaimWithoutDates, "claim-without-dates", Warning, "A claim says for which days.";
    ClaimAmount, "claim-amount", Error, "A claim has a quantity above zero and no negative sum.";
    ClaimFeeMismatch, "claim-fee-mismatch", Error, "A fee is its rate times its quantity.";
    ClaimApprovalIncomplete, "claim-approval-incomplete", Warning, "An approval has a person and a date.";
    ClaimPaidUnapproved, "claim-paid-unapproved", Error, "A claim is approved before it is paid.";
    ClaimByUnpaid, "claim-by-unpaid", Warning, "Only a seat paid by fee claims fees.";
    CouncillorWithoutCap, "councillor-without-cap", Error, "A councillor's fee is capped at what the council would pay (Local Authorities (Companies) Order 1995).";
    FundingOver, "funding-over", Error, "Claims fall within the time for which their source pays.";
    FeeTermsOverlap, "fee-terms-overlap", Warning, "Fee terms of one person do not overlap.";
    FeeTermsUnapproved, "fee-terms-unapproved", Note, "Fee terms name the decision that approved them.";

    CouncilAddressMissing, "council-address-missing", Note, "A regulated company names its controlling council, with address, on its letters (Local Authorities (Companies) Order 1995).";
    CompanyNumberMissing, "company-number-missing", Note, "A company has its registered number in the record.";
    SpendingWithoutSource, "spending-without-source", Note, "Money spent has a source.";
    DirectionContradiction, "direction-contradiction", Warning, "“Under direction” agrees with the directions in force.";

    DanglingReference, "dangling-reference", Error, "What an item names is in the record.";
    DuplicateNumber, "duplicate-number", Error, "Numbers that people say aloud are given once.";
    DatesOutOfOrder, "dates-out-of-order", Error, "Nothing ends before it begins.";
    ChildName, "child-name", Error, "No text names a child.";
    ChildBirthDate, "child-birth-date", Error, "No text has a date of birth.";
    ChildCaseNumber, "child-case-number", Error, "No text has a case, pupil or health number.";
    HiddenCharacter, "hidden-character", Warning, "No text has characters that nobody can see.";
    LookAlikeLetter, "look-alike-letter", Warning, "No word mixes Latin letters with look-alikes of other alphabets.";
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
