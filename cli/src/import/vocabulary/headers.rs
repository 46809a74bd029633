//! What the headers of columns are called.

use super::key;

/// What a column of a field table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Role {
    Name,
    Type,
    Description,
    Required,
    /// The least length or value.
    Min,
    /// The greatest length or value.
    Max,
    /// Both lengths, or the greatest one.
    Length,
    Default,
    Example,
    /// The values that there may be.
    Values,
    /// A regular expression or a format.
    Pattern,
    /// Bounds and rules in prose.
    Constraints,
    Nullable,
    /// The object that the field stands in.
    Parent,
    /// Whether null, read-only, deprecated, since when: a note that is no rule of the payload.
    Note,
}

/// The header cells of a role: in lower case, without all that is not a letter or a digit.
#[rustfmt::skip] // A word a line would be five hundred lines.
const HEADERS: &[(Role, &[&str])] = &[
    (
        Role::Name,
        &[
            "field", "fields", "fieldname", "name", "names", "parameter", "parameters", "parametername", "param",
            "params", "property", "properties", "propertyname", "attribute", "attributes", "attributename", "key",
            "keys", "keyname", "jsonkey", "jsonfield", "jsonproperty", "variable", "variablename", "argument", "arg",
            "member", "element", "elementname", "tag", "tagname", "header", "headername", "headers", "column",
            "columnname", "relationship", "relationshipname", "path", "fieldpath", "jsonpath", "item", "dataelement",
            "option", "claim", "campo", "campos", "propriedade", "propiedad", "nome", "nombre", "chave", "clave",
            "parametro", "parâmetro", "parámetro", "atributo", "variável", "champ", "nom", "paramètre", "propriété",
            "feld", "feldname", "eigenschaft", "schlüssel", "veld", "naam", "параметр", "параметры", "поле", "имя",
            "название", "ключ", "свойство", "字段", "字段名", "字段名称", "参数", "参数名", "参数名称", "属性", "名称",
            "变量名", "フィールド", "フィールド名", "パラメータ", "パラメーター", "パラメータ名", "項目", "項目名",
            "プロパティ", "キー", "名前", "필드", "필드명", "파라미터", "이름", "속성",
        ],
    ),
    (
        Role::Type,
        &[
            "type", "types", "datatype", "datatypes", "datatypeformat", "fieldtype", "valuetype", "jsontype",
            "format", "formats", "dataformat", "typeformat", "schema", "tipo", "tipodedado", "tipodedados",
            "tipodedato", "tipodedatos", "formato", "typ", "datentyp", "typededonnées", "typededonnees", "gegevenstype",
            "тип", "типданных", "формат", "类型", "数据类型", "字段类型", "参数类型", "格式", "型", "データ型", "タイプ",
            "形式", "타입", "유형", "자료형",
        ],
    ),
    (
        Role::Description,
        &[
            "description", "descriptions", "desc", "definition", "details", "detail", "meaning", "explanation",
            "information", "info", "comment", "comments", "remarks", "remark", "usage", "purpose", "summary", "value",
            "content", "contents", "descrição", "descricao", "descripción", "descripcion", "detalhe", "detalhes",
            "detalle", "observação", "observações", "significado", "beschreibung", "bedeutung", "bemerkung",
            "beschrijving", "omschrijving", "описание", "комментарий", "пояснение", "значение", "说明", "描述", "含义",
            "备注", "字段说明", "参数说明", "説明", "内容", "備考", "설명", "비고",
        ],
    ),
    (
        Role::Required,
        &[
            "required", "req", "reqd", "require", "isrequired", "requirement", "requiredoptional", "requirements",
            "optionalrequired", "mandatory", "mandatoryoptional", "mandatoryfield", "optional", "isoptional",
            "optionality", "obligation", "presence", "present", "occurrence", "occurrences", "occurs", "occ",
            "cardinality", "multiplicity", "usagerule", "mo", "moc", "mc", "ro", "om", "obrigatório", "obrigatorio",
            "obrigatoriedade", "obligatorio", "obligatoria", "requerido", "opcional", "obligatoire", "requis",
            "facultatif", "pflicht", "pflichtfeld", "erforderlich", "verplicht", "обязательный", "обязательное",
            "обязательность", "обязателен", "обязательно", "必填", "必选", "是否必填", "是否必须", "是否必选", "必须",
            "必需", "可选", "必須", "필수", "필수여부",
        ],
    ),
    (
        Role::Min,
        &[
            "min", "minimum", "minlength", "minlen", "minimumlength", "lengthmin", "minsize", "minvalue",
            "minimumvalue", "minchars", "mincharacters", "mín", "mínimo", "minimo", "tamanhomínimo", "tamanhomin",
            "longitudmínima", "最小长度", "最小值", "最小",
        ],
    ),
    (
        Role::Max,
        &[
            "max", "maximum", "maxlength", "maxlen", "maximumlength", "lengthmax", "maxsize", "maxvalue",
            "maximumvalue", "maxchars", "maxcharacters", "máx", "máximo", "maximo", "tamanhomáximo", "tamanhomax",
            "longitudmáxima", "maxlänge", "最大长度", "最大值", "最大", "最大長", "最大桁数",
        ],
    ),
    (
        Role::Length,
        &[
            "length", "len", "fieldlength", "size", "fieldsize", "lengthrange", "minmax", "minmaxlength",
            "minmaxlen", "lengthminmax", "characters", "chars", "characterlimit", "charlimit", "digits", "tamanho",
            "tam", "comprimento", "caracteres", "caracteresminmax", "longitud", "largo", "extensión", "taille",
            "longueur", "länge", "lengte", "длина", "размер", "长度", "字段长度", "桁数", "文字数", "길이",
        ],
    ),
    (
        Role::Default,
        &[
            "default", "defaults", "defaultvalue", "valorpadrão", "valorpadrao", "padrão", "padrao",
            "valorpordefecto", "pordefecto", "predeterminado", "standard", "standardwert", "vorgabe", "défaut",
            "pardéfaut", "поумолчанию", "значениепоумолчанию", "默认", "默认值", "デフォルト", "デフォルト値", "初期値",
            "기본값",
        ],
    ),
    (
        Role::Example,
        &[
            "example", "examples", "examplevalue", "examplevalues", "sample", "samples", "samplevalue", "eg",
            "exemplo", "exemplos", "ejemplo", "ejemplos", "exemple", "beispiel", "voorbeeld", "пример", "примеры",
            "示例", "示例值", "举例", "例", "例子", "サンプル", "예시", "예제",
        ],
    ),
    (
        Role::Values,
        &[
            "values", "allowedvalues", "acceptedvalues", "possiblevalues", "validvalues", "supportedvalues",
            "permittedvalues", "enum", "enums", "enumvalues", "enumeration", "options", "choices", "codes", "code",
            "codelist", "domain", "allowed", "valores", "valorespossíveis", "valorespermitidos", "valorespossiveis",
            "valoresposibles", "valeurs", "valeurspossibles", "werte", "waarden", "значения", "возможныезначения",
            "取值", "取值范围", "枚举值", "可选值", "値",
        ],
    ),
    (Role::Pattern, &["pattern", "regex", "regexp", "regularexpression", "mask", "máscara", "mascara", "正则"]),
    (
        Role::Constraints,
        &[
            "constraints", "constraint", "validation", "validations", "validationrules", "rules", "rule", "limits",
            "limit", "limitations", "restrictions", "restriction", "range", "regras", "restrições", "restricciones",
            "ограничения", "限制", "约束", "制約",
        ],
    ),
    (Role::Nullable, &["nullable", "null", "isnullable", "allownull", "cannull"]),
    (Role::Parent, &["parent", "parentfield", "parentobject", "parentname", "object", "group", "section", "pai", "padre"]),
    (
        Role::Note,
        &[
            "note", "notes", "version", "since", "deprecated", "access", "readonly", "sortable", "filterable",
            "location", "in", "source", "label", "displayname", "title", "unique", "persona", "примечание",
        ],
    ),
];

/// What a column with this header says, if the header is one that is known.
pub(crate) fn role(header: &str) -> Option<Role> {
    exact_role(header).or_else(|| alike(&key(header)))
}

/// The same, of headers that are known to the letter.
pub(crate) fn exact_role(header: &str) -> Option<Role> {
    // No header is that long, and a paragraph that begins with such a word is none.
    if header.len() > 160 {
        return None;
    }
    let key = key(header);
    HEADERS.iter().find_map(|(role, headers)| headers.contains(&key.as_str()).then_some(*role))
}

/// What a column says whose header names two or more things, as `Name / Type` or one under the other.
pub(crate) fn roles(header: &str) -> Vec<Role> {
    if let Some(role) = role(header) {
        return vec![role];
    }
    let mut roles: Vec<Role> = header.split(['\n', '/', ',', ';', '|', '&', '(']).filter_map(role).collect();
    let mut seen = Vec::new();
    roles.retain(|role| {
        !seen.contains(role) && {
            seen.push(*role);
            true
        }
    });
    roles
}

/// A header that is not in the list, by the word in it that says most.
fn alike(key: &str) -> Option<Role> {
    const WORDS: [(&str, Role); 12] = [
        ("minlength", Role::Min),
        ("maxlength", Role::Max),
        ("required", Role::Required),
        ("mandatory", Role::Required),
        ("description", Role::Description),
        ("example", Role::Example),
        ("default", Role::Default),
        ("possiblevalues", Role::Values),
        ("datatype", Role::Type),
        ("fieldname", Role::Name),
        ("parametername", Role::Name),
        ("propertyname", Role::Name),
    ];
    if key.len() > 40 {
        return None;
    }
    WORDS.iter().find_map(|&(word, role)| key.contains(word).then_some(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_their_spellings() {
        for (header, role) in [
            ("Field Name", Role::Name),
            ("**Название**", Role::Name),
            ("字段名", Role::Name),
            ("Data-Type", Role::Type),
            ("Min. Length", Role::Min),
            ("maxLength", Role::Max),
            ("Caracteres (min/max)", Role::Length),
            ("Required?", Role::Required),
            ("Obrigatório", Role::Required),
            ("Required for cards", Role::Required),
            ("Possible values", Role::Values),
        ] {
            assert_eq!(super::role(header), Some(role), "{header}");
        }
        assert_eq!(role("Endpoint"), None);
        assert_eq!(role("The value is required, and there is a default for all that is missing."), None);
        assert_eq!(roles("Название\n`тип`"), [Role::Name, Role::Type]);
        assert_eq!(roles("Name / Type"), [Role::Name, Role::Type]);
    }
}
