//! Rust source with comments, literals and tests told apart: a small scanner, not a parser.

/// A source file in two layers of the same shape, so that line numbers stay: what is code, and what is comment.
#[derive(Debug)]
pub(crate) struct RustText {
    /// The code, with comments and the insides of literals blanked.
    pub(crate) code: String,
    /// The comments, with everything else blanked.
    pub(crate) comments: String,
    /// The insides of string literals, with everything else blanked.
    pub(crate) strings: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Code,
    Comment,
    Literal,
}

impl RustText {
    pub(crate) fn read(source: &str) -> Self {
        let chars: Vec<char> = source.chars().collect();
        let layers = layers_of(&chars);
        let only = |wanted: Layer| {
            let keep = |(c, layer): (&char, &Layer)| if *layer == wanted || *c == '\n' { *c } else { ' ' };
            chars.iter().zip(&layers).map(keep).collect()
        };
        Self { code: only(Layer::Code), comments: only(Layer::Comment), strings: only(Layer::Literal) }
    }

    /// The layers without what stands under `#[cfg(test)]`.
    pub(crate) fn without_tests(mut self) -> Self {
        while let Some((from, to)) = test_item(&self.code) {
            for layer in [&mut self.code, &mut self.comments, &mut self.strings] {
                *layer = blank(layer, from, to);
            }
        }
        self
    }
}

/// The lines of one layer that contain this text, counted from one.
pub(crate) fn lines_with<'a>(layer: &'a str, text: &'a str) -> impl Iterator<Item = usize> + 'a {
    layer.lines().enumerate().filter(move |(_, line)| line.contains(text)).map(|(number, _)| number + 1)
}

fn layers_of(chars: &[char]) -> Vec<Layer> {
    let mut layers = vec![Layer::Code; chars.len()];
    let mut at = 0;
    while at < chars.len() {
        let (layer, end) = token(chars, at);
        layers[at..end].fill(layer);
        if layer == Layer::Literal {
            // The quotes are code: `.expect("…")` keeps its shape.
            layers[at] = Layer::Code;
            layers[end - 1] = Layer::Code;
        }
        at = end;
    }
    layers
}

/// What begins here, and where it ends.
fn token(chars: &[char], at: usize) -> (Layer, usize) {
    let rest = &chars[at..];
    let previous = at.checked_sub(1).map(|before| chars[before]);
    let is_in_word = previous.is_some_and(|c| c.is_alphanumeric() || c == '_');
    match rest {
        ['/', '/', ..] => (Layer::Comment, at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())),
        ['/', '*', ..] => (Layer::Comment, at + block_comment(rest)),
        ['"', ..] => (Layer::Literal, at + quoted(rest, '"')),
        ['r', '"' | '#', ..] if !is_in_word => {
            raw_string(rest).map_or((Layer::Code, at + 1), |n| (Layer::Literal, at + n))
        }
        // 'a' and '\n' are characters, 'a alone is a lifetime.
        ['\'', '\\', ..] => (Layer::Literal, at + quoted(rest, '\'')),
        ['\'', _, '\'', ..] => (Layer::Literal, at + 3),
        _ => (Layer::Code, at + 1),
    }
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(rest: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// `r"…"` and `r#"…"#`; `None` for a raw identifier.
fn raw_string(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    let begin = hashes + 1;
    if rest.get(begin) != Some(&'"') {
        return None;
    }
    let is_end = |at: &usize| {
        rest[*at] == '"' && rest[at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    let end = (begin + 1..rest.len()).find(is_end);
    Some(end.map_or(rest.len(), |end| end + hashes + 1))
}

/// Where the first item under `#[cfg(test)]` begins and ends, in characters.
fn test_item(code: &str) -> Option<(usize, usize)> {
    let byte = code.find("#[cfg(test)]")?;
    let from = code[..byte].chars().count();
    let mut depth = 0_usize;
    for (at, c) in code.chars().enumerate().skip(from + "#[cfg(test)]".len()) {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some((from, at + 1)),
            '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => return Some((from, at + 1)),
            _ => {}
        }
    }
    Some((from, code.chars().count()))
}

fn blank(layer: &str, from: usize, to: usize) -> String {
    let within = |at: usize| (from..to).contains(&at);
    layer.chars().enumerate().map(|(at, c)| if within(at) && c != '\n' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_not_code() {
        let text = RustText::read("let a = \"x // y\"; // unwrap\n/* /* deep */ z */ let b = 'c';\n");
        assert_eq!(
            text.code.split_whitespace().collect::<Vec<_>>(),
            ["let", "a", "=", "\"", "\";", "let", "b", "=", "'", "';"]
        );
        assert!(text.comments.contains("unwrap") && text.comments.contains("deep"));
        assert!(text.strings.contains("x // y"));
    }

    #[test]
    fn raw_strings_escapes_and_lifetimes_do_not_confuse_it() {
        let text =
            RustText::read(r###"let a = r#"a "quoted" b"#; let b = "\"c"; fn f<'a>(x: &'a str) { '\'' }"###);
        assert!(!text.code.contains("quoted") && !text.code.contains('c'), "{}", text.code);
        assert!(text.code.contains("fn f<'a>(x: &'a str)"), "{}", text.code);
    }

    #[test]
    fn what_is_under_cfg_test_is_left_out_and_lines_stay() {
        let source = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { if x { y } }\n}\nfn c() {}\n#[cfg(test)]\nuse d;\n";
        let text = RustText::read(source).without_tests();
        assert_eq!(lines_with(&text.code, "fn").collect::<Vec<_>>(), [1, 6]);
        assert!(!text.code.contains("use d"));
    }
}
