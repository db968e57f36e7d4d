//! Limits of texts, told with field, limit and value.

use axum_utils::Fields;

/// Notes a text that is too long, or too short.
pub(crate) fn check_length(fields: &mut Fields, field: &str, text: &str, least: usize, most: usize) {
    let count = text.chars().count();
    if (least..=most).contains(&count) {
        return;
    }
    let least = if least > 0 { format!("{least} to ") } else { "at most ".to_owned() };
    fields.add(field, format!("write {least}{most} characters; these are {count}"));
}

/// Notes a list with too many entries.
pub(crate) fn check_count(fields: &mut Fields, field: &str, count: usize, most: usize) {
    if count > most {
        fields.add(field, format!("give at most {most}; these are {count}"));
    }
}
