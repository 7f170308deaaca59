//! Turns a type as it is written into one of the engine's.

use super::ColumnType;
use crate::{dialect::Dialect, engine::EngineError};
use gluesql::core::sqlparser::ast::{
    ArrayElemTypeDef, CharacterLength, DataType, ExactNumberInfo, TimezoneInfo,
};
use std::rc::Rc;

impl ColumnType {
    /// The rule for a type as it was parsed; `enums` finds a named ENUM type.
    #[expect(clippy::too_many_lines, reason = "one arm for each case")]
    pub(crate) fn from_ast(
        declared: &DataType,
        dialect: Dialect,
        enums: &dyn Fn(&str) -> Option<Rc<[String]>>,
    ) -> Result<Self, EngineError> {
        use DataType as D;
        let sqlite = dialect == Dialect::Sqlite;
        let int = |bits: u32| {
            if sqlite {
                return Self::BIG;
            }
            Self::Integer {
                min: i64::MIN >> (64 - bits),
                max: i64::MAX >> (64 - bits),
            }
        };
        let unsigned = |bits: u32| {
            if sqlite {
                return Self::BIG;
            }
            Self::Integer {
                min: 0,
                max: if bits >= 64 {
                    i64::MAX
                } else {
                    (1 << bits) - 1
                },
            }
        };
        let text = |length: &Option<CharacterLength>| Self::Text {
            length: match length {
                // SQLite does not look at the length.
                Some(CharacterLength::IntegerLength { length, .. }) if !sqlite => Some(*length),
                _ => None,
            },
        };
        let decimal = |info: &ExactNumberInfo| match *info {
            ExactNumberInfo::None if dialect == Dialect::Postgres || sqlite => Self::Decimal {
                precision: 1000,
                scale: None,
            },
            ExactNumberInfo::None => Self::Decimal {
                precision: if dialect == Dialect::Mssql { 18 } else { 10 },
                scale: Some(0),
            },
            ExactNumberInfo::Precision(precision) => Self::Decimal {
                precision: u32::try_from(precision).unwrap_or(u32::MAX),
                scale: Some(0),
            },
            ExactNumberInfo::PrecisionAndScale(precision, scale) => Self::Decimal {
                precision: u32::try_from(precision).unwrap_or(u32::MAX),
                scale: Some(u32::try_from(scale).unwrap_or(u32::MAX)),
            },
        };
        Ok(match declared {
            D::TinyInt(Some(1)) | D::Bool | D::Boolean => Self::Boolean,
            D::TinyInt(_) if dialect == Dialect::Mssql => unsigned(8),
            D::TinyInt(_) => int(8),
            D::SmallInt(_) | D::Int2(_) => int(16),
            D::MediumInt(_) => int(24),
            D::Int(_) | D::Integer(_) | D::Int4(_) => int(32),
            D::BigInt(_) | D::Int8(_) => int(64),
            D::UnsignedTinyInt(_) => unsigned(8),
            D::UnsignedSmallInt(_) | D::UnsignedInt2(_) => unsigned(16),
            D::UnsignedMediumInt(_) => unsigned(24),
            D::UnsignedInt(_) | D::UnsignedInteger(_) | D::UnsignedInt4(_) => unsigned(32),
            D::UnsignedBigInt(_) | D::UnsignedInt8(_) => unsigned(64),
            D::Character(length)
            | D::Char(length)
            | D::CharacterVarying(length)
            | D::CharVarying(length)
            | D::Varchar(length)
            | D::Nvarchar(length) => text(length),
            D::Text
            | D::String(_)
            | D::Clob(_)
            | D::CharacterLargeObject(_)
            | D::CharLargeObject(_) => Self::TEXT,
            D::Numeric(info) | D::Decimal(info) | D::Dec(info) => decimal(info),
            D::Real | D::Float(_) | D::Float4 | D::Float8 | D::Double | D::DoublePrecision => {
                Self::Real
            }
            D::Blob(_) | D::Bytea | D::Binary(_) | D::Varbinary(_) | D::Bytes(_) => Self::Blob,
            D::Date => Self::Date,
            D::Datetime(digits) => Self::DateTime {
                zone: false,
                digits: digits.map_or(if dialect == Dialect::Mssql { 3 } else { 0 }, |digits| {
                    u8::try_from(digits).unwrap_or(6)
                }),
            },
            D::Timestamp(digits, zone) => Self::DateTime {
                zone: matches!(zone, TimezoneInfo::WithTimeZone | TimezoneInfo::Tz),
                digits: digits.map_or(if dialect == Dialect::Postgres { 6 } else { 0 }, |digits| {
                    u8::try_from(digits).unwrap_or(6)
                }),
            },
            D::Time(..) => Self::Time,
            D::Uuid => Self::Uuid,
            D::JSON => Self::Json { binary: false },
            D::JSONB => Self::Json { binary: true },
            D::Enum(values) => Self::Enum(values.clone().into()),
            D::Array(
                ArrayElemTypeDef::AngleBracket(element)
                | ArrayElemTypeDef::SquareBracket(element, _)
                | ArrayElemTypeDef::Parenthesis(element),
            ) => Self::Array(Box::new(Self::from_ast(element, dialect, enums)?)),
            D::Unspecified => Self::Any,
            D::Custom(name, arguments) => {
                let last = name.0.last().map_or("", |part| part.value.as_str());
                if let Some(values) = enums(last) {
                    return Ok(Self::Enum(values));
                }
                match last.to_ascii_uppercase().as_str() {
                    "DOUBLE" | "DOUBLE PRECISION" | "FLOAT" | "REAL" => Self::Real,
                    "DECIMAL" | "NUMERIC" | "DEC" => {
                        let digits: Vec<u64> = arguments
                            .iter()
                            .filter_map(|digits| digits.parse().ok())
                            .collect();
                        decimal(&match digits.as_slice() {
                            [] => ExactNumberInfo::None,
                            [precision] => ExactNumberInfo::Precision(*precision),
                            [precision, scale, ..] => {
                                ExactNumberInfo::PrecisionAndScale(*precision, *scale)
                            }
                        })
                    }
                    "SERIAL" => int(32),
                    "BIGSERIAL" => int(64),
                    "SMALLSERIAL" | "YEAR" => int(16),
                    "BIT" => Self::Boolean,
                    "DATETIME2" => Self::DateTime {
                        zone: false,
                        digits: 6,
                    },
                    "DATETIMEOFFSET" => Self::DateTime {
                        zone: true,
                        digits: 3,
                    },
                    "UNIQUEIDENTIFIER" => Self::Uuid,
                    "NCHAR" | "NTEXT" | "TINYTEXT" | "MEDIUMTEXT" | "LONGTEXT" | "CITEXT"
                    | "HSTORE" | "INET" | "CIDR" | "MACADDR" | "TSVECTOR" | "GEOMETRY"
                    | "GEOGRAPHY" | "POINT" | "LINESTRING" | "POLYGON" | "XML" | "STRING"
                    | "INT4RANGE" | "INT8RANGE" | "NUMRANGE" | "TSRANGE" | "TSTZRANGE"
                    | "DATERANGE" => Self::TEXT,
                    "VARBINARY" | "TINYBLOB" | "MEDIUMBLOB" | "LONGBLOB" | "IMAGE" => Self::Blob,
                    "MONEY" | "NUMBER" => Self::Decimal {
                        precision: 38,
                        scale: arguments.get(1).and_then(|scale| scale.parse().ok()),
                    },
                    // SQLite takes any word for a type.
                    _ if sqlite => Self::Any,
                    _ => {
                        return Err(EngineError::Unsupported {
                            feature: format!("the type {declared}"),
                        });
                    }
                }
            }
            other if sqlite => {
                let _ = other;
                Self::Any
            }
            other => {
                return Err(EngineError::Unsupported {
                    feature: format!("the type {other}"),
                });
            }
        })
    }
}
