//! Message templates: drafted by people, judged by the provider, filled in by sends.
//!
//! | room | what it does |
//! |---|---|
//! | `edit` | draft, change, submit, delete |
//! | `lint`, `review` | the provider's rules, before the provider is asked |
//! | `outcome` | what became of a submission or deletion |
//! | `samples` | the files of media headers that reviewers see |
//! | `library` | templates made from the provider's ready-made ones |
//! | `desk`, `at_provider` | what is asked of the provider while somebody waits, and what follows from it |
//! | `sync` | copies what the provider has |
//! | `news` | what the provider tells by itself |
//! | `record` | every change is a version and an event |
//! | `check`, `fit`, `buttons`, `tap_target`, `misfit` | whether a send fits, and how it then reads |

mod at_provider;
mod buttons;
mod check;
mod desk;
mod edit;
mod fit;
mod library;
mod lint;
mod misfit;
mod news;
mod outcome;
mod record;
mod review;
mod samples;
mod sync;
mod tap_target;

pub use at_provider::{
    Account, Subject, check_archive, check_code_templates, check_unpause, find_account, find_subject,
    mark_archived, mark_unpaused, record_upserted,
};
pub use check::{CheckError, Fitting, check_send, render};
pub use desk::{
    CodeTemplates, LibraryPage, LibrarySearch, LibraryTemplate, Performance, TemplateDesk, Upserted,
};
pub use edit::{Changes, Error, NewTemplate, create, delete, edit, submit};
pub use fit::{Rendered, fit};
pub use library::{NewFromLibrary, create_from_library};
pub use lint::{Finding, Proposal, Severity, lint};
pub use misfit::Misfit;
pub use news::{NewButton, NewTexts, NewsApplied, TemplateNews, TemplateNewsKind, apply_news};
pub use outcome::{Errand, Submitted, errand, mark_deleted, mark_refused, mark_submitted, postpone};
pub use review::review;
pub use samples::{sample_files, with_handles};
pub use sync::{Copying, ProviderTemplate, apply_sync, fail_sync, finish_sync, owe_sync, request_sync};
