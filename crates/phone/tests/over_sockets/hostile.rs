//! Servers that are none: they send elsewhere, never end, or say nothing.

use std::time::Duration;

use agent::{Endpoint, Reply};
use phone::DeviceClient;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Answers the first request with these bytes, over and over for as long as anybody listens if so wished; the task
/// says how many bytes it sent.
async fn answering(head: String, filler: Vec<u8>) -> (String, tokio::task::JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        let mut sent = head.len();
        stream.write_all(head.as_bytes()).await.unwrap();
        while !filler.is_empty() && stream.write_all(&filler).await.is_ok() {
            sent += filler.len();
        }
        sent
    });
    (address, task)
}

async fn read_request(stream: &mut TcpStream) {
    let mut request = [0; 4096];
    assert!(stream.read(&mut request).await.unwrap() > 0);
}

async fn post(server: &str) -> Result<Reply, String> {
    let reply = DeviceClient::new().post(server, Endpoint::CheckIn, vec![1; 16], false).await;
    reply.map(|(reply, _)| reply)
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let location = elsewhere.local_addr().unwrap();
        let head = format!(
            "HTTP/1.1 {status}\r\nlocation: http://{location}/device/v1/check-in\r\ncontent-length: 0\r\n\r\n"
        );
        let (server, _) = answering(head, Vec::new()).await;
        assert_eq!(post(&server).await, Ok(Reply::Refused), "{status}");
    }
    let nobody = tokio::time::timeout(Duration::from_millis(200), elsewhere.accept()).await;
    assert!(nobody.is_err(), "somebody followed");
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let gigabyte = "HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n".to_owned();
    let (server, task) = answering(gigabyte, vec![0; 64 * 1024]).await;
    let refused = tokio::time::timeout(Duration::from_secs(5), post(&server)).await.unwrap();
    assert!(refused.is_err(), "{refused:?}");
    // The connection is given up with it: what fits into buffers was sent, not the gigabyte.
    let sent = tokio::time::timeout(Duration::from_secs(5), task).await.unwrap().unwrap();
    assert!(sent < 64 * 1024 * 1024, "{sent} bytes");

    let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_owned();
    let (server, _) = answering(chunks, [b"10000\r\n".as_slice(), &[0; 65_536], b"\r\n"].concat()).await;
    let refused = tokio::time::timeout(Duration::from_secs(5), post(&server)).await.unwrap();
    assert!(refused.is_err(), "{refused:?}");
}

#[tokio::test]
async fn a_trickle_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    let drip = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n").await.unwrap();
        // A byte a second: none of the pauses is long, all of them are.
        while stream.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    let given_up = tokio::time::timeout(Duration::from_secs(15), post(&server)).await;
    assert_eq!(given_up.unwrap(), Err("no answer in time".to_owned()));
    drip.abort();
}
