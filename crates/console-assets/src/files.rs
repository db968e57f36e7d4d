//! The console's files, in the program or in a folder, and how they are sent.

#[path = "../build/pack.rs"]
#[cfg(test)]
mod pack;

use std::borrow::Cow;
use std::path::PathBuf;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, HeaderValue, StatusCode};

/// A file in the program, in the forms in which it can be sent.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// With `/` between its parts and none before them.
    pub name: &'static str,
    pub etag: &'static str,
    pub raw: &'static [u8],
    pub brotli: Option<&'static [u8]>,
    pub gzip: Option<&'static [u8]>,
}

/// Where the files are.
#[derive(Debug)]
pub(crate) enum Source {
    /// Sorted by name.
    Embedded(&'static [Asset]),
    Folder(PathBuf),
}

impl Source {
    pub(crate) async fn file(&self, name: &str) -> Option<File> {
        match self {
            Self::Embedded(assets) => {
                let index = assets.binary_search_by(|asset| asset.name.cmp(name)).ok()?;
                assets.get(index).map(File::embedded)
            }
            Self::Folder(folder) => {
                let is_plain = name.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
                if !is_plain || name.contains(['\\', ':', '\0', '%']) {
                    return None;
                }
                let raw = tokio::fs::read(folder.join(name)).await.ok()?;
                Some(File::loose(name, raw))
            }
        }
    }
}

/// A file that was found.
#[derive(Debug)]
pub(crate) struct File {
    name: String,
    /// Loose files have none: they change under our hands and are not worth caching.
    etag: Option<&'static str>,
    raw: Bytes,
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

impl File {
    fn embedded(asset: &Asset) -> Self {
        Self {
            name: asset.name.to_owned(),
            etag: Some(asset.etag),
            raw: Bytes::from_static(asset.raw),
            brotli: asset.brotli,
            gzip: asset.gzip,
        }
    }

    fn loose(name: &str, raw: Vec<u8>) -> Self {
        Self { name: name.to_owned(), etag: None, raw: raw.into(), brotli: None, gzip: None }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.raw).ok()
    }

    pub(crate) fn answer(self, asked: &HeaderMap) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(self.caching()));
        if let Some(etag) = self.etag {
            headers.insert(ETAG, HeaderValue::from_static(etag));
            let known = asked.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
            if known.is_some_and(|known| {
                known == "*" || known.split(',').any(|k| k.trim().trim_start_matches("W/") == etag)
            }) {
                return (StatusCode::NOT_MODIFIED, headers).into_response();
            }
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(&self.name)));
        let (body, encoding) = self.form_for(asked);
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        (headers, Body::from(body)).into_response()
    }

    /// The smallest form that the client takes.
    fn form_for(&self, asked: &HeaderMap) -> (Bytes, Option<&'static str>) {
        let accepted: Cow<'_, str> =
            asked.get(ACCEPT_ENCODING).map_or(Cow::Borrowed(""), |v| String::from_utf8_lossy(v.as_bytes()));
        for (encoding, form) in [("br", self.brotli), ("gzip", self.gzip)] {
            if let Some(form) = form
                && accepts(&accepted, encoding)
            {
                return (Bytes::from_static(form), Some(encoding));
            }
        }
        (self.raw.clone(), None)
    }

    /// Vite puts a hash of the content into the names below `assets/`.
    fn caching(&self) -> &'static str {
        if self.etag.is_some() && self.name.starts_with("assets/") {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        }
    }
}

fn accepts(accept_encoding: &str, encoding: &str) -> bool {
    accept_encoding.split(',').any(|item| {
        let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
        let is_refused = parameters.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case(encoding) && !is_refused
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn asked(encoding: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(encoding))])
    }

    #[test]
    fn the_smallest_form_that_the_client_takes_is_sent() {
        let asset =
            Asset { name: "assets/a.js", etag: "\"1\"", raw: b"raw", brotli: Some(b"b"), gzip: Some(b"g") };
        let form = |encoding| File::embedded(&asset).form_for(&asked(encoding)).1;
        assert_eq!(form("gzip, deflate, br, zstd"), Some("br"));
        assert_eq!(form("gzip;q=1.0, br;q=0"), Some("gzip"));
        assert_eq!(form("brx"), None);
        assert_eq!(form(""), None);
    }

    #[test]
    fn what_is_packed_unpacks_to_the_same() {
        let text = "const a = 'the same words again and again';\n".repeat(100);
        let packed = pack::brotli("a.js", text.as_bytes()).unwrap().unwrap();
        let mut back = String::new();
        brotli::Decompressor::new(&packed[..], 4096).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
        let packed = pack::gzip("a.js", text.as_bytes()).unwrap().unwrap();
        let mut back = String::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
        assert_eq!(pack::brotli("font.woff2", text.as_bytes()).unwrap(), None);
        assert_eq!(pack::gzip("index.html", text.as_bytes()).unwrap(), None);
        assert_ne!(pack::etag(b"a"), pack::etag(b"b"));
    }

    #[test]
    fn files_are_listed_with_their_folders() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        for name in ["index.html", "assets/b.css", "assets/a.js"] {
            std::fs::write(folder.path().join(name), name).unwrap();
        }
        assert_eq!(pack::list(folder.path()).unwrap(), ["assets/a.js", "assets/b.css", "index.html"]);
    }
}
