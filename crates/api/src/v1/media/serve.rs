//! Files as answers: whole, in part, or unchanged since the browser's copy; never as a page of ours.

use std::ops::Range;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum_utils::Problem;
use domain::WorkspaceId;
use domain::media::{Media, MediaState};
use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use storage::media::MediaFile;
use utoipa::IntoParams;

use crate::caller::{Session, workspace_of};
use crate::refusal;
use crate::state::ApiState;

/// Of which workspace.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Whose {
    /// The workspace; without it your first. (Browsers cannot set headers on a picture.)
    workspace: Option<WorkspaceId>,
}

/// The file that is asked for, if the caller has a seat where it is.
pub(crate) async fn find(
    state: &ApiState,
    session: &Session,
    headers: &HeaderMap,
    whose: &Whose,
    id: domain::MediaId,
) -> Result<MediaFile, Problem> {
    let workspace = workspace_of(&session.signed_in, whose.workspace, headers)?;
    let found = state.store().read(workspace, move |tx| tx.media().lookup(workspace, id)).await;
    let found = found.map_err(|error: storage::Error| refusal::storage(&error))?;
    found.ok_or_else(|| Problem::not_found("file"))
}

/// Why there are no bytes of a file.
pub(crate) fn not_here(media: &Media) -> Problem {
    match media.state {
        MediaState::Pending | MediaState::Stored => {
            let detail = "The file is still being fetched from WhatsApp.";
            Problem::new(StatusCode::CONFLICT, "media_pending", detail).retry_after(2)
        }
        MediaState::Failed => {
            let reason = media.error.as_ref().map_or("nobody knows why", |error| error.detail.as_str());
            let detail = format!("The file could not be fetched: {reason}. It can be asked for again.");
            Problem::new(StatusCode::CONFLICT, "media_failed", detail)
        }
        MediaState::Expired => {
            let detail = "The file is not kept any more.";
            Problem::new(StatusCode::GONE, "media_expired", detail)
        }
    }
}

/// What of a file is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Whole,
    Part(Range<u64>),
    /// What the browser has is still right.
    Unchanged,
    /// A part that is not there.
    Outside,
}

/// Reads the headers that ask for parts and changes.
pub(crate) fn asked(headers: &HeaderMap, tag: &str, size: u64) -> Asked {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(known) = text(IF_NONE_MATCH) {
        let mut tags = known.split(',').map(|known| known.trim().trim_start_matches("W/"));
        if tags.any(|known| known == tag || known == "*") {
            return Asked::Unchanged;
        }
    }
    let is_same = text(IF_RANGE).is_none_or(|known| known == tag);
    match text(RANGE).filter(|_| is_same).and_then(|range| parse_range(range, size)) {
        None => Asked::Whole,
        Some(range) if range.is_empty() => Asked::Outside,
        Some(range) => Asked::Part(range),
    }
}

/// One range of bytes, cut to what is there; empty when nothing of it is. Anything else asks for the whole, as RFC 9110
/// allows.
fn parse_range(text: &str, size: u64) -> Option<Range<u64>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let (first, last) = (first.trim(), last.trim());
    if first.is_empty() {
        let count: u64 = last.parse().ok()?;
        return Some(size.saturating_sub(count)..size).filter(|_| count > 0).or(Some(0..0));
    }
    let first: u64 = first.parse().ok()?;
    let end = if last.is_empty() { size } else { last.parse::<u64>().ok()?.checked_add(1)?.min(size) };
    if !last.is_empty() && last.parse::<u64>().ok()? < first {
        return None;
    }
    Some(if first < end { first..end } else { 0..0 })
}

/// A file, or the part of it that is asked for, as the answer.
pub(crate) async fn answer(
    state: &ApiState,
    headers: &HeaderMap,
    file: &MediaFile,
) -> Result<Response, Problem> {
    let media = &file.media;
    let (Some(key), Some(sha256), MediaState::Stored) = (&file.storage_key, &media.sha256, media.state)
    else {
        return Err(not_here(media));
    };
    let tag = format!("\"{sha256}\"");
    let size = media.size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default();
    let range = match asked(headers, &tag, size) {
        Asked::Whole => None,
        Asked::Part(range) => Some(range),
        Asked::Unchanged => return Ok(safe(StatusCode::NOT_MODIFIED, &media.mime_type, &tag, Body::empty())),
        Asked::Outside => return Ok(outside(size)),
    };
    let reading = state.media().read(key, range.clone()).await.map_err(|e| super::intake::of_store(&e))?;
    let length = reading.range.end - reading.range.start;
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut response = safe(status, &media.mime_type, &tag, Body::from_stream(reading.bytes));
    let headers = response.headers_mut();
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(CONTENT_DISPOSITION, disposition(media));
    if let Some(range) = range {
        let text = format!("bytes {}-{}/{size}", range.start, range.end - 1);
        headers.extend(HeaderValue::try_from(text).ok().map(|value| (CONTENT_RANGE, value)));
    }
    Ok(response)
}

fn outside(size: u64) -> Response {
    let detail = format!("The file has {size} bytes, and none of those that were asked for.");
    let problem = Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, "range_not_satisfiable", detail);
    let mut response = problem.into_response();
    let text = HeaderValue::try_from(format!("bytes */{size}")).ok();
    response.headers_mut().extend(text.map(|value| (CONTENT_RANGE, value)));
    response
}

/// An answer with bytes that strangers made: whatever they are, they run nowhere and reach nothing.
pub(crate) fn safe(status: StatusCode, mime_type: &str, tag: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // For this caller alone; after an hour the browser asks whether its copy is still right.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    let unknown = HeaderValue::from_static("application/octet-stream");
    headers.insert(CONTENT_TYPE, HeaderValue::try_from(mime_type).unwrap_or(unknown));
    headers.extend(HeaderValue::try_from(tag).ok().map(|value| (ETAG, value)));
    response
}

/// Types that a browser shows without running anything. All others are only ever saved.
const SHOWN: [&str; 14] = [
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "audio/aac",
    "audio/amr",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "audio/x-wav",
    "video/mp4",
    "video/3gpp",
    "video/webm",
    "video/quicktime",
];

fn disposition(media: &Media) -> HeaderValue {
    let kind = if SHOWN.contains(&media.mime_type.as_str()) { "inline" } else { "attachment" };
    let Some(name) = media.filename.as_deref().and_then(super::intake::clean_name) else {
        return HeaderValue::from_static(kind);
    };
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\') || c == ' ' { c } else { '_' })
        .collect();
    let whole = format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{}", percent_encode(&name));
    HeaderValue::try_from(whole).unwrap_or(HeaderValue::from_static(kind))
}

/// As RFC 8187 wants names.
fn percent_encode(name: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().fold(String::new(), |mut text, byte| {
        if keep(byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: &str = "\"abc\"";

    fn asked_by(pairs: &[(http::HeaderName, &str)]) -> Asked {
        let headers: HeaderMap =
            pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
        asked(&headers, TAG, 100)
    }

    #[test]
    fn b11_ranges_are_cut_to_what_is_there() {
        for (text, want) in [
            ("bytes=0-9", Asked::Part(0..10)),
            ("bytes=90-", Asked::Part(90..100)),
            ("bytes=90-1000", Asked::Part(90..100)),
            ("bytes=-10", Asked::Part(90..100)),
            ("bytes=-1000", Asked::Part(0..100)),
            ("bytes=0-18446744073709551615", Asked::Whole),
            ("bytes=100-", Asked::Outside),
            ("bytes=-0", Asked::Outside),
            ("bytes=9-0", Asked::Whole),
            ("bytes=0-1,3-4", Asked::Whole),
            ("lines=0-1", Asked::Whole),
            ("bytes=x-", Asked::Whole),
        ] {
            assert_eq!(asked_by(&[(RANGE, text)]), want, "{text}");
        }
        assert_eq!(asked_by(&[(RANGE, "bytes=0-9"), (IF_RANGE, TAG)]), Asked::Part(0..10));
        assert_eq!(asked_by(&[(RANGE, "bytes=0-9"), (IF_RANGE, "\"old\"")]), Asked::Whole);
        assert_eq!(asked_by(&[(IF_NONE_MATCH, "\"old\", W/\"abc\"")]), Asked::Unchanged);
        assert_eq!(asked_by(&[(IF_NONE_MATCH, "\"old\"")]), Asked::Whole);
    }

    fn disposition_of(mime_type: &str, filename: Option<&str>) -> String {
        let at = domain::Timestamp::UNIX_EPOCH;
        let media = Media {
            id: domain::MediaId::new(at),
            direction: domain::message::Direction::Inbound,
            mime_type: mime_type.to_owned(),
            filename: filename.map(str::to_owned),
            size: None,
            sha256: None,
            state: MediaState::Stored,
            error: None,
            has_thumbnail: false,
            created_at: at,
            updated_at: at,
        };
        disposition(&media).to_str().unwrap().to_owned()
    }

    #[test]
    fn b11_nothing_that_could_run_is_shown_and_names_break_out_of_nothing() {
        assert_eq!(disposition_of("image/jpeg", None), "inline");
        for active in ["text/html", "image/svg+xml", "application/pdf", "text/xml", "application/javascript"]
        {
            assert_eq!(disposition_of(active, None), "attachment");
        }
        assert_eq!(
            disposition_of("application/pdf", Some("a\"; filename=\"b.exe\r\nX: é.pdf")),
            "attachment; filename=\"a_; filename=_b.exeX: _.pdf\"; \
             filename*=UTF-8''a%22%3B%20filename%3D%22b.exeX%3A%20%C3%A9.pdf",
        );
    }
}
