//! The workspace as the checks see it: crates with what they depend on, and files with their text.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::Result;
use cargo_metadata::{DependencyKind, Package};

use crate::repository::Repository;

/// What all our packages' names begin with; the checks speak without it, as the code does.
const PREFIX: &str = "waypost-";

#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) crates: Vec<CrateFacts>,
    pub(crate) files: Vec<File>,
}

/// One crate of the workspace.
#[derive(Debug, Default)]
pub(crate) struct CrateFacts {
    /// Without the prefix: `domain`.
    pub(crate) name: String,
    /// Its folder, relative to the root.
    pub(crate) folder: String,
    /// Names of what its library or program is made with; ours without the prefix.
    pub(crate) uses: BTreeSet<String>,
    /// Names of what only its tests are made with.
    pub(crate) tests_use: BTreeSet<String>,
    /// Whether the workspace's lints apply to it.
    pub(crate) has_workspace_lints: bool,
}

/// One text file that belongs to the repository.
#[derive(Debug)]
pub(crate) struct File {
    /// Relative to the root, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Facts {
    pub(crate) fn read(repository: &Repository) -> Result<Self> {
        let crates =
            repository.metadata.packages.iter().map(|p| CrateFacts::read(p, &repository.root)).collect();
        let mut files = Vec::new();
        for path in repository.files()? {
            // Pictures and other files that are no text have nothing to check.
            if let Ok(text) = fs::read_to_string(repository.root.join(&path)) {
                files.push(File { path: path.to_string_lossy().replace('\\', "/"), text });
            }
        }
        Ok(Self { crates, files })
    }

    pub(crate) fn named(&self, name: &str) -> Option<&CrateFacts> {
        self.crates.iter().find(|facts| facts.name == name)
    }

    pub(crate) fn rust_files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.path.ends_with(".rs"))
    }

    /// The sources that are shipped: not tests, benches or examples, nor unit tests in a file of their own.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &File> {
        let is_shipped = |path: &str| {
            path.split_once("/src/").is_some_and(|(_, within)| {
                !within.ends_with("/tests.rs") && within != "tests.rs" && !within.contains("tests/")
            })
        };
        self.rust_files().filter(move |file| is_shipped(&file.path))
    }
}

impl CrateFacts {
    fn read(package: &Package, root: &Path) -> Self {
        let short = |name: &str| name.strip_prefix(PREFIX).unwrap_or(name).to_owned();
        let of_kind = |is: fn(DependencyKind) -> bool| {
            package.dependencies.iter().filter(|d| is(d.kind)).map(|d| short(&d.name)).collect()
        };
        let manifest = package.manifest_path.as_std_path();
        let folder = manifest.parent().and_then(|folder| folder.strip_prefix(root).ok()).unwrap_or(manifest);
        Self {
            name: short(&package.name),
            folder: folder.to_string_lossy().replace('\\', "/"),
            uses: of_kind(|kind| kind != DependencyKind::Development),
            tests_use: of_kind(|kind| kind == DependencyKind::Development),
            has_workspace_lints: fs::read_to_string(manifest)
                .is_ok_and(|text| text.contains("[lints]\nworkspace = true")),
        }
    }

    /// Everything it names, for the product or for tests.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.uses.iter().chain(&self.tests_use).map(String::as_str)
    }
}

#[cfg(test)]
pub(crate) mod made_up {
    //! Small workspaces for the tests of the checks.

    use super::*;

    /// A crate that is in order, but for what it depends on.
    pub(crate) fn krate(name: &str, uses: &[&str]) -> CrateFacts {
        CrateFacts {
            name: name.to_owned(),
            folder: format!("crates/{name}"),
            uses: uses.iter().map(ToString::to_string).collect(),
            tests_use: BTreeSet::new(),
            has_workspace_lints: true,
        }
    }

    pub(crate) fn workspace(crates: Vec<CrateFacts>) -> Facts {
        Facts { crates, files: Vec::new() }
    }

    pub(crate) fn files<const N: usize>(files: [(&str, &str); N]) -> Facts {
        let files = files.map(|(path, text)| File { path: path.to_owned(), text: text.to_owned() });
        Facts { crates: Vec::new(), files: files.into() }
    }
}
