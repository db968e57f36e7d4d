//! Recordings of browsers, packed as WhatsApp wants them.
//!
//! Browsers record voice as Opus in WebM; WhatsApp takes Opus in Ogg. The sound itself stays as it is, bit for
//! bit: its packets are only put into another container. Two channels become one by what the header says.

use std::io::{BufReader, Read, Seek, Write};
use std::path::PathBuf;

use matroska_demuxer::{DemuxError, Frame, MatroskaFile, TrackType};
use ogg::{PacketWriteEndInfo, PacketWriter};

use crate::spool::Spooled;
use crate::store::{Error, MediaStore};

/// Sound is counted in forty-eight thousandths of a second, whatever was recorded.
const RATE: u64 = 48_000;
/// A page about every second.
const SAMPLES_A_PAGE: u64 = RATE;
/// Opus packets last at most this long.
const LONGEST_PACKET: u64 = RATE * 120 / 1000;
/// There is one stream in the file: any number does.
const STREAM: u32 = 1;

/// Why a recording cannot be repacked.
#[derive(Debug, thiserror::Error)]
pub enum VoiceError {
    #[error("the recording is damaged: {0}")]
    Damaged(String),
    #[error("this is a video; WhatsApp takes videos as MP4 or 3GPP only")]
    Video,
    #[error("the recording holds {0}; only Opus can be sent as voice")]
    Codec(String),
    #[error("the recording has {0} channels; WhatsApp takes mono only")]
    Channels(u8),
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<DemuxError> for VoiceError {
    fn from(error: DemuxError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<std::io::Error> for VoiceError {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.into())
    }
}

impl MediaStore {
    /// The same recording in Ogg.
    ///
    /// # Errors
    /// See [`VoiceError`].
    pub async fn repack_voice(&self, webm: &Spooled) -> Result<Spooled, VoiceError> {
        let path: PathBuf = webm.path().to_owned();
        let packed = tokio::task::spawn_blocking(move || {
            let mut out = Vec::new();
            repack(BufReader::new(std::fs::File::open(path)?), &mut out)?;
            Ok::<_, VoiceError>(out)
        });
        let packed = packed.await.map_err(|e| VoiceError::Damaged(e.to_string()))??;
        let mut spool = self.spool(u64::MAX)?;
        spool.write(&packed).await?;
        Ok(spool.finish().await?)
    }
}

/// Whether a file is of a kind that [`MediaStore::repack_voice`] is for.
pub fn is_webm(mime_type: &str) -> bool {
    matches!(mime_type, "audio/webm" | "video/webm" | "audio/x-matroska" | "video/x-matroska")
}

fn repack(webm: impl Read + Seek, ogg: impl Write) -> Result<(), VoiceError> {
    let mut webm = MatroskaFile::open(webm)?;
    let (track, head) = find_opus(&webm)?;
    let mut out = PacketWriter::new(ogg);
    out.write_packet(head, STREAM, PacketWriteEndInfo::EndPage, 0)?;
    out.write_packet(comments(), STREAM, PacketWriteEndInfo::EndPage, 0)?;
    let (mut at, mut page_began) = (0, 0);
    let mut frame = Frame::default();
    let mut held: Option<Vec<u8>> = None; // the last packet has to be known as such
    while webm.next_frame(&mut frame)? {
        if frame.track != track {
            continue;
        }
        let packet = std::mem::take(&mut frame.data);
        let samples =
            samples_of(&packet).ok_or_else(|| VoiceError::Damaged("a packet makes no sense".into()))?;
        if let Some(before) = held.replace(packet) {
            let is_full = at - page_began >= SAMPLES_A_PAGE;
            let end = if is_full { PacketWriteEndInfo::EndPage } else { PacketWriteEndInfo::NormalPacket };
            out.write_packet(before, STREAM, end, at)?;
            if is_full {
                page_began = at;
            }
        }
        at += samples;
    }
    let last = held.ok_or_else(|| VoiceError::Damaged("there is no sound in it".into()))?;
    Ok(out.write_packet(last, STREAM, PacketWriteEndInfo::EndStream, at)?)
}

/// The track with the sound, and the Opus header that belongs first into an Ogg file.
fn find_opus<R: Read + Seek>(webm: &MatroskaFile<R>) -> Result<(u64, Vec<u8>), VoiceError> {
    if webm.tracks().iter().any(|track| track.track_type() == TrackType::Video) {
        return Err(VoiceError::Video);
    }
    let track = webm
        .tracks()
        .iter()
        .find(|track| track.track_type() == TrackType::Audio)
        .ok_or_else(|| VoiceError::Damaged("there is no sound in it".into()))?;
    if track.codec_id() != "A_OPUS" || track.content_encodings().is_some_and(|list| !list.is_empty()) {
        return Err(VoiceError::Codec(track.codec_id().chars().take(40).collect()));
    }
    let head = track.codec_private().unwrap_or_default();
    match head {
        [b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', 1..16, 1 | 2, ..] if head.get(18) == Some(&0) => {
            let mut mono = head.to_vec();
            // Most microphones record two channels. The header says how many come out, not how many were recorded, and
            // decoders mix them (RFC 7845, section 5.1): so the packets stay as they are.
            mono[9] = 1;
            Ok((track.track_number().get(), mono))
        }
        [b'O', b'p', b'u', b's', b'H', b'e', b'a', b'd', _, channels, ..] if *channels > 2 => {
            Err(VoiceError::Channels(*channels))
        }
        _ => Err(VoiceError::Damaged("its Opus header makes no sense".into())),
    }
}

/// The second packet of every Opus stream: who made it, and no comments.
fn comments() -> Vec<u8> {
    const VENDOR: &[u8] = b"Waypost";
    let length = u32::try_from(VENDOR.len()).unwrap_or_default().to_le_bytes();
    [b"OpusTags".as_slice(), &length, VENDOR, &0_u32.to_le_bytes()].concat()
}

/// How long an Opus packet sounds, by its first bytes (RFC 6716, section 3.1).
fn samples_of(packet: &[u8]) -> Option<u64> {
    let first = *packet.first()?;
    let configuration = first >> 3;
    let one = match configuration {
        0..12 => RATE / 1000 * [10, 20, 40, 60][usize::from(configuration % 4)],
        12..16 => RATE / 1000 * [10, 20][usize::from(configuration % 2)],
        _ => RATE * [25, 50, 100, 200][usize::from(configuration % 4)] / 10_000,
    };
    let frames = match first & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u64::from(packet.get(1)? & 0b11_1111),
    };
    let samples = one * frames;
    (1..=LONGEST_PACKET).contains(&samples).then_some(samples)
}

/// Whether an Ogg file that begins with `head` holds one channel of Opus: the only thing that WhatsApp takes in Ogg.
///
/// # Errors
/// See [`VoiceError`].
pub fn check_ogg(head: &[u8]) -> Result<(), VoiceError> {
    let Some(at) = head.windows(8).position(|window| window == b"OpusHead") else {
        return Err(VoiceError::Codec("no Opus".to_owned()));
    };
    match head.get(at + 9) {
        Some(1) => Ok(()),
        Some(channels) => Err(VoiceError::Channels(*channels)),
        None => Err(VoiceError::Damaged("its Opus header is cut off".to_owned())),
    }
}

#[cfg(test)]
mod tests;
