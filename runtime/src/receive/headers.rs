//! The headers of a request, whatever framework it came through.

/// The headers of a request.
///
/// It is there for lists of names and values, and with the feature `http` for `http::HeaderMap`.
pub trait Headers {
    /// The value of the header of this name that is the `nth`, counted from 0. The case of names does not matter.
    fn value(&self, name: &str, nth: usize) -> Option<&[u8]>;
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for [(N, V)] {
    fn value(&self, name: &str, nth: usize) -> Option<&[u8]> {
        let mut values = self.iter().filter(|(header, _)| header.as_ref().eq_ignore_ascii_case(name));
        values.nth(nth).map(|(_, value)| value.as_ref())
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const LENGTH: usize> Headers for [(N, V); LENGTH] {
    fn value(&self, name: &str, nth: usize) -> Option<&[u8]> {
        self.as_slice().value(name, nth)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for Vec<(N, V)> {
    fn value(&self, name: &str, nth: usize) -> Option<&[u8]> {
        self.as_slice().value(name, nth)
    }
}

impl<H: Headers + ?Sized> Headers for &H {
    fn value(&self, name: &str, nth: usize) -> Option<&[u8]> {
        (**self).value(name, nth)
    }
}

#[cfg(feature = "http")]
impl Headers for http::HeaderMap {
    fn value(&self, name: &str, nth: usize) -> Option<&[u8]> {
        self.get_all(name).iter().nth(nth).map(http::HeaderValue::as_bytes)
    }
}
