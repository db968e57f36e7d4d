/** Written by `npm run gen:api` from openapi.json; do not edit. */
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs. Restart it if not. */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: the database answers. Send them elsewhere if not. */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contacts
         * @description The newest first.
         */
        get: operations["list_contacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A contact */
        get: operations["get_contact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conversations
         * @description Those with the latest activity first.
         */
        get: operations["list_conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A conversation */
        get: operations["get_conversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a conversation
         * @description It opens again when the contact writes. Closing it twice changes nothing.
         */
        post: operations["close_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The group of a conversation
         * @description Its subject, settings, people and who asks to be let in. A conversation with one person has none.
         */
        get: operations["get_conversation_group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The messages of a conversation */
        get: operations["list_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a conversation as read
         * @description Nothing is unread any more, and the contact sees blue ticks.
         */
        post: operations["read_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen a conversation
         * @description Opening it twice changes nothing.
         */
        post: operations["reopen_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/typing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show that we are typing
         * @description For up to 25 seconds, or until a message is sent. Marks the conversation as read, too: WhatsApp
         *     shows the one only together with the other.
         */
        post: operations["show_typing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count conversations */
        get: operations["count_conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description Every event of the workspace in one order, without a gap. The same as on the WebSocket, by asking.
         */
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Connect to the live feed
         * @description A WebSocket. Frames are `LiveFrame`s as JSON text; clients need not send any. Closed with 1013 when the client
         *     is too slow or the server stops (connect again from your cursor), with 4401 when the session has ended.
         */
        get: operations["connect_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I? */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description A form with one `file`. Its type is read from its bytes and must be what it is said to be. Recordings of
         *     browsers (Opus in WebM) are repacked as WhatsApp wants them. Then send it by its id. For large files over bad
         *     lines there are `/v1/uploads`.
         */
        post: operations["create_media"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of a file
         * @description Whole, or the range that `Range` asks for. Its `ETag` is the SHA-256 of the bytes.
         */
        get: operations["get_media"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{id}/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch a file again
         * @description For a contact's file that could not be fetched. How it goes is told on the feed by `media.updated`; nothing
         *     changes when the file is here or on its way.
         */
        post: operations["fetch_media"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{id}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is known of a file
         * @description Its state, type and size, and why it is not here if it is not.
         */
        get: operations["get_media_info"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{id}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A small picture of a file
         * @description Of JPEG, PNG and WebP pictures: at most 320 × 320 pixels.
         */
        get: operations["get_media_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message
         * @description Answers as soon as the message is safely stored; how far it comes is told on the feed. With the header
         *     `Idempotency-Key`, repeating the request gives the same message and sends nothing twice.
         */
        post: operations["send_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A message */
        get: operations["get_message"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * React to a message
         * @description Puts our reaction on a message, instead of the one that is there.
         */
        post: operations["react_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a failed message again
         * @description Makes a new attempt. Also for messages whose fate is `unknown`: the contact may then get it twice.
         */
        post: operations["retry_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Our numbers */
        get: operations["list_phone_numbers"];
        put?: never;
        /**
         * Connect a number
         * @description The credentials are tested first; nothing is saved when the provider refuses them.
         */
        post: operations["create_phone_number"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/history-import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an import has come
         * @description A number that is also used in the WhatsApp Business app may bring its address book and up to 180 days of its chats
         *     along. They come in pieces, for hours; each is told on the feed.
         */
        get: operations["get_history_import"];
        put?: never;
        /**
         * Import address book and older chats
         * @description Asks the provider for the address book, then for the chats. It takes each request once, within 24 hours of the
         *     connection of the number. Imported messages make nothing unread and open no conversation.
         */
        post: operations["create_history_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the provider told about a number
         * @description Errors that belong to no message, and news that this version shows as it came. The latest first; what is said again
         *     stands there once.
         */
        get: operations["list_number_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test a number
         * @description Asks the provider with the given credentials, and saves nothing.
         */
        post: operations["test_phone_number"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Sets the session cookie for browsers, and gives the same token for programs.
         */
        post: operations["create_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign out
         * @description Ends the session that the request was made with, and removes its cookie.
         */
        delete: operations["delete_current_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Templates
         * @description The newest first.
         */
        get: operations["list_templates"];
        put?: never;
        /**
         * Draft a template
         * @description With `submit` it is handed to the provider at once, and nothing is stored when it would be refused. What
         *     becomes of it is told on the feed.
         */
        post: operations["create_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A template */
        get: operations["get_template"];
        put?: never;
        post?: never;
        /**
         * Delete a template
         * @description A draft is gone at once; another is deleted by the provider, and the feed tells when. The provider may lock the
         *     name for 30 days.
         */
        delete: operations["delete_template"];
        options?: never;
        head?: never;
        /**
         * Change a template
         * @description A draft is changed as it is. Of a template that the provider has, the changes wait in `draft` until they are
         *     submitted, too; what the provider has stays in force.
         */
        patch: operations["update_template"];
        trace?: never;
    };
    "/v1/templates/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a template
         * @description Filled with parameters as they would be sent, whatever the template's status.
         */
        post: operations["preview_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a template for review
         * @description Answers as soon as the submission is safely stored; what becomes of it is told on the feed.
         */
        post: operations["submit_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of a template
         * @description Every change of its words and of how it stands with the provider, with who and when. The latest first.
         */
        get: operations["list_template_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge a template
         * @description By the provider's rules, without asking the provider; nothing is stored.
         */
        post: operations["lint_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy templates from the provider
         * @description This also happens by itself when a number is connected, and every six hours. Changes are told on the feed, and
         *     when the copy is complete.
         */
        post: operations["sync_templates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin an upload
         * @description For large files over bad lines: say what will come, then send it in pieces of any size with
         *     `PATCH /v1/uploads/{id}`. After an interruption `GET` tells where to go on. There is a day's time.
         */
        post: operations["create_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an upload has come
         * @description Where to go on is in `offset`, and in the header `Upload-Offset` for those who ask with `HEAD`.
         */
        get: operations["get_upload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Send the next piece of an upload
         * @description Any number of bytes, from where the last piece ended; what has come of a piece that was cut off counts. The
         *     piece that completes the file makes it one: the answer has it in `media`.
         */
        patch: operations["append_upload"];
        trace?: never;
    };
    "/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My workspaces
         * @description Every seat of the caller, the oldest first.
         */
        get: operations["list_workspaces"];
        put?: never;
        /**
         * Create a workspace
         * @description The caller becomes its owner.
         */
        post: operations["create_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What can be tapped. */
        Action: {
            buttons: components["schemas"]["ReplyButton"][];
            /** @enum {string} */
            type: "buttons";
        } | {
            button: string;
            sections: components["schemas"]["ListSection"][];
            /** @enum {string} */
            type: "list";
        } | {
            label: string;
            /** @enum {string} */
            type: "link";
            url: string;
        } | {
            /** @enum {string} */
            type: "location_request";
        } | {
            /** @enum {string} */
            type: "contact_request";
        } | {
            /** @enum {string} */
            type: "call_permission_request";
        } | {
            label: string;
            payload?: string | null;
            /** Format: int64 */
            ttl_minutes?: number | null;
            /** @enum {string} */
            type: "voice_call";
        } | (components["schemas"]["FlowAction"] & {
            /** @enum {string} */
            type: "flow";
        }) | {
            product: components["schemas"]["ProductRef"];
            /** @enum {string} */
            type: "product";
        } | {
            catalog_id: string;
            sections: components["schemas"]["ProductSection"][];
            /** @enum {string} */
            type: "product_list";
        } | {
            thumbnail_product_id?: string | null;
            /** @enum {string} */
            type: "catalog";
        } | {
            country: string;
            /** @enum {string} */
            type: "address";
            values?: unknown;
        } | {
            cards: unknown;
            /** @enum {string} */
            type: "carousel";
        } | {
            parameters: unknown;
            /** @enum {string} */
            type: "order_details";
        } | {
            parameters: unknown;
            /** @enum {string} */
            type: "order_status";
        };
        AudioContent: {
            /** @description Recorded as a voice note. */
            is_voice?: boolean;
            media: components["schemas"]["MediaRef"];
        };
        /** @description The user who wrote an outbound message. */
        Author: {
            name: string;
            user_id: components["schemas"]["UserId"];
        };
        /** @description What will come. */
        BeginUpload: {
            filename?: string | null;
            /** @description For example `video/mp4`. The bytes must be what this says. */
            mime_type: string;
            /**
             * Format: int64
             * @description Of the whole file, in bytes.
             */
            size: number;
        };
        /** @description What the provider counts as one conversation. */
        BilledConversation: {
            category?: string | null;
            expires_at?: components["schemas"]["Timestamp"] | null;
            id?: string | null;
        };
        /** @description What a message costs, in the provider's words. */
        Billing: {
            billable?: boolean | null;
            /** @description For example `marketing`, `utility`, `service`. */
            category?: string | null;
            conversation?: components["schemas"]["BilledConversation"] | null;
            /** @description `PMP`: per message. */
            model?: string | null;
            /** @description The template that the provider made for a message without one. */
            template_id?: string | null;
            told_with?: components["schemas"]["MessageStatus"] | null;
            /** @description Whether and why not: `regular`, `free_customer_service`, `free_entry_point`. */
            type?: string | null;
        };
        /** @description An entry of the business's address book. */
        BookEntry: {
            at: components["schemas"]["Timestamp"];
            /** @description Absent when the entry was removed. */
            name?: string | null;
        };
        /** @description A call between the contact and us. Its direction is the message's. */
        CallContent: {
            /** Format: int64 */
            duration_seconds?: number | null;
            ended_at?: components["schemas"]["Timestamp"] | null;
            error?: components["schemas"]["MessageError"] | null;
            has_recording?: boolean;
            has_transcript?: boolean;
            /** @description What the button or link that began it carries. */
            payload?: string | null;
            started_at?: components["schemas"]["Timestamp"] | null;
            state: components["schemas"]["CallState"];
        };
        /**
         * @description How a call went. It only ever moves to a later state, whatever the order in which the news arrives.
         * @enum {string}
         */
        CallState: "ringing" | "accepted" | "missed" | "failed" | "rejected" | "completed";
        /** @description A move to another category that has been announced. */
        CategoryNotice: {
            at?: components["schemas"]["Timestamp"] | null;
            category: components["schemas"]["TemplateCategory"];
        };
        /** @description How clients should behave. */
        ClientSettings: {
            /**
             * Format: int64
             * @description Milliseconds between two questions for news, where there is no WebSocket.
             */
            polling_interval_ms: number;
        };
        /** @description A person we talk to. May have no phone number at all: WhatsApp hides it when the person has a username. */
        Contact: {
            book?: components["schemas"]["BookEntry"] | null;
            created_at: components["schemas"]["Timestamp"];
            id: components["schemas"]["ContactId"];
            identifiers: components["schemas"]["Identifier"][];
            kind?: components["schemas"]["ContactKind"];
            marketing?: components["schemas"]["MarketingWish"] | null;
            /** @description What to show: the name in the business's address book, else the one the person chose, else what stands in. */
            name: string;
            /** @description The name that the person chose on WhatsApp. */
            profile_name?: string | null;
            updated_at: components["schemas"]["Timestamp"];
        };
        /** @description A visiting card. */
        ContactCard: {
            emails?: string[];
            name: string;
            organisation?: string | null;
            phones?: string[];
        };
        /**
         * Format: uuid
         * @description A person we talk to.
         */
        ContactId: string;
        /**
         * @description Whether a contact is one person.
         * @enum {string}
         */
        ContactKind: "person" | "group";
        ContactsContent: {
            contacts: components["schemas"]["ContactCard"][];
        };
        /** @description As much of a contact as a list row needs. */
        ContactSummary: {
            id: components["schemas"]["ContactId"];
            kind?: components["schemas"]["ContactKind"];
            name: string;
            /** @description E.164, if we know it. */
            phone?: string | null;
            username?: string | null;
        };
        /** @description What a message says. */
        Content: (components["schemas"]["TextContent"] & {
            /** @enum {string} */
            type: "text";
        }) | (components["schemas"]["ImageContent"] & {
            /** @enum {string} */
            type: "image";
        }) | (components["schemas"]["VideoContent"] & {
            /** @enum {string} */
            type: "video";
        }) | (components["schemas"]["AudioContent"] & {
            /** @enum {string} */
            type: "audio";
        }) | (components["schemas"]["DocumentContent"] & {
            /** @enum {string} */
            type: "document";
        }) | (components["schemas"]["StickerContent"] & {
            /** @enum {string} */
            type: "sticker";
        }) | (components["schemas"]["LocationContent"] & {
            /** @enum {string} */
            type: "location";
        }) | (components["schemas"]["ContactsContent"] & {
            /** @enum {string} */
            type: "contacts";
        }) | (components["schemas"]["InteractiveContent"] & {
            /** @enum {string} */
            type: "interactive";
        }) | (components["schemas"]["TemplateContent"] & {
            /** @enum {string} */
            type: "template";
        }) | (components["schemas"]["ReplyContent"] & {
            /** @enum {string} */
            type: "reply";
        }) | (components["schemas"]["FlowReplyContent"] & {
            /** @enum {string} */
            type: "flow_reply";
        }) | (components["schemas"]["OrderContent"] & {
            /** @enum {string} */
            type: "order";
        }) | (components["schemas"]["CallContent"] & {
            /** @enum {string} */
            type: "call";
        }) | (components["schemas"]["SystemContent"] & {
            /** @enum {string} */
            type: "system";
        }) | {
            /** @enum {string} */
            type: "deleted";
        } | (components["schemas"]["UnsupportedContent"] & {
            /** @enum {string} */
            type: "unsupported";
        });
        /** @description The thread of one contact with one of our numbers. */
        Conversation: {
            contact: components["schemas"]["ContactSummary"];
            created_at: components["schemas"]["Timestamp"];
            id: components["schemas"]["ConversationId"];
            /** @description Orders the list: the time of the last message, or of creation. */
            last_activity_at: components["schemas"]["Timestamp"];
            last_message?: components["schemas"]["MessagePreview"] | null;
            phone_number_id: components["schemas"]["PhoneNumberId"];
            state: components["schemas"]["ConversationState"];
            /**
             * Format: int64
             * @description Inbound messages since it was last marked read.
             */
            unread_count: number;
            window_expires_at?: components["schemas"]["Timestamp"] | null;
        };
        /** @description How many conversations there are. */
        ConversationCounts: {
            /** Format: int64 */
            closed: number;
            /** Format: int64 */
            open: number;
            /**
             * Format: int64
             * @description Open ones with something unread.
             */
            unread: number;
        };
        /**
         * Format: uuid
         * @description A thread between one contact and one number.
         */
        ConversationId: string;
        /**
         * @description Where a conversation stands.
         * @enum {string}
         */
        ConversationState: "open" | "pending" | "snoozed" | "closed" | "archived";
        /** @description Who wants to sign in. */
        Credentials: {
            email: string;
            password: components["schemas"]["Secret"];
        };
        /**
         * @description Which way a message went.
         * @enum {string}
         */
        Direction: "inbound" | "outbound";
        DocumentContent: {
            caption?: string | null;
            filename?: string | null;
            media: components["schemas"]["MediaRef"];
        };
        /** @description One change. State before it, with it applied, is the state after it. */
        Event: {
            message: components["schemas"]["Message"];
            /** @enum {string} */
            type: "message.created";
        } | {
            message: components["schemas"]["Message"];
            /** @enum {string} */
            type: "message.updated";
        } | {
            /** @description When this was learned of. */
            at: components["schemas"]["Timestamp"];
            /** Format: int64 */
            attempt: number;
            billing?: components["schemas"]["Billing"] | null;
            conversation_id: components["schemas"]["ConversationId"];
            error?: components["schemas"]["MessageError"] | null;
            message_id: components["schemas"]["MessageId"];
            recipients?: components["schemas"]["Recipients"] | null;
            status: components["schemas"]["MessageStatus"];
            /** @description When each status was reached, this one included. */
            status_times: components["schemas"]["StatusTimes"];
            /** @enum {string} */
            type: "message.status";
            wamid?: components["schemas"]["Wamid"] | null;
        } | {
            conversation: components["schemas"]["Conversation"];
            /** @enum {string} */
            type: "conversation.updated";
        } | {
            conversation: components["schemas"]["Conversation"];
            /** Format: int64 */
            messages: number;
            /** @enum {string} */
            type: "conversation.history_imported";
        } | {
            conversation: components["schemas"]["Conversation"];
            from: components["schemas"]["ConversationId"];
            /** @enum {string} */
            type: "conversation.merged";
        } | {
            contact: components["schemas"]["Contact"];
            from: components["schemas"]["ContactId"];
            /** @enum {string} */
            type: "contact.merged";
        } | {
            group: components["schemas"]["Group"];
            /** @enum {string} */
            type: "group.updated";
        } | {
            import: components["schemas"]["HistoryImport"];
            /** @enum {string} */
            type: "history_import.updated";
        } | {
            notice: components["schemas"]["NumberNotice"];
            /** @enum {string} */
            type: "phone_number.notice";
        } | {
            contact: components["schemas"]["Contact"];
            /** @enum {string} */
            type: "contact.updated";
        } | {
            phone_number: components["schemas"]["PhoneNumber"];
            /** @enum {string} */
            type: "phone_number.updated";
        } | {
            media: components["schemas"]["Media"];
            /** @enum {string} */
            type: "media.updated";
        } | {
            template: components["schemas"]["Template"];
            /** @enum {string} */
            type: "template.updated";
        } | {
            sync: components["schemas"]["TemplateSync"];
            /** @enum {string} */
            type: "templates.synced";
        };
        /** @description Some events, and where to go on. */
        EventsPage: {
            /**
             * Format: int64
             * @description To be given as `after` the next time.
             */
            cursor: number;
            events: components["schemas"]["FeedEvent"][];
            /** @description The server's time, which windows are counted by. */
            now: components["schemas"]["Timestamp"];
            /** @description The cursor that was given is too old: load what you show anew, and go on from `cursor`. */
            resync: boolean;
        };
        /** @description An event in its place on the feed. */
        FeedEvent: components["schemas"]["Event"] & {
            /** @description When it was recorded. */
            recorded_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description 1, 2, 3, … without a gap in each workspace. Below 2^53.
             */
            seq: number;
        };
        /** @description Something that is wrong with a template. */
        Finding: {
            /**
             * Format: int64
             * @description What the provider would refuse it with.
             */
            code: number;
            /** @description For example `components[1].buttons[0].text`. */
            field: string;
            limit?: string | null;
            message: string;
            /** @description Stable: `body_too_long`, `name_characters`, … */
            rule: string;
            severity: components["schemas"]["Severity"];
            /** @description What was found there. */
            value?: string | null;
        };
        FlowAction: {
            data?: unknown;
            flow_id: string;
            /** @description Send a form that is not published yet. */
            is_draft?: boolean;
            /** @description The button's words. */
            label: string;
            /** @description The first screen and its data; without it our endpoint is asked. */
            screen?: string | null;
            token?: string | null;
        };
        FlowReplyContent: {
            /** @description What was filled in. */
            answers: unknown;
            /** @description `flow`, `address_message`, … */
            name?: string | null;
            summary?: string | null;
        };
        /** @description A group: one conversation, many people. */
        Group: {
            /** @description The contact that stands for the group in lists. */
            contact_id: components["schemas"]["ContactId"];
            conversation_id: components["schemas"]["ConversationId"];
            description?: string | null;
            /** @description The provider's id of it. */
            group_id: string;
            invite_link?: string | null;
            is_deleted: boolean;
            /** @description The provider has suspended it: nothing can be sent. */
            is_suspended: boolean;
            /** @description `auto_approve`, `approval_required`. */
            join_approval_mode?: string | null;
            /** @description Who waits to be let in. */
            join_requests: components["schemas"]["JoinRequest"][];
            participants: components["schemas"]["Participant"][];
            subject?: string | null;
        };
        /** @description What stands above the text. */
        Header: {
            text: string;
            /** @enum {string} */
            type: "text";
        } | {
            media: components["schemas"]["MediaRef"];
            /** @enum {string} */
            type: "image";
        } | {
            media: components["schemas"]["MediaRef"];
            /** @enum {string} */
            type: "video";
        } | {
            filename?: string | null;
            media: components["schemas"]["MediaRef"];
            /** @enum {string} */
            type: "document";
        };
        /** @description How the server is. */
        Health: {
            /** @description `ok`. */
            status: string;
            /** @description Of the program. */
            version: string;
        };
        /** @description The provider's times of the last news, by what it was about: older news changes nothing. */
        HeardAt: {
            category: components["schemas"]["Timestamp"];
            quality: components["schemas"]["Timestamp"];
            status: components["schemas"]["Timestamp"];
            texts: components["schemas"]["Timestamp"];
        };
        /** @description How far the import of a number's older chats has come. */
        HistoryImport: {
            /**
             * Format: int64
             * @description Address-book entries taken over so far.
             */
            contacts: number;
            /**
             * Format: int64
             * @description Messages imported so far.
             */
            messages: number;
            /**
             * Format: int64
             * @description How far back the provider has come: 0 today, 1 the last 90 days, 2 the last 180 days.
             */
            phase?: number | null;
            phone_number_id: components["schemas"]["PhoneNumberId"];
            problem?: components["schemas"]["MessageError"] | null;
            /**
             * Format: int64
             * @description Percent.
             */
            progress?: number | null;
            requested_at?: components["schemas"]["Timestamp"] | null;
            state: components["schemas"]["ImportState"];
            updated_at?: components["schemas"]["Timestamp"] | null;
        };
        /** @description One thing that identifies a contact. Unique within the workspace. */
        Identifier: {
            kind: components["schemas"]["IdentifierKind"];
            value: string;
        };
        /**
         * @description What kind of thing identifies a contact, the steadiest first: a business-scoped user id outlives
         *     nothing but a change of number; a username may pass to somebody else.
         * @enum {string}
         */
        IdentifierKind: "bsuid" | "wa_id" | "phone" | "group" | "former_bsuid" | "username";
        ImageContent: {
            caption?: string | null;
            media: components["schemas"]["MediaRef"];
        };
        /**
         * @description Where an import stands. Within one request it only ever moves on.
         * @enum {string}
         */
        ImportState: "not_requested" | "requested" | "declined" | "importing" | "finished";
        /** @description Something to tap. */
        InteractiveContent: {
            action: components["schemas"]["Action"];
            /** @description At most 1,024 characters; 4,096 with a list. */
            body?: string | null;
            /** @description At most 60 characters. */
            footer?: string | null;
            header?: components["schemas"]["Header"] | null;
        };
        /** @description All there are of something. */
        Items_Membership: {
            items: {
                role: components["schemas"]["Role"];
                workspace: components["schemas"]["Workspace"];
            }[];
        };
        /** @description All there are of something. */
        Items_TemplateSync: {
            items: {
                finished_at?: components["schemas"]["Timestamp"] | null;
                problem?: components["schemas"]["MessageError"] | null;
                requested_at: components["schemas"]["Timestamp"];
                /**
                 * Format: int64
                 * @description How many templates the account has.
                 */
                templates?: number | null;
                waba_id: components["schemas"]["WabaId"];
            }[];
        };
        /** @description Somebody who asks to be let into a group. */
        JoinRequest: {
            at: components["schemas"]["Timestamp"];
            contact_id?: components["schemas"]["ContactId"] | null;
            /** @description The provider's id of it. */
            join_request_id: string;
        };
        ListRow: {
            /** @description At most 72 characters. */
            description?: string | null;
            /** @description At most 200 characters. */
            id: string;
            /** @description At most 24 characters. */
            title: string;
        };
        ListSection: {
            rows: components["schemas"]["ListRow"][];
            /** @description Needed when there is more than one; at most 24 characters. */
            title?: string | null;
        };
        /** @description A frame from the server, as JSON text. */
        LiveFrame: {
            /** Format: int64 */
            cursor: number;
            /** Format: int64 */
            heartbeat_seconds: number;
            now: components["schemas"]["Timestamp"];
            /** @enum {string} */
            type: "hello";
        } | {
            /** Format: int64 */
            cursor: number;
            events: components["schemas"]["FeedEvent"][];
            /** @enum {string} */
            type: "events";
        } | {
            /** Format: int64 */
            cursor: number;
            now: components["schemas"]["Timestamp"];
            /** @enum {string} */
            type: "heartbeat";
        } | {
            /** Format: int64 */
            cursor: number;
            /** @enum {string} */
            type: "resync";
        };
        LocationContent: {
            address?: string | null;
            /**
             * Format: double
             * @description Degrees north.
             */
            latitude: number;
            /**
             * Format: double
             * @description Degrees east.
             */
            longitude: number;
            name?: string | null;
        };
        /**
         * @description Said by the person, on WhatsApp.
         * @enum {string}
         */
        MarketingChoice: "signup" | "resume" | "stop";
        /** @description What a person wants of marketing messages, and since when. */
        MarketingWish: {
            at: components["schemas"]["Timestamp"];
            choice: components["schemas"]["MarketingChoice"];
        };
        /** @description The caller, and where they work at the moment. */
        Me: {
            client: components["schemas"]["ClientSettings"];
            /** @description Every seat, the oldest first. */
            memberships: components["schemas"]["Membership"][];
            /** @description What the caller may do there. */
            role: components["schemas"]["Role"];
            user: components["schemas"]["User"];
            /** @description The one that the request is about. */
            workspace: components["schemas"]["Workspace"];
        };
        /** @description What is known of a file. */
        Media: {
            created_at: components["schemas"]["Timestamp"];
            /** @description Inbound: a contact sent it. Outbound: it was uploaded here. */
            direction: components["schemas"]["Direction"];
            error?: components["schemas"]["MediaError"] | null;
            filename?: string | null;
            /** @description Whether there is a small picture of it. */
            has_thumbnail: boolean;
            id: components["schemas"]["MediaId"];
            /** @description Of the bytes, once they are here; before that what the provider said. */
            mime_type: string;
            /** @description Of the bytes, in hexadecimal, once it is known. */
            sha256?: string | null;
            /**
             * Format: int64
             * @description In bytes, once it is known.
             */
            size?: number | null;
            state: components["schemas"]["MediaState"];
            updated_at: components["schemas"]["Timestamp"];
        };
        /** @description Why a file is not here. */
        MediaError: {
            /** @description For people: what happened. */
            detail: string;
            reason: components["schemas"]["MediaFailure"];
        };
        /**
         * @description The ways in which fetching a file can fail.
         * @enum {string}
         */
        MediaFailure: "gone" | "refused" | "unreachable" | "too_large" | "checksum_mismatch" | "not_stored";
        /**
         * Format: uuid
         * @description A stored file.
         */
        MediaId: string;
        /** @description A file that belongs to a message. */
        MediaRef: {
            id: components["schemas"]["MediaId"];
            /** @description What it is; found out from the file when a message is sent. */
            mime_type?: string;
            /** @description Of the bytes, in hexadecimal, if the provider said. */
            sha256?: string | null;
        };
        /**
         * @description Where the bytes are.
         * @enum {string}
         */
        MediaState: "pending" | "stored" | "failed" | "expired";
        /** @description A user's seat in a workspace. */
        Membership: {
            role: components["schemas"]["Role"];
            workspace: components["schemas"]["Workspace"];
        };
        /** @description One utterance in a conversation. */
        Message: {
            /** @description Orders the thread, together with the id. */
            at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description Which attempt at sending this is: 1, and one more for each retry. 0 on inbound messages.
             */
            attempt: number;
            author?: components["schemas"]["Author"] | null;
            billing?: components["schemas"]["Billing"] | null;
            /** @description The sender's own reference, which makes repeating a send harmless. */
            client_ref?: string | null;
            content: components["schemas"]["Content"];
            conversation_id: components["schemas"]["ConversationId"];
            deleted_at?: components["schemas"]["Timestamp"] | null;
            direction: components["schemas"]["Direction"];
            edited_at?: components["schemas"]["Timestamp"] | null;
            error?: components["schemas"]["MessageError"] | null;
            id: components["schemas"]["MessageId"];
            origin?: components["schemas"]["Origin"] | null;
            reactions: components["schemas"]["Reaction"][];
            recipients?: components["schemas"]["Recipients"] | null;
            reply_to?: components["schemas"]["ReplyTo"] | null;
            /** @description How its payment went, and news of kinds that this version does not know. */
            reports?: components["schemas"]["Report"][];
            sent_by?: components["schemas"]["SentBy"] | null;
            source?: components["schemas"]["Source"] | null;
            status?: components["schemas"]["MessageStatus"] | null;
            /** @description When each status was reached, as the provider tells it. */
            status_times: components["schemas"]["StatusTimes"];
            wamid?: components["schemas"]["Wamid"] | null;
        };
        /** @description Why a message failed, in plain words. */
        MessageError: {
            /**
             * Format: int64
             * @description The provider's code; absent when the provider was never reached.
             */
            code?: number | null;
            /** @description What the provider said about this one message. */
            detail?: string | null;
            /** @description What to do about it. */
            remedy: string;
            /** @description Short, from our own table of codes. */
            title: string;
        };
        /**
         * Format: uuid
         * @description One utterance.
         */
        MessageId: string;
        /** @description A stretch of a thread. */
        MessagePage: {
            /** @description The oldest first. */
            items: components["schemas"]["Message"][];
            /** @description Give it as `after` for what came later; null at its end. */
            newer_cursor?: string | null;
            /** @description Give it as `before` for what came earlier; null at the beginning of the thread. */
            older_cursor?: string | null;
        };
        /** @description As much of the last message as a list row needs. */
        MessagePreview: {
            at: components["schemas"]["Timestamp"];
            direction: components["schemas"]["Direction"];
            id: components["schemas"]["MessageId"];
            /** @description The content's `type`, for the icon. */
            kind: string;
            status?: components["schemas"]["MessageStatus"] | null;
            /** @description The text or caption, at most 120 characters. */
            text?: string | null;
        };
        /**
         * @description How far an outbound message has come. A message only ever moves to a later state, whatever the
         *     order in which the news arrives; `failed` stands before `delivered`, because a message that
         *     reached the phone has not failed.
         * @enum {string}
         */
        MessageStatus: "queued" | "sending" | "unknown" | "accepted" | "sent" | "failed" | "delivered" | "read" | "played";
        /** @description Meta's id of the app that owns the webhook subscription: decimal digits. */
        MetaAppId: string;
        /** @description Meta's id of one of our numbers: decimal digits. */
        MetaPhoneNumberId: string;
        /** @description Meta's id of a message template: decimal digits. */
        MetaTemplateId: string;
        /** @description A message to be sent: into a conversation, or to a number. */
        NewMessage: {
            /** @description What to say. Kinds that only contacts send are refused. */
            content: components["schemas"]["Content"];
            conversation_id?: components["schemas"]["ConversationId"] | null;
            phone_number_id?: components["schemas"]["PhoneNumberId"] | null;
            reply_to?: components["schemas"]["MessageId"] | null;
            /** @description The recipient's number with its country code, for example `+49 151 12345678`. */
            to?: string | null;
        };
        /** @description Our reaction. */
        NewReaction: {
            /** @description One emoji; empty takes the reaction back. */
            emoji: string;
        };
        /** @description A template to be drafted, and perhaps submitted at once. */
        NewTemplateRequest: {
            category: components["schemas"]["TemplateCategory"];
            /** @description As in the provider's documents: objects with `type`, `text`, `format`, `buttons`, `example`, …. */
            components: Record<string, never>[];
            /** @description For example `en_US`. Cannot be changed later. */
            language: string;
            /** @description Lower-case letters, digits and `_`; at most 512. Cannot be changed later. */
            name: string;
            parameter_format?: components["schemas"]["ParameterFormat"];
            /** @description Hand it to the provider at once. */
            submit?: boolean;
            /**
             * Format: int64
             * @description How long the provider tries to deliver a message, in seconds; absent: its default.
             */
            ttl_seconds?: number | null;
            waba_id?: components["schemas"]["WabaId"] | null;
        };
        /** @description A workspace to be. */
        NewWorkspace: {
            /** @description 1 to 100 characters. */
            name: string;
        };
        /** @description One thing that was looked at. */
        NumberCheck: {
            /** @description What was found, or what to do about it. */
            detail: string;
            /** @description Stable, for example `token`. */
            name: string;
            ok: boolean;
        };
        /** @description What it takes to connect a number. */
        NumberCredentials: {
            /** @description Of a system user, with the permissions to send and to manage. */
            access_token: components["schemas"]["Secret"];
            /** @description For example `v25.0`. */
            api_version?: string | null;
            /** @description In the app's basic settings; signs the webhooks. Not needed for a test. */
            app_secret?: components["schemas"]["Secret"];
            /** @description Root of the provider's API, without a version; Meta's own without it. */
            base_url?: string | null;
            /** @description Meta's id of the app: digits. At the top of the app's dashboard. */
            meta_app_id: string;
            /** @description Meta's id of the number: digits. In the app's dashboard under WhatsApp, API setup. */
            meta_phone_number_id: string;
            /** @description Any text of your own, entered at Meta together with the webhook URL. Not needed for a test. */
            verify_token?: components["schemas"]["Secret"];
            /** @description Meta's id of the WhatsApp Business account: digits. On the same page. */
            waba_id: string;
        };
        /** @description Whether sends through a number work, and since when. */
        NumberHealth: {
            /** @description What happened, in words that say what to do. Absent while all is well. */
            reason?: string | null;
            since: components["schemas"]["Timestamp"];
            state: components["schemas"]["NumberState"];
        };
        /** @description News of a number: an error of the provider, or something that this version does not do anything with. */
        NumberNotice: {
            /**
             * Format: int64
             * @description The provider's code of an error.
             */
            code?: number | null;
            detail?: string | null;
            first_at: components["schemas"]["Timestamp"];
            id: components["schemas"]["NumberNoticeId"];
            /** @description `error`, or the provider's word for what it is about. */
            kind: string;
            /** @description When it was last said again. */
            last_at: components["schemas"]["Timestamp"];
            phone_number_id: components["schemas"]["PhoneNumberId"];
            /** @description The provider's JSON, when that is all there is to show. */
            raw?: unknown;
            /** @description What to do about it. */
            remedy?: string | null;
            title: string;
        };
        /**
         * Format: uuid
         * @description Something that the provider told about a number.
         */
        NumberNoticeId: string;
        /**
         * @description How a number is doing.
         * @enum {string}
         */
        NumberState: "connected" | "unreachable" | "token_invalid";
        /** @description What the provider said. */
        NumberTest: {
            checks: components["schemas"]["NumberCheck"][];
            display_phone_number?: string | null;
            /** @description Whether connecting would work. */
            ok: boolean;
            quality_rating?: string | null;
            verified_name?: string | null;
        };
        OrderContent: {
            catalog_id?: string | null;
            items: components["schemas"]["OrderItem"][];
            note?: string | null;
        };
        OrderItem: {
            currency?: string | null;
            /**
             * Format: double
             * @description Price of one, in the currency's main unit.
             */
            price: number;
            product_id: string;
            /** Format: int64 */
            quantity: number;
        };
        /** @description Where a message of a contact came from. */
        Origin: {
            /** @description Set when it was written in a group. */
            group_id?: string | null;
            /** @description The contact passed it on. */
            is_forwarded?: boolean;
            /** @description It has been passed on many times. */
            is_frequently_forwarded?: boolean;
            product?: components["schemas"]["ProductRef"] | null;
            referral?: components["schemas"]["Referral"] | null;
        };
        /** @description One page of a list. */
        Page_Contact: {
            items: {
                book?: components["schemas"]["BookEntry"] | null;
                created_at: components["schemas"]["Timestamp"];
                id: components["schemas"]["ContactId"];
                identifiers: components["schemas"]["Identifier"][];
                kind?: components["schemas"]["ContactKind"];
                marketing?: components["schemas"]["MarketingWish"] | null;
                /** @description What to show: the name in the business's address book, else the one the person chose, else what stands in. */
                name: string;
                /** @description The name that the person chose on WhatsApp. */
                profile_name?: string | null;
                updated_at: components["schemas"]["Timestamp"];
            }[];
            /** @description Give it back as `cursor` for the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Conversation: {
            items: {
                contact: components["schemas"]["ContactSummary"];
                created_at: components["schemas"]["Timestamp"];
                id: components["schemas"]["ConversationId"];
                /** @description Orders the list: the time of the last message, or of creation. */
                last_activity_at: components["schemas"]["Timestamp"];
                last_message?: components["schemas"]["MessagePreview"] | null;
                phone_number_id: components["schemas"]["PhoneNumberId"];
                state: components["schemas"]["ConversationState"];
                /**
                 * Format: int64
                 * @description Inbound messages since it was last marked read.
                 */
                unread_count: number;
                window_expires_at?: components["schemas"]["Timestamp"] | null;
            }[];
            /** @description Give it back as `cursor` for the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_NumberNotice: {
            items: {
                /**
                 * Format: int64
                 * @description The provider's code of an error.
                 */
                code?: number | null;
                detail?: string | null;
                first_at: components["schemas"]["Timestamp"];
                id: components["schemas"]["NumberNoticeId"];
                /** @description `error`, or the provider's word for what it is about. */
                kind: string;
                /** @description When it was last said again. */
                last_at: components["schemas"]["Timestamp"];
                phone_number_id: components["schemas"]["PhoneNumberId"];
                /** @description The provider's JSON, when that is all there is to show. */
                raw?: unknown;
                /** @description What to do about it. */
                remedy?: string | null;
                title: string;
            }[];
            /** @description Give it back as `cursor` for the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Template: {
            items: {
                category: components["schemas"]["TemplateCategory"];
                category_notice?: components["schemas"]["CategoryNotice"] | null;
                /** @description As the provider writes them. */
                components: Record<string, never>[];
                created_at: components["schemas"]["Timestamp"];
                created_by?: components["schemas"]["Author"] | null;
                draft?: components["schemas"]["TemplateDraft"] | null;
                heard_at: components["schemas"]["HeardAt"];
                id: components["schemas"]["TemplateId"];
                /** @description For example `en_US`. */
                language: string;
                meta_template_id?: components["schemas"]["MetaTemplateId"] | null;
                /** @description Lower-case letters, digits and `_`. */
                name: string;
                parameter_format: components["schemas"]["ParameterFormat"];
                previous_category?: components["schemas"]["TemplateCategory"] | null;
                problem?: components["schemas"]["MessageError"] | null;
                quality: components["schemas"]["TemplateQuality"];
                reason?: components["schemas"]["TemplateReason"] | null;
                status: components["schemas"]["TemplateStatus"];
                /**
                 * Format: int64
                 * @description How long the provider tries to deliver a message of this template, in seconds; absent: its default.
                 */
                ttl_seconds?: number | null;
                updated_at: components["schemas"]["Timestamp"];
                updated_by?: components["schemas"]["Author"] | null;
                /**
                 * Format: int64
                 * @description 1, and one more with every change.
                 */
                version: number;
                waba_id: components["schemas"]["WabaId"];
            }[];
            /** @description Give it back as `cursor` for the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_TemplateVersion: {
            items: {
                at: components["schemas"]["Timestamp"];
                author?: components["schemas"]["Author"] | null;
                changes: components["schemas"]["TemplateChange"][];
                /** Format: int64 */
                version: number;
            }[];
            /** @description Give it back as `cursor` for the next page; null on the last. */
            next_cursor?: string | null;
        };
        /**
         * @description How variables are named.
         * @enum {string}
         */
        ParameterFormat: "positional" | "named";
        /** @description Somebody who is in a group. */
        Participant: {
            contact_id: components["schemas"]["ContactId"];
            name: string;
            phone?: string | null;
            since: components["schemas"]["Timestamp"];
        };
        /** @description How a payment went. */
        Payment: {
            currency?: string | null;
            /** Format: int64 */
            offset?: number | null;
            /** @description Ours, of the order. */
            reference_id?: string | null;
            /** @description In the provider's form. */
            transaction?: unknown;
            /**
             * Format: int64
             * @description In units of `1 / offset` of the currency.
             */
            value?: number | null;
        };
        /** @description One of our numbers, as everybody in the workspace may see it: without its secrets. */
        PhoneNumber: {
            /** @description For example `v25.0`. */
            api_version: string;
            /** @description Root of the API, without a version: Meta's, the simulator's or another provider's. */
            base_url: string;
            created_at: components["schemas"]["Timestamp"];
            /** @description As Meta formats it, for example `+1 555-078-3881`. */
            display_phone_number: string;
            health: components["schemas"]["NumberHealth"];
            id: components["schemas"]["PhoneNumberId"];
            last_webhook_at?: components["schemas"]["Timestamp"] | null;
            meta_app_id: components["schemas"]["MetaAppId"];
            /** @description Meta's id of the number. */
            meta_phone_number_id: components["schemas"]["MetaPhoneNumberId"];
            /** @description Meta's word: `GREEN`, `YELLOW`, `RED` or `UNKNOWN`. */
            quality_rating: string;
            verified_name: string;
            waba_id: components["schemas"]["WabaId"];
        };
        /**
         * Format: uuid
         * @description One of our numbers, as Waypost knows it (Meta's id is [`MetaPhoneNumberId`]).
         */
        PhoneNumberId: string;
        /** @description Our numbers, and what they need at Meta. */
        PhoneNumbers: {
            /** @description The oldest first. */
            items: components["schemas"]["PhoneNumber"][];
            /** @description Enter this at Meta as the callback URL. */
            webhook_url: string;
        };
        /** @description Why a request was refused or failed. Sent as `application/problem+json`. */
        Problem: {
            /** @description For programs: stable, snake_case. */
            code: string;
            /** @description For people: what happened this time and, where there is one, the way out. */
            detail: string;
            /** @description What is wrong with which field; nested fields as `content.text`. */
            fields?: {
                [key: string]: string;
            };
            /** @description Name it when asking for help: the log has it too. */
            request_id?: string | null;
            /**
             * Format: int32
             * @description The HTTP status, again.
             */
            status: number;
            /** @description The same for every problem of this code. */
            title: string;
            /** @description `urn:waypost:problem:` and the code. */
            type: string;
        };
        /** @description A product of a catalog. */
        ProductRef: {
            catalog_id: string;
            product_id: string;
        };
        ProductSection: {
            product_ids: string[];
            title: string;
        };
        /** @description A template that somebody wants to have. */
        ProposedTemplate: {
            category: components["schemas"]["TemplateCategory"];
            /** @description As in the provider's documents: objects with `type`, `text`, `format`, `buttons`, `example`, …. */
            components: Record<string, never>[];
            /** @description For example `en_US`. */
            language: string;
            /** @description Lower-case letters, digits and `_`; at most 512. */
            name: string;
            parameter_format?: components["schemas"]["ParameterFormat"];
            /**
             * Format: int64
             * @description How long the provider tries to deliver, in seconds.
             */
            ttl_seconds?: number | null;
        };
        /** @description An emoji put on a message. One per side; in a group one per person. */
        Reaction: {
            at: components["schemas"]["Timestamp"];
            contact_id?: components["schemas"]["ContactId"] | null;
            /** @description `inbound`: the contact reacted; `outbound`: we did. */
            direction: components["schemas"]["Direction"];
            /** @description Empty when it was taken back: kept so that older news of it is not believed, and shown to nobody. */
            emoji: string;
        };
        /** @description How many of a group a message has reached. */
        Recipients: {
            /**
             * Format: int64
             * @description Whose phones have it.
             */
            delivered: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            played: number;
            /** Format: int64 */
            read: number;
            /**
             * Format: int64
             * @description People in the group when it was sent; absent when that is not known.
             */
            total?: number | null;
        };
        /** @description An advertisement or post that led to us. */
        Referral: {
            body?: string | null;
            /** @description The provider's id of the click, for conversion reports. */
            click_id?: string | null;
            headline?: string | null;
            source_id?: string | null;
            /** @description `ad` or `post`. */
            source_type?: string | null;
            source_url?: string | null;
        };
        /** @description How a template reads, filled in: for people. */
        Rendered: {
            body?: string | null;
            /** @description The labels. */
            buttons: string[];
            /** @description The cards of a carousel. */
            cards: components["schemas"]["Rendered"][];
            footer?: string | null;
            /** @description Absent when the header is no text. */
            header?: string | null;
            /** @description `image`, `video`, `document`, `gif`, `location` or `product`, when the header is one. */
            header_kind?: string | null;
        };
        ReplyButton: {
            /** @description Comes back when it is tapped; at most 256 characters. */
            id: string;
            /** @description At most 20 characters. */
            title: string;
        };
        /** @description What a contact tapped. */
        ReplyContent: {
            description?: string | null;
            /** @description The id or payload that we gave the button or row. */
            id?: string | null;
            source: components["schemas"]["ReplySource"];
            title: string;
        };
        /**
         * @description What kind of thing was tapped.
         * @enum {string}
         */
        ReplySource: "button" | "list" | "template_button" | "call_permission";
        /** @description The message that another one answers. */
        ReplyTo: {
            message_id?: components["schemas"]["MessageId"] | null;
            wamid: components["schemas"]["Wamid"];
        };
        /** @description News of a message that is no step of its way: how its payment went, or a word that this version does not know. */
        Report: {
            at: components["schemas"]["Timestamp"];
            /** @description `payment`, or the provider's word. */
            kind: string;
            payment?: components["schemas"]["Payment"] | null;
            /** @description The provider's word, for example `captured`. */
            status: string;
        };
        /**
         * @description What a membership allows.
         * @enum {string}
         */
        Role: "owner" | "admin" | "manager" | "agent" | "viewer";
        /**
         * Format: password
         * @description A token, key or password. `Debug` and `Display` show only that there is one.
         */
        Secret: string;
        /** @description Who wrote a message of a group. */
        SentBy: {
            contact_id: components["schemas"]["ContactId"];
            /** @description As it was then. */
            name: string;
        };
        /**
         * @description How bad it is.
         * @enum {string}
         */
        Severity: "error" | "warning";
        /** @description Who was signed in. */
        SignedIn: {
            memberships: components["schemas"]["Membership"][];
            /** @description For programs: send it as `Authorization: Bearer`. Browsers have it in their cookie. */
            token: components["schemas"]["Secret"];
            user: components["schemas"]["User"];
        };
        /**
         * @description Where a message was written, when that was neither here nor on the contact's phone.
         * @enum {string}
         */
        Source: "business_app" | "history";
        /** @description When each status was reached. A status that was skipped has no time. */
        StatusTimes: {
            accepted_at?: components["schemas"]["Timestamp"] | null;
            delivered_at?: components["schemas"]["Timestamp"] | null;
            failed_at?: components["schemas"]["Timestamp"] | null;
            played_at?: components["schemas"]["Timestamp"] | null;
            read_at?: components["schemas"]["Timestamp"] | null;
            sent_at?: components["schemas"]["Timestamp"] | null;
        };
        StickerContent: {
            is_animated?: boolean;
            media: components["schemas"]["MediaRef"];
        };
        /** @description Whose templates. */
        SyncRequest: {
            waba_id?: components["schemas"]["WabaId"] | null;
        };
        SystemContent: {
            event: components["schemas"]["SystemEvent"];
            /** @description What happened, in the provider's words. */
            text: string;
        };
        /**
         * @description What happened to a contact.
         * @enum {string}
         */
        SystemEvent: "number_changed" | "identity_changed" | "user_id_changed" | "welcomed" | "other";
        /** @description A template in one language. */
        Template: {
            category: components["schemas"]["TemplateCategory"];
            category_notice?: components["schemas"]["CategoryNotice"] | null;
            /** @description As the provider writes them. */
            components: Record<string, never>[];
            created_at: components["schemas"]["Timestamp"];
            created_by?: components["schemas"]["Author"] | null;
            draft?: components["schemas"]["TemplateDraft"] | null;
            heard_at: components["schemas"]["HeardAt"];
            id: components["schemas"]["TemplateId"];
            /** @description For example `en_US`. */
            language: string;
            meta_template_id?: components["schemas"]["MetaTemplateId"] | null;
            /** @description Lower-case letters, digits and `_`. */
            name: string;
            parameter_format: components["schemas"]["ParameterFormat"];
            previous_category?: components["schemas"]["TemplateCategory"] | null;
            problem?: components["schemas"]["MessageError"] | null;
            quality: components["schemas"]["TemplateQuality"];
            reason?: components["schemas"]["TemplateReason"] | null;
            status: components["schemas"]["TemplateStatus"];
            /**
             * Format: int64
             * @description How long the provider tries to deliver a message of this template, in seconds; absent: its default.
             */
            ttl_seconds?: number | null;
            updated_at: components["schemas"]["Timestamp"];
            updated_by?: components["schemas"]["Author"] | null;
            /**
             * Format: int64
             * @description 1, and one more with every change.
             */
            version: number;
            waba_id: components["schemas"]["WabaId"];
        };
        /** @description One of authentication, marketing, utility, or a word that is new. */
        TemplateCategory: string;
        /** @description One field, before and after. */
        TemplateChange: {
            after: unknown;
            /** @description Null in the first version. */
            before: unknown;
            /** @description `status`, `category`, `quality`, `components`, … */
            field: string;
        };
        /** @description What to change; what is absent stays. */
        TemplateChanges: {
            category?: components["schemas"]["TemplateCategory"] | null;
            /** @description Replace all. */
            components?: Record<string, never>[] | null;
            parameter_format?: components["schemas"]["ParameterFormat"] | null;
            /**
             * Format: int64
             * @description In seconds.
             */
            ttl_seconds?: number | null;
        };
        /** @description A filled-in template, as it was sent and as it reads. */
        TemplateContent: {
            body?: string | null;
            buttons?: string[];
            /** @description What fills its variables, in the provider's form. */
            components?: unknown[];
            footer?: string | null;
            /** @description How it reads, filled in: for people. */
            header?: string | null;
            /** @description For example `en_US`. */
            language: string;
            name: string;
        };
        /** @description What a person decides about a template: everything but its name and language. */
        TemplateDraft: {
            category: components["schemas"]["TemplateCategory"];
            components: Record<string, never>[];
            parameter_format: components["schemas"]["ParameterFormat"];
            /** Format: int64 */
            ttl_seconds?: number | null;
        };
        /** @description What the provider would find wrong. */
        TemplateFindings: {
            findings: components["schemas"]["Finding"][];
            /** @description Whether nothing is an error. */
            ok: boolean;
        };
        /**
         * Format: uuid
         * @description A message template in one language.
         */
        TemplateId: string;
        /** @description What fills a template. */
        TemplateParameters: {
            /** @description As in a send: objects with `type` and `parameters`. */
            components?: Record<string, never>[];
        };
        /** @description One of green, yellow, red, not_rated, or a word that is new. */
        TemplateQuality: string;
        /** @description Why a template stands as it does, in the provider's words. */
        TemplateReason: {
            /** @description `INVALID_FORMAT`, `FIRST_PAUSE`, … */
            code?: string | null;
            detail?: string | null;
            /** @description When it will be disabled, in words. */
            disable_date?: string | null;
            recommendation?: string | null;
        };
        /** @description One of draft, submitting, pending, approved, rejected, paused, disabled, in_appeal, deleting, pending_deletion, deleted, limit_exceeded, archived, locked, or a word that is new. */
        TemplateStatus: string;
        /** @description How the copying of an account's templates went. */
        TemplateSync: {
            finished_at?: components["schemas"]["Timestamp"] | null;
            problem?: components["schemas"]["MessageError"] | null;
            requested_at: components["schemas"]["Timestamp"];
            /**
             * Format: int64
             * @description How many templates the account has.
             */
            templates?: number | null;
            waba_id: components["schemas"]["WabaId"];
        };
        /** @description One change of a template: who, when, what. */
        TemplateVersion: {
            at: components["schemas"]["Timestamp"];
            author?: components["schemas"]["Author"] | null;
            changes: components["schemas"]["TemplateChange"][];
            /** Format: int64 */
            version: number;
        };
        TextContent: {
            /** @description Let WhatsApp show a preview of the first link. */
            preview_url?: boolean;
            /** @description At most 4,096 characters. */
            text: string;
        };
        /** Format: date-time */
        Timestamp: string;
        UnsupportedContent: {
            /** @description What the provider called it. */
            kind: string;
            /** @description The provider's JSON, whole. */
            raw: unknown;
        };
        /** @description A file on its way here. */
        Upload: {
            /** @description Until when it has to be complete. */
            expires_at: components["schemas"]["Timestamp"];
            filename?: string | null;
            id: components["schemas"]["UploadId"];
            media?: components["schemas"]["Media"] | null;
            media_id?: components["schemas"]["MediaId"] | null;
            mime_type: string;
            /**
             * Format: int64
             * @description How much of it is safely here: where to go on.
             */
            offset: number;
            /**
             * Format: int64
             * @description How large it will be, in bytes.
             */
            size: number;
        };
        /** @description The form of an upload. */
        UploadForm: {
            /**
             * Format: binary
             * @description The file, with its name and type.
             */
            file: string;
        };
        /**
         * Format: uuid
         * @description A file on its way here, piece by piece.
         */
        UploadId: string;
        /** @description A login. One user may have a seat in several workspaces. */
        User: {
            created_at: components["schemas"]["Timestamp"];
            /** @description Lower-case. */
            email: string;
            id: components["schemas"]["UserId"];
            name: string;
        };
        /**
         * Format: uuid
         * @description A login.
         */
        UserId: string;
        VideoContent: {
            caption?: string | null;
            media: components["schemas"]["MediaRef"];
        };
        /** @description Meta's id of a WhatsApp Business account: decimal digits. */
        WabaId: string;
        /** @description Meta's id of a message. Opaque and case-sensitive. */
        Wamid: string;
        /** @description A tenant: everything it owns is invisible to every other. */
        Workspace: {
            created_at: components["schemas"]["Timestamp"];
            id: components["schemas"]["WorkspaceId"];
            name: string;
        };
        /**
         * Format: uuid
         * @description A tenant.
         */
        WorkspaceId: string;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contacts: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page: 1 to 200, 50 without it. */
                limit?: number;
                /** @description Part of a name, number or username. */
                q?: string;
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Contact"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["ContactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_conversations: {
        parameters: {
            query?: {
                contact_id?: components["schemas"]["ContactId"];
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page: 1 to 200, 50 without it. */
                limit?: number;
                phone_number_id?: components["schemas"]["PhoneNumberId"];
                /** @description Part of the contact's name, number or username. */
                q?: string;
                /**
                 * @description States, with commas between them; `open` without it.
                 * @example open,pending
                 */
                state?: string;
                /** @description Only those with unread messages. */
                unread?: boolean;
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Conversation"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_conversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversation_group: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_messages: {
        parameters: {
            query?: {
                /** @description A `newer_cursor`: the messages after it. */
                after?: string;
                /** @description A message, with those before and after it. */
                around?: components["schemas"]["MessageId"];
                /** @description An `older_cursor`: the messages before it. */
                before?: string;
                /** @description Rows of a page: 1 to 200, 50 without it. */
                limit?: number;
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_conversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reopen_conversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_typing: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it is shown */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_conversations: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationCounts"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description The number of the last event that you know. Without it you get the current cursor and no events. */
                after?: number;
                /** @description How many events at most: 1 to 200, 200 without it. */
                limit?: number;
                /** @description How many seconds to wait for the first event: 0 to 30, 0 without it. */
                wait?: number;
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsPage"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    connect_live: {
        parameters: {
            query?: {
                /** @description The number of the last event that you know; without it you get what comes from now on. */
                after?: number;
                /** @description The workspace; without it your first. (Browsers cannot set headers on a WebSocket.) */
                workspace?: components["schemas"]["WorkspaceId"];
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description frames of `LiveFrame` follow */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cross_origin`, or `no_seat` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_a_websocket` */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_media: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_multipart` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: WhatsApp does not take the type or the size, or the file is not what it is said to be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_media: {
        parameters: {
            query?: {
                /** @description The workspace; without it your first. (Browsers cannot set headers on a picture.) */
                workspace?: components["schemas"]["WorkspaceId"];
            };
            header?: {
                /** @description one range, for example `bytes=0-1023` */
                Range?: string | null;
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["MediaId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the bytes, with their own content type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description the bytes that were asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description what you have is still right */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_pending`, or `media_failed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_expired` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `range_not_satisfiable` */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fetch_media: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["MediaId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_fetchable`: it was uploaded here */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_media_info: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["MediaId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_media_thumbnail: {
        parameters: {
            query?: {
                /** @description The workspace; without it your first. (Browsers cannot set headers on a picture.) */
                workspace?: components["schemas"]["WorkspaceId"];
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["MediaId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JPEG or PNG */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            /** @description what you have is still right */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`, or `no_thumbnail` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_pending`, or `media_failed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `media_expired` */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_message: {
        parameters: {
            query?: never;
            header?: {
                /** @description any text of your own, 1 to 200 visible ASCII characters: the message's `client_ref` */
                "Idempotency-Key"?: string | null;
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: the conversation or the phone number */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `window_closed`, `marketing_stopped`, `group_closed`, or `idempotency_key_reused` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_message: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    react_message: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReaction"];
            };
        };
        responses: {
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `window_closed` or `not_sent_yet` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_message: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_retryable`, or `window_closed` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_phone_numbers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneNumbers"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_phone_number: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberCredentials"];
            };
        };
        responses: {
            /** @description created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneNumber"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `number_already_connected` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, or `number_test_failed` with the failed checks as fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_history_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["PhoneNumberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryImport"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_history_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["PhoneNumberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryImport"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_invalid` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_refused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered` */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_number_notices: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page: 1 to 200, 50 without it. */
                limit?: number;
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["PhoneNumberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_NumberNotice"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_phone_number: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberCredentials"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberTest"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    /** @description the session cookie */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description `wrong_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_attempts`: wait for `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_current_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_templates: {
        parameters: {
            query?: {
                category?: string;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                language?: string;
                /** @description Rows of a page: 1 to 200, 50 without it. */
                limit?: number;
                /** @description The whole name. */
                name?: string;
                /** @description Part of the name or of what it says. */
                q?: string;
                quality?: string;
                /** @description All but deleted ones without it. */
                status?: string;
                waba_id?: components["schemas"]["WabaId"];
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Template"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplateRequest"];
            };
        };
        responses: {
            /** @description created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `template_exists`: one of this name and language */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, or `template_invalid` with the fields that the provider would refuse and its codes */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `template_not_deletable` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateChanges"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `template_not_editable`: it is in review, or disabled */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, or `template_invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateParameters"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rendered"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `template_misfit` with the parameter that does not fit, or `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `template_not_submittable`, or `nothing_to_submit` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `template_invalid` with the fields that the provider would refuse and its codes */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_template_versions: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page: 1 to 200, 50 without it. */
                limit?: number;
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["TemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TemplateVersion"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lint_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposedTemplate"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateFindings"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: not the form of a template */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sync_templates: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SyncRequest"];
            };
        };
        responses: {
            /** @description accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_TemplateSync"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginUpload"];
            };
        };
        responses: {
            /** @description created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: WhatsApp does not take the type or the size */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_uploads` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: or its time is over */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    append_upload: {
        parameters: {
            query?: never;
            header: {
                /** @description where the piece begins: the `offset` of the upload */
                "Upload-Offset": number;
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_seat` in the workspace, or `not_allowed` for the role */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: or its time is over */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong_offset`, or `upload_in_use` by another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file_too_large`: more bytes than were announced */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: the whole file is not what it was said to be */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_workspaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Membership"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWorkspace"];
            };
        };
        responses: {
            /** @description created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            /** @description `not_signed_in` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: nothing was changed, try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description any other refusal, as a problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
