//! Runs closures on named threads and brings their answers back with a wake-up.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::JoinHandle,
};

/// Answers that may wait to be taken; a worker pauses when the window is that far behind.
const WAITING_ANSWERS: usize = 256;

/// Wakes the window: called from any thread, once for each answer.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// A task panicked. Its work is lost; the record in memory and the file are as they were.
#[derive(Debug, Clone)]
pub struct Panicked {
    /// The task's name.
    pub task: &'static str,
}

/// Whether the program waits for a task before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// Waits: a save, preferences.
    Must,
    /// Does not wait.
    May,
}

/// Sends answers from another thread and wakes the window.
pub struct Reply<M> {
    sender: SyncSender<M>,
    waker: Waker,
}

impl<M> Reply<M> {
    /// Sends one answer. After the window is gone there is nobody to tell, and nothing happens.
    pub fn send(&self, message: M) {
        if self.sender.send(message).is_ok() {
            (self.waker)();
        }
    }
}

impl<M> Clone for Reply<M> {
    fn clone(&self) -> Self {
        Self {
            sender: self.sender.clone(),
            waker: Arc::clone(&self.waker),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Threads,
    Inline,
}

/// Starts tasks and collects what they answer.
pub struct Runner<M> {
    mode: Mode,
    reply: Reply<M>,
    receiver: Receiver<M>,
    must_finish: Vec<JoinHandle<()>>,
}

impl<M: Send + 'static + From<Panicked>> Runner<M> {
    /// Tasks run on threads of their own.
    pub fn threads(waker: Waker) -> Self {
        Self::new(Mode::Threads, waker)
    }

    /// Tasks run at once, where they are started: for tests, which are then deterministic.
    pub fn inline() -> Self {
        Self::new(Mode::Inline, Arc::new(|| {}))
    }

    fn new(mode: Mode, waker: Waker) -> Self {
        let (sender, receiver) = sync_channel(WAITING_ANSWERS);
        Self {
            mode,
            reply: Reply { sender, waker },
            receiver,
            must_finish: Vec::new(),
        }
    }

    /// Whether tasks run at once, where they are started.
    pub fn is_inline(&self) -> bool {
        self.mode == Mode::Inline
    }

    /// A way to answer from elsewhere.
    pub fn reply(&self) -> Reply<M> {
        self.reply.clone()
    }

    /// Starts a task. Its answer comes out of [`Self::drain`], after a wake-up.
    pub fn start(
        &mut self,
        task: &'static str,
        finish: Finish,
        work: impl FnOnce() -> M + Send + 'static,
    ) {
        let reply = self.reply();
        let guarded = move || {
            let answer = catch_unwind(AssertUnwindSafe(work));
            reply.send(answer.unwrap_or_else(|_payload| M::from(Panicked { task })));
        };
        if self.mode == Mode::Inline {
            guarded();
            return;
        }
        match std::thread::Builder::new()
            .name(task.to_owned())
            .spawn(guarded)
        {
            Ok(handle) if finish == Finish::Must => self.must_finish.push(handle),
            Ok(_detached) => {}
            Err(err) => {
                log::error!("no thread for {task}: {err}");
                self.reply.send(M::from(Panicked { task }));
            }
        }
    }

    /// Every answer that has come in.
    pub fn drain(&mut self) -> Vec<M> {
        self.must_finish.retain(|handle| !handle.is_finished());
        self.receiver.try_iter().collect()
    }

    /// Waits for every task that must finish.
    pub fn finish(&mut self) {
        for handle in self.must_finish.drain(..) {
            if handle.join().is_err() {
                log::error!("a task that had to finish panicked");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[derive(Debug, PartialEq)]
    enum Message {
        Sum(u32),
        Lost(&'static str),
    }
    impl From<Panicked> for Message {
        fn from(panicked: Panicked) -> Self {
            Self::Lost(panicked.task)
        }
    }

    #[test]
    fn answers_come_back_with_a_wake_up_even_from_a_panic() {
        let wakes = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&wakes);
        let mut runner = Runner::<Message>::threads(Arc::new(move || {
            counter.fetch_add(1, Ordering::SeqCst);
        }));
        runner.start("sum", Finish::Must, || Message::Sum(3));
        runner.start("broken", Finish::Must, || panic!("on purpose"));
        runner.finish();
        let mut answers = runner.drain();
        answers.sort_by_key(|message| matches!(message, Message::Lost(_)));
        assert_eq!(answers, [Message::Sum(3), Message::Lost("broken")]);
        assert_eq!(wakes.load(Ordering::SeqCst), 2);
    }
}
