//! Before a template is submitted, the provider gets the files that its reviewers are to see.

use std::collections::BTreeMap;
use std::time::Duration;

use actions::template::{Errand, sample_files, with_handles};
use cloud_gateway::TemplateError;
use cloud_gateway::media::Outgoing;
use domain::job::Job;
use domain::media::MediaState;
use domain::message::MessageError;
use domain::{MediaId, WorkspaceId};
use futures_util::TryStreamExt;
use storage::media::MediaFile;
use storage::{Error, Tx};

use crate::Context;

/// How long a handle is used again. Nobody says how long it is good; one that is refused is replaced.
const USED_AGAIN: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How often an upload that breaks is taken up again at once.
const TAKEN_UP: usize = 3;

/// What the samples of a submission are known by at the provider.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    handles: BTreeMap<MediaId, String>,
    /// Some of them were handed over for an earlier submission.
    pub(crate) has_old: bool,
}

impl Samples {
    /// Forgets the handles: they may be why the submission was refused.
    pub(crate) fn forget(&self, tx: &mut Tx<'_>, job: &Job, errand: &Errand) -> Result<(), Error> {
        let mut files = self.handles.keys();
        files.try_for_each(|file| tx.media_handles().remove(job.workspace, *file, &errand.app))
    }
}

/// Hands over the files of the samples, unless the provider has them, and puts their handles into the errand.
///
/// # Errors
/// Why the submission cannot be made.
pub(crate) async fn attach(
    context: &Context,
    workspace: WorkspaceId,
    errand: &mut Errand,
) -> Result<Samples, TemplateError> {
    let mut samples = Samples::default();
    for file in sample_files(&errand.content.components) {
        let (app, now) = (errand.app.clone(), context.clock.now());
        let known =
            context.store.read(workspace, move |tx| tx.media_handles().lookup(workspace, file, &app, now));
        let handle = match known.await.map_err(|e| unreadable(&e))? {
            Some(handle) => {
                samples.has_old = true;
                handle
            }
            None => hand_over(context, workspace, errand, file).await?,
        };
        samples.handles.insert(file, handle);
    }
    let handles = &samples.handles;
    errand.content.components = with_handles(&errand.content.components, |file| handles.get(&file).cloned());
    Ok(samples)
}

async fn hand_over(
    context: &Context,
    workspace: WorkspaceId,
    errand: &Errand,
    id: MediaId,
) -> Result<String, TemplateError> {
    let found = context.store.read(workspace, move |tx| tx.media().lookup(workspace, id)).await;
    let file = found.map_err(|e: Error| unreadable(&e))?;
    let Some(file) = file.filter(|file| file.media.state == MediaState::Stored) else {
        return Err(no_file());
    };
    let handle = upload(context, errand, &file).await?;
    let (app, noted, until) = (errand.app.clone(), handle.clone(), context.clock.now() + USED_AGAIN);
    let written =
        context.store.write(workspace, move |tx| tx.media_handles().add(workspace, id, &app, &noted, until));
    if let Err(e) = written.await {
        tracing::warn!(error = %e, media.id = %id, "a sample's handle cannot be noted; the next submission uploads again");
    }
    Ok(handle)
}

/// Uploads a file; after a break it goes on where it was.
async fn upload(context: &Context, errand: &Errand, file: &MediaFile) -> Result<String, TemplateError> {
    let key = file.storage_key.as_deref().unwrap_or_default();
    let store = context.files.store();
    let whole = store.read(key, None).await.map_err(|e| unreadable(&e))?;
    let size = whole.size;
    let outgoing = Outgoing {
        filename: file.media.filename.clone().unwrap_or_else(|| "sample".to_owned()),
        mime_type: file.media.mime_type.clone(),
        size,
    };
    let upload = context.gateway.begin_sample(&errand.access, &errand.app, &outgoing).await?;
    let mut sent = upload.send(0, size, whole.bytes.map_err(std::io::Error::other)).await;
    for _ in 0..TAKEN_UP {
        match sent {
            Err(e) if e.is_retryable => {}
            done => return done,
        }
        let offset = upload.offset().await?;
        let rest = store.read(key, Some(offset..size)).await.map_err(|e| unreadable(&e))?;
        sent = upload.send(offset, size - offset, rest.bytes.map_err(std::io::Error::other)).await;
    }
    sent
}

fn unreadable(error: &dyn std::error::Error) -> TemplateError {
    tracing::error!(error = %error, "the sample of a template cannot be read");
    failure("The sample cannot be read at the moment", "Nothing to do: it is tried again", true)
}

fn no_file() -> TemplateError {
    failure("The file of the sample is not here any more", "Upload it again and change the template", false)
}

fn failure(title: &str, remedy: &str, is_retryable: bool) -> TemplateError {
    let reason =
        MessageError { code: None, title: title.to_owned(), detail: None, remedy: remedy.to_owned() };
    TemplateError { reason, is_retryable, is_taken: false, is_gone: false, is_auth: false }
}
