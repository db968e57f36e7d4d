//! docs/benchmarks.md: each measurement has a section between two marks, and `--write` replaces what is between them.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{figure::Figure, process};

const FILE: &str = "docs/benchmarks.md";

/// Puts the figures of one measurement into the page.
pub(crate) fn write(root: &Path, name: &str, about: &str, figures: &[Figure]) -> Result<()> {
    let path = root.join(FILE);
    let page = fs::read_to_string(&path).with_context(|| FILE.to_owned())?;
    fs::write(&path, replaced(&page, name, &section(name, about, figures))).with_context(|| FILE.to_owned())
}

fn section(name: &str, about: &str, figures: &[Figure]) -> String {
    let mut text = format!(
        "\n## {name}\n\n{about}\n\n`cargo xtask bench {name}` (load while measuring: {})\n\n",
        process::load()
    );
    text.push_str("| figure | ratio | measured |\n|---|---|---|\n");
    for Figure { name, ratio, value } in figures {
        text.push_str(&format!("| {name} | {ratio} | {value} |\n"));
    }
    text
}

/// A section that is not there yet is added at the end.
fn replaced(page: &str, name: &str, section: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let marked = format!("{begin}\n{}\n{end}", section.trim_end());
    match (page.find(&begin), page.find(&end)) {
        (Some(from), Some(to)) if from < to => {
            format!("{}{marked}{}", &page[..from], &page[to + end.len()..])
        }
        _ => format!("{}\n\n{marked}\n", page.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_and_the_others_stay() {
        let page = replaced(&replaced("# Benchmarks\n", "one", "\nold\n"), "two", "\nother\n");
        let page = replaced(&page, "one", "\nnew\n");
        assert!(
            page.starts_with("# Benchmarks\n") && page.contains("new") && page.contains("other"),
            "{page}"
        );
        assert!(!page.contains("old"), "{page}");
        assert_eq!(page.matches("<!-- one -->").count(), 1);
    }
}
