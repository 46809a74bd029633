//! RFC 6901 pointers: `/EventBody/TimeZone`, with `~0` for `~` and `~1` for `/` in a token.

/// The pointer of a member or an item of what is at `pointer`.
pub(crate) fn child(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", escape(token))
}

/// A token as pointers hold it.
pub(crate) fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// The pointer of what holds the value at `pointer`, and the value's own token, unescaped; nothing for the root.
pub(crate) fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, token) = pointer.rsplit_once('/')?;
    Some((parent, token.replace("~1", "/").replace("~0", "~")))
}
