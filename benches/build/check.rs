//! The rules as a person would write them by hand for borrowed structs: one method that counts what is broken.

use fieldwright_codegen::model::{Content, Kind, Object, Value};
use proc_macro2::TokenStream;
use quote::quote;

use crate::names::ident;
use crate::rules::{bounds, of_text};

/// The method that counts the broken rules of an object and of what is in it.
pub(crate) fn method(object: &Object) -> Result<TokenStream, String> {
    let mut counts = Vec::new();
    for field in &object.fields {
        let member = ident(&field.name.field);
        let rule = &field.value.effective;
        let count = count(&field.value)?;
        if count.is_empty() {
            continue;
        }
        let always = rule.required && !rule.nullable && rule.kind != Kind::Any;
        counts.push(if always {
            quote!({ let value = &self.#member; #count })
        } else {
            quote!(if let Some(value) = &self.#member { #count })
        });
    }
    Ok(quote! {
        fn broken(&self) -> usize {
            let mut broken = 0;
            #(#counts)*
            broken
        }
    })
}

/// Statements that add the broken rules of `value` to `broken`.
fn count(value: &Value) -> Result<TokenStream, String> {
    let rule = &value.effective;
    let mut counts = Vec::new();
    let texts = of_text(rule)?;
    if !texts.is_empty() {
        let conditions = texts.iter().map(|text| text.condition(rule));
        counts.push(quote!(let text: &str = value; #(broken += usize::from(!(#conditions));)*));
    }
    let (least, most) = bounds(rule)?;
    counts.extend(least.map(|least| quote!(broken += usize::from(*value < #least);)));
    counts.extend(most.map(|most| quote!(broken += usize::from(*value > #most);)));
    if let Some(least) = rule.min_items {
        counts.push(quote!(broken += usize::from((value.len() as u64) < #least);));
    }
    if let Some(most) = rule.max_items {
        counts.push(quote!(broken += usize::from((value.len() as u64) > #most);));
    }
    match &value.content {
        Content::Object(_) => counts.push(quote!(broken += value.broken();)),
        Content::Items(items) => {
            let items = count(items)?;
            if !items.is_empty() {
                counts.push(quote!(for value in value { #items }));
            }
        }
        _ if rule.kind == Kind::Object => counts.push(quote!(broken += usize::from(!value.is_object());)),
        Content::Leaf | Content::Enumeration(_) => {}
    }
    Ok(quote!(#(#counts)*))
}
