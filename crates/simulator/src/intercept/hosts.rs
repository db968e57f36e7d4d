//! Which hosts the proxy stands in for, and what it says of all others.

/// Meta's hosts that the API is on, or that it gives addresses of.
const HOSTS: [&str; 5] =
    ["graph.facebook.com", "api.facebook.com", "lookaside.fbsbx.com", "mmg.whatsapp.net", "pps.whatsapp.net"];
/// Pictures and assets are on many hosts of this domain.
const FILES: &str = "fbcdn.net";
/// Longest name that DNS knows.
const NAME_LIMIT: usize = 253;

/// The domains that the local authority may vouch for.
pub(super) const DOMAINS: [&str; 6] = [HOSTS[0], HOSTS[1], HOSTS[2], HOSTS[3], HOSTS[4], FILES];

/// The host's name as it is compared, if it is one of ours.
pub(super) fn ours(host: &str) -> Option<String> {
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    let is_file_host = host.strip_suffix(FILES).and_then(|rest| rest.strip_suffix('.')).is_some_and(is_name);
    (host.len() <= NAME_LIMIT && (HOSTS.contains(&host.as_str()) || is_file_host)).then_some(host)
}

/// Labels of letters, digits and hyphens.
fn is_name(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.split('.').all(is_label)
}

/// Why a host is refused.
pub(super) fn refusal(target: &str) -> String {
    let shown: String = target.chars().filter(char::is_ascii_graphic).take(300).collect();
    format!(
        "This proxy stands in for {}, {} and *.{FILES} and connects to nothing else: {shown} is refused.\n",
        HOSTS[..4].join(", "),
        HOSTS[4],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o1_only_metas_hosts_are_ours() {
        for host in ["graph.facebook.com", "GRAPH.facebook.com.", "api.facebook.com", "scontent.xx.fbcdn.net"]
        {
            assert!(ours(host).is_some(), "{host}");
        }
        let long = format!("{}fbcdn.net", "a.".repeat(130));
        for host in [
            "example.com",
            "fbcdn.net",
            ".fbcdn.net",
            "evilfbcdn.net",
            "graph.facebook.com.evil.net",
            "-a.fbcdn.net",
            "a_b.fbcdn.net",
            "*.fbcdn.net",
            "127.0.0.1",
            "",
            &long,
        ] {
            assert_eq!(ours(host), None, "{host}");
        }
        assert_eq!(ours("Graph.Facebook.com").as_deref(), Some("graph.facebook.com"));
    }

    #[test]
    fn o1_a_refusal_names_the_host_and_nothing_that_would_break_the_answer() {
        let said = refusal("evil.example:443\r\nx: y");
        assert!(said.contains("evil.example:443") && said.contains("graph.facebook.com"), "{said}");
        assert_eq!(said.matches(['\r', '\n']).count(), 1);
    }
}
