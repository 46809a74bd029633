//! The headers of a request, whatever framework it came through.

/// The headers of a request.
///
/// It is there for lists of names and values, and with the feature `http` for `http::HeaderMap`.
pub trait Headers {
    /// Looks for a header. The case of names does not matter.
    fn find(&self, name: &str) -> Found<'_>;
}

/// What a request has of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'h> {
    /// It does not have it.
    Missing,
    /// It has it once.
    Once(&'h [u8]),
    /// It has it more than once, so that nobody can say which one was meant.
    Repeated,
}

impl<'h> Found<'h> {
    /// From the values of the header.
    pub fn of(mut values: impl Iterator<Item = &'h [u8]>) -> Self {
        match (values.next(), values.next()) {
            (None, _) => Self::Missing,
            (Some(value), None) => Self::Once(value),
            (Some(_), Some(_)) => Self::Repeated,
        }
    }

    /// The value, if it has it once.
    pub fn once(self) -> Option<&'h [u8]> {
        match self {
            Self::Once(value) => Some(value),
            Self::Missing | Self::Repeated => None,
        }
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for [(N, V)] {
    fn find(&self, name: &str) -> Found<'_> {
        let values = self.iter().filter(|(header, _)| header.as_ref().eq_ignore_ascii_case(name));
        Found::of(values.map(|(_, value)| value.as_ref()))
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const LENGTH: usize> Headers for [(N, V); LENGTH] {
    fn find(&self, name: &str) -> Found<'_> {
        self.as_slice().find(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for Vec<(N, V)> {
    fn find(&self, name: &str) -> Found<'_> {
        self.as_slice().find(name)
    }
}

impl<H: Headers + ?Sized> Headers for &H {
    fn find(&self, name: &str) -> Found<'_> {
        (**self).find(name)
    }
}

#[cfg(feature = "http")]
impl Headers for http::HeaderMap {
    fn find(&self, name: &str) -> Found<'_> {
        Found::of(self.get_all(name).iter().map(http::HeaderValue::as_bytes))
    }
}
