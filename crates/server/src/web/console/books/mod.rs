//! A lender's books: trial balance, closings, downloads.

mod view;

use std::sync::Arc;

use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ident::LenderId;
use jiff::civil::Date;
use serde::Deserialize;

use super::super::page;
use super::Console;
use super::contract::Banner;
use super::denied::Denied;
use super::portfolio::chosen;
use super::signed_in::SignedIn;
use crate::LenderContext;
use crate::books::{self, Days, Export};

use view::Page;

#[derive(Deserialize)]
pub(super) struct Asked {
    lender: Option<String>,
    closed: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Through {
    csrf: String,
    through: String,
}

/// `GET /console/books`.
pub(super) async fn get(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Denied> {
    let lender = chosen(&console.app, &me, asked.lender.as_deref()).await?;
    let banner = asked
        .closed
        .map(|through| Banner { tone: "free", text: format!("The books are closed through {through}.") });
    show(&console, me, lender.as_deref(), StatusCode::OK, banner).await
}

/// `POST /console/lenders/{id}/books/close`.
pub(super) async fn close(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path(id): Path<LenderId>,
    Form(form): Form<Through>,
) -> Result<Response, Denied> {
    me.check_form(&form.csrf)?;
    let lender = seen(&console, &me, id).await?;
    if !me.is_owner() {
        return Err(Denied::NotOwner);
    }
    let refused = match form.through.trim().parse::<Date>() {
        Err(_) => "write a day such as 2026-01-31".to_owned(),
        Ok(through) => match console.app.close_books(&lender, through).await {
            Ok(_) => {
                tracing::info!(operator = %me.operator.id, lender = %id, %through, "an operator closed the books");
                let address = format!("/console/books?lender={id}&closed={through}");
                return Ok(Redirect::to(&address).into_response());
            }
            Err(problem) => problem.detail,
        },
    };
    let banner = Banner { tone: "lock", text: format!("Nothing was closed: {refused}.") };
    show(&console, me, Some(&lender), StatusCode::UNPROCESSABLE_ENTITY, Some(banner)).await
}

/// `GET /console/lenders/{id}/books/{file}`.
pub(super) async fn download(
    State(console): State<Arc<Console>>,
    me: SignedIn,
    Path((id, file)): Path<(LenderId, String)>,
) -> Result<Response, Denied> {
    let lender = seen(&console, &me, id).await?;
    let (export, format) = Export::of_file(&file).ok_or(Denied::NotFound)?;
    Ok(books::download(Arc::clone(&console.app), lender, export, format, Days::default()))
}

/// A lender the operator may see (invariant I10).
async fn seen(console: &Console, me: &SignedIn, id: LenderId) -> Result<Arc<LenderContext>, Denied> {
    let lender = if me.may_see(id) { console.app.lender(id).await? } else { None };
    lender.ok_or(Denied::NotFound)
}

async fn show(
    console: &Console,
    me: SignedIn,
    lender: Option<&LenderContext>,
    status: StatusCode,
    banner: Option<Banner>,
) -> Result<Response, Denied> {
    Ok(page(status, &Page::read(&console.app, me, lender, banner).await?))
}
