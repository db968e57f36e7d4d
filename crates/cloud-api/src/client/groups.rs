//! Groups. What is asked for is told later by webhook, with the request's id.

use cloud_api_types::graph::Page;
use cloud_api_types::graph::groups::{Group, GroupDraft, GroupList, GroupRequest, InviteLink, JoinRequest};
use reqwest::Method;
use reqwest::multipart::Form;
use serde_json::{Value, json};

use super::{Client, ForWhatsApp, Upload, after, answer};
use crate::error::Error;

impl Client {
    /// Asks for a new group.
    pub async fn create_group(
        &self,
        phone_number_id: &str,
        draft: &GroupDraft,
    ) -> Result<GroupRequest, Error> {
        self.tell(Method::POST, &[phone_number_id, "groups"], &ForWhatsApp::of(draft)).await
    }

    /// A page of a number's groups.
    pub async fn groups(&self, phone_number_id: &str, cursor: Option<&str>) -> Result<GroupList, Error> {
        self.ask(Method::GET, &[phone_number_id, "groups"], &after(cursor)).await
    }

    /// One group.
    pub async fn group(&self, group_id: &str) -> Result<Group, Error> {
        let fields = "subject,description,suspended,creation_timestamp,total_participant_count,participants,\
            join_approval_mode";
        self.ask(Method::GET, &[group_id], &[("fields", fields)]).await
    }

    /// Asks for another subject or description.
    pub async fn change_group(&self, group_id: &str, draft: &GroupDraft) -> Result<GroupRequest, Error> {
        self.tell(Method::POST, &[group_id], &ForWhatsApp::of(draft)).await
    }

    /// Asks for another picture: a square JPEG of at least 192 pixels a side and at most 5 MB.
    pub async fn change_group_picture(&self, group_id: &str, picture: Upload) -> Result<GroupRequest, Error> {
        let form = Form::new()
            .text("messaging_product", "whatsapp")
            .part("profile_picture_file", picture.into_part()?);
        answer(self.call(Method::POST, &[group_id]).multipart(form), |_| true).await
    }

    /// Asks for the end of a group.
    pub async fn delete_group(&self, group_id: &str) -> Result<GroupRequest, Error> {
        answer(self.call(Method::DELETE, &[group_id]), |_| true).await
    }

    /// How people come in; with `is_new` the old link ends.
    pub async fn group_invite_link(&self, group_id: &str, is_new: bool) -> Result<InviteLink, Error> {
        let method = if is_new { Method::POST } else { Method::GET };
        self.ask(method, &[group_id, "invite_link"], &[]).await
    }

    /// Asks people, named by phone, to leave.
    pub async fn remove_group_participants(
        &self,
        group_id: &str,
        phones: &[&str],
    ) -> Result<GroupRequest, Error> {
        let people: Vec<Value> = phones.iter().map(|phone| json!({ "user": phone })).collect();
        let body = json!({ "messaging_product": "whatsapp", "participants": people });
        self.tell(Method::DELETE, &[group_id, "participants"], &body).await
    }

    /// Who wants to come in.
    pub async fn group_join_requests(&self, group_id: &str) -> Result<Page<JoinRequest>, Error> {
        self.ask(Method::GET, &[group_id, "join_requests"], &[]).await
    }

    /// Lets people in, or not.
    pub async fn answer_join_requests(
        &self,
        group_id: &str,
        request_ids: &[&str],
        is_welcome: bool,
    ) -> Result<(), Error> {
        let method = if is_welcome { Method::POST } else { Method::DELETE };
        let body = json!({ "messaging_product": "whatsapp", "join_requests": request_ids });
        let _answer: Value = self.tell(method, &[group_id, "join_requests"], &body).await?;
        Ok(())
    }
}
