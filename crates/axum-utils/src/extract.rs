//! Extractors for JSON bodies, query strings and paths whose refusals say which field is wrong.

use std::error::Error as StdError;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::problem::Problem;
use crate::serve::BodyTimeout;

/// A JSON body, in or out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "Send the body as JSON, with Content-Type: application/json.",
            ));
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| body_problem(&rejection))?;
        parse_json(&bytes).map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// The query string.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parse_query(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

/// The ids in the path. A text that cannot be an id is simply an id that does not exist.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(rejection) if rejection.status().is_client_error() => {
                let detail = "There is nothing here: the address does not contain a valid id.";
                Err(Problem::new(StatusCode::NOT_FOUND, "not_found", detail))
            }
            Err(rejection) => Err(Problem::internal(&rejection)),
        }
    }
}

/// What to answer when the body could not be read.
pub fn body_problem(rejection: &BytesRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let detail = "The body is larger than this server takes.";
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail);
    }
    let mut cause: Option<&(dyn StdError + 'static)> = Some(rejection);
    while let Some(error) = cause {
        if error.is::<BodyTimeout>() {
            let detail = "The body came too slowly, and the server stopped waiting for it.";
            return Problem::new(StatusCode::REQUEST_TIMEOUT, "body_too_slow", detail);
        }
        cause = error.source();
    }
    Problem::new(StatusCode::BAD_REQUEST, "body_cut_off", "The body ended before it was complete.")
}

fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    refuse_nul_in_json(bytes)?;
    let mut source = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut source).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        match inner.classify() {
            serde_json::error::Category::Data => {
                let (field, message) = name_the_field(&path, &inner.to_string());
                Problem::invalid_field(field, message)
            }
            _ => bad_json(&inner),
        }
    })?;
    source.end().map_err(|error| bad_json(&error))?;
    Ok(value)
}

fn bad_json(error: &serde_json::Error) -> Problem {
    let detail = format!("The body is not JSON: line {}, column {}.", error.line(), error.column());
    Problem::new(StatusCode::BAD_REQUEST, "bad_json", detail)
}

fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let pairs = form_urlencoded(query)?;
    let source = serde::de::value::MapDeserializer::<_, serde::de::value::Error>::new(
        pairs.iter().map(|(key, value)| (key.as_str(), QueryValue(value))),
    );
    serde_path_to_error::deserialize(source).map_err(|error| {
        let path = error.path().to_string();
        let (field, message) = name_the_field(&path, &error.into_inner().to_string());
        Problem::invalid_field(field, message)
    })
}

/// The pairs of a query string, decoded; given twice is refused, because one of them would be lost.
fn form_urlencoded(query: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if pairs.iter().any(|(seen, _)| *seen == key) {
            return Err(Problem::invalid_field(key, "give this only once"));
        }
        if key.contains('\0') || value.contains('\0') {
            return Err(Problem::invalid_field(key.replace('\0', ""), NUL));
        }
        pairs.push((key.into_owned(), value.into_owned()));
    }
    Ok(pairs)
}

/// One value of a query string: text that may have to be a number or a truth value.
struct QueryValue<'a>(&'a str);

impl<'de> serde::de::IntoDeserializer<'de, serde::de::value::Error> for QueryValue<'_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parse_as {
    ($($method:ident $visit:ident $type:ty, $wanted:literal;)*) => {$(
        fn $method<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            let parsed: $type = self.0.parse().map_err(|_| {
                serde::de::Error::custom(format_args!("`{}` is not {}", self.0, $wanted))
            })?;
            visitor.$visit(parsed)
        }
    )*};
}

impl<'de> serde::Deserializer<'de> for QueryValue<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_str(self.0)
    }

    // An empty value (`?q=`) is what a form sends for a field that was left empty.
    fn deserialize_option<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: serde::de::Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: serde::de::Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_enum(serde::de::value::StrDeserializer::new(self.0))
    }

    parse_as! {
        deserialize_bool visit_bool bool, "true or false";
        deserialize_i64 visit_i64 i64, "a whole number";
        deserialize_i32 visit_i32 i32, "a whole number";
        deserialize_u64 visit_u64 u64, "a whole number, 0 or more";
        deserialize_u32 visit_u32 u32, "a whole number, 0 or more";
        deserialize_u16 visit_u16 u16, "a whole number from 0 to 65535";
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i128 u8 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// serde tells of a missing field under the path of its parent: this finds the field.
fn name_the_field(path: &str, message: &str) -> (String, String) {
    let message = message.split(" at line ").next().unwrap_or(message);
    let is_top = path == ".";
    if let Some(rest) = message.strip_prefix("missing field `") {
        let name = rest.split('`').next().unwrap_or_default();
        let field = if is_top { name.to_owned() } else { format!("{path}.{name}") };
        return (field, "this is required".to_owned());
    }
    if message.starts_with("unknown field `") {
        return (path.to_owned(), "there is no such field".to_owned());
    }
    (if is_top { "body".to_owned() } else { path.to_owned() }, message.to_owned())
}

const NUL: &str = "the character U+0000 is not allowed";

/// PostgreSQL cannot store U+0000 in text, so it is refused at the door, in JSON as an escape.
fn refuse_nul_in_json(bytes: &[u8]) -> Result<(), Problem> {
    const ESCAPE: &[u8] = br"\u0000";
    if !bytes.windows(ESCAPE.len()).any(|window| window == ESCAPE) {
        return Ok(());
    }
    // It may be an escaped backslash before harmless letters: only the parsed text can tell.
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| bad_json(&error))?;
    match find_nul(&value, "") {
        Some(path) => Err(Problem::invalid_field(path, NUL)),
        None => Ok(()),
    }
}

fn find_nul(value: &serde_json::Value, path: &str) -> Option<String> {
    match value {
        serde_json::Value::String(text) => text.contains('\0').then(|| path.to_owned()),
        serde_json::Value::Array(items) => {
            items.iter().enumerate().find_map(|(i, item)| find_nul(item, &format!("{path}[{i}]")))
        }
        serde_json::Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if name.contains('\0') { Some(path.replace('\0', "")) } else { find_nul(field, &path) }
        }),
        _ => None,
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(content_type) = headers.get(http::header::CONTENT_TYPE).and_then(|v| v.to_str().ok()) else {
        return false;
    };
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        name: String,
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Inner {
        count: u32,
    }

    fn refused(body: &str) -> (u16, String, String) {
        let problem = parse_json::<Outer>(body.as_bytes()).unwrap_err();
        let (field, message) = problem.fields.clone().into_iter().next().unwrap_or_default();
        (problem.status, field, message)
    }

    fn field(name: &str, message: &str) -> (u16, String, String) {
        (422, name.to_owned(), message.to_owned())
    }

    #[test]
    fn a_wrong_body_names_the_field() {
        assert_eq!(refused("{}"), field("name", "this is required"));
        assert_eq!(refused(r#"{"name":"x","nam":1}"#), field("nam", "there is no such field"));
        assert_eq!(refused(r#"{"name":"x","inner":{}}"#), field("inner.count", "this is required"));
        assert_eq!(
            refused(r#"{"name":"x","inner":{"count":-1}}"#),
            field("inner.count", "invalid value: integer `-1`, expected u32"),
        );
        assert_eq!(refused("[]").0, 422);
    }

    #[test]
    fn what_is_not_json_is_a_400() {
        for body in ["", "{", r#"{"name":"x"} trailing"#, "\u{feff}{}", r#"{"name":"\ud800"}"#] {
            assert_eq!(parse_json::<Outer>(body.as_bytes()).unwrap_err().code, "bad_json", "{body}");
        }
        assert_eq!(parse_json::<Outer>(b"{\"name\":\"\xff\"}").unwrap_err().code, "bad_json");
        let deep = "[".repeat(100_000);
        assert_eq!(parse_json::<serde_json::Value>(deep.as_bytes()).unwrap_err().code, "bad_json");
    }

    #[test]
    fn a_nul_is_refused_and_a_backslash_before_u0000_is_not() {
        assert_eq!(refused(r#"{"name":"a\u0000b"}"#), field("name", NUL));
        assert!(parse_json::<Outer>(br#"{"name":"a\\u0000b"}"#).is_ok());
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Filter {
        q: Option<String>,
        limit: Option<u32>,
        #[serde(default)]
        unread: bool,
        order: Option<Order>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Order {
        Newest,
    }

    #[test]
    fn a_query_is_read_with_its_types() {
        let filter: Filter = parse_query("q=a+b%26c&limit=5&unread=true&order=newest").unwrap();
        let want =
            Filter { q: Some("a b&c".to_owned()), limit: Some(5), unread: true, order: Some(Order::Newest) };
        assert_eq!(filter, want);
        let empty: Filter = parse_query("q=&limit=").unwrap();
        assert_eq!(empty, Filter { q: None, limit: None, unread: false, order: None });
    }

    #[test]
    fn a_wrong_query_names_the_field() {
        for (query, field, message) in [
            ("limit=x", "limit", "`x` is not a whole number, 0 or more"),
            ("unread=maybe", "unread", "`maybe` is not true or false"),
            ("order=oldest", "order", "unknown variant `oldest`, expected `newest`"),
            ("nope=1", "nope", "there is no such field"),
            ("q=1&q=2", "q", "give this only once"),
            ("q=a%00", "q", NUL),
        ] {
            let problem = parse_query::<Filter>(query).unwrap_err();
            assert_eq!(problem.fields.get(field).map(String::as_str), Some(message), "{query}: {problem:?}");
        }
    }

    #[test]
    fn json_is_known_by_its_content_type() {
        for (value, want) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/merge-patch+json", true),
            ("text/plain", false),
            ("multipart/form-data; boundary=json", false),
        ] {
            let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, value.parse().unwrap())]);
            assert_eq!(is_json(&headers), want, "{value}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
