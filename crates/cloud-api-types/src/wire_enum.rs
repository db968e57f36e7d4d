//! Enums whose values come from Meta, who adds to them without asking.

/// Declares an enum of string values with a last variant `Unknown(String)` that keeps whatever else comes.
/// Matching ignores ASCII case, as Graph does; an unknown value keeps its spelling.
macro_rules! wire_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                $(#[$vmeta])*
                #[doc = ""]
                #[doc = concat!("On the wire: `", $text, "`.")]
                $variant,
            )+
            /// A value that this version does not know, as it came.
            Unknown(String),
        }

        impl $name {
            /// The spelling on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unknown(text) => text,
                }
            }

            /// Never fails: what is not known becomes `Unknown`.
            pub fn parse(text: &str) -> Self {
                $(if text.eq_ignore_ascii_case($text) { return Self::$variant; })+
                Self::Unknown(text.to_owned())
            }
        }

        impl crate::wire_struct::Part for $name {
            fn part(value: serde_json::Value) -> Option<Self> {
                <String as crate::wire_struct::Part>::part(value).map(|text| Self::parse(&text))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::lenient::text(deserializer).map(|text| Self::parse(&text))
            }
        }
    };
}

pub(crate) use wire_enum;
