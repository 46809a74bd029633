//! A request as it went over the wire, from a file.

use httparse::{EMPTY_HEADER, Error, Status};

use crate::failure::Failure;

/// A request: its headers, and its body byte by byte.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// In their order.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
    /// The request says where its body ends, so that nothing behind it can be taken for a part of it.
    pub(crate) delimited: bool,
}

/// No provider sends as many headers.
const HEADERS: usize = 128;

impl Request {
    /// Reads a request: request line, headers, a blank line, the body. Lines before the body end in CRLF or LF.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, Failure> {
        let mut headers = [EMPTY_HEADER; HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let start = match request.parse(text) {
            Ok(Status::Complete(start)) => start,
            Ok(Status::Partial) => return Err(malformed("no blank line ends the headers")),
            Err(error) => return Err(malformed(&in_words(error, text))),
        };
        let headers: Vec<(String, Vec<u8>)> =
            request.headers.iter().map(|header| (header.name.to_owned(), header.value.to_vec())).collect();
        let rest = text.get(start..).unwrap_or_default();
        let (body, delimited) = match (length(&headers)?, is_chunked(&headers)?) {
            (Some(_), true) => {
                return Err(malformed(
                    "it has both `Content-Length` and `Transfer-Encoding`, so nobody can say where its body ends",
                ));
            }
            (Some(length), false) => (cut(rest, length)?, true),
            (None, true) => (joined(rest).ok_or_else(not_chunked)?, true),
            (None, false) => (rest.to_vec(), false),
        };
        Ok(Self { headers, body, delimited })
    }
}

fn malformed(what: &str) -> Failure {
    Failure::new(format!("this is no HTTP request as it goes over the wire: {what}"))
        .help("it takes the request line, the headers, a blank line, and the body as it was received")
}

fn in_words(error: Error, text: &[u8]) -> String {
    let start = text.trim_ascii_start();
    if start.starts_with(b"{") || start.starts_with(b"[") {
        return "it starts with a body, and the headers are missing".to_owned();
    }
    if start.starts_with(b"HTTP/") {
        return "it starts as the answer to a request does".to_owned();
    }
    match error {
        Error::HeaderName => "a header's name has a character that none has".to_owned(),
        Error::HeaderValue => "a header's value has a character that none has".to_owned(),
        Error::TooManyHeaders => format!("it has more than {HEADERS} headers"),
        Error::Version => "the request line does not end in HTTP/1.1".to_owned(),
        _ => "it does not start with a request line such as `POST /hook HTTP/1.1`".to_owned(),
    }
}

/// The values of a header.
fn values<'h>(headers: &'h [(String, Vec<u8>)], name: &str) -> impl Iterator<Item = &'h [u8]> {
    headers.iter().filter(move |(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_slice())
}

fn length(headers: &[(String, Vec<u8>)]) -> Result<Option<usize>, Failure> {
    let mut length = None;
    for value in values(headers, "content-length") {
        let digits = std::str::from_utf8(value).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let found = digits.and_then(|digits| digits.parse().ok());
        if found.is_none() || length.is_some_and(|before| Some(before) != found) {
            return Err(malformed("`Content-Length` is not one number"));
        }
        length = found;
    }
    Ok(length)
}

fn is_chunked(headers: &[(String, Vec<u8>)]) -> Result<bool, Failure> {
    let mut values = values(headers, "transfer-encoding");
    match (values.next(), values.next()) {
        (None, _) => Ok(false),
        (Some(value), None) if value.eq_ignore_ascii_case(b"chunked") => Ok(true),
        _ => Err(malformed("its `Transfer-Encoding` is not `chunked`")),
    }
}

/// The body up to its length: an editor may have put a line end behind it.
fn cut(rest: &[u8], length: usize) -> Result<Vec<u8>, Failure> {
    rest.get(..length).map(<[u8]>::to_vec).ok_or_else(|| {
        let found = rest.len();
        Failure::new(format!("the body is cut short: it has {found} bytes, and `Content-Length` says {length}"))
            .help("save the body byte by byte: a body with other line ends or other spaces has another signature")
    })
}

/// The body out of its chunks.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let Ok(Status::Complete((start, size))) = httparse::parse_chunk_size(rest) else { return None };
        if size == 0 {
            return Some(body);
        }
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        body.extend_from_slice(rest.get(start..end)?);
        rest = rest.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

fn not_chunked() -> Failure {
    Failure::new("`Transfer-Encoding` says that the body comes in chunks, and what is there is none")
        .help("where the body was saved without its chunks, take that header out of the file")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "POST /hook HTTP/1.1\r\nHost: example.test\r\nSalt: a b\r\n";

    fn body(rest: &str) -> Option<(String, bool)> {
        let crlf = Request::parse(format!("{HEAD}{rest}").as_bytes()).ok()?;
        assert_eq!(crlf.headers[1], ("Salt".to_owned(), b"a b".to_vec()));
        Some((String::from_utf8(crlf.body).unwrap(), crlf.delimited))
    }

    #[test]
    fn the_body_is_what_stands_behind_the_blank_line() {
        assert_eq!(body("\r\n{}\n"), Some(("{}\n".to_owned(), false)));
        assert_eq!(body("\r\n"), Some((String::new(), false)));
        assert_eq!(body("\r\n\r\n{}"), Some(("\r\n{}".to_owned(), false)));
        assert_eq!(body("Content-Length: 2\r\n\r\n{}\n"), Some(("{}".to_owned(), true)));
        assert_eq!(body("Content-Length: 2\r\ncontent-length: 2\r\n\r\n{}"), Some(("{}".to_owned(), true)));
        let chunked = "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n";
        assert_eq!(body(chunked), Some(("{}".to_owned(), true)));
    }

    #[test]
    fn lines_may_end_in_a_line_feed_alone_and_the_body_stays_as_it_is() {
        let text = HEAD.replace("\r\n", "\n") + "\n{\r\n}";
        let request = Request::parse(text.as_bytes()).unwrap();
        assert_eq!((request.body.as_slice(), request.headers.len()), (&b"{\r\n}"[..], 2));
    }

    #[test]
    fn what_is_no_request_is_refused_with_words() {
        let refused = [
            ("", "no blank line"),
            ("{\"id\":1}", "the headers are missing"),
            ("HTTP/1.1 200 OK\r\n\r\n", "the answer to a request"),
            ("POST / HTTP/2\r\n\r\n", "HTTP/1.1"),
            ("POST / HTTP/1.1\r\nHost: a\r\n", "no blank line"),
            ("POST / HTTP/1.1\r\nA b: c\r\n\r\n", "header's name"),
            ("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n{}", "cut short"),
            ("POST / HTTP/1.1\r\nContent-Length: +2\r\n\r\n{}", "not one number"),
            ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n{}", "not one number"),
            ("POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 1\r\n\r\n{}", "not one number"),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n{}", "not `chunked`"),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{}", "comes in chunks"),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}", "comes in chunks"),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}", "both"),
        ];
        for (text, words) in refused {
            let failure = format!("{:?}", Request::parse(text.as_bytes()).unwrap_err());
            assert!(failure.contains(words), "{text:?}: {failure}");
        }
    }
}
