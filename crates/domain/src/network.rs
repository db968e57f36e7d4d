//! Which addresses are of the public internet, and which of this machine or its own networks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Whether an address belongs to the public internet: a number that is connected there cannot be used to reach what
/// only this machine can.
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Whether the host of a URL may be called, as far as can be told without looking its name up: an address by itself in
/// any spelling, and the names that always mean this machine. What is no URL may not.
pub fn may_call_host(url: &str, may_call: impl Fn(IpAddr) -> bool) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    match url.host() {
        Some(Host::Ipv4(address)) => may_call(address.into()),
        Some(Host::Ipv6(address)) => may_call(address.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let is_this_machine = name == "localhost" || name.ends_with(".localhost");
            !is_this_machine || may_call(Ipv4Addr::LOCALHOST.into())
        }
        None => false,
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_for_protocols = a == 192 && b == 0 && c == 0;
    let is_for_measuring = a == 198 && (18..20).contains(&b);
    let is_old_relay = a == 192 && b == 88 && c == 99;
    !(a == 0
        || a >= 224
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || is_shared
        || is_for_protocols
        || is_for_measuring
        || is_old_relay)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    // Addresses that carry an IPv4 address inside are as public as that one.
    if let [0x64, 0xff9b, 0, 0, 0, 0, high, low] = address.segments() {
        return is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    }
    if first == 0x2002 {
        let [_, high, low, ..] = address.segments();
        return is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    }
    let is_documentation = (first == 0x2001 && second == 0xdb8) || (first == 0x3fff && second < 0x1000);
    let is_for_protocols = first == 0x2001 && second < 0x200;
    // All of the public internet is in 2000::/3.
    (0x2000..0x4000).contains(&first) && !is_documentation && !is_for_protocols
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a3_what_only_this_machine_reaches_is_not_public() {
        for inside in [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "192.0.0.1",
            "198.18.0.1",
            "203.0.113.5",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "3fff::1",
            "ff02::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in
            ["157.240.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2a03:2880::1", "64:ff9b::808:808"]
        {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn a3_no_spelling_of_an_inner_address_gets_through() {
        for inside in [
            "http://127.1",
            "http://2130706433/",
            "http://0x7f000001",
            "http://0177.0.0.1",
            "http://u:p@10.0.0.1/",
            "http://[::ffff:7f00:1]",
            "https://A.LocalHost./",
            "http://localhost:1",
            "nothing",
            "",
        ] {
            assert!(!may_call_host(inside, is_public), "{inside}");
        }
        assert!(may_call_host("https://graph.facebook.com", is_public));
        assert!(may_call_host("http://127.0.0.1:8090", |_| true));
    }
}
