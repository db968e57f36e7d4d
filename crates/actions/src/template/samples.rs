//! The samples of media headers: files of ours, which the provider gets before the template.

use domain::media::{Sample, samples_mut};
use domain::{MediaId, WorkspaceId};
use serde_json::Value;
use storage::{Result, Tx};

use super::lint::{Finding, Severity};

const HEADER: i64 = 2_388_047;

/// The files of ours that a template's samples name, each once.
pub fn sample_files(components: &[Value]) -> Vec<MediaId> {
    let mut components = components.to_vec();
    let mut files: Vec<_> = samples_mut(&mut components).iter().filter_map(Sample::kept).collect();
    files.sort();
    files.dedup();
    files
}

/// The components with the provider's handles in place of our ids.
pub fn with_handles(components: &[Value], handle_of: impl Fn(MediaId) -> Option<String>) -> Vec<Value> {
    let mut components = components.to_vec();
    for mut sample in samples_mut(&mut components) {
        if let Some(handle) = sample.kept().and_then(&handle_of) {
            sample.put(&handle);
        }
    }
    components
}

/// Whether the files are here, and of kinds and sizes that the provider takes as samples.
pub(super) fn check(tx: &mut Tx<'_>, workspace: WorkspaceId, components: &[Value]) -> Result<Vec<Finding>> {
    let mut components = components.to_vec();
    let mut findings = Vec::new();
    for sample in samples_mut(&mut components) {
        let Some(id) = sample.kept() else { continue };
        let message = match tx.media().lookup(workspace, id)? {
            None => Some(format!("there is no file with the id {id}")),
            Some(file) => sample.check(&file.media).err().map(|reason| reason.to_string()),
        };
        findings.extend(message.map(|message| Finding {
            severity: Severity::Error,
            code: HEADER,
            rule: "header_sample_file".to_owned(),
            field: sample.field.clone(),
            limit: None,
            value: Some(id.to_string()),
            message,
        }));
    }
    Ok(findings)
}

/// What the provider has, with our files where it shows samples of them: it tells addresses of its own, which cannot be
/// handed in again.
pub(super) fn keep(ours: &[Value], mut theirs: Vec<Value>) -> Vec<Value> {
    let mut known = ours.to_vec();
    let known = samples_mut(&mut known);
    for mut sample in samples_mut(&mut theirs) {
        let is_same = known.iter().find(|k| k.field == sample.field && k.format == sample.format);
        if let Some(id) = is_same.and_then(Sample::kept) {
            sample.put(&id.to_string());
        }
    }
    theirs
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;
    use serde_json::json;

    use super::*;

    #[test]
    fn f1_the_copy_keeps_our_samples_and_takes_everything_else() {
        let id = MediaId::new(Timestamp::UNIX_EPOCH).to_string();
        let header = |format: &str, handle: &str| json!({"type": "HEADER", "format": format, "example": {"header_handle": [handle]}});
        let ours = [header("IMAGE", &id), json!({"type": "BODY", "text": "old"})];
        let body = json!({"type": "BODY", "text": "new"});
        let theirs = |format: &str| vec![header(format, "https://scontent.example/1"), body.clone()];
        assert_eq!(keep(&ours, theirs("IMAGE")), [header("IMAGE", &id), body.clone()]);
        assert_eq!(keep(&ours, theirs("VIDEO")), theirs("VIDEO"), "it shows another file now");
        let handles = with_handles(&ours, |_| Some("4::aW".to_owned()));
        assert_eq!(handles[0], header("IMAGE", "4::aW"));
        assert_eq!(sample_files(&ours).len(), 1);
        assert!(sample_files(&handles).is_empty());
    }
}
