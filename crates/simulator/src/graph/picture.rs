//! Pictures of groups: square JPEGs of at least 192 pixels.

use super::Refusal;

/// Most bytes of a picture.
const LIMIT: usize = 5 * 1024 * 1024;
const LEAST: u16 = 192;

/// Whether the file can be a group's picture.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > LIMIT {
        return Err(Refusal::parameter(&format!(
            "Param profile_picture_file must be a file with a size of at most {LIMIT} bytes. Received {} bytes.",
            bytes.len()
        )));
    }
    let size =
        jpeg_size(bytes).ok_or_else(|| Refusal::parameter("Param profile_picture_file must be a JPEG."))?;
    match size {
        (width, height) if width != height => Err(Refusal::known(131_209)),
        (width, _) if width < LEAST => Err(Refusal::known(131_210)),
        _ => Ok(()),
    }
}

/// Width and height, from the frame header.
fn jpeg_size(bytes: &[u8]) -> Option<(u16, u16)> {
    let word = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    if word(0)? != 0xffd8 {
        return None;
    }
    let mut at = 2;
    loop {
        let marker = word(at)?;
        let is_frame = (0xffc0..=0xffcf).contains(&marker) && ![0xffc4, 0xffc8, 0xffcc].contains(&marker);
        match marker {
            _ if is_frame => return Some((word(at + 7)?, word(at + 5)?)),
            0xffd9 | 0xffda => return None,
            0xff00.. => at += 2 + usize::from(word(at + 2)?.max(2)),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a9_the_size_of_a_jpeg_is_in_its_frame_header() {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 200, 1, 0];
        assert_eq!(jpeg_size(&bytes), Some((256, 200)));
        bytes.truncate(12);
        assert_eq!(jpeg_size(&bytes), None);
        assert_eq!(jpeg_size(b"\x89PNG"), None);
    }
}
