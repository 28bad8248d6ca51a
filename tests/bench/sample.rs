//! The sample with as many actions as a benchmark wants.

use trajectory::{
    model::{Action, Id, Record},
    store::read::read_record,
};

const SAMPLE: &str = include_str!("../../saves/worcestershire-2019.ron");

/// The sample with so many more actions: copies of its own.
pub fn record(more: usize) -> Record {
    let mut record = read_record(SAMPLE.as_bytes().to_vec())
        .expect("the sample")
        .record;
    let mut numbers = fastrand::Rng::with_seed(1);
    let mut random = || numbers.u32(..);
    let originals: Vec<Action> = record.actions.iter().cloned().collect();
    let first = record.next_action_number();
    let copies: Vec<Action> = originals
        .iter()
        .cycle()
        .zip(first..)
        .take(more)
        .map(|(original, number)| Action {
            id: Id::new(2019, &mut random),
            number,
            ..original.clone()
        })
        .collect();
    record.actions = originals.into_iter().chain(copies).collect();
    record
}
