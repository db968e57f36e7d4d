//! Long texts in several messages.

/// Splits a text into pieces of at most `limit` characters: at the end of a paragraph, a sentence or a word,
/// and inside a word only when it is longer than a message. Emoji made of several characters stay whole.
/// Formatting marks (`*`, `_`, `~`, `` ` ``) that are open at the cut are closed before and opened after it.
pub fn split_text(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(16);
    let mut pieces = Vec::new();
    let mut rest = text.to_owned();
    while rest.chars().count() > limit {
        // Room for closing marks.
        let end = byte_of_char(&rest, limit - MARKS.len());
        let at = cut(&rest, end);
        let (head, tail) = rest.split_at(at);
        let open = open_marks(head);
        let closing: String = open.chars().rev().collect();
        let piece = format!("{}{closing}", head.trim_end());
        let next = format!("{open}{}", tail.trim_start());
        // Never go round in circles, whatever the marks are.
        if next.len() >= rest.len() {
            pieces.push(head.to_owned());
            rest = tail.to_owned();
            continue;
        }
        pieces.push(piece);
        rest = next;
    }
    if !rest.trim().is_empty() || pieces.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// One-character formatting marks of WhatsApp.
const MARKS: [char; 4] = ['*', '_', '~', '`'];

fn byte_of_char(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}

/// The best place for a cut in the second half before `end`.
fn cut(text: &str, end: usize) -> usize {
    let window = &text[..end];
    let half = byte_of_char(window, window.chars().count() / 2);
    let after = |pattern: &str| window.rfind(pattern).map(|at| at + pattern.len()).filter(|&at| at > half);
    let sentence = [". ", "! ", "? ", "… ", "。", "؟ ", ".\n"].into_iter().filter_map(after).max();
    let word = || window.rfind(char::is_whitespace).filter(|&at| at > half);
    after("\n\n").or_else(|| after("\n")).or(sentence).or_else(word).unwrap_or_else(|| whole_emoji(text, end))
}

/// Moves a cut inside a sequence (joined emoji, skin tones, flags, accents) to its beginning.
fn whole_emoji(text: &str, end: usize) -> usize {
    let mut at = end;
    while at > 0 {
        let next = text[at..].chars().next();
        let previous = text[..at].chars().next_back();
        let is_inside =
            next.is_some_and(is_joined_before) || previous == Some('\u{200d}') || is_in_flag(text, at);
        let Some(previous) = previous.filter(|_| is_inside) else { break };
        at -= previous.len_utf8();
    }
    if at == 0 { end } else { at }
}

/// Belongs to the character before it.
fn is_joined_before(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{300}'..='\u{36f}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}')
}

/// Between the two letters of a flag.
fn is_in_flag(text: &str, at: usize) -> bool {
    let is_letter = |c: &char| ('\u{1f1e6}'..='\u{1f1ff}').contains(c);
    let before = text[..at].chars().rev().take_while(is_letter).count();
    before % 2 == 1 && text[at..].chars().next().is_some_and(|c| is_letter(&c))
}

/// The marks that are open at the end, in the order in which they were opened.
fn open_marks(text: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if MARKS.contains(&c) {
            let begins =
                !previous.is_alphanumeric() && chars.peek().is_some_and(|next| !next.is_whitespace());
            if let Some(place) =
                open.iter().rposition(|mark| *mark == c).filter(|_| !previous.is_whitespace())
            {
                open.truncate(place);
            } else if begins && previous != c {
                open.push(c);
            }
        }
        if c == '\n' {
            // Formatting does not reach over a line.
            open.clear();
        }
        previous = c;
    }
    open.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn c1_a_short_text_stays_whole() {
        assert_eq!(split_text("hello", 4096), ["hello"]);
        assert_eq!(split_text("", 4096), [""]);
    }

    #[test]
    fn c1_cuts_are_at_sentences_then_words() {
        assert_eq!(split_text("One two three. Four five six", 24), ["One two three.", "Four five six"]);
        assert_eq!(split_text("aaaa bbbb cccc dddd eeee", 20), ["aaaa bbbb cccc", "dddd eeee"]);
        assert_eq!(split_text("first part\n\nsecond part", 20), ["first part", "second part"]);
    }

    #[test]
    fn c1_emoji_stay_whole() {
        let family = "👨‍👩‍👧‍👦";
        let text = format!("{}{family}", "x".repeat(13));
        let pieces = split_text(&text, 16);
        assert!(pieces.iter().any(|piece| piece.contains(family)), "{pieces:?}");
        let flags = "🇩🇪".repeat(12);
        assert!(split_text(&flags, 17).iter().all(|piece| piece.chars().count() % 2 == 0));
    }

    #[test]
    fn c1_formatting_goes_on_in_the_next_piece() {
        let pieces = split_text("say *very important words here* now", 24);
        assert_eq!(pieces, ["say *very important*", "*words here* now"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn c1_no_piece_is_too_long_and_no_letter_is_lost(
            text in "[a-zé😀👍🏽*_~` .\\n]{0,400}", limit in 16..120_usize,
        ) {
            let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
            let pieces = split_text(&text, limit);
            for piece in &pieces {
                prop_assert!(piece.chars().count() <= limit, "{piece:?}");
            }
            prop_assert_eq!(letters(&pieces.concat()), letters(&text));
        }
    }
}
