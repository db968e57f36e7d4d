//! Small pictures of images, within limits on what decoding may take.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::store::MediaStore;

/// Width and height that a small picture fits into, in pixels.
const SIDE: u32 = 320;
/// The longest side of a picture that is looked at, in pixels.
const LONGEST_SIDE: u32 = 16_384;
/// The most memory that decoding may take, in bytes: about 30 million pixels.
const MEMORY: u64 = 128 << 20;

/// A small picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Small {
    /// JPEG, or PNG where there is something to see through.
    pub bytes: Vec<u8>,
    /// Of the picture that it was made of, in pixels.
    pub width: u32,
    pub height: u32,
}

/// Why there is no small picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("the picture has too many pixels")]
    TooManyPixels,
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

/// Whether small pictures are made of files of this type.
pub fn is_picture(mime_type: &str) -> bool {
    format_of(mime_type).is_some()
}

fn format_of(mime_type: &str) -> Option<ImageFormat> {
    match mime_type {
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/png" => Some(ImageFormat::Png),
        "image/webp" => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// Width and height of a picture, in pixels, from its beginning.
///
/// # Errors
/// See [`PictureError`].
pub fn dimensions(bytes: &[u8], mime_type: &str) -> Result<(u32, u32), PictureError> {
    let format = format_of(mime_type);
    let format = format.ok_or_else(|| PictureError::Damaged(format!("{mime_type} is no picture")))?;
    ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(|e| refusal(&e))
}

impl MediaStore {
    /// Makes a small picture of the file at `path`; `None` when its type is none that pictures are made of.
    ///
    /// # Errors
    /// See [`PictureError`].
    pub async fn small_picture(&self, path: &Path, mime_type: &str) -> Result<Option<Small>, PictureError> {
        let Some(format) = format_of(mime_type) else { return Ok(None) };
        let path: PathBuf = path.to_owned();
        let stopped = |_| PictureError::Damaged("it could not be looked at".to_owned());
        let turn = Arc::clone(&self.pictures).acquire_owned().await.map_err(|e| stopped(e.to_string()))?;
        let made = tokio::task::spawn_blocking(move || {
            let _until_done = turn;
            shrink(&path, format)
        });
        made.await.map_err(|e| stopped(e.to_string()))?.map(Some)
    }
}

fn shrink(path: &Path, format: ImageFormat) -> Result<Small, PictureError> {
    let damaged = |e: std::io::Error| PictureError::Damaged(e.to_string());
    let mut reader = ImageReader::open(path).map_err(damaged)?;
    reader.set_format(format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|e| refusal(&e))?;
    let (width, height) = decoder.dimensions();
    if decoder.total_bytes() > MEMORY {
        return Err(PictureError::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|e| refusal(&e))?;
    if width > SIDE || height > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    picture.apply_orientation(orientation);
    Ok(Small { bytes: encode(&picture)?, width, height })
}

fn encode(picture: &DynamicImage) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Cursor::new(Vec::new());
    let written = if picture.color().has_alpha() {
        DynamicImage::from(picture.to_rgba8()).write_to(&mut bytes, ImageFormat::Png)
    } else {
        DynamicImage::from(picture.to_rgb8()).write_to(&mut bytes, ImageFormat::Jpeg)
    };
    written.map_err(|e| refusal(&e))?;
    Ok(bytes.into_inner())
}

fn refusal(error: &image::ImageError) -> PictureError {
    match error {
        image::ImageError::Limits(_) => PictureError::TooManyPixels,
        other => PictureError::Damaged(other.to_string()),
    }
}

/// The type of a small picture, by its first bytes.
pub fn small_type(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\x89PNG") { "image/png" } else { "image/jpeg" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    fn write(picture: impl Into<DynamicImage>, format: ImageFormat) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        picture.into().save_with_format(file.path(), format).unwrap();
        file
    }

    #[test]
    fn b11_small_pictures_fit_and_keep_their_shape() {
        let wide = RgbImage::from_pixel(1000, 500, Rgb([200, 10, 10]));
        let small = shrink(write(wide, ImageFormat::Jpeg).path(), ImageFormat::Jpeg).unwrap();
        assert_eq!((small.width, small.height, small_type(&small.bytes)), (1000, 500, "image/jpeg"));
        let back = image::load_from_memory(&small.bytes).unwrap();
        assert_eq!((back.width(), back.height()), (320, 160));
        let clear = RgbaImage::from_pixel(512, 512, Rgba([0, 0, 0, 0]));
        let small = shrink(write(clear, ImageFormat::WebP).path(), ImageFormat::WebP).unwrap();
        assert_eq!(small_type(&small.bytes), "image/png");
    }

    /// The checksum of PNG's chunks.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
        })
    }

    #[test]
    fn t7_a_pixel_bomb_is_refused_before_it_is_decoded() {
        let file = write(RgbImage::new(2, 2), ImageFormat::Png);
        let mut png = std::fs::read(file.path()).unwrap();
        // A few bytes that promise 16,000 × 16,000 pixels: most of a gigabyte in memory.
        png[16..24].copy_from_slice(&[16_000_u32.to_be_bytes(), 16_000_u32.to_be_bytes()].concat());
        let sum = crc(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&sum);
        std::fs::write(file.path(), &png).unwrap();
        assert_eq!(shrink(file.path(), ImageFormat::Png), Err(PictureError::TooManyPixels));
    }

    #[test]
    fn b11_what_is_no_picture_is_told() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), b"\x89PNG\r\n\x1a\n and then nothing").unwrap();
        assert!(matches!(shrink(file.path(), ImageFormat::Png), Err(PictureError::Damaged(_))));
    }
}
