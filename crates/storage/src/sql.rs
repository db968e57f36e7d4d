//! Statements: their text for either database, and how many parameters they take.

/// The text of a statement: one for both databases wherever the dialects agree, two where they do not.
#[derive(Debug)]
pub(crate) struct Text {
    pub name: &'static str,
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// A statement with `N` parameters `$1 … $N`, counted when the program is compiled.
#[derive(Debug)]
pub(crate) struct Sql<const N: usize>(pub Text);

impl<const N: usize> Sql<N> {
    pub(crate) const fn new(text: Text) -> Self {
        assert!(parameters(text.sqlite) == N && parameters(text.postgres) == N, "wrong number of parameters");
        Self(text)
    }
}

/// The highest `$n` or `?n` of a statement.
const fn parameters(sql: &str) -> usize {
    let (sql, mut i, mut max) = (sql.as_bytes(), 0, 0);
    while i < sql.len() {
        if sql[i] == b'$' || sql[i] == b'?' {
            let mut n = 0;
            while i + 1 < sql.len() && sql[i + 1].is_ascii_digit() {
                i += 1;
                n = n * 10 + (sql[i] - b'0') as usize;
            }
            max = if n > max { n } else { max };
        }
        i += 1;
    }
    max
}

/// `$1` becomes `?1`: SQLite reads `$1` as a parameter named "$1" and counts it by its place.
pub(crate) const fn for_sqlite<const L: usize>(sql: &str) -> [u8; L] {
    let (sql, mut out, mut i) = (sql.as_bytes(), [0; L], 0);
    while i < L {
        let numbered = sql[i] == b'$' && i + 1 < L && sql[i + 1].is_ascii_digit();
        out[i] = if numbered { b'?' } else { sql[i] };
        i += 1;
    }
    out
}

/// Declares statements, with PostgreSQL's own text behind `|`, or what only PostgreSQL is told at the end behind
/// `+`; and the list of them that the tests have both databases compile.
macro_rules! statements {
    ($($name:ident: $n:literal = $both:literal $(| $postgres:literal)? $(+ $ending:literal)?;)*) => {
        $(static $name: $crate::sql::Sql<$n> = {
            const SOURCE: &str = $both;
            const BYTES: [u8; SOURCE.len()] = $crate::sql::for_sqlite(SOURCE);
            const SQLITE: &str = match std::str::from_utf8(&BYTES) {
                Ok(text) => text,
                Err(_) => unreachable!(),
            };
            const TEXTS: &[&str] = &[SOURCE $(, $postgres)? $(, concat!($both, $ending))?];
            const POSTGRES: &str = TEXTS[TEXTS.len() - 1];
            $crate::sql::Sql::new($crate::sql::Text { name: stringify!($name), sqlite: SQLITE, postgres: POSTGRES })
        };)*
        pub(crate) static SQL: &[&$crate::sql::Text] = &[$(&$name.0),*];
    };
}
pub(crate) use statements;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_counted_by_the_highest_number() {
        assert_eq!(parameters("SELECT $2, $1, $2"), 2);
        assert_eq!(parameters("SELECT '$.name', $11"), 11);
        assert_eq!(parameters("SELECT 1"), 0);
    }

    #[test]
    fn numbered_parameters_are_rewritten_for_sqlite_and_nothing_else() {
        const TEXT: &str = "SELECT a ->> '$.b' FROM t WHERE c = $1 AND d = $12";
        let out: [u8; TEXT.len()] = for_sqlite(TEXT);
        assert_eq!(std::str::from_utf8(&out).unwrap(), "SELECT a ->> '$.b' FROM t WHERE c = ?1 AND d = ?12");
    }
}
