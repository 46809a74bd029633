//! An extractor and an answer for axum.

use axum_core::body::Body;
use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::ack::Ack;
use super::contract::Provider;
use super::receiver::Receiver;
use super::rejection::Rejection;
use super::webhook::Webhook;

/// Reads the body up to the receiver's limit, and takes the delivery in. The receiver is a part of the router's state.
impl<S, P> FromRequest<S> for Webhook<P>
where
    P: Provider,
    Receiver<P>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        let receiver = Receiver::from_ref(state);
        let limit = receiver.limit();
        let (parts, body) = request.into_parts();
        let body = match Limited::new(body, limit).collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) if error.is::<LengthLimitError>() => return Err(Rejection::TooLarge { limit }),
            Err(_) => return Err(Rejection::Unreadable),
        };
        receiver.receive(&parts.headers, body.into())
    }
}

impl<P> IntoResponse for Ack<P> {
    fn into_response(self) -> Response {
        // Whatever status there is, it was documented or checked.
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK).into_response()
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.problem()));
        *response.status_mut() = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::BAD_REQUEST);
        for (name, value) in self.headers() {
            response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        response
    }
}
