//! A Graph call: version, path, token and parameters, wherever they were put.

use std::io::Read as _;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use flate2::read::{GzDecoder, ZlibDecoder};
use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Map, Value};
use tokio::time::timeout;

use crate::intercept::Intercepted;
use crate::state::State;

/// Longest body that is read.
const BODY_LIMIT: usize = 16 * 1024 * 1024;
/// Longest body of an upload: the largest document, and some room for its envelope.
const UPLOAD_LIMIT: usize = 101 * 1024 * 1024;
/// How long a body may take to come.
const BODY_TIME: Duration = Duration::from_secs(300);
/// The oldest version that still lives, which also answers for the dead ones.
pub(super) const OLDEST: u32 = 21;
/// The newest version.
pub(super) const NEWEST: u32 = 26;
/// Parameters that are secrets, and never logged.
const SECRETS: [&str; 5] =
    ["access_token", "input_token", "client_secret", "verify_token", "appsecret_proof"];

/// One call, read.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// The path as it came, without the query.
    pub(crate) path: String,
    /// The query as it came.
    pub(crate) query: String,
    /// The path's parts without the version.
    pub(crate) segments: Vec<String>,
    /// The version that was asked for, e.g. 25.
    pub(crate) asked: Option<u32>,
    /// How the body came.
    pub(crate) form: BodyForm,
    /// The version that answers, e.g. `v25.0`.
    pub(crate) version: String,
    pub(crate) token: Option<String>,
    pub(crate) params: Params,
    /// The files of a multipart body, by their field.
    pub(crate) files: Vec<(String, FilePart)>,
    /// The body of a resumable upload, as it came.
    pub(crate) raw: Bytes,
    /// `file_offset` of a resumable upload.
    pub(crate) file_offset: Option<u64>,
    /// Where the caller thinks that we are.
    pub(crate) host: Option<String>,
    /// The call came through the proxy.
    pub(crate) intercepted: Option<Intercepted>,
    /// The body could not be read. Told only after the token was checked, as Graph does.
    pub(crate) unreadable: Option<&'static str>,
}

impl Call {
    /// Reads a request; what cannot be read is noted, never an early refusal.
    pub(crate) async fn read(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        let mut params = Params::default();
        params.add_form(parts.uri.query().unwrap_or_default().as_bytes());
        let path = parts.uri.path().to_owned();
        let (mut files, mut raw) = (Vec::new(), Bytes::new());
        let is_session = path.split('/').any(|segment| segment.starts_with("upload:"));
        let limit = if is_session || path.trim_end_matches('/').ends_with("/media") {
            UPLOAD_LIMIT
        } else {
            BODY_LIMIT
        };
        let mut form = BodyForm::None;
        let unreadable = match timeout(BODY_TIME, to_bytes(body, limit)).await {
            Err(_) | Ok(Err(_)) => Some("The request body is too large, too slow, or was cut."),
            Ok(Ok(bytes)) if is_session => {
                raw = bytes;
                None
            }
            Ok(Ok(bytes)) => match unpacked(&parts.headers, bytes, limit) {
                Err(problem) => Some(problem),
                Ok(bytes) => {
                    form = BodyForm::of(&parts.headers, &bytes);
                    read_body(&parts.headers, &form, bytes, &mut params, &mut files).await.err()
                }
            },
        };
        let mut segments: Vec<String> = path.split('/').filter(|s| !s.is_empty()).map(decode).collect();
        let asked = segments.first().and_then(|first| version(first));
        if asked.is_some() {
            segments.remove(0);
        }
        // Who gives both means the parameter: a client that always sends its own token in the header.
        let token = params.text("access_token").filter(|token| !token.is_empty());
        let token = token.or_else(|| header_token(parts.headers.get(AUTHORIZATION)));
        let version = format!("v{}.0", asked.unwrap_or(OLDEST).clamp(OLDEST, NEWEST));
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            file_offset: text("file_offset").and_then(|offset| offset.trim().parse().ok()),
            host: text("host").map(str::to_owned),
            intercepted: parts.extensions.get().copied(),
            method: meant(parts.method, &params),
            path,
            query: parts.uri.query().unwrap_or_default().to_owned(),
            segments,
            asked,
            form,
            version,
            token,
            params,
            files,
            raw,
            unreadable,
        }
    }

    /// Where files are, as this caller reaches them: on `metas` host through the proxy, otherwise where the
    /// caller found the simulator.
    pub(crate) fn base(&self, state: &State, metas: &str) -> String {
        if self.intercepted.is_some() {
            return metas.to_owned();
        }
        let host = self.host.as_deref().map(|host| format!("http://{host}"));
        host.or_else(|| state.base_url.clone()).unwrap_or_else(|| metas.to_owned())
    }

    /// The edge that is called, which faults can be limited to; for a bare node, `node`.
    pub(crate) fn edge(&self) -> &str {
        match self.segments.as_slice() {
            [only] if only.bytes().all(|b| b.is_ascii_digit()) => "node",
            [.., last] => last,
            [] => "",
        }
    }
}

/// A file of a multipart body.
#[derive(Debug, Clone)]
pub(crate) struct FilePart {
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
}

/// The parameters of a call.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params(Map<String, Value>);

impl Params {
    /// A parameter; `null` counts as absent.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A parameter as text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// A list or an object, also when it was written as JSON inside a string.
    pub(crate) fn structure(&self, name: &str) -> Option<Value> {
        match self.get(name)? {
            Value::String(text) => {
                serde_json::from_str(text).ok().filter(|it: &Value| it.is_array() || it.is_object())
            }
            value => Some(value.clone()),
        }
    }

    /// A truth, in any of the spellings that Graph takes.
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        match self.text(name)?.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }

    /// Takes a parameter out.
    pub(crate) fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// All parameters.
    pub(crate) fn all(&self) -> &Map<String, Value> {
        &self.0
    }

    /// For the log: with secrets masked.
    pub(crate) fn masked(&self) -> Value {
        let mut shown = self.0.clone();
        for secret in SECRETS {
            if let Some(value) = shown.get_mut(secret) {
                *value = Value::from("***");
            }
        }
        // The calls of a batch are logged one by one.
        if let Some(batch) = shown.get_mut("batch") {
            *batch = Value::from("***");
        }
        Value::Object(shown)
    }

    pub(super) fn add_form(&mut self, text: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(text) {
            self.0.insert(name.into_owned(), form_value(&value));
        }
    }
}

/// Graph takes JSON objects and arrays inside form values.
fn form_value(text: &str) -> Value {
    let is_json = text.starts_with(['{', '[']);
    let parsed = if is_json { serde_json::from_str(text).ok() } else { None };
    parsed.unwrap_or_else(|| Value::from(text))
}

/// Some clients can only post: `method=delete` says what they mean.
fn meant(method: Method, params: &Params) -> Method {
    let named = params.text("method").filter(|_| method == Method::POST).unwrap_or_default();
    match named.to_ascii_uppercase().as_str() {
        "GET" => Method::GET,
        "DELETE" => Method::DELETE,
        _ => method,
    }
}

/// A body that was sent compressed, at most `limit` bytes long.
fn unpacked(headers: &HeaderMap, bytes: Bytes, limit: usize) -> Result<Bytes, &'static str> {
    let encoding = headers.get(CONTENT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut unpacked = Vec::new();
    let read = match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => return Ok(bytes),
        "gzip" | "x-gzip" => GzDecoder::new(bytes.as_ref()).take(most).read_to_end(&mut unpacked),
        "deflate" => ZlibDecoder::new(bytes.as_ref()).take(most).read_to_end(&mut unpacked),
        _ => return Err("The Content-Encoding of the request body is not known."),
    };
    match read {
        Ok(_) if unpacked.len() <= limit => Ok(unpacked.into()),
        Ok(_) => Err("The request body is too large."),
        Err(_) => Err("The request body is not what its Content-Encoding says."),
    }
}

/// How a body came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BodyForm {
    /// There is none, or it is no concern of ours.
    None,
    Json,
    /// JSON in what says that it is a form. Meta takes it.
    JsonInForm,
    Form,
    Multipart,
    /// Taken for JSON, whatever it says that it is; the text is the content type, empty without one.
    Other(String),
}

impl BodyForm {
    fn of(headers: &HeaderMap, bytes: &[u8]) -> Self {
        let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let text = bytes.trim_ascii();
        match kind.as_str() {
            "multipart/form-data" => Self::Multipart,
            _ if text.is_empty() => Self::None,
            "application/x-www-form-urlencoded" if text.starts_with(b"{") => Self::JsonInForm,
            "application/x-www-form-urlencoded" => Self::Form,
            "application/json" => Self::Json,
            _ => Self::Other(kind),
        }
    }
}

async fn read_body(
    headers: &HeaderMap,
    form: &BodyForm,
    bytes: Bytes,
    params: &mut Params,
    files: &mut Vec<(String, FilePart)>,
) -> Result<(), &'static str> {
    let text = bytes.trim_ascii();
    match form {
        BodyForm::Multipart => return read_multipart(headers, bytes, params, files).await,
        BodyForm::None => return Ok(()),
        BodyForm::Form => {
            params.add_form(text);
            return Ok(());
        }
        BodyForm::Json | BodyForm::JsonInForm | BodyForm::Other(_) => {}
    }
    match serde_json::from_slice(text) {
        Ok(Value::Object(map)) => {
            params.0.extend(map);
            Ok(())
        }
        Ok(_) => Err("The request body must be a JSON object."),
        Err(_) => Err("The request body is not valid JSON."),
    }
}

async fn read_multipart(
    headers: &HeaderMap,
    bytes: Bytes,
    params: &mut Params,
    files: &mut Vec<(String, FilePart)>,
) -> Result<(), &'static str> {
    const CUT: &str = "The multipart body is malformed.";
    let mut request = Request::new(Body::from(bytes));
    *request.headers_mut() = headers.clone();
    DefaultBodyLimit::disable().apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| CUT)?;
    while let Some(field) = form.next_field().await.map_err(|_| CUT)? {
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = field.file_name().is_some();
        let content_type = field.content_type().map(str::to_owned);
        let content = field.bytes().await.map_err(|_| CUT)?;
        if is_file {
            files.push((name.clone(), FilePart { content_type, bytes: content.clone() }));
        }
        // The log tells that a file came, and how long it was.
        let value = match std::str::from_utf8(&content) {
            Ok(text) if !is_file => form_value(text),
            _ => Value::from(format!("{} bytes", content.len())),
        };
        params.0.insert(name, value);
    }
    Ok(())
}

fn header_token(value: Option<&HeaderValue>) -> Option<String> {
    let (scheme, token) = value?.to_str().ok()?.trim().split_once(' ')?;
    let is_known = scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("oauth");
    Some(token.trim().to_owned()).filter(|token| is_known && !token.is_empty())
}

/// `v25.0` gives 25. A version that does not exist yet is no version but an unknown path.
fn version(segment: &str) -> Option<u32> {
    let (major, _) = segment.strip_prefix('v').filter(|_| is_version(segment))?.split_once('.')?;
    major.parse().ok().filter(|&major| major <= NEWEST)
}

/// Whether it looks like a version.
pub(super) fn is_version(segment: &str) -> bool {
    let is_number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let parts = segment.strip_prefix('v').and_then(|rest| rest.split_once('.'));
    parts.is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}

fn decode(segment: &str) -> String {
    let plus_kept = segment.replace('+', "%2B");
    let pairs = url::form_urlencoded::parse(plus_kept.as_bytes());
    pairs
        .map(|(name, value)| if value.is_empty() { name.into_owned() } else { format!("{name}={value}") })
        .collect()
}
