//! Somebody else's process: it may end, hang, or say anything.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::time::Duration;
use std::{fmt, io, thread};

/// The longest line that an executor may say, in bytes.
const LONGEST: u64 = 16 << 20;

/// So many lines that nobody asked for are kept; then the executor waits, and does not fill our memory.
const KEPT: usize = 4;

/// How long an executor that is told to end may go on talking.
const FAREWELL: Duration = Duration::from_secs(2);

/// An executor at work.
pub(super) struct Executor {
    child: Child,
    /// To the thread that writes: an executor that does not read must not stop us. None once it was told to end.
    requests: Option<Sender<String>>,
    answers: Receiver<Heard>,
    patience: Duration,
}

/// What an executor says.
enum Heard {
    Line(String),
    /// More than a line may have.
    Endless,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Silence {
    /// It ended: how.
    Ended(String),
    /// It said nothing for so long.
    Hung(Duration),
    /// What it said had no end.
    Endless,
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended(how) => write!(f, "the executor ended: {how}"),
            Self::Hung(patience) => write!(f, "the executor did not answer within {} s", patience.as_secs_f64()),
            Self::Endless => write!(f, "the executor said a line of more than {} MiB", LONGEST >> 20),
        }
    }
}

impl Executor {
    /// Starts it: a program and its arguments.
    pub(super) fn start(command: &[String], patience: Duration) -> io::Result<Self> {
        let (program, arguments) = command.split_first().ok_or_else(|| io::Error::other("no command"))?;
        let mut child = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (requests, to_write) = mpsc::channel::<String>();
        let (heard, answers) = mpsc::sync_channel(KEPT);
        if let (Some(mut stdin), Some(stdout)) = (stdin, stdout) {
            thread::spawn(move || {
                for request in to_write {
                    if stdin.write_all(request.as_bytes()).and_then(|()| stdin.flush()).is_err() {
                        return;
                    }
                }
            });
            thread::spawn(move || listen(stdout, &heard));
        }
        Ok(Self { child, requests: Some(requests), answers, patience })
    }

    /// Says a line, and waits for the next one that is said.
    pub(super) fn ask(&mut self, request: String) -> Result<String, Silence> {
        if let Some(requests) = &self.requests {
            // Whether the other side still listens is seen by its answer.
            let _ = requests.send(request);
        }
        match self.answers.recv_timeout(self.patience) {
            Ok(Heard::Line(answer)) => Ok(answer),
            Ok(Heard::Endless) => Err(Silence::Endless),
            Err(RecvTimeoutError::Timeout) => Err(Silence::Hung(self.patience)),
            Err(RecvTimeoutError::Disconnected) => Err(Silence::Ended(self.how_it_ended())),
        }
    }

    /// Tells it that there is nothing more to answer. What it says all the same is returned.
    pub(super) fn end(mut self) -> Option<String> {
        self.requests = None;
        match self.answers.recv_timeout(FAREWELL) {
            Ok(Heard::Line(line)) => Some(line),
            Ok(Heard::Endless) => Some(Silence::Endless.to_string()),
            Err(_) => None,
        }
    }

    /// Its output has ended; the process may need a moment more.
    fn how_it_ended(&mut self) -> String {
        for _ in 0..50 {
            match self.child.try_wait() {
                Ok(Some(status)) => return status.to_string(),
                Ok(None) => thread::sleep(Duration::from_millis(10)),
                Err(error) => return error.to_string(),
            }
        }
        "it closed its output".to_owned()
    }
}

impl Drop for Executor {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Hands on each line, up to one that is too long.
fn listen(stdout: ChildStdout, heard: &SyncSender<Heard>) {
    let mut stdout = BufReader::new(stdout);
    loop {
        let mut line = Vec::new();
        let read = (&mut stdout).take(LONGEST).read_until(b'\n', &mut line);
        if !matches!(read, Ok(bytes) if bytes > 0) {
            return;
        }
        if !line.ends_with(b"\n") && line.len() as u64 >= LONGEST {
            // Nobody waits for it if this fails.
            let _ = heard.send(Heard::Endless);
            return;
        }
        if heard.send(Heard::Line(String::from_utf8_lossy(&line).trim_end().to_owned())).is_err() {
            return;
        }
    }
}
