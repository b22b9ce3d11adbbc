use ident::MessageId;
use policy::Channel;
use servicing::{Command, Contract, NoticeDelivery};

use crate::{App, ExecuteError, Executed, LenderContext};

/// Whether something was issued that a message must carry.
pub(crate) fn has_issued_notice(executed: &Executed) -> bool {
    executed.events.iter().any(|event| event.kind == "notice.issued")
}

/// A test lender's messages arrive at the very instant they are issued, on every channel but the device's
/// own screen, of which only the device can tell.
///
/// # Errors
/// When one could not be delivered; it stays in the outbox.
pub(crate) async fn deliver_sandbox(
    app: &App,
    lender: &LenderContext,
    contract: &Contract,
) -> Result<(), ExecuteError> {
    for delivery in waiting(app, contract) {
        match deliver(app, lender, contract, delivery).await {
            // A refusal means that the notice has become void meanwhile.
            Ok(()) | Err(ExecuteError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn deliver(
    app: &App,
    lender: &LenderContext,
    contract: &Contract,
    mut delivery: NoticeDelivery,
) -> Result<(), ExecuteError> {
    delivery.at = app.now_for(lender).await?;
    app.execute(lender, contract.id, Command::NoticeDelivered(delivery), &|_, _| ()).await.map(|_| ())
}

/// Every (notice, channel) that was issued and is not delivered.
fn waiting(app: &App, contract: &Contract) -> Vec<NoticeDelivery> {
    let (Some(delinquency), Ok(pack)) = (&contract.delinquency, app.pack_of(contract)) else {
        return Vec::new();
    };
    let mut waiting = Vec::new();
    for issued in &delinquency.notices {
        let rule = pack.notices.iter().find(|rule| rule.key == issued.key);
        let channels = rule.map(|rule| rule.channels.clone()).unwrap_or_default();
        for channel in channels {
            let is_delivered = issued.deliveries.iter().any(|reached| reached.channel == channel);
            if channel != Channel::OnDevice && !is_delivered {
                waiting.push(NoticeDelivery {
                    key: issued.key.clone(),
                    delinquent_since: delinquency.since,
                    channel,
                    at: issued.issued_at,
                    receipt: None,
                    reference: Some(format!("sandbox:{}", app.new_id::<MessageId>())),
                });
            }
        }
    }
    waiting
}
