//! A payload's type, as the generator writes it.

use std::borrow::Cow;

use fieldwright::{
    Choice, Choices, Decoded, Field, Format, Group, Groups, Maybe, Next, Number, Place, Raw, Reader, Record, Rule,
    Severity, Shape, Slot, View, decode, nothing,
};

static STATUS: Choices = Choices { values: &["ACT", "CLO"] };

pub(crate) static PAYMENT: Shape = Shape::new(
    "Payment",
    "schemas/x/payment.yaml",
    &[
        Field::new("id", Rule::text(2, 4).at(1, 3)),
        Field::new("status", Rule::choice(&STATUS).at(2, 3)),
        Field::new("amount", Rule::number().at(3, 3)),
        Field::new("at", Rule::integer().format(Format::UnixSeconds).optional().at(4, 3)),
        Field::new("note", Rule::text(0, 3).optional().nullable().at(5, 3)),
        Field::new("meta", Rule::free_object().nullable().at(6, 3)),
        Field::new("parts", Rule::array(&Rule::object(&PART)).length(0, 2).optional().at(7, 3)),
        Field::new("a \"quoted\" name that is longer than thirty-two bytes", Rule::boolean().optional().at(8, 3)),
    ],
)
.groups(&[Group {
    keyword: Groups::AtMostOneOf,
    members: &[3, 4],
    effective: Severity::Warning,
    documented: Severity::Error,
    place: Place { line: 9, column: 3 },
}]);

static PART: Shape = Shape::new("Part", "schemas/x/payment.yaml", &[Field::new("n", Rule::integer().at(11, 5))])
    .documented(&[Rule::text(1, 1).at(11, 5)]);

#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Payment<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) status: Status<'a>,
    pub(crate) amount: Number<'a>,
    pub(crate) at: Option<i64>,
    pub(crate) note: Maybe<Cow<'a, str>>,
    pub(crate) meta: Option<Raw<'a>>,
    pub(crate) parts: Option<Vec<Part>>,
    pub(crate) quoted: Option<bool>,
}

impl<'a> Record<'a> for Payment<'a> {
    const SHAPE: &'static Shape = &PAYMENT;

    fn member_mut(&mut self, index: usize) -> &mut dyn Slot<'a> {
        match index {
            0 => &mut self.id,
            1 => &mut self.status,
            2 => &mut self.amount,
            3 => &mut self.at,
            4 => &mut self.note,
            5 => &mut self.meta,
            6 => &mut self.parts,
            7 => &mut self.quoted,
            _ => nothing(),
        }
    }

    fn member(&self, index: usize) -> &dyn Slot<'a> {
        match index {
            0 => &self.id,
            1 => &self.status,
            2 => &self.amount,
            3 => &self.at,
            4 => &self.note,
            5 => &self.meta,
            6 => &self.parts,
            7 => &self.quoted,
            _ => &(),
        }
    }
}

#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Part {
    pub(crate) n: i64,
}

impl<'a> Record<'a> for Part {
    const SHAPE: &'static Shape = &PART;

    fn member_mut(&mut self, index: usize) -> &mut dyn Slot<'a> {
        match index {
            0 => &mut self.n,
            _ => nothing(),
        }
    }

    fn member(&self, index: usize) -> &dyn Slot<'a> {
        match index {
            0 => &self.n,
            _ => &(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Status<'a> {
    Act,
    Clo,
    Unknown(Cow<'a, str>),
}

impl Default for Status<'_> {
    fn default() -> Self {
        Self::Unknown(Cow::Borrowed(""))
    }
}

impl<'a> Choice<'a> for Status<'a> {
    fn choices(&self) -> &'static Choices {
        &STATUS
    }

    fn value(&self) -> &str {
        match self {
            Self::Act => "ACT",
            Self::Clo => "CLO",
            Self::Unknown(value) => value,
        }
    }

    fn set_known(&mut self, index: usize) {
        *self = if index == 0 { Self::Act } else { Self::Clo };
    }

    fn set_unknown(&mut self, value: Cow<'a, str>) {
        *self = Self::Unknown(value);
    }
}

impl<'a> Slot<'a> for Status<'a> {
    fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
        reader.choice(at, rule, self)
    }

    fn view(&self) -> View<'_, 'a> {
        View::Text(self.value())
    }

    fn show(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self, f)
    }
}

pub(crate) const VALID: &str =
    r#"{"id":"p_1","status":"ACT","amount":10.50,"at":1725412012,"meta":{"k":[1]},"parts":[{"n":1}]}"#;

pub(crate) fn payment(text: &str) -> Decoded<'_, Payment<'_>> {
    decode(text.as_bytes()).unwrap_or_else(|errors| panic!("{text}: {errors}"))
}
