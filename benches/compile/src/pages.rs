//! What all ways have in common: pages with structs of 15 fields and two enumerations.

/// Fields of every struct.
const FIELDS: usize = 15;

/// One webhook.
pub struct Page {
    /// As the file is called: `payment-0`.
    pub stem: String,
    /// What `event` says on the wire: `PAYMENT_0`.
    pub event: String,
    /// The first is the payload.
    pub structs: Vec<Struct>,
    pub enumerations: [Enumeration; 2],
}

pub struct Struct {
    pub name: String,
    pub doc: String,
    pub fields: Vec<Field>,
}

pub struct Enumeration {
    pub name: String,
    pub values: Vec<&'static str>,
}

pub struct Field {
    pub name: &'static str,
    pub doc: String,
    pub rule: Rule,
    pub required: bool,
    pub nullable: bool,
}

/// What a value must be.
#[derive(Clone, Copy)]
pub enum Rule {
    /// The page's event.
    Event,
    /// Between two lengths.
    Text(u32, u32),
    /// By a pattern, up to a length.
    Pattern(&'static str, u32),
    /// In a format of ours, whose pattern is the second.
    Format(&'static str, &'static str),
    /// One of the page's enumerations.
    Choice(usize),
    /// Between two numbers.
    Integer(i64, i64),
    /// An integer of ten digits.
    Seconds,
    /// From zero up.
    Number,
    Boolean,
    /// Up to so many texts.
    Texts(u32),
    /// Any members.
    Free,
    /// Another struct of the page.
    Child(usize),
    /// A list of it.
    Children(usize),
}

const POOL: [(&str, Rule); 26] = [
    ("id", Rule::Pattern("^[a-z]{2,8}_[0-9a-f]{32}$", 41)),
    ("status", Rule::Choice(0)),
    ("amount", Rule::Number),
    ("currency", Rule::Format("currency-code", "^[A-Z]{3}$")),
    ("created_at", Rule::Seconds),
    ("description", Rule::Text(0, 255)),
    ("merchant_reference", Rule::Text(1, 36)),
    ("captured", Rule::Boolean),
    ("country", Rule::Format("country-code", "^[A-Z]{2}$")),
    ("kind", Rule::Choice(1)),
    ("attempts", Rule::Integer(0, 99)),
    ("email", Rule::Text(3, 254)),
    ("phone_number", Rule::Format("phone-number", "^\\+[1-9][0-9]{1,14}$")),
    ("request_id", Rule::Format("uuid", "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")),
    ("tags", Rule::Texts(10)),
    ("first_name", Rule::Text(1, 50)),
    ("paid", Rule::Boolean),
    ("metadata", Rule::Free),
    ("statement_descriptor", Rule::Text(5, 22)),
    ("original_amount", Rule::Number),
    ("postal_code", Rule::Pattern("^[0-9A-Z]{3,10}$", 10)),
    ("expires_in", Rule::Integer(1, 86_400)),
    ("last_name", Rule::Text(1, 50)),
    ("return_url", Rule::Text(0, 2_000)),
    ("last_four", Rule::Format("last-four", "^[0-9]{4}$")),
    ("is_partial", Rule::Boolean),
];

const EVENTS: [&str; 10] = [
    "payment",
    "refund",
    "payout",
    "dispute",
    "transfer",
    "invoice",
    "mandate",
    "checkout",
    "subscription",
    "settlement",
];

const PARTS: [(&str, &str); 10] = [
    ("", ""),
    ("customer", "Customer"),
    ("card", "Card"),
    ("wallets", "Wallet"),
    ("address", "Address"),
    ("contact", "Contact"),
    ("fees", "Fee"),
    ("fraud", "Fraud"),
    ("device", "Device"),
    ("receipt", "Receipt"),
];

/// So many pages with so many structs each.
pub fn pages(count: usize, structs: usize) -> Vec<Page> {
    (0..count).map(|index| page(index, structs.min(PARTS.len()))).collect()
}

fn page(index: usize, structs: usize) -> Page {
    let event = EVENTS[index % EVENTS.len()];
    let number = index / EVENTS.len();
    let root = format!("{}{}{number}", event[..1].to_uppercase(), &event[1..]);
    let enumerations = [
        Enumeration {
            name: format!("{root}Status"),
            values: vec!["NEW", "ACTIVE", "CLOSED", "CANCELED", "ERROR", "EXPIRED", "REVIEW"],
        },
        Enumeration { name: format!("{root}Kind"), values: vec!["credit", "debit", "prepaid", "charge", "other"] },
    ];
    let structs = (0..structs)
        .map(|part| Struct {
            name: format!("{root}{}", PARTS[part].1),
            doc: format!("What a {event} says of its {}.", if part == 0 { "course" } else { PARTS[part].0 }),
            fields: fields(index, part, structs),
        })
        .collect();
    let stem = format!("{event}-{number}");
    Page { event: stem.to_uppercase().replace('-', "_"), stem, structs, enumerations }
}

/// The fields of part `part`: its own parts (of 1 to 9 the root has four, 1 and 2 have two, 3 has one), and then as many of the
/// pool as there is room for, from another place in it for every struct.
fn fields(page: usize, part: usize, structs: usize) -> Vec<Field> {
    let parts = match part {
        0 => 1..5,
        1 => 5..7,
        2 => 7..9,
        3 => 9..10,
        _ => 0..0,
    };
    let mut fields: Vec<Field> = Vec::with_capacity(FIELDS);
    if part == 0 {
        fields.push(field("event", Rule::Event, 0));
    }
    let parts = parts.filter(|&part| part < structs).map(|part| {
        let rule = if PARTS[part].0.ends_with('s') && part % 3 == 0 { Rule::Children(part) } else { Rule::Child(part) };
        field(PARTS[part].0, rule, part)
    });
    fields.extend(parts);
    let pool = POOL.iter().cycle().skip((page * 7 + part * 5) % POOL.len()).enumerate();
    fields.extend(pool.take(FIELDS - fields.len()).map(|(at, &(name, rule))| field(name, rule, at + page)));
    fields
}

fn field(name: &'static str, rule: Rule, at: usize) -> Field {
    let free = matches!(rule, Rule::Free | Rule::Texts(_) | Rule::Children(_));
    Field {
        name,
        doc: format!("The {} as the provider has it.", name.replace('_', " ")),
        rule,
        required: at % 3 != 1,
        nullable: at % 4 == 2 && !free,
    }
}
