//! What directors are paid: by person against caps, then the claims since the last meeting.

use crate::{
    analysis::{
        fees::{FeeBook, LedgerFilter, LedgerRow, plain as units},
        words as plain_words,
    },
    model::{Claim, FinancialYear, Pay, date::long},
    pack::{
        build::{cell, entry, figure_column, heading, key, marked, nothing, table, text_column},
        compose::Cx,
        doc::{Block, Mark, Row, Text, plain, strong},
        words,
    },
};

/// The chapter.
pub fn blocks(cx: &Cx<'_>) -> Vec<Block> {
    let book = FeeBook::new(cx.record);
    let year = FinancialYear::of(cx.today);
    let ledger = book.ledger(
        cx.today,
        LedgerFilter {
            year: Some(year),
            funding: None,
        },
    );
    let mut blocks = vec![Block::Verdict(plain(verdict(cx, &ledger)))];
    if !ledger.rows.is_empty() {
        blocks.push(by_person(cx, &ledger));
    }
    if !cx.is_public() {
        blocks.extend(claims(cx, &book));
    }
    blocks
}

fn verdict(cx: &Cx<'_>, ledger: &crate::analysis::fees::Ledger) -> String {
    let year = FinancialYear::of(cx.today);
    if ledger.rows.is_empty() {
        return "No director is recorded.".to_owned();
    }
    let mut text = format!(
        "{} claimed in fees for {} days in {year}.",
        ledger.fees,
        units(ledger.units)
    );
    if let Some(cap) = ledger.cap_sentence() {
        text.push(' ');
        text.push_str(&words::sentence(&cap));
    }
    text
}

fn by_person(cx: &Cx<'_>, ledger: &crate::analysis::fees::Ledger) -> Block {
    let entries = ledger.rows.iter().map(|row| person(cx, row)).collect();
    let columns = vec![
        text_column("Person", 0.0),
        figure_column("Days", 13.0),
        figure_column("Cap, days", 14.0),
        figure_column("Rate, £", 17.0),
        figure_column("Fees, £", 21.0),
        figure_column("Expenses, £", 22.0),
        text_column("Funded by", 34.0),
    ];
    let year = FinancialYear::of(cx.today);
    let caption = format!(
        "Fees by person, {} to {}.",
        long(year.first_day()),
        long(cx.today)
    );
    let note = plain(
        "No claim is approved by its claimant. A councillor director is paid nothing unless a cap \
         is entered. Fees shown exclude employer’s costs.",
    );
    let mut block = table(&caption, columns, entries, note);
    if let Block::Table(table) = &mut block {
        table.rows.push(Row {
            cells: vec![
                strong("Total"),
                plain(units(ledger.units)),
                cell(""),
                cell(""),
                plain(ledger.fees.in_ledger()),
                plain(ledger.expenses.in_ledger()),
                cell(""),
            ],
            total: true,
        });
    }
    block
}

fn person(cx: &Cx<'_>, row: &LedgerRow) -> crate::pack::build::Entry {
    let name = cx
        .record
        .people
        .get(row.person)
        .map_or("Not in the record", |person| person.name.as_str());
    let rate = match (row.pay, row.rate) {
        (_, Some(rate)) => rate.in_ledger(),
        (Pay::Unpaid, None) => "unpaid".to_owned(),
        (Pay::Salary, None) => "salary".to_owned(),
        (Pay::Fee, None) => "not agreed".to_owned(),
    };
    entry(
        row.illustrative,
        vec![
            key(name),
            cell(units(row.units)),
            cell(row.cap_units.map_or_else(String::new, units)),
            cell(rate),
            cell(row.fees.in_ledger()),
            cell(row.expenses.in_ledger()),
            cell(row.funding.map_or("", |funding| funding.words())),
        ],
    )
}

fn claims(cx: &Cx<'_>, book: &FeeBook<'_>) -> Vec<Block> {
    let since = plain_words::day_in_sentence(cx.since, cx.today);
    let mut list: Vec<&Claim> = cx
        .record
        .claims
        .iter()
        .filter(|claim| claim.first_date().is_some_and(|day| day >= cx.since))
        .collect();
    list.sort_by_key(|claim| (claim.first_date(), claim.id));
    let mut blocks = vec![heading(format!("Claims since {since}"))];
    if list.is_empty() {
        blocks.push(nothing("No claims."));
        return blocks;
    }
    let entries = list
        .into_iter()
        .map(|claim| {
            let against = book.against_attendance(claim);
            let attendance: Text = if against.needs_attention() {
                marked(Mark::Red, plain_words::capital(against.words()))
            } else {
                cell(plain_words::capital(against.words()))
            };
            let name = |id| {
                cx.record
                    .people
                    .get(id)
                    .map_or_else(String::new, |person: &crate::model::Person| {
                        person.name.clone()
                    })
            };
            entry(
                claim.illustrative,
                vec![
                    cell(
                        claim
                            .first_date()
                            .map_or_else(String::new, |day| words::in_table(day, cx.today)),
                    ),
                    cell(name(claim.person)),
                    cell(claim.duty.word()),
                    cell(units(claim.quantity)),
                    cell(claim.fee.in_ledger()),
                    attendance,
                    cell(claim.approved_by.map_or_else(|| "Waiting".to_owned(), name)),
                ],
            )
        })
        .collect();
    let columns = vec![
        text_column("Date", 16.0),
        text_column("Person", 0.0),
        text_column("Duty", 22.0),
        figure_column("Days", 12.0),
        figure_column("Fee, £", 18.0),
        text_column("Attendance", 34.0),
        text_column("Approved by", 34.0),
    ];
    blocks.push(table("", columns, entries, Vec::new()));
    blocks
}
