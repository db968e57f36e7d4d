//! What every file that is uploaded has to pass.

use actions::media::{Kept, UploadError};
use axum_utils::Problem;
use domain::WorkspaceId;
use domain::media::{INBOUND_LIMIT, NotSendable, STICKER_LIMIT, STICKER_SIDE, check_sendable};
use http::StatusCode;
use media_store::{Spooled, ToKeep, keep, sniff, voice};

use crate::refusal;
use crate::state::ApiState;

/// The largest file that is taken, in bytes: what WhatsApp takes of documents.
pub(crate) const LIMIT: u64 = INBOUND_LIMIT;
/// The longest file name, in characters.
const NAME_LIMIT: usize = 240;

/// Looks whether the file is what it is said to be and what WhatsApp takes, repacks recordings, and puts it into
/// the store.
pub(crate) async fn take_in(
    state: &ApiState,
    workspace: WorkspaceId,
    file: Spooled,
    said: &str,
) -> Result<Kept, Problem> {
    if file.size == 0 {
        return Err(in_file(&NotSendable::Empty));
    }
    let mut mime_type = sniff::agree(said, &file.head).map_err(|mismatch| in_file(&mismatch))?;
    let mut file = file;
    if voice::is_webm(&mime_type) {
        check_sendable("audio/ogg", file.size).map_err(|reason| in_file(&reason))?;
        file = state.media().repack_voice(&file).await.map_err(|error| of_voice(&error))?;
        "audio/ogg".clone_into(&mut mime_type);
    }
    check_sendable(&mime_type, file.size).map_err(|reason| in_file(&reason))?;
    if mime_type == "audio/ogg" {
        voice::check_ogg(&file.head).map_err(|error| of_voice(&error))?;
    }
    let small = state.media().small_picture(file.path(), &mime_type).await.map_err(|e| in_file(&e))?;
    if let Some(small) = &small
        && mime_type == "image/webp"
    {
        check_sticker(&file, small.width, small.height)?;
    }
    let what = ToKeep { workspace, file, mime_type, small };
    keep(state.media(), state.store(), state.clock().now(), what).await.map_err(|error| of_store(&error))
}

fn check_sticker(file: &Spooled, width: u32, height: u32) -> Result<(), Problem> {
    if (width, height) != (STICKER_SIDE, STICKER_SIDE) {
        let rule = format!("a sticker must have 512 × 512 pixels; this one has {width} × {height}");
        return Err(Problem::invalid_field("file", rule));
    }
    if !sniff::is_animated_webp(&file.head) && file.size > STICKER_LIMIT {
        let mime_type = "image/webp that does not move".to_owned();
        return Err(in_file(&NotSendable::Size { mime_type, limit: STICKER_LIMIT, size: file.size }));
    }
    Ok(())
}

fn in_file(reason: &dyn std::error::Error) -> Problem {
    Problem::invalid_field("file", reason.to_string())
}

fn of_voice(error: &voice::VoiceError) -> Problem {
    match error {
        voice::VoiceError::Store(error) => of_store(error),
        other => in_file(other),
    }
}

/// A failure of the store of files.
pub(crate) fn of_store(error: &media_store::Error) -> Problem {
    match error {
        media_store::Error::TooLarge(limit) => too_large(*limit),
        media_store::Error::Database(error) => refusal::storage(error),
        media_store::Error::Disk(_) | media_store::Error::Store(_) => Problem::unavailable(error),
        media_store::Error::Missing | media_store::Error::InUse => Problem::internal(error),
    }
}

/// More bytes than anything that WhatsApp takes.
pub(crate) fn too_large(limit: u64) -> Problem {
    let detail = format!("The file has more than {limit} bytes, which is more than can be taken.");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "file_too_large", detail)
}

/// Why an uploaded file did not become one of ours.
pub(crate) fn of_upload(error: &UploadError) -> Problem {
    match error {
        UploadError::NotAllowed => refusal::not_allowed(error),
        UploadError::NotSendable(reason) => in_file(reason),
        UploadError::TooMany(_) => Problem::too_many("too_many_uploads", refusal::sentence(error), 60),
        UploadError::NotFound => Problem::not_found("upload"),
        UploadError::Storage(error) => refusal::storage(error),
    }
}

/// A file name that is a name: no folders, nothing that does not show, not too long.
pub(crate) fn clean_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let name = shown.trim().trim_start_matches('.');
    let length = name.chars().count();
    // The ending says what it is: it stays.
    let name: String = match name.rsplit_once('.') {
        _ if length <= NAME_LIMIT => name.to_owned(),
        Some((stem, ending)) if ending.chars().count() < 20 => {
            let room = NAME_LIMIT - 1 - ending.chars().count();
            format!("{}.{ending}", stem.chars().take(room).collect::<String>())
        }
        _ => name.chars().take(NAME_LIMIT).collect(),
    };
    (!name.is_empty()).then_some(name)
}

/// Characters that turn the direction of writing, and so what a name seems to end with.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c2_a_name_is_a_name() {
        for (given, want) in [
            ("plan.pdf", Some("plan.pdf")),
            ("C:\\Users\\ada\\plan.pdf", Some("plan.pdf")),
            ("../../etc/passwd", Some("passwd")),
            (".htaccess", Some("htaccess")),
            ("bill\u{202e}fdp.exe", Some("billfdp.exe")),
            ("a\r\nb\0.txt", Some("ab.txt")),
            ("Übersicht 2026 📎.pdf", Some("Übersicht 2026 📎.pdf")),
            ("..", None),
            ("", None),
            ("dir/", None),
        ] {
            assert_eq!(clean_name(given).as_deref(), want, "{given:?}");
        }
        let long = clean_name(&format!("{}.pdf", "x".repeat(500))).unwrap();
        assert_eq!((long.chars().count(), long.ends_with("x.pdf")), (NAME_LIMIT, true));
    }
}
