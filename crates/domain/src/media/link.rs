//! Links to files that the provider is to fetch.

use url::{Host, Url};

use crate::limits::Rule;
use crate::network::is_public;

/// The most characters of a link.
pub const LINK_LIMIT: usize = 2000;

/// Whether the provider could fetch something from there. The address is never opened from here.
///
/// # Errors
/// What is wrong with it.
pub fn check_link(link: &str) -> Result<(), Rule> {
    let refused = |why| Err(Rule::NotAllowed { why });
    if link.trim().is_empty() {
        return Err(Rule::Empty);
    }
    let found = link.chars().count();
    if found > LINK_LIMIT {
        return Err(Rule::TooLong { limit: LINK_LIMIT, found });
    }
    let Ok(url) = Url::parse(link) else { return refused("is no address of the form https://…") };
    if !matches!(url.scheme(), "http" | "https") {
        return refused("must begin with https:// or http://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refused("must not hold a user name or a password");
    }
    match url.host() {
        Some(host) if is_private(&host) => {
            refused("leads to a private address, which WhatsApp cannot reach: upload the file instead")
        }
        Some(_) => Ok(()),
        None => refused("names no host"),
    }
}

fn is_private(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(ip) => !is_public((*ip).into()),
        Host::Ipv6(ip) => !is_public((*ip).into()),
        Host::Domain(name) => is_private_name(name.trim_end_matches('.')),
    }
}

/// Names that mean something in a house or on a machine only.
fn is_private_name(name: &str) -> bool {
    const ENDS: [&str; 8] =
        ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "home.arpa"];
    let is_below =
        |end: &&str| name == *end || name.strip_suffix(*end).is_some_and(|rest| rest.ends_with('.'));
    !name.contains('.') || ENDS.iter().any(is_below) || name.parse().is_ok_and(|ip| !is_public(ip))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c2_a_link_is_public_and_plain() {
        for fine in [
            "https://shop.example/a.png",
            "http://files.shop.example:8443/a%20b.pdf?x=1#page",
            "https://93.184.215.14/a",
            "https://[2606:4700::6810:84e5]/a",
            "https://xn--bcher-kva.example/ü.pdf",
        ] {
            assert_eq!(check_link(fine), Ok(()), "{fine}");
        }
        let longest = format!("https://shop.example/{}", "a".repeat(LINK_LIMIT - 21));
        assert_eq!(check_link(&longest), Ok(()));
        let over = check_link(&format!("{longest}a"));
        assert_eq!(over, Err(Rule::TooLong { limit: LINK_LIMIT, found: LINK_LIMIT + 1 }));
    }

    #[test]
    fn c2_a_link_that_meta_cannot_follow_is_refused() {
        for (link, words) in [
            ("", "must not be empty"),
            ("a.png", "no address"),
            ("ftp://shop.example/a.png", "https://"),
            ("file:///etc/passwd", "https://"),
            ("data:image/png;base64,AAAA", "https://"),
            ("https://ada:secret@shop.example/a.png", "user name"),
            ("https://ada@shop.example/a.png", "user name"),
        ] {
            let why = check_link(link).unwrap_err().to_string();
            assert!(why.contains(words), "{link}: {why}");
        }
        for private in [
            "localhost",
            "LOCALHOST.",
            "db.localhost",
            "nas",
            "printer.local",
            "vault.internal",
            "127.0.0.1",
            "0x7f.1",
            "2130706433",
            "127.0.0.1.",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:10.0.0.1]",
            "[64:ff9b::a00:1]",
            "[2002:a00:1::]",
        ] {
            let why = check_link(&format!("http://{private}/a")).unwrap_err().to_string();
            assert!(why.contains("private address"), "{private}: {why}");
        }
    }
}
