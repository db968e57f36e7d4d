//! Where in a text of JSON a value stands: line and column, as Flow errors tell them.

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Key(String),
    Index(usize),
}

/// First and last line and column of a value, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
}

/// The place of the value at `path`; of the nearest one around it when there is none.
pub(super) fn find(text: &str, path: &[Part]) -> Place {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    scan.space();
    let (start, end) = scan.find(path).unwrap_or((0, text.len().min(1)));
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        (line, column)
    };
    Place { start: place(start), end: place(end) }
}

/// Reads JSON that is known to be valid.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while self.peek().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    /// The first and the byte after the last of the value at `path`.
    fn find(&mut self, path: &[Part]) -> Option<(usize, usize)> {
        let start = self.at;
        let Some((part, rest)) = path.split_first() else {
            self.skip();
            return Some((start, self.at));
        };
        let is_object = self.peek() == b'{';
        if !is_object && self.peek() != b'[' {
            return None;
        }
        self.at += 1;
        for index in 0.. {
            self.space();
            if matches!(self.peek(), b'}' | b']' | 0) {
                break;
            }
            let key = if is_object { self.key() } else { None };
            let is_it = match part {
                Part::Key(wanted) => key.as_ref() == Some(wanted),
                Part::Index(wanted) => key.is_none() && *wanted == index,
            };
            if is_it {
                let here = self.at;
                return self.find(rest).or_else(|| {
                    self.at = here;
                    self.skip();
                    Some((here, self.at))
                });
            }
            self.skip();
            self.space();
            if self.peek() == b',' {
                self.at += 1;
            }
        }
        // Not there: the value that should have it.
        self.at = start;
        self.skip();
        Some((start, self.at))
    }

    /// A key and its colon.
    fn key(&mut self) -> Option<String> {
        let start = self.at;
        self.skip();
        let text = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        let key = serde_json::from_str(text).ok()?;
        self.space();
        self.at += 1;
        self.space();
        Some(key)
    }

    /// Goes over one value.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                b'"' => self.skip_text(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                0 if self.at >= self.bytes.len() => return,
                _ if depth > 0 => self.at += 1,
                _ => {
                    while self.at < self.bytes.len() && !b",]} \t\r\n:".contains(&self.peek()) {
                        self.at += 1;
                    }
                    return;
                }
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_text(&mut self) {
        self.at += 1;
        while self.at < self.bytes.len() && self.peek() != b'"' {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a9_values_are_found_by_line_and_column() {
        let text = "{\n  \"a\": [1, {\"b\\\"\": \"x]\"}],\n  \"c\": true\n}";
        let path = [Part::Key("a".to_owned()), Part::Index(1), Part::Key("b\"".to_owned())];
        assert_eq!(find(text, &path), Place { start: (2, 20), end: (2, 24) });
        assert_eq!(find(text, &[Part::Key("c".to_owned())]), Place { start: (3, 8), end: (3, 12) });
        assert_eq!(find(text, &[Part::Key("z".to_owned())]).start, (1, 1), "the object that lacks it");
    }
}
