//! The web console: embedded and precompressed in release builds, read from its folder in debug builds.

mod files;
mod page;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum_utils::problem::no_such_path;
use http::header::ACCEPT;
use http::{HeaderMap, Method, StatusCode};

pub use crate::files::Asset;
use crate::files::Source;

static EMBEDDED: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Where Vite puts the console, as seen from this crate.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/apps/console/dist");

/// First parts of paths that are never a page of the console.
const NOT_PAGES: [&str; 4] = ["v1", "webhooks", "_sim", "assets"];

/// Answers requests for the console. Use it as the fallback of the whole application:
/// `router.fallback(move |request| console.clone().answer(request))`.
#[derive(Debug, Clone)]
pub struct Console {
    source: Arc<Source>,
}

impl Default for Console {
    fn default() -> Self {
        Self::new()
    }
}

impl Console {
    /// The console that belongs to this build.
    pub fn new() -> Self {
        let folder = Path::new(FOLDER);
        if cfg!(debug_assertions) && folder.join("index.html").is_file() {
            Self::from_folder(folder)
        } else {
            Self::from_assets(EMBEDDED)
        }
    }

    /// A console whose files are read each time they are asked for.
    pub fn from_folder(folder: impl Into<PathBuf>) -> Self {
        Self { source: Arc::new(Source::Folder(folder.into())) }
    }

    /// A console that is part of the program.
    pub fn from_assets(assets: &'static [Asset]) -> Self {
        Self { source: Arc::new(Source::Embedded(assets)) }
    }

    /// The handler for every path that nothing else has.
    pub async fn answer(self, request: Request) -> Response {
        let path = request.uri().path().trim_start_matches('/').to_owned();
        let headers = request.headers();
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return no_such_path().await.into_response();
        }
        if path != "index.html"
            && let Some(file) = self.source.file(&path).await
        {
            return file.answer(headers);
        }
        if is_page(&path) && accepts_html(headers) {
            return self.page().await;
        }
        no_such_path().await.into_response()
    }

    /// The one page of the console; what it shows is decided in the browser.
    async fn page(&self) -> Response {
        let index = self.source.file("index.html").await;
        let html = index.as_ref().and_then(|file| file.text()).unwrap_or(page::NOT_BUILT);
        page::answer(html).unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }
}

/// Paths of the console's router have no file ending; a missing file must not answer a page.
fn is_page(path: &str) -> bool {
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    let last = parts.next_back().unwrap_or(first);
    !NOT_PAGES.contains(&first) && (!last.contains('.') || path == "index.html")
}

fn accepts_html(headers: &HeaderMap) -> bool {
    match headers.get(ACCEPT).map(|value| value.to_str().unwrap_or_default()) {
        None => true,
        Some(accept) => accept.contains("text/html") || accept.contains("*/*"),
    }
}
