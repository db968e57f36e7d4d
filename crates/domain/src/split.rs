//! Long texts in several messages.

use unicode_segmentation::UnicodeSegmentation;

/// Splits a text into pieces of at most `limit` characters: at the end of a paragraph, a sentence or a word, and inside
/// a word only when it is longer than a message. What is one character to a reader (an emoji, a letter with its accents)
/// stays whole. Formatting marks (`*`, `_`, `~`, `` ` `` and three of the last around blocks) that are open at the cut are
/// closed before and opened after it.
pub fn split_text(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(SHORTEST);
    let mut pieces = Vec::new();
    let mut rest = text.to_owned();
    while rest.chars().count() > limit {
        let (at, open) = place_of_cut(&rest, limit);
        let (head, tail) = rest.split_at(at);
        let closing: String = open.iter().rev().copied().collect();
        // The lines of a block keep how far they stand in.
        let is_block = open.contains(&BLOCK);
        let tail = if is_block { tail.trim_start_matches('\n') } else { tail.trim_start() };
        let next = format!("{}{tail}", open.concat());
        // Never go round in circles, whatever the marks are.
        if next.len() >= rest.len() {
            pieces.push(head.to_owned());
            rest = rest[at..].to_owned();
            continue;
        }
        pieces.push(format!("{}{closing}", head.trim_end()));
        rest = next;
    }
    if !rest.trim().is_empty() || pieces.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// A message has room for the marks that are closed in it and for some words.
const SHORTEST: usize = 16;
/// One-character formatting marks of WhatsApp.
const MARKS: [&str; 4] = ["*", "_", "~", "`"];
/// Around text of fixed width, over several lines.
const BLOCK: &str = "```";
/// For the marks that are closed at the end of a piece: a block, or one of each.
const ROOM: usize = 7;

/// Where a message ends, and which marks are open there. They have room in it.
fn place_of_cut(text: &str, limit: usize) -> (usize, Vec<&'static str>) {
    let try_at = |room: usize| {
        let at = cut(text, byte_of_char(text, limit - room), limit - 2 * ROOM);
        let open = open_marks(&text[..at]);
        let length = text[..at].trim_end().chars().count() + open.concat().len();
        (length <= limit).then_some((at, open))
    };
    try_at(0).or_else(|| try_at(ROOM)).unwrap_or_else(|| (byte_of_char(text, limit), Vec::new()))
}

fn byte_of_char(text: &str, n: usize) -> usize {
    text.char_indices().nth(n).map_or(text.len(), |(at, _)| at)
}

/// The best place for a cut before `end`. A word of at most `longest` characters is not cut.
fn cut(text: &str, end: usize, longest: usize) -> usize {
    let window = &text[..end];
    let half = byte_of_char(window, window.chars().count() / 2);
    let after = |pattern: &str| window.rfind(pattern).map(|at| at + pattern.len()).filter(|&at| at > half);
    let sentence = [". ", "! ", "? ", "… ", "。", "؟ ", ".\n"].into_iter().filter_map(after).max();
    after("\n\n")
        .or_else(|| after("\n"))
        .or(sentence)
        .or_else(|| between_words(text, window, half, longest))
        .unwrap_or_else(|| between_letters(text, end))
}

/// The last space; one in the first half only for a word, such as an address, that fits into the next message.
fn between_words(text: &str, window: &str, half: usize, longest: usize) -> Option<usize> {
    let at = window.rfind(char::is_whitespace).filter(|_| !window.trim().is_empty())?;
    let word = text[at..].trim_start();
    let length = word.chars().take_while(|c| !c.is_whitespace()).count();
    let is_first = text[..at].trim().is_empty();
    (at > half || (length <= longest && !is_first)).then_some(at)
}

/// The last place before `end` that is not inside of what a reader takes for one character.
fn between_letters(text: &str, end: usize) -> usize {
    let starts = text.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= end);
    starts.last().filter(|at| *at > 0).unwrap_or(end)
}

/// The marks that are open at the end, in the order in which they were opened.
fn open_marks(text: &str) -> Vec<&'static str> {
    let mut open: Vec<&'static str> = Vec::new();
    let mut previous = ' ';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with(BLOCK) {
            toggle_block(&mut open);
            (previous, at) = ('`', at + BLOCK.len());
            continue;
        }
        at += c.len_utf8();
        let is_plain = open.last() == Some(&BLOCK);
        if c == '\n' && !is_plain {
            // Formatting does not reach over a line.
            open.clear();
        }
        if let Some(mark) = MARKS.into_iter().find(|mark| rest.starts_with(mark) && !is_plain) {
            let next = text[at..].chars().next();
            let begins = !previous.is_alphanumeric() && next.is_some_and(|next| !next.is_whitespace());
            let place = open.iter().rposition(|known| *known == mark).filter(|_| !previous.is_whitespace());
            if let Some(place) = place {
                open.truncate(place);
            } else if begins && previous != c {
                open.push(mark);
            }
        }
        previous = c;
    }
    open
}

fn toggle_block(open: &mut Vec<&'static str>) {
    if open.last() == Some(&BLOCK) {
        open.pop();
    } else {
        // Inside of a block nothing else is formatted.
        open.clear();
        open.push(BLOCK);
    }
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
        assert_eq!(split_text("aaaa bbbb cccc dddd eeee", 20), ["aaaa bbbb cccc dddd", "eeee"]);
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

    #[test]
    fn c1_a_code_block_goes_on_in_the_next_piece_as_it_was_set() {
        let pieces = split_text("run\n```\nlet a = 1;\n    let b = *a;\nend```", 28);
        assert_eq!(pieces, ["run\n```\nlet a = 1;```", "```    let b = *a;\nend```"]);
    }

    #[test]
    fn c1_an_address_that_fits_into_a_message_is_not_cut() {
        let url = format!("https://shop.example/{}", "a".repeat(20));
        assert_eq!(
            split_text(&format!("please look right here {url}"), 60),
            ["please look right here", &url]
        );
    }

    /// What a reader sees, without spaces and marks.
    fn seen(text: &str) -> Vec<String> {
        let is_seen = |g: &&str| !g.trim().is_empty() && !g.chars().all(|c| "*_~`".contains(c));
        text.graphemes(true).filter(is_seen).map(str::to_owned).collect()
    }

    /// Words, emoji of several characters, letters with accents, addresses, marks and blocks, mixed.
    fn anything() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            4 => "[a-zäé]{1,9}",
            1 => Just("👨‍👩‍👧‍👦".to_owned()),
            1 => Just("👍🏽".to_owned()),
            1 => Just("🇩🇪🇫🇷".to_owned()),
            1 => Just("e\u{301}o\u{308}".to_owned()),
            1 => Just("नमस्ते".to_owned()),
            1 => ("[*_~`]", "[a-z]{1,8}( [a-z]{1,8}){0,3}").prop_map(|(mark, text)| format!("{mark}{text}{mark}")),
            1 => Just("```\n".to_owned()),
            1 => "https://[a-z]{3,9}\\.example/[a-z0-9/?=&-]{0,12}",
        ];
        let space =
            prop_oneof![6 => Just(" "), 2 => Just(". "), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just("")];
        proptest::collection::vec((word, space), 0..60)
            .prop_map(|words| words.into_iter().map(|(word, space)| format!("{word}{space}")).collect())
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

        #[test]
        fn c1_characters_addresses_and_marks_stay_whole(text in anything(), limit in 64..160_usize) {
            let pieces = split_text(&text, limit);
            for piece in &pieces {
                prop_assert!(piece.chars().count() <= limit, "{} > {limit}: {piece:?}", piece.chars().count());
            }
            let of_pieces: Vec<String> = pieces.iter().flat_map(|piece| seen(piece)).collect();
            prop_assert_eq!(of_pieces, seen(&text));
            for word in text.split_whitespace().filter(|word| word.starts_with("https://")) {
                // Marks that touch it may be closed and opened at the cut.
                let short = word.chars().count() <= limit - 2 * ROOM;
                prop_assert!(!short || pieces.iter().any(|piece| piece.contains(word)), "{word} is cut: {pieces:?}");
            }
            for piece in &pieces[..pieces.len() - 1] {
                prop_assert!(open_marks(piece).is_empty(), "{piece:?} ends inside of {:?}", open_marks(piece));
            }
        }
    }
}
