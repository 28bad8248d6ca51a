//! Who and where we are, and whether a process still runs: asked of the system, or told by a test.

use super::owner::clean;

/// Who has a record open, apart from when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The user's name.
    pub user: String,
    /// The computer's name.
    pub host: String,
    /// The process there.
    pub process: u32,
    /// Which start of the computer; empty where the system does not tell.
    pub boot: String,
    /// The program's version.
    pub version: String,
}

/// A computer and a process on it.
pub trait Machine {
    /// Who we are.
    fn identity(&self) -> Identity;

    /// Whether a process of this computer still runs; none where the system does not tell.
    fn alive(&self, process: u32) -> Option<bool>;
}

/// This process on this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThisMachine;

impl Machine for ThisMachine {
    fn identity(&self) -> Identity {
        let user = ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
            .unwrap_or_default();
        Identity {
            user: clean(&user),
            host: clean(&host()),
            process: std::process::id(),
            boot: clean(&boot()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    #[cfg(unix)]
    fn alive(&self, process: u32) -> Option<bool> {
        use rustix::io::Errno;
        use rustix::process::{Pid, test_kill_process};

        let Some(process) = i32::try_from(process).ok().and_then(Pid::from_raw) else {
            return Some(false);
        };
        match test_kill_process(process) {
            // Another user's process answers that it is not ours to signal.
            Ok(()) | Err(Errno::PERM) => Some(true),
            Err(Errno::SRCH) => Some(false),
            Err(_) => None,
        }
    }

    #[cfg(not(unix))]
    fn alive(&self, _process: u32) -> Option<bool> {
        None
    }
}

#[cfg(unix)]
fn host() -> String {
    let names = rustix::system::uname();
    names.nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// Linux gives every start a name of its own.
fn boot() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Machine as _, ThisMachine};

    #[test]
    fn this_process_runs_and_has_a_name() {
        let identity = ThisMachine.identity();
        assert_eq!(identity.process, std::process::id());
        assert_ne!(ThisMachine.alive(identity.process), Some(false));
        #[cfg(unix)]
        {
            assert!(!identity.host.is_empty());
            assert_eq!(ThisMachine.alive(0), Some(false));
            assert_eq!(ThisMachine.alive(u32::MAX), Some(false));
        }
    }
}
