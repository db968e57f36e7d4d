//! Packs the built console into the program, in release builds.

#![expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

mod pack;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/apps/console/dist");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    // Debug builds read the folder while they run, so that an edit of the console rebuilds nothing here.
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if is_release {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let files = if is_release && folder.is_dir() { pack::list(&folder)? } else { Vec::new() };
    let mut table = String::from("&[\n");
    for (index, name) in files.iter().enumerate() {
        let bytes = fs::read(folder.join(name))?;
        table.push_str(&entry(&out, index, name, &bytes)?);
    }
    table.push_str("]\n");
    fs::write(out.join("assets.rs"), table)
}

/// Writes the forms of one file and the Rust expression that includes them.
fn entry(out: &Path, index: usize, name: &str, bytes: &[u8]) -> io::Result<String> {
    let include = |ending: &str, bytes: &[u8]| -> io::Result<String> {
        let path = out.join(format!("{index}.{ending}"));
        fs::write(&path, bytes)?;
        Ok(format!("include_bytes!({:?})", path.display().to_string()))
    };
    let optional = |ending: &str, packed: Option<Vec<u8>>| match packed {
        Some(bytes) => include(ending, &bytes).map(|text| format!("Some({text})")),
        None => Ok(String::from("None")),
    };
    Ok(format!(
        "Asset {{ name: {name:?}, etag: {:?}, raw: {}, brotli: {}, gzip: {} }},\n",
        pack::etag(bytes),
        include("raw", bytes)?,
        optional("br", pack::brotli(name, bytes)?)?,
        optional("gz", pack::gzip(name, bytes)?)?,
    ))
}
