//! Texts with variables: `Hello {{1}}`, `Hello {{first_name}}`.

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment<'t> {
    Text(&'t str),
    /// The name between the braces, without spaces.
    Variable(&'t str),
}

/// The pieces of `text`, in order. Braces that hold no name are text.
pub fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut pieces = Vec::new();
    let (mut begin, mut at) = (0, 0);
    while let Some(found) = text[at..].find("{{") {
        let open = at + found;
        let Some((name, end)) = variable_at(text, open) else {
            at = open + 1;
            continue;
        };
        if begin < open {
            pieces.push(Segment::Text(&text[begin..open]));
        }
        pieces.push(Segment::Variable(name));
        (begin, at) = (end, end);
    }
    if begin < text.len() {
        pieces.push(Segment::Text(&text[begin..]));
    }
    pieces
}

/// The variable whose braces open at `open`, and where it ends.
fn variable_at(text: &str, open: usize) -> Option<(&str, usize)> {
    let rest = text.get(open + 2..)?;
    let close = rest.find("}}")?;
    let name = rest[..close].trim();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_name.then_some((name, open + 2 + close + 2))
}

/// The names of the variables, each once: numbers by their value, names in the order in which they appear.
pub fn variables(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for segment in segments(text) {
        if let Segment::Variable(name) = segment
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    if names.iter().all(|name| name.bytes().all(|b| b.is_ascii_digit())) {
        names.sort_by_key(|name| (name.trim_start_matches('0').len(), name.trim_start_matches('0')));
    }
    names
}

/// The text with its variables replaced; those that `value` does not know stay as they are.
pub fn fill<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut filled = String::with_capacity(text.len());
    for segment in segments(text) {
        match segment {
            Segment::Text(piece) => filled.push_str(piece),
            Segment::Variable(name) => match value(name) {
                Some(value) => filled.push_str(value),
                None => filled.extend(["{{", name, "}}"]),
            },
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_variables_are_names_in_double_braces() {
        assert_eq!(variables("Hi {{1}}, {{ 2 }} and {{1}}"), ["1", "2"]);
        assert_eq!(variables("{{10}} {{9}} {{2}}"), ["2", "9", "10"]);
        assert_eq!(variables("{{last}} {{first_name}}"), ["last", "first_name"]);
        assert_eq!(variables("{{{1}}} {{}} {{ }} {{a-b}} {{a"), ["1"]);
        assert!(variables("é{{").is_empty());
    }

    #[test]
    fn f1_a_text_is_filled_and_unknown_variables_stay() {
        let value = |name: &str| (name == "1").then_some("{{2}}");
        assert_eq!(fill("Hi {{ 1 }}, {{2}}!", value), "Hi {{2}}, {{2}}!");
    }

    #[test]
    fn pieces_put_together_are_the_text() {
        for text in ["", "{{1}}", "a{{1}}b{{x}}", "{{{{1}}}}", "😀{{1}}😀", "}}{{"] {
            let again: String = segments(text)
                .into_iter()
                .map(|piece| match piece {
                    Segment::Text(text) => text.to_owned(),
                    Segment::Variable(name) => format!("{{{{{name}}}}}"),
                })
                .collect();
            assert_eq!(again, text);
        }
    }
}
