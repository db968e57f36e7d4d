//! Asking for what the business's own app knows of a number.

use actions::history_import::{AppData, AppDataKind};
use actions::provider::{Answer, ProviderError};
use domain::phone_number::NumberAccess;

use crate::errors;
use crate::gateway::Gateway;

impl AppData for Gateway {
    fn request_app_data<'a>(&'a self, access: &'a NumberAccess, what: AppDataKind) -> Answer<'a, ()> {
        Box::pin(request(self, access, what))
    }
}

async fn request(gateway: &Gateway, access: &NumberAccess, what: AppDataKind) -> Result<(), ProviderError> {
    let client = gateway.asking(access)?;
    let sync_type = match what {
        AppDataKind::Contacts => "smb_app_state_sync",
        AppDataKind::History => "history",
    };
    let number = &access.meta_phone_number_id.0;
    client.request_app_data(number, sync_type).await.map_err(|e| errors::of_question(&e))
}
