//! The local certificate authority: its key, and a certificate for each host of Meta's.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, GeneralSubtree,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, PublicKeyData as _,
};
use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use super::hosts;
use crate::clock::real_time;

/// Days that an authority lives, and a certificate: more than 398 days are not taken everywhere.
const AUTHORITY_DAYS: i64 = 3650;
const HOST_DAYS: i64 = 397;
/// Hosts whose certificates are kept at hand.
const HOSTS_KEPT: usize = 64;
/// File names in the folder of a kept authority.
const CERTIFICATE: &str = "ca.pem";
const KEY: &str = "ca-key.pem";

/// Why there is no authority.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    #[error("cannot use {path}")]
    File {
        path: String,
        #[source]
        source: std::io::Error,
    },
    #[error(
        "{path} is not the private key of this authority: remove {CERTIFICATE} and {KEY} to have new ones made"
    )]
    Key {
        path: String,
        #[source]
        source: rcgen::Error,
    },
    #[error("{path} does not belong to {KEY} beside it: remove both to have new ones made")]
    Foreign { path: String },
    #[error("cannot make a certificate")]
    Make(#[from] rcgen::Error),
    #[error("cannot set TLS up")]
    Tls(#[from] rustls::Error),
}

/// Vouches for Meta's hosts, and for no others: its certificate says so itself.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    host_key: KeyPair,
    provider: Arc<CryptoProvider>,
    hosts: Mutex<BTreeMap<String, Arc<ServerConfig>>>,
    /// The certificate that clients have to trust.
    pub(super) pem: String,
    /// Where that certificate is.
    pub(super) path: PathBuf,
    /// A folder that goes when the authority goes.
    _folder: Option<tempfile::TempDir>,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Authority {
    /// One that is kept in `folder`, made when it is not there; without a folder, one for this run whose key
    /// is on no disk.
    pub(super) fn open(folder: Option<&Path>) -> Result<Self, AuthorityError> {
        let Some(folder) = folder else { return Self::passing() };
        make_private_folder(folder)?;
        let (key_path, path) = (folder.join(KEY), folder.join(CERTIFICATE));
        if !exists(&key_path)? {
            if exists(&path)? {
                return Err(AuthorityError::Foreign { path: path.display().to_string() });
            }
            let key = KeyPair::generate()?;
            write(&key_path, key.serialize_pem().as_bytes(), 0o600)?;
        }
        make_private(&key_path, 0o600)?;
        let text = std::fs::read_to_string(&key_path).map_err(|source| file(&key_path, source))?;
        let key = KeyPair::from_pem(&text)
            .map_err(|source| AuthorityError::Key { path: key_path.display().to_string(), source })?;
        let pem = match std::fs::read_to_string(&path) {
            Ok(pem) if belongs(&pem, &key) => pem,
            Ok(_) => return Err(AuthorityError::Foreign { path: path.display().to_string() }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let pem = authority()?.self_signed(&key)?.pem();
                write(&path, pem.as_bytes(), 0o644)?;
                pem
            }
            Err(source) => return Err(file(&path, source)),
        };
        Self::new(key, pem, path, None)
    }

    fn passing() -> Result<Self, AuthorityError> {
        let key = KeyPair::generate()?;
        let pem = authority()?.self_signed(&key)?.pem();
        let temporary = std::env::temp_dir();
        let folder = tempfile::Builder::new().prefix("waypost-ca-").tempdir();
        let folder = folder.map_err(|source| file(&temporary, source))?;
        let path = folder.path().join(CERTIFICATE);
        write(&path, pem.as_bytes(), 0o644)?;
        Self::new(key, pem, path, Some(folder))
    }

    fn new(
        key: KeyPair,
        pem: String,
        path: PathBuf,
        folder: Option<tempfile::TempDir>,
    ) -> Result<Self, AuthorityError> {
        let path = std::path::absolute(&path).unwrap_or(path);
        Ok(Self {
            issuer: Issuer::new(authority()?, key),
            host_key: KeyPair::generate()?,
            provider: Arc::new(rustls::crypto::aws_lc_rs::default_provider()),
            hosts: Mutex::default(),
            pem,
            path,
            _folder: folder,
        })
    }

    /// TLS as this host, with a certificate made for it.
    pub(super) fn server(&self, host: &str) -> Result<Arc<ServerConfig>, AuthorityError> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hosts.get(host) {
            return Ok(known.clone());
        }
        let made = Arc::new(self.make(host)?);
        if hosts.len() >= HOSTS_KEPT {
            hosts.pop_first();
        }
        hosts.insert(host.to_owned(), made.clone());
        Ok(made)
    }

    fn make(&self, host: &str) -> Result<ServerConfig, AuthorityError> {
        let mut params = CertificateParams::new(vec![host.to_owned()])?;
        params.distinguished_name = named(host);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        lasts(&mut params, HOST_DAYS);
        let certificate = params.signed_by(&self.host_key, &self.issuer)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.host_key.serialize_der()));
        let mut config = ServerConfig::builder_with_provider(self.provider.clone())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

/// What the authority's own certificate says.
fn authority() -> Result<CertificateParams, AuthorityError> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name = named("Waypost simulator, for this machine only");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let permitted = hosts::DOMAINS.map(|domain| GeneralSubtree::DnsName(domain.to_owned()));
    params.name_constraints =
        Some(NameConstraints { permitted_subtrees: permitted.to_vec(), excluded_subtrees: Vec::new() });
    lasts(&mut params, AUTHORITY_DAYS);
    Ok(params)
}

fn named(name: &str) -> DistinguishedName {
    let mut all = DistinguishedName::new();
    // A common name has 64 characters at most; what counts is the alternative name.
    all.push(DnType::CommonName, name.chars().take(64).collect::<String>());
    all
}

/// A certificate holds the public key as it is.
fn belongs(pem: &str, key: &KeyPair) -> bool {
    let public = key.der_bytes();
    CertificateDer::from_pem_slice(pem.as_bytes())
        .is_ok_and(|der| der.windows(public.len()).any(|part| part == public))
}

/// Sets how long a certificate is good, from yesterday on. Certificates are judged by real clocks, not by the
/// simulator's.
fn lasts(params: &mut CertificateParams, days: i64) {
    let (from, until) = (date(-1), date(days - 1));
    params.not_before = rcgen::date_time_ymd(from.0, from.1, from.2);
    params.not_after = rcgen::date_time_ymd(until.0, until.1, until.2);
}

/// Year, month and day, this many days from today.
fn date(distance: i64) -> (i32, u8, u8) {
    let at = real_time().as_second().saturating_add(distance * 86_400);
    let at = jiff::Timestamp::from_second(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let date = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
}

fn exists(path: &Path) -> Result<bool, AuthorityError> {
    path.try_exists().map_err(|source| file(path, source))
}

fn file(path: &Path, source: std::io::Error) -> AuthorityError {
    AuthorityError::File { path: path.display().to_string(), source }
}

/// A new file, never readable by more people than `mode` says.
fn write(path: &Path, bytes: &[u8], mode: u32) -> Result<(), AuthorityError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let written = options.open(path).and_then(|mut it| it.write_all(bytes));
    written.map_err(|source| file(path, source))
}

fn make_private_folder(folder: &Path) -> Result<(), AuthorityError> {
    if exists(folder)? {
        return Ok(());
    }
    std::fs::create_dir_all(folder).map_err(|source| file(folder, source))?;
    make_private(folder, 0o700)
}

/// A key that others could read is closed to them.
fn make_private(path: &Path, mode: u32) -> Result<(), AuthorityError> {
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(path, mode).map_err(|source| file(path, source))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn o1_a_kept_authority_is_the_same_again_and_its_key_is_private() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("ca");
        let first = Authority::open(Some(&folder)).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join(KEY))), (0o700, 0o600));
        std::fs::set_permissions(folder.join(KEY), PermissionsExt::from_mode(0o644)).unwrap();
        let second = Authority::open(Some(&folder)).unwrap();
        assert_eq!((first.pem, mode(&folder.join(KEY))), (second.pem, 0o600));
        assert_eq!(second.path, folder.join(CERTIFICATE));
    }

    #[test]
    fn o1_a_damaged_or_mixed_up_authority_is_refused_with_its_file() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        Authority::open(Some(folder)).unwrap();
        std::fs::write(folder.join(CERTIFICATE), Authority::open(None).unwrap().pem).unwrap();
        let error = Authority::open(Some(folder)).unwrap_err().to_string();
        assert!(error.contains("ca.pem does not belong"), "{error}");
        std::fs::write(folder.join(KEY), "nonsense").unwrap();
        let error = Authority::open(Some(folder)).unwrap_err().to_string();
        assert!(error.contains("ca-key.pem is not the private key"), "{error}");
        std::fs::remove_file(folder.join(KEY)).unwrap();
        assert!(Authority::open(Some(folder)).is_err(), "a certificate whose key is gone is not replaced");
        assert!(matches!(Authority::open(Some(Path::new("/dev/null/ca"))), Err(AuthorityError::File { .. })));
    }

    #[test]
    fn o1_an_authority_for_one_run_leaves_nothing_behind() {
        let authority = Authority::open(None).unwrap();
        let path = authority.path.clone();
        assert!(path.is_file() && !path.with_file_name(KEY).exists());
        drop(authority);
        assert!(!path.exists());
    }

    #[test]
    fn o1_certificates_are_kept_at_hand_but_not_without_end() {
        let authority = Authority::open(None).unwrap();
        let first = authority.server("graph.facebook.com").unwrap();
        assert!(Arc::ptr_eq(&first, &authority.server("graph.facebook.com").unwrap()));
        for n in 0..HOSTS_KEPT + 5 {
            authority.server(&format!("h{n}.fbcdn.net")).unwrap();
        }
        assert_eq!(authority.hosts.lock().unwrap().len(), HOSTS_KEPT);
    }
}
