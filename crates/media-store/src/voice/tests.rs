//! Recordings as browsers make them, written here byte by byte.

use std::io::Cursor;

use ogg::PacketReader;

use super::*;

/// An EBML element whose size is known.
fn element(id: &[u8], body: &[u8]) -> Vec<u8> {
    let size = (u64::try_from(body.len()).unwrap() | 1 << 56).to_be_bytes();
    [id, &size, body].concat()
}

/// An EBML element that goes on until something else begins, as live recordings have them.
fn endless(id: &[u8], body: &[u8]) -> Vec<u8> {
    [id, &[0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], body].concat()
}

fn opus_head(channels: u8) -> Vec<u8> {
    [b"OpusHead\x01".as_slice(), &[channels], &[0x38, 0x01, 0x80, 0xbb, 0, 0, 0, 0, 0]].concat()
}

/// What `MediaRecorder` makes: a header, one track, clusters of simple blocks, no end and no index.
fn recording(codec: &str, kind: u8, private: &[u8], clusters: &[&[Vec<u8>]]) -> Vec<u8> {
    let header = element(
        &[0x1a, 0x45, 0xdf, 0xa3],
        &[
            element(&[0x42, 0x86], &[1]),
            element(&[0x42, 0xf7], &[1]),
            element(&[0x42, 0xf2], &[4]),
            element(&[0x42, 0xf3], &[8]),
            element(&[0x42, 0x82], b"webm"),
            element(&[0x42, 0x87], &[4]),
            element(&[0x42, 0x85], &[2]),
        ]
        .concat(),
    );
    let info = element(
        &[0x15, 0x49, 0xa9, 0x66],
        &[
            element(&[0x2a, 0xd7, 0xb1], &[0x0f, 0x42, 0x40]),
            element(&[0x4d, 0x80], b"test"),
            element(&[0x57, 0x41], b"test"),
        ]
        .concat(),
    );
    let audio =
        element(&[0xe1], &[element(&[0xb5], &48_000_f32.to_be_bytes()), element(&[0x9f], &[1])].concat());
    let track = element(
        &[0xae],
        &[
            element(&[0xd7], &[1]),
            element(&[0x73, 0xc5], &[7]),
            element(&[0x83], &[kind]),
            element(&[0x86], codec.as_bytes()),
            element(&[0x63, 0xa2], private),
            audio,
        ]
        .concat(),
    );
    let tracks = element(&[0x16, 0x54, 0xae, 0x6b], &track);
    let mut body = [info, tracks].concat();
    for (index, packets) in clusters.iter().enumerate() {
        let time = u32::try_from(index * 1000).unwrap().to_be_bytes();
        let mut cluster = element(&[0xe7], &time);
        for (n, packet) in packets.iter().enumerate() {
            let time = i16::try_from(n * 20).unwrap().to_be_bytes();
            let block = [&[0x81_u8], time.as_slice(), &[0x80], packet.as_slice()].concat();
            cluster.extend(element(&[0xa3], &block));
        }
        body.extend(endless(&[0x1f, 0x43, 0xb6, 0x75], &cluster));
    }
    [header, endless(&[0x18, 0x53, 0x80, 0x67], &body)].concat()
}

/// Twenty milliseconds of something (configuration 15: 20 ms, one frame), recognisable by its number.
fn packet(number: usize) -> Vec<u8> {
    [&[0b0111_1000_u8], number.to_be_bytes().as_slice(), &[0xaa; 40]].concat()
}

fn repacked(webm: Vec<u8>) -> Result<Vec<u8>, VoiceError> {
    let mut out = Vec::new();
    repack(Cursor::new(webm), &mut out)?;
    Ok(out)
}

#[test]
fn c2_a_browsers_recording_becomes_ogg_with_every_packet_as_it_was() {
    let packets: Vec<_> = (0..150).map(packet).collect();
    let clusters: Vec<&[Vec<u8>]> = packets.chunks(50).collect();
    let ogg = repacked(recording("A_OPUS", 2, &opus_head(1), &clusters)).unwrap();
    assert_eq!(crate::sniff::agree("audio/ogg", &ogg).unwrap(), "audio/ogg");
    check_ogg(&ogg).unwrap();
    let mut reader = PacketReader::new(Cursor::new(&ogg));
    let head = reader.read_packet_expected().unwrap();
    assert!(head.first_in_stream() && head.last_in_page());
    assert_eq!(head.data, opus_head(1));
    let tags = reader.read_packet_expected().unwrap();
    assert!(tags.data.starts_with(b"OpusTags") && tags.last_in_page());
    let mut pages = 0;
    for (n, packet) in packets.iter().enumerate() {
        let read = reader.read_packet_expected().unwrap();
        assert_eq!(read.data, *packet, "packet {n}");
        if read.last_in_page() {
            pages += 1;
            // What a page promises is how much has sounded at its end.
            assert_eq!(read.absgp_page(), u64::try_from(n + 1).unwrap() * 960);
        }
        assert_eq!(read.last_in_stream(), n == 149);
    }
    assert!(reader.read_packet().unwrap().is_none());
    assert_eq!(pages, 3);
}

/// Made by Chromium's `MediaRecorder` from its own test tone: 1.5 seconds in two channels. One came in slices of
/// 250 ms and has segments and clusters without a size; the other came as a whole.
const CHROMIUM: [(&str, &[u8]); 2] = [
    ("sliced", include_bytes!("recordings/chromium-sliced.webm")),
    ("whole", include_bytes!("recordings/chromium-whole.webm")),
];

#[test]
fn c2_recordings_of_a_real_browser_become_voice_notes() {
    for (name, webm) in CHROMIUM {
        let ogg = repacked(webm.to_vec()).unwrap_or_else(|e| panic!("{name}: {e}"));
        check_ogg(&ogg).unwrap();
        assert_eq!(crate::sniff::agree("audio/ogg", &ogg).unwrap(), "audio/ogg", "{name}");
        let mut reader = PacketReader::new(Cursor::new(&ogg));
        let head = reader.read_packet_expected().unwrap().data;
        assert_eq!((head[9], head.len()), (1, 19), "{name}: one channel comes out");
        reader.read_packet_expected().unwrap();
        let (mut samples, mut count, mut bytes) = (0, 0, 0);
        while let Some(packet) = reader.read_packet().unwrap() {
            samples += samples_of(&packet.data).unwrap();
            count += 1;
            bytes += packet.data.len();
            // Every packet is in the recording as it is.
            assert!(webm.windows(packet.data.len()).any(|w| w == packet.data), "{name}: packet {count}");
        }
        let seconds = f64::from(u32::try_from(samples).unwrap()) / 48_000.0;
        assert!((1.2..1.8).contains(&seconds), "{name}: {seconds} s");
        assert!(bytes * 100 / webm.len() > 90, "{name}: {bytes} of {} bytes are sound", webm.len());
    }
}

#[test]
fn c2_a_recording_that_was_cut_off_keeps_what_is_there() {
    let (_, webm) = CHROMIUM[0];
    for length in [webm.len() / 2, webm.len() - 1, 3000] {
        // What ends in the middle of a packet is either damaged or as long as it is; it is never an empty note.
        if let Ok(ogg) = repacked(webm[..length].to_vec()) {
            assert!(ogg.len() > length / 2, "{length}: {} bytes are left", ogg.len());
        }
    }
}

#[test]
fn c2_what_cannot_be_sent_as_voice_is_refused_with_the_reason() {
    let packets = [packet(0)];
    let refused = |webm: Vec<u8>| repacked(webm).unwrap_err().to_string();
    let with = |codec, kind, private: &[u8]| refused(recording(codec, kind, private, &[&packets]));
    assert!(with("A_VORBIS", 2, &opus_head(1)).contains("A_VORBIS"));
    assert!(with("A_OPUS", 2, &opus_head(3)).contains("3 channels"));
    let mut surround = opus_head(2);
    surround[18] = 1;
    assert!(with("A_OPUS", 2, &surround).contains("damaged"));
    assert!(with("V_VP8", 1, &[]).contains("video"));
    assert!(with("A_OPUS", 2, b"OpusHead").contains("damaged"));
    assert!(refused(recording("A_OPUS", 2, &opus_head(1), &[])).contains("damaged"));
    assert!(refused(b"\x1a\x45\xdf\xa3 and then nothing".to_vec()).contains("damaged"));
}

#[test]
fn t2_mutated_recordings_break_nothing() {
    let packets: Vec<_> = (0..20).map(packet).collect();
    let whole = recording("A_OPUS", 2, &opus_head(1), &[&packets]);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut chance = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    let mut made = 0;
    for _ in 0..3000 {
        let mut bytes = whole.clone();
        for _ in 0..=chance(4) {
            let at = chance(bytes.len());
            bytes[at] = u8::try_from(chance(256)).unwrap();
        }
        bytes.truncate(bytes.len() - chance(bytes.len() / 2));
        made += usize::from(repacked(bytes).is_ok());
    }
    println!("T2: 3000 mutated recordings, {made} could still be repacked, 0 broke anything");
}

#[test]
fn the_length_of_a_packet_is_read_from_its_first_bytes() {
    for (packet, samples) in [
        (&[0b0000_0000_u8][..], Some(480)),
        (&[0b0001_1000], Some(2880)),
        (&[0b0111_1001], Some(1920)),
        (&[0b1000_0000], Some(120)),
        (&[0b1111_1011, 3], Some(2880)),
        (&[0b1111_1011, 63], None),
        (&[0b1111_1011, 0], None),
        (&[0b1111_1011], None),
        (&[], None),
    ] {
        assert_eq!(samples_of(packet), samples, "{packet:?}");
    }
}
