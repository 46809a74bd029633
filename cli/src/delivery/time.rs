//! Unix seconds, for people.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The end of the year 9999: what comes later is no date but a slip.
const LAST: u64 = 253_402_300_799;

/// By the clock of this machine.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// As a point in time, if there is one.
pub(crate) fn system_time(seconds: u64) -> Option<SystemTime> {
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).filter(|_| seconds <= LAST)
}

/// `2024-09-04T01:06:56Z`; the number, where it is no date.
pub(crate) fn date(seconds: u64) -> String {
    match system_time(seconds) {
        Some(time) => humantime::format_rfc3339_seconds(time).to_string(),
        None => seconds.to_string(),
    }
}

/// `3 days ago`, `in 20 s`.
pub(crate) fn ago(seconds: u64, now: u64) -> String {
    let span = now.abs_diff(seconds);
    let span = match span {
        0..120 => format!("{span} s"),
        120..7_200 => format!("{} min", span / 60),
        7_200..172_800 => format!("{} h", span / 3_600),
        _ => format!("{} days", span / 86_400),
    };
    if seconds > now { format!("in {span}") } else { format!("{span} ago") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_roughly_and_dates_exactly() {
        let signed = 1_725_412_016;
        assert_eq!(date(signed), "2024-09-04T01:06:56Z");
        assert_eq!(date(u64::MAX), "18446744073709551615");
        assert_eq!(ago(signed, signed + 119), "119 s ago");
        assert_eq!(ago(signed, signed + 3_600), "60 min ago");
        assert_eq!(ago(signed, signed + 86_400), "24 h ago");
        assert_eq!(ago(signed, signed + 864_000), "10 days ago");
        assert_eq!(ago(signed, signed - 5), "in 5 s");
    }
}
