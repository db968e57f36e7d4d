//! Lists to their end, page by page.

use std::collections::VecDeque;
use std::future::Future;

use cloud_api_types::graph::Page;
use futures_util::{Stream, stream};

use crate::error::Error;

/// The items of all pages, one by one. `ask` is given where to go on: nothing at first. Ends after the first error, and
/// when a cursor comes twice in a row.
///
/// ```no_run
/// use cloud_api::{Client, pages};
/// use futures_util::TryStreamExt;
///
/// # async fn example(client: Client) -> Result<(), cloud_api::Error> {
/// let client = &client;
/// let flows = pages(|after| async move { client.flows("102290129340398", after.as_deref()).await });
/// let all: Vec<_> = flows.try_collect().await?;
/// println!("{} Flows", all.len());
/// # Ok(()) }
/// ```
pub fn pages<T, F, Fut>(ask: F) -> impl Stream<Item = Result<T, Error>>
where
    F: FnMut(Option<String>) -> Fut,
    Fut: Future<Output = Result<Page<T>, Error>>,
{
    let begin = Place { ask, left: VecDeque::new(), next: Next::Page(None) };
    stream::try_unfold(begin, |mut place| async move {
        loop {
            if let Some(item) = place.left.pop_front() {
                return Ok(Some((item, place)));
            }
            let Next::Page(cursor) = std::mem::replace(&mut place.next, Next::End) else { return Ok(None) };
            let page = (place.ask)(cursor.clone()).await?;
            if let Some(next) = page.next().filter(|next| cursor.as_deref() != Some(*next)) {
                place.next = Next::Page(Some(next.to_owned()));
            }
            place.left = page.data.into();
        }
    })
}

struct Place<T, F> {
    ask: F,
    left: VecDeque<T>,
    next: Next,
}

enum Next {
    /// From this cursor; from the beginning without one.
    Page(Option<String>),
    End,
}
