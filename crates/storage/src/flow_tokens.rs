//! Which message a `flow_token` was sent with.

use domain::id::MetaFlowId;
use domain::{ConversationId, MessageId, Timestamp, WorkspaceId};

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    ADD: 6 = "INSERT INTO flow_tokens (workspace_id, token, message_id, conversation_id, meta_flow_id, sent_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (workspace_id, token) DO UPDATE SET message_id = $3, conversation_id = $4,
            meta_flow_id = $5, sent_at = $6, answered_at = NULL";
    LOOKUP: 2 = "SELECT message_id, conversation_id, meta_flow_id, answered_at FROM flow_tokens
        WHERE workspace_id = $1 AND token = $2";
    UPDATE_ANSWERED: 3 = "UPDATE flow_tokens SET answered_at = $3
        WHERE workspace_id = $1 AND token = $2 AND answered_at IS NULL";
}

#[derive(Debug)]
pub struct FlowTokens<'t, 'c>(&'t mut Tx<'c>);

impl<'c> Tx<'c> {
    pub fn flow_tokens(&mut self) -> FlowTokens<'_, 'c> {
        FlowTokens(self)
    }
}

/// A message that carried a Flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFlow {
    pub message_id: MessageId,
    pub conversation_id: ConversationId,
    pub meta_flow_id: MetaFlowId,
    /// When the form was sent off.
    pub answered_at: Option<Timestamp>,
}

impl FlowTokens<'_, '_> {
    /// Notes that a message carries it. A token that is used again means the later message.
    pub fn add(
        &mut self,
        workspace: WorkspaceId,
        token: &str,
        sent: &SentFlow,
        sent_at: Timestamp,
    ) -> Result<()> {
        let values = [
            workspace.into(),
            token.into(),
            sent.message_id.into(),
            sent.conversation_id.into(),
            sent.meta_flow_id.0.as_str().into(),
            sent_at.into(),
        ];
        self.0.execute(&ADD, values)?;
        Ok(())
    }

    pub fn lookup(&mut self, workspace: WorkspaceId, token: &str) -> Result<Option<SentFlow>> {
        self.0.optional(&LOOKUP, [workspace.into(), token.into()], |row| {
            Ok(SentFlow {
                message_id: row.get(0)?,
                conversation_id: row.get(1)?,
                meta_flow_id: MetaFlowId(row.get(2)?),
                answered_at: row.get(3)?,
            })
        })
    }

    pub fn update_answered(&mut self, workspace: WorkspaceId, token: &str, at: Timestamp) -> Result<()> {
        self.0.execute(&UPDATE_ANSWERED, [workspace.into(), token.into(), at.into()])?;
        Ok(())
    }
}
