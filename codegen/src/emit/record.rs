//! What connects a type to its table and to the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::form::Parts;
use super::types::{Look, gate};

/// `Record` for a struct: one match hands each row of the table to its field, another finds the field of a row.
pub(super) fn structure(look: Look, parts: &Parts) -> TokenStream {
    let (name, table) = (parts.ident(), parts.table());
    let lifetime = look.borrows.then(|| quote!(<'a>));
    let (index, in_order): (Vec<_>, Vec<_>) = parts.in_order().unzip();
    let (read, found) = if in_order.is_empty() {
        (quote!(fieldwright::nothing()), quote!(&()))
    } else {
        let read = quote! {
            match index {
                #(#index => &mut self.#in_order,)*
                _ => fieldwright::nothing(),
            }
        };
        let found = quote! {
            match index {
                #(#index => &self.#in_order,)*
                _ => &(),
            }
        };
        (read, found)
    };
    let serde = serde(look, parts, &quote!(fieldwright::deserialize), &quote!(fieldwright::serialize));
    quote! {
        impl<'a> Record<'a> for #name #lifetime {
            const SHAPE: &'static Shape = &#table;
            fn member_mut(&mut self, index: usize) -> &mut dyn Slot<'a> {
                #read
            }
            fn member(&self, index: usize) -> &dyn Slot<'a> {
                #found
            }
        }
        #serde
    }
}

/// serde for a type, through functions of the runtime that know its table.
fn serde(look: Look, parts: &Parts, read: &TokenStream, write: &TokenStream) -> TokenStream {
    if !look.options.features {
        return TokenStream::new();
    }
    let name = parts.ident();
    let anonymous = look.borrows.then(|| quote!(<'_>));
    quote! {
        #[cfg(feature = "serde")]
        impl<'de> Deserialize<'de> for #name #anonymous {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #read(deserializer)
            }
        }
        #[cfg(feature = "serde")]
        impl Serialize for #name #anonymous {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write(self, serializer)
            }
        }
    }
}

/// `Choice` and the rest of an open enumeration.
pub(super) fn enumeration(look: Look, parts: &Parts) -> TokenStream {
    let (name, table) = (parts.ident(), parts.table());
    let (variants, values): (Vec<_>, Vec<_>) = parts.rows.iter().map(|row| (row.ident(), &row.detail)).unzip();
    let (index, in_order): (Vec<_>, Vec<_>) = parts.in_order().unzip();
    let gate = gate(look.options);
    let (read, write) = (quote!(fieldwright::deserialize_choice), quote!(fieldwright::serialize_choice));
    let serde = serde(look, parts, &read, &write);
    quote! {
        impl #name<'_> {
            /// The value as it stands in JSON.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }
        impl<'a> From<&'a str> for #name<'a> {
            fn from(value: &'a str) -> Self {
                fieldwright::choose(value)
            }
        }
        impl Default for #name<'_> {
            fn default() -> Self {
                Self::Unknown(Cow::Borrowed(""))
            }
        }
        #gate
        impl PartialEq for #name<'_> {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }
        impl<'a> Choice<'a> for #name<'a> {
            fn choices(&self) -> &'static Choices {
                &#table
            }
            fn value(&self) -> &str {
                self.as_str()
            }
            fn set_known(&mut self, index: usize) {
                *self = match index {
                    #(#index => Self::#in_order,)*
                    _ => Self::default(),
                };
            }
            fn set_unknown(&mut self, value: Cow<'a, str>) {
                *self = Self::Unknown(value);
            }
        }
        impl<'a> Slot<'a> for #name<'a> {
            fn read(&mut self, reader: &mut Reader<'_, 'a>, at: usize, rule: &'static Rule) -> Next {
                reader.choice(at, rule, self)
            }
            fn view(&self) -> fieldwright::View<'_, 'a> {
                fieldwright::View::Text(self.as_str())
            }
            #gate
            fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self, f)
            }
        }
        #serde
    }
}
