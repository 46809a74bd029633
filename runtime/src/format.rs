//! The formats of the schema language, as checks over bytes.

/// A format that a string or an integer must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// RFC 9562: 8-4-4-4-12 hexadecimal digits.
    Uuid,
    /// An integer of 10 digits: seconds since 1970, from 2001 to 2286.
    UnixSeconds,
    /// An integer of 13 digits: milliseconds since 1970, over the same years.
    UnixMilliseconds,
    /// `MM-DD-YYYY hh:mm:ss`.
    UsDateTime,
    /// RFC 3339.
    DateTime,
    /// ISO 3166-1 alpha-2: two upper-case letters.
    CountryCode,
    /// ISO 4217: three upper-case letters.
    CurrencyCode,
    /// E.164: `+` and 2 to 15 digits, the first not 0.
    PhoneNumber,
    /// ISO 9362: 8 or 11 upper-case letters and digits, the first six letters.
    Bic,
    /// RFC 3986: a scheme, a colon, and at least one more character; no space or control character.
    Uri,
    /// Four digits.
    LastFour,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 11] = [
        Self::Uuid,
        Self::UnixSeconds,
        Self::UnixMilliseconds,
        Self::UsDateTime,
        Self::DateTime,
        Self::CountryCode,
        Self::CurrencyCode,
        Self::PhoneNumber,
        Self::Bic,
        Self::Uri,
        Self::LastFour,
    ];

    /// The word that schemas use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::UnixSeconds => "unix-seconds",
            Self::UnixMilliseconds => "unix-milliseconds",
            Self::UsDateTime => "us-date-time",
            Self::DateTime => "date-time",
            Self::CountryCode => "country-code",
            Self::CurrencyCode => "currency-code",
            Self::PhoneNumber => "phone-number",
            Self::Bic => "bic",
            Self::Uri => "uri",
            Self::LastFour => "last-four",
        }
    }

    /// Whether a string has the format. Formats of integers admit no string.
    pub fn admits(self, text: &str) -> bool {
        self.admits_bytes(text.as_bytes())
    }

    pub(crate) fn admits_bytes(self, bytes: &[u8]) -> bool {
        match self {
            Self::Uuid => uuid(bytes),
            Self::UnixSeconds | Self::UnixMilliseconds => false,
            Self::UsDateTime => us_date_time(bytes),
            Self::DateTime => date_time(bytes),
            Self::CountryCode => bytes.len() == 2 && bytes.iter().all(u8::is_ascii_uppercase),
            Self::CurrencyCode => bytes.len() == 3 && bytes.iter().all(u8::is_ascii_uppercase),
            Self::PhoneNumber => phone_number(bytes),
            Self::Bic => bic(bytes),
            Self::Uri => uri(bytes),
            Self::LastFour => bytes.len() == 4 && bytes.iter().all(u8::is_ascii_digit),
        }
    }

    /// Whether an integer has the format. Formats of strings admit no integer.
    pub fn admits_integer(self, value: i64) -> bool {
        match self {
            Self::UnixSeconds => (1_000_000_000..=9_999_999_999).contains(&value),
            Self::UnixMilliseconds => (1_000_000_000_000..=9_999_999_999_999).contains(&value),
            _ => false,
        }
    }
}

/// What may stand at each place of a text of fixed length: a byte of one range, or, where the place is a hexadecimal
/// digit, a letter. Kept as columns, and checked without leaving early, so that the compiler checks many places at a time.
struct Layout<const N: usize> {
    low: [u8; N],
    high: [u8; N],
    /// Added to the case bit of a byte: all ones where letters are not allowed.
    no_letter: [u8; N],
}

impl<const N: usize> Layout<N> {
    /// From a picture in which `0` stands for a digit, `h` for a hexadecimal one, and the rest for itself.
    #[expect(clippy::indexing_slicing, reason = "a constant, so an index out of range cannot get past the compiler")]
    const fn of(picture: &[u8; N]) -> Self {
        let mut layout = Self { low: [b'0'; N], high: [b'9'; N], no_letter: [0xff; N] };
        let mut place = 0;
        while place < N {
            match picture[place] {
                b'0' => {}
                b'h' => layout.no_letter[place] = 0,
                other => {
                    layout.low[place] = other;
                    layout.high[place] = other;
                }
            }
            place += 1;
        }
        layout
    }

    fn admits(&self, bytes: &[u8]) -> bool {
        let Some(bytes) = bytes.first_chunk::<N>().filter(|_| bytes.len() == N) else { return false };
        let mut wrong = 0;
        let places = bytes.iter().zip(&self.low).zip(&self.high).zip(&self.no_letter);
        for (((&byte, &low), &high), &no_letter) in places {
            let in_range = u8::from(low <= byte) & u8::from(byte <= high);
            let lower = (byte | 0x20) | no_letter;
            let letter = u8::from(b'a' <= lower) & u8::from(lower <= b'f');
            wrong |= (in_range | letter) ^ 1;
        }
        wrong == 0
    }
}

fn uuid(bytes: &[u8]) -> bool {
    static LAYOUT: Layout<36> = Layout::of(b"hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh");
    LAYOUT.admits(bytes)
}

/// The two digits at `at` as a number within bounds.
fn two_digits(bytes: &[u8], at: usize, least: u8, most: u8) -> bool {
    match bytes.get(at..at + 2) {
        Some(&[tens @ b'0'..=b'9', units @ b'0'..=b'9']) => {
            let value = (tens - b'0') * 10 + (units - b'0');
            least <= value && value <= most
        }
        _ => false,
    }
}

fn us_date_time(bytes: &[u8]) -> bool {
    static LAYOUT: Layout<19> = Layout::of(b"00-00-0000 00:00:00");
    LAYOUT.admits(bytes) && two_digits(bytes, 0, 1, 12) && two_digits(bytes, 3, 1, 31) && clock(bytes, 11, 59)
}

/// `hh:mm:ss` at `at`, digits and colons known to be in place.
fn clock(bytes: &[u8], at: usize, last_second: u8) -> bool {
    two_digits(bytes, at, 0, 23) && two_digits(bytes, at + 3, 0, 59) && two_digits(bytes, at + 6, 0, last_second)
}

/// RFC 3339, section 5.6: letters in either case, a leap second allowed, days not held against months.
fn date_time(bytes: &[u8]) -> bool {
    static LAYOUT: Layout<19> = Layout::of(b"0000-00-00T00:00:00");
    static LAYOUT_LOWER: Layout<19> = Layout::of(b"0000-00-00t00:00:00");
    let Some((head, mut rest)) = bytes.split_at_checked(19) else { return false };
    let laid_out = LAYOUT.admits(head) || LAYOUT_LOWER.admits(head);
    if !laid_out || !two_digits(head, 5, 1, 12) || !two_digits(head, 8, 1, 31) || !clock(head, 11, 60) {
        return false;
    }
    if let Some(fraction) = rest.strip_prefix(b".") {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return false;
        }
        rest = fraction.get(digits..).unwrap_or_default();
    }
    match rest {
        b"Z" | b"z" => true,
        [b'+' | b'-', offset @ ..] => {
            static OFFSET: Layout<5> = Layout::of(b"00:00");
            OFFSET.admits(offset) && two_digits(offset, 0, 0, 23) && two_digits(offset, 3, 0, 59)
        }
        _ => false,
    }
}

fn phone_number(bytes: &[u8]) -> bool {
    match bytes {
        [b'+', b'1'..=b'9', rest @ ..] => (1..=14).contains(&rest.len()) && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

fn bic(bytes: &[u8]) -> bool {
    matches!(bytes.len(), 8 | 11)
        && bytes.iter().take(6).all(u8::is_ascii_uppercase)
        && bytes.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[inline(never)]
fn uri(bytes: &[u8]) -> bool {
    let in_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let scheme = match bytes {
        [b'h', b't', b't', b'p', b's', b':', ..] => 5,
        [first, ..] if first.is_ascii_alphabetic() => bytes.iter().take_while(|byte| in_scheme(byte)).count(),
        _ => return false,
    };
    match bytes.split_at_checked(scheme) {
        Some((_, [b':', rest @ ..])) => !rest.is_empty() && !has_space(bytes),
        _ => false,
    }
}

/// Whether there is a space or a control character.
fn has_space(bytes: &[u8]) -> bool {
    // Without leaving a block early, so that the compiler looks at all of its bytes in one step. The last block overlaps.
    let in_block = |block: &[u8; 16]| {
        block.iter().fold(0, |found, &byte| found | u8::from(byte <= b' ') | u8::from(byte == 0x7f)) != 0
    };
    match bytes.last_chunk() {
        Some(last) => bytes.as_chunks().0.iter().any(in_block) || in_block(last),
        None => bytes.iter().any(|&byte| byte <= b' ' || byte == 0x7f),
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_format_admits_what_its_standard_admits() {
        for (format, good, bad) in [
            (Format::Uuid, "cc3b696c-5dbf-499c-86c2-be5d514556c6", "cc3b696c-5dbf-499c-86c2-be5d514556cg"),
            (Format::UsDateTime, "12-14-2023 19:42:50", "13-14-2023 19:42:50"),
            (Format::UsDateTime, "01-31-2023 00:00:00", "01-31-2023 24:00:00"),
            (Format::DateTime, "2023-12-14T19:42:50Z", "2023-12-14 19:42:50Z"),
            (Format::DateTime, "2023-12-14t19:42:60.125+05:30", "2023-12-14T19:42:50.Z"),
            (Format::CountryCode, "IT", "it"),
            (Format::CurrencyCode, "USD", "USDT"),
            (Format::PhoneNumber, "+14155550100", "+04155550100"),
            (Format::Bic, "DEUTDEFF", "DEUTDEFF5"),
            (Format::Bic, "NEDSZAJJXXX", "NEDSZ1JJXXX"),
            (Format::Uri, "https://www.rapyd.net", "https://www.rapyd.net/a b"),
            (Format::Uri, "urn:x", "1urn:x"),
            (Format::LastFour, "0008", "008"),
        ] {
            assert!(format.admits(good), "{} should admit {good}", format.word());
            assert!(!format.admits(bad), "{} should not admit {bad}", format.word());
        }
        assert!(Format::UnixSeconds.admits_integer(1_725_412_012));
        assert!(!Format::UnixSeconds.admits_integer(1_725_412_012_000));
        assert!(Format::UnixMilliseconds.admits_integer(1_725_412_016_395));
    }
}
