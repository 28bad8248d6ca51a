//! The worker process: the same bytes as without it, and an end in time whatever happens.

use std::time::{Duration, Instant};

use trajectory::{
    job::worker::{Cancel, Error, Limits, Place, pack, run},
    pack::{
        doc::Block,
        pdf::{self, Options},
    },
};

use super::sample;

fn process() -> Place {
    Place::Process(env!("CARGO_BIN_EXE_trajectory").into())
}

#[test]
fn a_worker_makes_the_same_file_and_tells_its_progress() {
    let mut document = sample::everything();
    document.attachments = vec![sample::attachment("a.bin", &[0, 255, 10, 13])];
    let options = Options::default();
    let mut told = Vec::new();
    let made = pack::make(
        &process(),
        &document,
        &options,
        &Cancel::default(),
        &mut |words| told.push(words.to_owned()),
    );
    let here = pack::make(
        &Place::Here,
        &document,
        &options,
        &Cancel::default(),
        &mut |_| {},
    );
    let direct = pdf::make(&document, &options).unwrap();
    assert_eq!(made.as_ref(), Ok(&direct));
    assert_eq!(here.as_ref(), Ok(&direct));
    assert_eq!(told.last().map(String::as_str), Some("Writing the file"));
}

#[test]
fn a_worker_makes_pictures() {
    let document = sample::everything();
    let options = Options::default();
    let direct = pdf::preview(&document, &options, 0..2, 0.5).unwrap();
    let made = pack::preview(
        &process(),
        &document,
        &options,
        0..2,
        0.5,
        &Cancel::default(),
    );
    assert_eq!(made, Ok(direct));
}

#[test]
fn a_cancel_ends_it_within_a_second() {
    let document = sample::document(vec![sample::part(
        "1",
        "Long",
        vec![Block::Table(sample::register(6_000))],
    )]);
    let cancel = Cancel::default();
    let mut asked = None;
    let answer = pack::make(
        &process(),
        &document,
        &Options::default(),
        &cancel,
        &mut |_| {
            asked.get_or_insert_with(Instant::now);
            cancel.cancel();
        },
    );
    assert_eq!(answer, Err(Error::Cancelled));
    let waited = asked.expect("it was at work").elapsed();
    assert!(waited < Duration::from_secs(1), "{waited:?}");
}

#[test]
fn time_and_memory_have_their_limits() {
    let document = sample::document(vec![sample::part(
        "1",
        "Long",
        vec![Block::Table(sample::register(4_000))],
    )]);
    let input = |limits: Limits| {
        pack::make_within(
            &process(),
            &document,
            &Options::default(),
            limits,
            &Cancel::default(),
            &mut |_| {},
        )
    };
    let short = Limits {
        time: Duration::from_millis(300),
        ..Limits::PACK
    };
    assert_eq!(input(short), Err(Error::TooLong(0)));
    if cfg!(unix) {
        let small = Limits {
            memory: 250 << 20,
            ..Limits::PACK
        };
        let died = input(small).unwrap_err();
        assert!(matches!(died, Error::Died(_)), "{died}");
        assert!(died.to_string().contains("more memory"));
    }
}

#[test]
fn what_cannot_be_started_is_said() {
    let nowhere = Place::Process("/nowhere/at/all".into());
    let answer = run(
        &nowhere,
        pack::MAKE,
        Vec::new(),
        Limits::PACK,
        &Cancel::default(),
        &mut |_| {},
    );
    assert!(matches!(answer, Err(Error::NotStarted(_))));
    let nonsense = run(
        &process(),
        pack::MAKE,
        b"nonsense".to_vec(),
        Limits::PACK,
        &Cancel::default(),
        &mut |_| {},
    );
    assert!(matches!(nonsense, Err(Error::Refused(_))), "{nonsense:?}");
}
