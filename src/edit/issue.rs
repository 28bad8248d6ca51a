//! What the issue of a pack leaves in the record besides the pack itself.

use jiff::civil::Date;

use super::Edit;
use crate::model::{Id, Meeting, Record};

/// From the first issue on the numbers of an agenda are out: a late item takes a letter. Nothing where
/// they are out already.
pub fn numbers_out(record: &Record, meeting: Id<Meeting>, on: Date) -> Option<Edit> {
    let meeting = record.meetings.get(meeting)?;
    meeting.pack_issued.is_none().then(|| {
        Edit::from(Meeting {
            pack_issued: Some(on),
            ..meeting.clone()
        })
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::fixtures::meeting;

    #[test]
    fn the_first_issue_puts_the_numbers_of_an_agenda_out() {
        let mut record = Record::default();
        let mut board = meeting(1);
        (board.notice_sent, board.pack_issued) = (None, None);
        record.meetings.put(board.clone());
        let day = date(2019, 9, 19);
        let Some(Edit::Put(item)) = numbers_out(&record, board.id, day) else {
            panic!("an edit")
        };
        record.put(*item);
        let out = record.meetings.get(board.id).unwrap();
        assert_eq!(out.pack_issued, Some(day));
        assert!(out.numbers_are_out());
        assert!(numbers_out(&record, board.id, date(2019, 9, 20)).is_none());
    }
}
