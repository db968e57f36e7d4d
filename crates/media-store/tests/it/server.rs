//! A real S3 server in the test's own process, its buckets in a temporary folder.

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use media_store::S3;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;

const KEY: &str = "waypost-test";
const SECRET: &str = "not-much-of-a-secret";
pub(crate) const BUCKET: &str = "media";

/// The server. Ends with its test.
#[derive(Debug)]
pub(crate) struct S3Server {
    url: String,
    pub(crate) folder: TempDir,
}

impl S3Server {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    let server = Builder::new(TokioExecutor::new());
                    let _client_went_away = server.serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Self { url, folder }
    }

    /// What the store has to be told to use it.
    pub(crate) fn settings(&self) -> S3 {
        S3 {
            bucket: BUCKET.to_owned(),
            region: "us-east-1".to_owned(),
            endpoint: Some(self.url.clone()),
            access_key_id: KEY.to_owned(),
            secret_access_key: domain::Secret::new(SECRET),
        }
    }
}
