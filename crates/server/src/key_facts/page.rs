use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use disclosure::{Block, Language, Sheet};

use crate::web;

/// The sheet to read and to print.
#[derive(Template)]
#[template(path = "pay/key_facts.html")]
struct Page<'a> {
    sheet: &'a Sheet,
    tag: &'static str,
    has_pdf: bool,
    others: Vec<Other>,
}

/// The same sheet in another language.
struct Other {
    tag: &'static str,
    name: String,
}

impl Page<'_> {
    fn word(&self, key: &str) -> String {
        self.sheet.language.word(key)
    }
}

pub(super) fn show(sheet: &Sheet) -> Response {
    let others = Language::ALL.into_iter().filter(|language| *language != sheet.language);
    let page = Page {
        sheet,
        tag: sheet.language.tag(),
        has_pdf: disclosure::pdf(sheet).is_ok(),
        others: others.map(|language| Other { tag: language.tag(), name: language.name() }).collect(),
    };
    web::page(StatusCode::OK, &page)
}
