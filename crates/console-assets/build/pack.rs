//! Lists the files of the built console, and makes them small.

use std::io::{self, Write};
use std::path::Path;
use std::{fs, hash};

/// The names of all files in `folder`, with `/` between their parts, sorted.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    collect(folder, "", &mut names)?;
    names.sort();
    Ok(names)
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), names)?;
        } else {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

/// A strong ETag: the same for the same bytes.
pub(crate) fn etag(bytes: &[u8]) -> String {
    use hash::{Hash, Hasher};
    let mut hasher = hash::DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

/// Compressed with brotli, if that is worth it.
pub(crate) fn brotli(name: &str, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
    if !is_worth_packing(name, bytes) {
        return Ok(None);
    }
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(Some(packed).filter(|packed| packed.len() < bytes.len()))
}

/// Compressed with gzip, if that is worth it.
pub(crate) fn gzip(name: &str, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
    if !is_worth_packing(name, bytes) {
        return Ok(None);
    }
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(Some(encoder.finish()?).filter(|packed| packed.len() < bytes.len()))
}

/// Pictures and fonts are compressed already; the page itself gets a fresh nonce in each answer.
fn is_worth_packing(name: &str, bytes: &[u8]) -> bool {
    const PACKED: [&str; 9] = ["woff", "woff2", "png", "jpg", "jpeg", "webp", "avif", "mp3", "ogg"];
    let ending = name.rsplit('.').next().unwrap_or_default();
    bytes.len() > 512 && !PACKED.contains(&ending) && name != "index.html"
}
