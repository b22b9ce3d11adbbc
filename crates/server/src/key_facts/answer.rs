use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use disclosure::{NotLatin, Sheet};

use super::page;
use crate::Problem;

/// How a sheet is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A page.
    Page,
    /// A PDF.
    Pdf,
}

impl Form {
    /// What a client accepts: a PDF if it names that and no page.
    pub(crate) fn accepted(headers: &HeaderMap) -> Self {
        let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let names = |media_type: &str| {
            accept
                .split(',')
                .filter_map(|one| one.split(';').next())
                .any(|one| one.trim().eq_ignore_ascii_case(media_type))
        };
        if names("application/pdf") && !names("text/html") { Self::Pdf } else { Self::Page }
    }
}

/// The sheet in the form that is wanted. The payment reference names the file.
pub(crate) fn answer(sheet: &Sheet, form: Form, reference: &str) -> Response {
    match form {
        Form::Page => page::show(sheet),
        Form::Pdf => match disclosure::pdf(sheet) {
            Ok(file) => {
                let name = format!("inline; filename=\"key-facts-{reference}.pdf\"");
                let headers = [
                    (header::CONTENT_TYPE, "application/pdf".to_owned()),
                    (header::CONTENT_DISPOSITION, name),
                    (header::CACHE_CONTROL, "no-store".to_owned()),
                    (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
                ];
                (headers, file).into_response()
            }
            Err(error) => no_pdf(error).into_response(),
        },
    }
}

fn no_pdf(error: NotLatin) -> Problem {
    Problem::new(StatusCode::NOT_ACCEPTABLE, "no-pdf", "There is no PDF of this sheet", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_only_for_who_asks_for_it() {
        let form = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            Form::accepted(&headers)
        };
        assert_eq!(form("application/pdf"), Form::Pdf);
        assert_eq!(form("Application/PDF;q=0.9, */*;q=0.1"), Form::Pdf);
        assert_eq!(form("text/html,application/pdf"), Form::Page);
        assert_eq!(form("*/*"), Form::Page);
        assert_eq!(Form::accepted(&HeaderMap::new()), Form::Page);
    }
}
