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
    "/v1/account-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notices about accounts
         * @description What the provider told about accounts and numbers, in plain words, the newest first.
         */
        get: operations["list_account_notices"];
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
    "/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flows
         * @description Our copy of what the provider has, the newest first. It follows changes that are made here and news that the
         *     provider sends; `POST /v1/flows/sync` copies the rest.
         */
        get: operations["list_flows"];
        put?: never;
        /**
         * Make a Flow
         * @description It is made at the provider while you wait. What is wrong with its JSON, and where, stands in `validation_errors`;
         *     the Flow is made all the same.
         */
        post: operations["create_flow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A Flow */
        get: operations["get_flow"];
        put?: never;
        post?: never;
        /**
         * Delete a Flow
         * @description A draft only: what was published can be taken out of use.
         */
        delete: operations["delete_flow"];
        options?: never;
        head?: never;
        /**
         * Change a Flow
         * @description Its name, categories and endpoint; its JSON is uploaded by itself.
         */
        patch: operations["update_flow"];
        trace?: never;
    };
    "/v1/flows/{id}/deprecate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a Flow out of use
         * @description For good: messages that carry it open nothing any more.
         */
        post: operations["deprecate_flow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{id}/endpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A Flow's data endpoint
         * @description Where our data endpoint is for this Flow, who answers what it asks, and the secret that forwarded questions are
         *     signed with. For those who may change Flows.
         */
        get: operations["get_flow_endpoint"];
        /**
         * Change a Flow's data endpoint
         * @description Who answers: rules of your own that need no server (`built_in`), or a server of yours (`forward`), which gets the
         *     decrypted question as JSON, signed, and has a few seconds. Takes effect with the next question.
         */
        put: operations["update_flow_endpoint"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{id}/json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a Flow's JSON
         * @description As it is at the provider.
         */
        get: operations["download_flow_json"];
        /**
         * Upload a Flow's JSON
         * @description The body is the JSON itself, at most 10 MB. The provider takes it also when something in it is wrong: what, and in
         *     which line and column, stands in the answer's `validation_errors`. Only of a draft.
         */
        put: operations["upload_flow_json"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview a Flow
         * @description A page of the provider's that shows the Flow as phones do.
         */
        get: operations["preview_flow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a Flow
         * @description From then on its JSON cannot be changed any more. With `validation_errors`, or without what its JSON needs (an
         *     endpoint, a key of each number), the provider refuses.
         */
        post: operations["publish_flow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flows/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy Flows from the provider
         * @description While you wait. This also happens by itself when a number is connected. Changes are told on the feed.
         */
        post: operations["sync_flows"];
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
    "/v1/phone-numbers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A number
         * @description With all that the provider has told of it.
         */
        get: operations["get_phone_number"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/blocked-contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A number's blocked people
         * @description As the provider has them.
         */
        get: operations["list_blocked_contacts"];
        put?: never;
        /**
         * Block people
         * @description Only who wrote to the number within 24 hours can be blocked. The answer tells what became of each, in the order in
         *     which they were named: contacts first.
         */
        post: operations["block_contacts"];
        /**
         * Let people write again
         * @description The answer tells what became of each, in the order in which they were named: contacts first.
         */
        delete: operations["unblock_contacts"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/callback-override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a number's webhooks elsewhere
         * @description Only messages and calls follow; news of templates and accounts always go to the app's address. The provider verifies
         *     the address at once. Without an address it is this server's own.
         */
        post: operations["update_callback_override"];
        /** Send a number's webhooks to the usual place */
        delete: operations["delete_callback_override"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/commerce-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A number's shop */
        get: operations["get_commerce_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a number's shop
         * @description What is left out stays.
         */
        patch: operations["update_commerce_settings"];
        trace?: never;
    };
    "/v1/phone-numbers/{id}/conversational-components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A number's prompts and commands */
        get: operations["get_conversational_components"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a number's prompts and commands */
        patch: operations["update_conversational_components"];
        trace?: never;
    };
    "/v1/phone-numbers/{id}/deregister": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deregister a number
         * @description Nothing is sent or received through it until it is registered again.
         */
        post: operations["deregister_phone_number"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/display-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a display name
         * @description It is reviewed; the news of that come by webhook. Once approved it is shown after the next registration.
         */
        post: operations["request_phone_number_display_name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/flow-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A number's key for Flows
         * @description The public half, and whether the provider has taken it.
         */
        get: operations["get_flow_key"];
        put?: never;
        /**
         * Make or change a number's key for Flows
         * @description Makes a key pair, keeps the private half and hands the public one to the provider while you wait. If there was a
         *     pair before, it goes on opening requests for seven days. A pair that the provider has not taken is handed over
         *     once more. Needed before a Flow with an endpoint can be published, and after a number was registered anew.
         */
        post: operations["rotate_flow_key"];
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
    "/v1/phone-numbers/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set or change a number's PIN
         * @description It is asked for when the number is registered anew. It is handed on and kept nowhere here.
         */
        post: operations["update_phone_number_pin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A number's profile
         * @description As the provider has it.
         */
        get: operations["get_profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a number's profile
         * @description Every limit is checked before the provider is asked. The answer is the profile as the provider has it then.
         */
        patch: operations["update_profile"];
        trace?: never;
    };
    "/v1/phone-numbers/{id}/qr-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A number's QR codes */
        get: operations["list_qr_codes"];
        put?: never;
        /** Make a QR code */
        post: operations["create_qr_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/qr-codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a QR code */
        delete: operations["delete_qr_code"];
        options?: never;
        head?: never;
        /**
         * Change the text of a QR code
         * @description Codes that are printed already open the chat with the new text.
         */
        patch: operations["update_qr_code"];
        trace?: never;
    };
    "/v1/phone-numbers/{id}/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a number
         * @description Brings a verified number to the Cloud API. Where two-step verification was off, the PIN becomes the number's PIN. At
         *     most 10 registrations of a number in 72 hours.
         */
        post: operations["register_phone_number"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/request-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a code
         * @description Meta sends it to the number; it proves that the number is yours.
         */
        post: operations["request_phone_number_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A number's usage this month
         * @description Counted from our own messages; nobody is asked.
         */
        get: operations["get_phone_number_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/phone-numbers/{id}/verify-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify a number
         * @description With the code that was asked for. Then the number can be registered.
         */
        post: operations["verify_phone_number"];
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
    "/v1/template-library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The provider's ready-made templates
         * @description Templates made from them are approved at once. For those who may edit templates.
         */
        get: operations["list_template_library"];
        put?: never;
        /**
         * Make a template from the library
         * @description Answers as soon as it is safely stored; what becomes of it is told on the feed.
         */
        post: operations["create_template_from_library"];
        delete?: never;
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
    "/v1/templates/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive a template
         * @description It cannot be sent any more, and the provider deletes it after 28 days unless it is taken out again.
         */
        post: operations["archive_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare two templates
         * @description How often each was sent, which is blocked more often, and why, as the provider counts it.
         */
        get: operations["compare_templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/v1/templates/{id}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a template out of the archive
         * @description How it stands then is read from the provider, and told on the feed.
         */
        post: operations["unarchive_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}/unpause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused template go on
         * @description The provider is asked at once, and may say no.
         */
        post: operations["unpause_template"];
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
    "/v1/templates/authentication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make or change an authentication template in several languages
         * @description The provider is asked at once. Languages that the template has are changed, others are added.
         */
        put: operations["update_authentication_templates"];
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
    "/v1/wabas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Business accounts
         * @description Those that numbers are connected of.
         */
        get: operations["list_wabas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wabas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A business account
         * @description As the provider told of it last.
         */
        get: operations["get_waba"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wabas/{id}/analytics/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many messages were sent and delivered */
        get: operations["get_message_analytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wabas/{id}/analytics/pricing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What messages cost */
        get: operations["get_pricing_analytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wabas/{id}/analytics/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How templates fared
         * @description The provider counts only after `POST /v1/wabas/{id}/insights`. Reads and clicks are counted for 7 days.
         */
        get: operations["get_template_analytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wabas/{id}/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have templates counted
         * @description Needed once before figures of templates can be read. It cannot be taken back.
         */
        post: operations["enable_insights"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wabas/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a business account and its numbers anew
         * @description This also happens by itself when a number is connected, after news of the account, and every six hours. What is
         *     different is told on the feed.
         */
        post: operations["refresh_waba"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/wabas/{id}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How our app is subscribed
         * @description Asks the provider. Without a subscription no webhook ever comes.
         */
        get: operations["get_subscription"];
        put?: never;
        /**
         * Subscribe our app
         * @description Waypost does this by itself when a number is connected, and again when it finds that the app is not subscribed.
         */
        post: operations["subscribe_app"];
        /**
         * End our app's subscription
         * @description No webhook of the account comes from then on, and Waypost does not subscribe by itself any more.
         */
        delete: operations["unsubscribe_app"];
        options?: never;
        head?: never;
        patch?: never;
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
        /** @description Something about an account or a number that somebody should read. */
        AccountNotice: {
            /** @description When it happened, as the provider says. */
            at: components["schemas"]["Timestamp"];
            /** @description What the provider adds. */
            detail?: string | null;
            /** @description The provider's word for what it is about, for example `account_update`. */
            field: string;
            id: components["schemas"]["AccountNoticeId"];
            phone_number_id?: components["schemas"]["PhoneNumberId"] | null;
            /** @description As it came. */
            raw: unknown;
            received_at: components["schemas"]["Timestamp"];
            /** @description What to do about it; absent when there is nothing to do. */
            remedy?: string | null;
            severity: components["schemas"]["Severity"];
            /** @description What happened, in plain words. */
            title: string;
            waba_id: components["schemas"]["WabaId"];
        };
        /**
         * Format: uuid
         * @description Something about an account that somebody should read.
         */
        AccountNoticeId: string;
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
        /** @description An authentication template; what it says is the provider's own, in every language. */
        AuthenticationTemplates: {
            /** @description As in the provider's documents: a body, perhaps a footer, and one button of type `OTP`. */
            components: Record<string, never>[];
            /** @description For example `["en_US", "de"]`. */
            languages: string[];
            /** @description Lower-case letters, digits and `_`; at most 512. */
            name: string;
            /**
             * Format: int64
             * @description How long the provider tries to deliver a message, in seconds; absent: its default.
             */
            ttl_seconds?: number | null;
            waba_id?: components["schemas"]["WabaId"] | null;
        };
        /**
         * @description The header that carries the access token. Meta's is `authorization: Bearer …`; some other providers want a header
         *     of their own with nothing but the key.
         */
        AuthHeader: {
            /** @description Lower-case. */
            name: string;
            /** @description The word before the token; absent where the token stands alone. */
            scheme?: string | null;
        };
        /** @description The user who wrote an outbound message. */
        Author: {
            name: string;
            user_id: components["schemas"]["UserId"];
        };
        /** @description The account is, or will be, disabled. */
        Ban: {
            /** @description In the provider's words, for example `April 17, 2027`. */
            date?: string | null;
            /** @description `DISABLE`, `SCHEDULE_FOR_DISABLE`, … */
            state: string;
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
        /** @description Somebody on a number's block list. */
        BlockedPerson: {
            contact_id?: components["schemas"]["ContactId"] | null;
            user_id?: string | null;
            /** @description Digits. */
            wa_id?: string | null;
        };
        /** @description An entry of the business's address book. */
        BookEntry: {
            at: components["schemas"]["Timestamp"];
            /** @description Absent when the entry was removed. */
            name?: string | null;
        };
        /** @description What stands behind a slash. */
        BotCommand: {
            /** @description At most 256 characters. */
            description: string;
            /** @description Without the slash; at most 32 characters. */
            name: string;
        };
        /** @description A business portfolio at the provider. */
        Business: {
            /** @default null */
            id: string | null;
            /** @default null */
            name: string | null;
        };
        /** @description What people see when they open a number's profile. */
        BusinessProfile: {
            /** @default null */
            about: string | null;
            /** @default null */
            address: string | null;
            /** @default null */
            description: string | null;
            /** @default null */
            email: string | null;
            /**
             * @description At the provider; for a while.
             * @default null
             */
            picture_url: string | null;
            /**
             * @description What the business does: `RETAIL`, `HOTEL`, …
             * @default null
             */
            vertical: string | null;
            /** @default [] */
            websites: string[];
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
        /** @description How often a button was pressed. */
        Clicks: {
            button?: string | null;
            /** Format: int64 */
            count?: number | null;
            /** @description `quick_reply_button`, `url_button`, … */
            kind?: string | null;
        };
        /** @description How clients should behave. */
        ClientSettings: {
            /**
             * Format: int64
             * @description Milliseconds between two questions for news, where there is no WebSocket.
             */
            polling_interval_ms: number;
        };
        /** @description The code that came. */
        Code: {
            /** @description Six digits, with or without the dash. */
            code: components["schemas"]["Secret"];
        };
        /**
         * @description How the code comes.
         * @enum {string}
         */
        CodeMethod: "sms" | "voice";
        /** @description How the code comes. */
        CodeRequest: {
            /** @description The language of the message or call, for example `en_US`. */
            language: string;
            method: components["schemas"]["CodeMethod"];
        };
        /** @description Whether a number has a basket, and shows its catalogue. */
        CommerceSettings: {
            /** @description Absent in a change: stays. */
            is_cart_enabled?: boolean | null;
            /** @description Absent in a change: stays. */
            is_catalog_visible?: boolean | null;
        };
        /** @description One of them. */
        ComparedTemplate: components["schemas"]["Performance"] & {
            template_id: components["schemas"]["TemplateId"];
        };
        /** @description What to change. What is left out stays; an empty list removes what was there. */
        ComponentsPatch: {
            /** @description At most 30. */
            commands?: components["schemas"]["BotCommand"][] | null;
            is_welcome_message_enabled?: boolean | null;
            /** @description At most 4 of 1 to 80 characters. */
            prompts?: string[] | null;
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
        /** @description What people are offered when they open the chat. */
        ConversationalComponents: {
            /** @description At most 30. */
            commands: components["schemas"]["BotCommand"][];
            is_welcome_message_enabled?: boolean | null;
            /** @description At most 4 of 80 characters. */
            prompts: string[];
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
        /** @description A figure of cost. */
        Cost: {
            /** @description `amount_spent`, `cost_per_delivered`, … */
            kind?: string | null;
            /** Format: double */
            value?: number | null;
        };
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
        /** @description The name that people see. */
        DisplayName: {
            name: string;
        };
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
            contact: components["schemas"]["Contact"];
            /** @enum {string} */
            type: "contact.updated";
        } | {
            phone_number: components["schemas"]["PhoneNumber"];
            /** @enum {string} */
            type: "phone_number.updated";
        } | {
            /** @enum {string} */
            type: "waba.updated";
            waba: components["schemas"]["Waba"];
        } | {
            account_notice: components["schemas"]["AccountNotice"];
            /** @enum {string} */
            type: "account_notice.created";
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
        } | {
            flow: components["schemas"]["Flow"];
            /** @enum {string} */
            type: "flow.updated";
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
        /** @description A form: a copy of what the provider has. */
        Flow: {
            /** @description The last news of each kind about how it is doing. */
            alerts: components["schemas"]["FlowAlert"][];
            /** @description The provider's words: `SIGN_UP`, `SURVEY`, `OTHER`, …. */
            categories: string[];
            created_at: components["schemas"]["Timestamp"];
            /** @description Absent when it asks no endpoint. */
            data_api_version?: string | null;
            /** @description What the provider asks for data. */
            endpoint_url?: string | null;
            /** @description The provider's time of the last news of its status: older news changes nothing. */
            heard_at: components["schemas"]["Timestamp"];
            id: components["schemas"]["FlowId"];
            json_version?: string | null;
            /** @description Meta's id: what a message names. */
            meta_flow_id: components["schemas"]["MetaFlowId"];
            name: string;
            status: components["schemas"]["FlowStatus"];
            updated_at: components["schemas"]["Timestamp"];
            /** @description What is wrong with its JSON, and where. With any it cannot be published. */
            validation_errors: components["schemas"]["FlowProblem"][];
            waba_id: components["schemas"]["WabaId"];
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
        /** @description How a Flow was doing when the provider last spoke of it. */
        FlowAlert: {
            /** @description The provider's time. */
            at: components["schemas"]["Timestamp"];
            /**
             * Format: double
             * @description Percent.
             */
            availability?: number | null;
            /**
             * Format: double
             * @description Percent.
             */
            error_rate?: number | null;
            errors?: components["schemas"]["FlowErrorCount"][];
            /** @description Whether it still is so. */
            is_active: boolean;
            kind: components["schemas"]["FlowAlertKind"];
            /** @description In the provider's words. */
            message?: string | null;
            /**
             * Format: double
             * @description Milliseconds; half of the answers took longer.
             */
            p50_latency?: number | null;
            /**
             * Format: double
             * @description Milliseconds; one answer in ten took longer.
             */
            p90_latency?: number | null;
            /**
             * Format: int64
             * @description How many requests were looked at.
             */
            requests?: number | null;
            /**
             * Format: double
             * @description The figure that was crossed: percent, or milliseconds for a latency.
             */
            threshold?: number | null;
        };
        /** @description One of client_error_rate, endpoint_error_rate, endpoint_latency, endpoint_availability, version_expiry, or a word that is new. */
        FlowAlertKind: string;
        /** @description Who answers. */
        FlowAnswerer: {
            rules?: components["schemas"]["FlowRule"][];
            /** @enum {string} */
            type: "built_in";
        } | {
            /** @enum {string} */
            type: "forward";
            /** @description `https://…`, on a public address. */
            url: string;
        };
        /**
         * @description What a form asks for.
         * @enum {string}
         */
        FlowAsk: "init" | "data_exchange" | "back";
        /**
         * @description What the provider takes as categories.
         * @enum {string}
         */
        FlowCategory: "SIGN_UP" | "SIGN_IN" | "APPOINTMENT_BOOKING" | "LEAD_GENERATION" | "CONTACT_US" | "CUSTOMER_SUPPORT" | "SURVEY" | "OTHER";
        /** @description What to change; what is absent stays. */
        FlowChanges: {
            categories?: components["schemas"]["FlowCategory"][] | null;
            /** @description Also of a Flow that is published. */
            endpoint_url?: string | null;
            /** @description At most 200 characters. */
            name?: string | null;
        };
        /** @description How what a Flow asks its data endpoint is answered. */
        FlowDoor: {
            answerer: components["schemas"]["FlowAnswerer"];
            /** @description Turn away a `flow_token` that no message of ours carries, or that was answered: the form closes. */
            checks_tokens?: boolean;
        };
        /** @description Our data endpoint of one Flow. */
        FlowEndpoint: {
            answerer: components["schemas"]["FlowAnswerer"];
            checks_tokens: boolean;
            /** @description What forwarded questions are signed with, as of Standard Webhooks: `whsec_…`. */
            secret: components["schemas"]["Secret"];
            /** @description What to give the Flow as `endpoint_url`. Only who knows it can ask. */
            url: string;
        };
        /** @description How often one error happened. */
        FlowErrorCount: {
            code: string;
            /** Format: int64 */
            count?: number | null;
            /**
             * Format: double
             * @description Percent.
             */
            rate?: number | null;
        };
        /**
         * Format: uuid
         * @description A form.
         */
        FlowId: string;
        /** @description The public half of a number's key pair, and how it stands at the provider. */
        FlowKey: {
            created_at: components["schemas"]["Timestamp"];
            phone_number_id: components["schemas"]["PhoneNumberId"];
            previous_until?: components["schemas"]["Timestamp"] | null;
            problem?: components["schemas"]["MessageError"] | null;
            /** @description As PEM. */
            public_key: string;
            uploaded_at?: components["schemas"]["Timestamp"] | null;
        };
        /** @description Where a Flow can be looked at. */
        FlowPreview: {
            /** @description As the provider writes it. */
            expires_at?: string | null;
            /** @description Whoever has it may look: no sign-in is asked for. */
            url: string;
        };
        /** @description Something that is wrong in a Flow's JSON. */
        FlowProblem: {
            /** @description The provider's word, for example `INVALID_PROPERTY_VALUE`. */
            code?: string | null;
            /** Format: int64 */
            column_end?: number | null;
            /** Format: int64 */
            column_start?: number | null;
            /** Format: int64 */
            line_end?: number | null;
            /**
             * Format: int64
             * @description Lines and columns count from 1.
             */
            line_start?: number | null;
            message: string;
            /** @description Where it is, as paths: `screens[0].layout.children[2]`. */
            paths?: string[];
        };
        FlowReplyContent: {
            /** @description What was filled in. */
            answers: unknown;
            /** @description The form, if we know which. */
            flow_id?: string | null;
            /** @description What the message that it answers was sent with. */
            flow_token?: string | null;
            /** @description `flow`, `address_message`, … */
            name?: string | null;
            summary?: string | null;
        };
        /** @description What is answered to a question. */
        FlowRule: {
            action?: components["schemas"]["FlowAsk"] | null;
            /** @description The screen that asks; absent: any. */
            screen?: string | null;
            then: components["schemas"]["FlowThen"];
        };
        /** @description One of draft, published, throttled, blocked, deprecated, deleted, or a word that is new. */
        FlowStatus: string;
        /** @description What was copied. */
        FlowSync: {
            /** @description How many the provider has. */
            flows: number;
            waba_id: components["schemas"]["WabaId"];
        };
        /** @description Whose Flows. */
        FlowSyncRequest: {
            waba_id?: components["schemas"]["WabaId"] | null;
        };
        /** @description What the form does next. */
        FlowThen: {
            data?: Record<string, never>;
            screen: string;
            /** @enum {string} */
            type: "screen";
        } | {
            params?: Record<string, never>;
            /** @enum {string} */
            type: "finish";
        } | {
            /** @enum {string} */
            type: "acknowledge";
        };
        /** @description A template to be made from a ready-made one. */
        FromLibrary: {
            /** @description Which optional sentences its text has: `{"add_contact_number": true}`. */
            body_inputs?: Record<string, never> | null;
            /**
             * @description What its buttons lead to, one for each link and phone number in their order:
             *     `{"type": "URL", "url": {"base_url": "https://…/{{1}}", "url_suffix_example": "https://…/a"}}`.
             */
            button_inputs?: Record<string, never>[];
            /** @description One of the languages in which the library has it, for example `en_US`. */
            language: string;
            /** @description What the library calls it. */
            library_name: string;
            /** @description What you call it: lower-case letters, digits and `_`; at most 512. */
            name: string;
            /**
             * Format: int64
             * @description How long the provider tries to deliver a message, in seconds; absent: its default.
             */
            ttl_seconds?: number | null;
            waba_id?: components["schemas"]["WabaId"] | null;
        };
        /** @description Where webhooks go instead of to the app's address. The provider verifies it at once. */
        GivenCallback: {
            /** @description Without it, this server's own webhook address. */
            url?: string | null;
            verify_token?: components["schemas"]["Secret"] | null;
        };
        /** @description A header that carries the token. */
        GivenHeader: {
            /** @description For example `D360-API-KEY`. */
            name: string;
            /** @description The word before the token; without it the token stands alone. */
            scheme?: string | null;
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
        /** @description One of the things that have to work together. */
        HealthEntity: {
            /** @default [] */
            additional_info: string[];
            /** @default null */
            can_receive_call_sip: string | null;
            /** @default null */
            can_send: string | null;
            /** @default [] */
            errors: components["schemas"]["HealthError"][];
            /**
             * @description The provider's.
             * @default null
             */
            id: string | null;
            /**
             * @description `PHONE_NUMBER`, `WABA`, `BUSINESS`, `APP`, `MESSAGE_TEMPLATE`, `FLOW`.
             * @default null
             */
            kind: string | null;
        };
        /** @description What is wrong, and what to do. */
        HealthError: {
            /**
             * Format: int64
             * @default null
             */
            code: number | null;
            /** @default null */
            description: string | null;
            /** @default null */
            remedy: string | null;
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
        Items_MessagePoint: {
            items: {
                /** Format: int64 */
                delivered: number;
                from?: components["schemas"]["Timestamp"] | null;
                /** Format: int64 */
                sent: number;
                to?: components["schemas"]["Timestamp"] | null;
            }[];
        };
        /** @description All there are of something. */
        Items_Outcome: {
            items: {
                contact_id?: components["schemas"]["ContactId"] | null;
                error?: components["schemas"]["MessageError"] | null;
                /** @description The phone number or user id that the provider was given. */
                input?: string | null;
                ok: boolean;
            }[];
        };
        /** @description All there are of something. */
        Items_PricingPoint: {
            items: {
                /**
                 * Format: double
                 * @description In the account's currency.
                 */
                cost?: number | null;
                country?: string | null;
                from?: components["schemas"]["Timestamp"] | null;
                phone_number?: string | null;
                pricing_category?: string | null;
                pricing_type?: string | null;
                /** @description For example `0:750000`. */
                tier?: string | null;
                to?: components["schemas"]["Timestamp"] | null;
                /** Format: int64 */
                volume?: number | null;
            }[];
        };
        /** @description All there are of something. */
        Items_QrCode: {
            items: {
                code: string;
                deep_link_url?: string | null;
                /** @description At the provider; only told when the code is made. */
                image_url?: string | null;
                prefilled_message: string;
            }[];
        };
        /** @description All there are of something. */
        Items_Template: {
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
                library?: components["schemas"]["LibraryUse"] | null;
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
        };
        /** @description All there are of something. */
        Items_TemplatePoint: {
            items: {
                clicks: components["schemas"]["Clicks"][];
                costs: components["schemas"]["Cost"][];
                /** Format: int64 */
                delivered?: number | null;
                from?: components["schemas"]["Timestamp"] | null;
                /** @description Meta's id. */
                meta_template_id?: string | null;
                /** Format: int64 */
                read?: number | null;
                /** Format: int64 */
                sent?: number | null;
                to?: components["schemas"]["Timestamp"] | null;
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
        /** @description All there are of something. */
        Items_Waba: {
            items: {
                ban?: components["schemas"]["Ban"] | null;
                /** @description The last event that changed who may use the account, for example `ACCOUNT_DELETED` or `PARTNER_REMOVED`. */
                connection?: string | null;
                details: components["schemas"]["WabaDetails"];
                /** @description Meta's id. */
                id: components["schemas"]["WabaId"];
                problem?: components["schemas"]["MessageError"] | null;
                refreshed_at?: components["schemas"]["Timestamp"] | null;
                /** @description When reading it from the provider was last asked for. */
                requested_at: components["schemas"]["Timestamp"];
                /** @description What the account may not do for a while. */
                restrictions: components["schemas"]["Restriction"][];
                subscription: components["schemas"]["Subscription"];
                violation?: components["schemas"]["Violation"] | null;
            }[];
        };
        /** @description Somebody who asks to be let into a group. */
        JoinRequest: {
            at: components["schemas"]["Timestamp"];
            contact_id?: components["schemas"]["ContactId"] | null;
            /** @description The provider's id of it. */
            join_request_id: string;
        };
        /** @description A ready-made template of the provider's. */
        LibraryTemplate: {
            body?: string | null;
            /** @description What fills the gaps of the body as an example, in their order. */
            body_examples: string[];
            /** @description As the provider writes them. */
            buttons: Record<string, never>[];
            category: components["schemas"]["TemplateCategory"];
            header?: string | null;
            industries: string[];
            /** @description For example `en_US`. */
            language: string;
            name: string;
            /** @description For example `ORDER_MANAGEMENT`. */
            topic?: string | null;
            /** @description For example `DELIVERY_UPDATE`. */
            usecase?: string | null;
        };
        /** @description A page of ready-made templates. */
        LibraryTemplates: {
            items: components["schemas"]["LibraryTemplate"][];
            /** @description Where the next page begins; absent on the last. */
            next_cursor?: string | null;
        };
        /** @description A ready-made template of the provider's, and what is filled in. */
        LibraryUse: {
            /** @description What of its text is chosen, in the provider's form. */
            body_inputs?: Record<string, never> | null;
            /** @description What its buttons lead to, in the provider's form. */
            button_inputs: Record<string, never>[];
            /** @description What the provider's library calls it. */
            name: string;
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
        /** @description A file of a message: give `id` or `link`, never both. */
        MediaRef: {
            id?: components["schemas"]["MediaId"] | null;
            /** @description Where WhatsApp fetches the file; there is no copy here. */
            link?: string | null;
            /** @description What it is; found out from the file when a message is sent. Empty for a link. */
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
        /** @description How many messages were sent and delivered in a span of time. */
        MessagePoint: {
            /** Format: int64 */
            delivered: number;
            from?: components["schemas"]["Timestamp"] | null;
            /** Format: int64 */
            sent: number;
            to?: components["schemas"]["Timestamp"] | null;
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
        /** @description Meta's id of a Flow: decimal digits. */
        MetaFlowId: string;
        /** @description Meta's id of one of our numbers: decimal digits. */
        MetaPhoneNumberId: string;
        /** @description Meta's id of a message template: decimal digits. */
        MetaTemplateId: string;
        /** @description A Flow to be made. */
        NewFlow: {
            /** @description At least one. */
            categories: components["schemas"]["FlowCategory"][];
            clone_flow_id?: components["schemas"]["MetaFlowId"] | null;
            /** @description What it asks for data: for example the address of `GET /v1/flows/{id}/endpoint`. */
            endpoint_url?: string | null;
            /** @description Its JSON. Larger ones are uploaded afterwards. */
            json?: Record<string, never> | null;
            /** @description At most 200 characters; no other Flow of the account has it. */
            name: string;
            /** @description Publish it at once, if its JSON is in order. */
            publish?: boolean;
            waba_id?: components["schemas"]["WabaId"] | null;
        };
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
        /** @description What a QR code is made from. */
        NewQrCode: {
            /** @description The format of the picture; PNG without it. */
            image?: components["schemas"]["QrImage"];
            /** @description 1 to 140 characters. */
            prefilled_message: string;
        };
        /** @description Our reaction. */
        NewReaction: {
            /** @description One emoji; empty takes the reaction back. */
            emoji: string;
        };
        /** @description A template to be drafted, and perhaps submitted at once. */
        NewTemplateRequest: {
            category: components["schemas"]["TemplateCategory"];
            /**
             * @description As in the provider's documents: objects with `type`, `text`, `format`, `buttons`, `example`, …. The sample of a
             *     media header is a file of yours: `"example": {"header_handle": ["<id of the file>"]}`.
             */
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
            auth_header?: components["schemas"]["GivenHeader"] | null;
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
        /** @description What is known of a number beyond what a call through it needs. */
        NumberDetails: {
            /**
             * @description `LIVE` or `SANDBOX`.
             * @default null
             */
            account_mode: string | null;
            /**
             * @description `VERIFIED`, `NOT_VERIFIED`, `EXPIRED`.
             * @default null
             */
            code_verification_status: string | null;
            /** @default null */
            is_official: boolean | null;
            /**
             * @description The number is also used in the WhatsApp Business app.
             * @default null
             */
            is_on_business_app: boolean | null;
            /** @default null */
            is_pin_enabled: boolean | null;
            /**
             * @description As the provider writes it.
             * @default null
             */
            last_onboarded_at: string | null;
            /**
             * @description People outside the service window in 24 hours, for all numbers of the portfolio: `TIER_250`, `TIER_2K`, …
             * @default null
             */
            messaging_limit: string | null;
            /**
             * @description Of the name that is shown: `APPROVED`, `DECLINED`, `PENDING_REVIEW`, …
             * @default null
             */
            name_status: string | null;
            /**
             * @description `CLOUD_API`, `ON_PREMISE`, `NOT_APPLICABLE`.
             * @default null
             */
            platform_type: string | null;
            /** @default null */
            refreshed_at: components["schemas"]["Timestamp"] | null;
            /** @default null */
            requested_name: components["schemas"]["RequestedName"] | null;
            /** @default null */
            sending: components["schemas"]["SendingHealth"] | null;
            /**
             * @description `CONNECTED`, `PENDING`, `FLAGGED`, `RESTRICTED`, `BANNED`, …
             * @default null
             */
            status: string | null;
            /**
             * @description `STANDARD` (80 messages a second) or `HIGH` (1,000).
             * @default null
             */
            throughput_level: string | null;
            /**
             * @description Without the `@`.
             * @default null
             */
            username: string | null;
            /**
             * @description `approved`, `reserved`, `deleted`.
             * @default null
             */
            username_status: string | null;
            /** @default null */
            webhooks: components["schemas"]["WebhookTargets"] | null;
        };
        /** @description Whether sends through a number work, and since when. */
        NumberHealth: {
            /** @description What happened, in words that say what to do. Absent while all is well. */
            reason?: string | null;
            since: components["schemas"]["Timestamp"];
            state: components["schemas"]["NumberState"];
        };
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
        /** @description What a number has done since the month began, counted from our own messages. */
        NumberUsage: {
            /**
             * Format: int64
             * @description Conversations with a message in either direction.
             */
            conversations: number;
            /** @description The provider's word for how many people may be written to first in 24 hours, for all numbers of the portfolio. */
            messaging_limit?: string | null;
            /**
             * Format: int64
             * @description What is left of the limit, at the least.
             */
            people_left?: number | null;
            /**
             * Format: int64
             * @description The same as a number; absent when there is no limit, or none is known.
             */
            people_limit?: number | null;
            /**
             * Format: int64
             * @description People that numbers of this account sent templates to within 24 hours. Those within their service window do
             *     not count at the provider, so that this is the most it can be.
             */
            people_reached: number;
            /** Format: int64 */
            received: number;
            /**
             * Format: int64
             * @description Handed to the provider.
             */
            sent: number;
            /** @description When the month began, in UTC. */
            since: components["schemas"]["Timestamp"];
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
        /** @description What became of one person. */
        Outcome: {
            contact_id?: components["schemas"]["ContactId"] | null;
            error?: components["schemas"]["MessageError"] | null;
            /** @description The phone number or user id that the provider was given. */
            input?: string | null;
            ok: boolean;
        };
        /** @description One page of a list. */
        Page_AccountNotice: {
            items: {
                /** @description When it happened, as the provider says. */
                at: components["schemas"]["Timestamp"];
                /** @description What the provider adds. */
                detail?: string | null;
                /** @description The provider's word for what it is about, for example `account_update`. */
                field: string;
                id: components["schemas"]["AccountNoticeId"];
                phone_number_id?: components["schemas"]["PhoneNumberId"] | null;
                /** @description As it came. */
                raw: unknown;
                received_at: components["schemas"]["Timestamp"];
                /** @description What to do about it; absent when there is nothing to do. */
                remedy?: string | null;
                severity: components["schemas"]["Severity"];
                /** @description What happened, in plain words. */
                title: string;
                waba_id: components["schemas"]["WabaId"];
            }[];
            /** @description Give it back as `cursor` for the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_BlockedPerson: {
            items: {
                contact_id?: components["schemas"]["ContactId"] | null;
                user_id?: string | null;
                /** @description Digits. */
                wa_id?: string | null;
            }[];
            /** @description Give it back as `cursor` for the next page; null on the last. */
            next_cursor?: string | null;
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
        Page_Flow: {
            items: {
                /** @description The last news of each kind about how it is doing. */
                alerts: components["schemas"]["FlowAlert"][];
                /** @description The provider's words: `SIGN_UP`, `SURVEY`, `OTHER`, …. */
                categories: string[];
                created_at: components["schemas"]["Timestamp"];
                /** @description Absent when it asks no endpoint. */
                data_api_version?: string | null;
                /** @description What the provider asks for data. */
                endpoint_url?: string | null;
                /** @description The provider's time of the last news of its status: older news changes nothing. */
                heard_at: components["schemas"]["Timestamp"];
                id: components["schemas"]["FlowId"];
                json_version?: string | null;
                /** @description Meta's id: what a message names. */
                meta_flow_id: components["schemas"]["MetaFlowId"];
                name: string;
                status: components["schemas"]["FlowStatus"];
                updated_at: components["schemas"]["Timestamp"];
                /** @description What is wrong with its JSON, and where. With any it cannot be published. */
                validation_errors: components["schemas"]["FlowProblem"][];
                waba_id: components["schemas"]["WabaId"];
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
                library?: components["schemas"]["LibraryUse"] | null;
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
        /** @description People, by contact or by phone number. At most 100 in all. */
        People: {
            contact_ids?: components["schemas"]["ContactId"][];
            /** @description With the country code: `+4915112345678`. */
            phones?: string[];
        };
        /** @description How a template did. */
        Performance: {
            /**
             * Format: int64
             * @description 1: blocked less often than the other one; 2: more often.
             */
            block_rank?: number | null;
            /**
             * Format: int64
             * @description How often it was sent.
             */
            sends?: number | null;
            /** @description Why people blocked the number most often after it, in the provider's word. */
            top_block_reason?: string | null;
        };
        /** @description One of our numbers, as everybody in the workspace may see it: without its secrets. */
        PhoneNumber: {
            /** @description For example `v25.0`. */
            api_version: string;
            /** @description How calls prove who we are. */
            auth?: components["schemas"]["AuthHeader"];
            /** @description Root of the API, without a version: Meta's, the simulator's or another provider's. */
            base_url: string;
            created_at: components["schemas"]["Timestamp"];
            details?: components["schemas"]["NumberDetails"];
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
        /** @description The PIN of two-step verification. */
        Pin: {
            /** @description Six digits. */
            pin: components["schemas"]["Secret"];
        };
        /** @description What messages cost in a span of time, split by the dimensions that were asked for. */
        PricingPoint: {
            /**
             * Format: double
             * @description In the account's currency.
             */
            cost?: number | null;
            country?: string | null;
            from?: components["schemas"]["Timestamp"] | null;
            phone_number?: string | null;
            pricing_category?: string | null;
            pricing_type?: string | null;
            /** @description For example `0:750000`. */
            tier?: string | null;
            to?: components["schemas"]["Timestamp"] | null;
            /** Format: int64 */
            volume?: number | null;
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
        /** @description What to change of a profile. What is left out stays; an empty text removes all but `about`. */
        ProfilePatch: {
            /** @description 1 to 139 characters. */
            about?: string | null;
            /** @description At most 256 characters. */
            address?: string | null;
            /** @description At most 512 characters. */
            description?: string | null;
            /** @description At most 128 characters. */
            email?: string | null;
            picture_media_id?: components["schemas"]["MediaId"] | null;
            /** @description What the business does, in the provider's word: `RETAIL`, `HOTEL`, … */
            vertical?: string | null;
            /** @description At most 2 addresses of at most 256 characters; an empty list removes them. */
            websites?: string[] | null;
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
        /** @description A link that opens the chat with a text in the composer. */
        QrCode: {
            code: string;
            deep_link_url?: string | null;
            /** @description At the provider; only told when the code is made. */
            image_url?: string | null;
            prefilled_message: string;
        };
        /** @description What to change of a QR code. */
        QrCodePatch: {
            /** @description 1 to 140 characters. */
            prefilled_message: string;
        };
        /**
         * @description The format of a QR code's picture.
         * @enum {string}
         */
        QrImage: "png" | "svg";
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
        /** @description A display name that was asked for. */
        RequestedName: {
            /**
             * @description Absent when only the state of the review is known.
             * @default null
             */
            name: string | null;
            /**
             * @description Why it was rejected.
             * @default null
             */
            reason: string | null;
            /**
             * @description `APPROVED`, `DEFERRED`, `PENDING`, `REJECTED`, …
             * @default null
             */
            status: string | null;
        };
        /** @description Something that an account may not do for a while. */
        Restriction: {
            /** @description `RESTRICTED_BIZ_INITIATED_MESSAGING`, `RESTRICTED_ADD_PHONE_NUMBER_ACTION`, … */
            kind: string;
            until?: components["schemas"]["Timestamp"] | null;
            /** @description The end as the provider wrote it, where that is no time. */
            until_text?: string | null;
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
        /** @description Whether messages can be sent, and what is in the way. */
        SendingHealth: {
            /**
             * @description The worst of the parts: `AVAILABLE`, `LIMITED` or `BLOCKED`.
             * @default null
             */
            can_send: string | null;
            /** @default [] */
            entities: components["schemas"]["HealthEntity"][];
        };
        /** @description Who wrote a message of a group. */
        SentBy: {
            contact_id: components["schemas"]["ContactId"];
            /** @description As it was then. */
            name: string;
        };
        /**
         * @description How much a notice matters.
         * @enum {string}
         */
        Severity: "info" | "warning" | "critical";
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
        /** @description Whether our app gets an account's webhooks. */
        Subscription: {
            /** @description Messages of the account are told there instead of at the app's address. */
            callback_override?: string | null;
            checked_at?: components["schemas"]["Timestamp"] | null;
            /** @description Whether Waypost subscribes the app by itself when it is not. */
            is_kept: boolean;
            /** @description Absent: nobody has looked yet. */
            is_subscribed?: boolean | null;
            problem?: components["schemas"]["MessageError"] | null;
        };
        /** @description How to subscribe. */
        SubscriptionRequest: {
            callback_override?: components["schemas"]["GivenCallback"] | null;
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
            library?: components["schemas"]["LibraryUse"] | null;
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
        /** @description How two templates did in the same time. */
        TemplateComparison: {
            end: components["schemas"]["Timestamp"];
            /** @description The one that was asked about, then the other. */
            items: components["schemas"]["ComparedTemplate"][];
            start: components["schemas"]["Timestamp"];
        };
        /** @description A filled-in template, as it was sent and as it reads. */
        TemplateContent: {
            body?: string | null;
            buttons?: string[];
            /** @description What fills its variables, in the provider's form; a header's file by our id or a link. */
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
        /** @description How a template fared in a span of time. */
        TemplatePoint: {
            clicks: components["schemas"]["Clicks"][];
            costs: components["schemas"]["Cost"][];
            /** Format: int64 */
            delivered?: number | null;
            from?: components["schemas"]["Timestamp"] | null;
            /** @description Meta's id. */
            meta_template_id?: string | null;
            /** Format: int64 */
            read?: number | null;
            /** Format: int64 */
            sent?: number | null;
            to?: components["schemas"]["Timestamp"] | null;
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
        /** @description A rule that was broken. */
        Violation: {
            at: components["schemas"]["Timestamp"];
            kind: string;
        };
        /** @description A WhatsApp Business account that numbers are connected of. */
        Waba: {
            ban?: components["schemas"]["Ban"] | null;
            /** @description The last event that changed who may use the account, for example `ACCOUNT_DELETED` or `PARTNER_REMOVED`. */
            connection?: string | null;
            details: components["schemas"]["WabaDetails"];
            /** @description Meta's id. */
            id: components["schemas"]["WabaId"];
            problem?: components["schemas"]["MessageError"] | null;
            refreshed_at?: components["schemas"]["Timestamp"] | null;
            /** @description When reading it from the provider was last asked for. */
            requested_at: components["schemas"]["Timestamp"];
            /** @description What the account may not do for a while. */
            restrictions: components["schemas"]["Restriction"][];
            subscription: components["schemas"]["Subscription"];
            violation?: components["schemas"]["Violation"] | null;
        };
        /** @description What the provider says about an account. Absent: it has not said. */
        WabaDetails: {
            /** @default null */
            business_verification_status: string | null;
            /** @default null */
            country: string | null;
            /** @default null */
            currency: string | null;
            /**
             * @description Whether the provider counts what becomes of templates.
             * @default null
             */
            is_enabled_for_insights: boolean | null;
            /**
             * Format: int64
             * @default null
             */
            max_phone_numbers: number | null;
            /**
             * @description Of the portfolio: `TIER_250`, `TIER_2K`, `TIER_10K`, `TIER_100K`, `TIER_UNLIMITED`, …
             * @default null
             */
            messaging_limit: string | null;
            /** @default null */
            name: string | null;
            /** @default null */
            owner: components["schemas"]["Business"] | null;
            /**
             * @description `SELF_OWNED`, `CLIENT_OWNED`, …
             * @default null
             */
            ownership_type: string | null;
            /**
             * @description `APPROVED`, `PENDING`, `REJECTED`, `DEFERRED`.
             * @default null
             */
            review_status: string | null;
            /** @default null */
            sending: components["schemas"]["SendingHealth"] | null;
            /** @default null */
            status: string | null;
            /**
             * @description Goes into the templates of old on-premises clients.
             * @default null
             */
            template_namespace: string | null;
            /**
             * @description The provider's number of a time zone.
             * @default null
             */
            timezone_id: string | null;
        };
        /** @description Meta's id of a WhatsApp Business account: decimal digits. */
        WabaId: string;
        /** @description Meta's id of a message. Opaque and case-sensitive. */
        Wamid: string;
        /** @description Where webhooks of messages go: the number's address wins over the account's, and that over the app's. */
        WebhookTargets: {
            /** @default null */
            app: string | null;
            /** @default null */
            phone_number: string | null;
            /** @default null */
            waba: string | null;
        };
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
    list_account_notices: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description The provider's word for what it is about, for example `account_update`. */
                field?: string;
                /** @description Rows of a page: 1 to 200, 50 without it. */
                limit?: number;
                phone_number_id?: components["schemas"]["PhoneNumberId"];
                severity?: components["schemas"]["Severity"];
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
                    "application/json": components["schemas"]["Page_AccountNotice"];
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
    list_flows: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page: 1 to 200, 50 without it. */
                limit?: number;
                /** @description Meta's id, as messages name it. */
                meta_flow_id?: components["schemas"]["MetaFlowId"];
                /** @description Part of the name. */
                q?: string;
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
                    "application/json": components["schemas"]["Page_Flow"];
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
    create_flow: {
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
                "application/json": components["schemas"]["NewFlow"];
            };
        };
        responses: {
            /** @description created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
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
            /** @description `validation_failed`, or `provider_refused` with the provider's words */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was made; synchronise before you try again */
            502: {
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
    get_flow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
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
                    "application/json": components["schemas"]["Flow"];
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
    delete_flow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
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
                    "application/json": components["schemas"]["Flow"];
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
            /** @description `flow_not_deletable`: it is no draft */
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
    update_flow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowChanges"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
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
            /** @description `flow_not_editable`: it is out of use; or `waba_not_connected` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, or `provider_refused` */
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
    deprecate_flow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
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
                    "application/json": components["schemas"]["Flow"];
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
            /** @description `flow_not_deprecatable`: it is not published */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_refused`, with the provider's reason */
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
    get_flow_endpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
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
                    "application/json": components["schemas"]["FlowEndpoint"];
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
    update_flow_endpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowDoor"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowEndpoint"];
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
    download_flow_json: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
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
                    "application/json": Record<string, never>;
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
            /** @description `not_found`: no such Flow, or it has no JSON yet */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `waba_not_connected` */
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
    upload_flow_json: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
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
            /** @description `flow_not_editable`: it is no draft */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `body_too_large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`: it is no JSON; or `provider_refused` */
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
    preview_flow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
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
                    "application/json": components["schemas"]["FlowPreview"];
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
            /** @description `waba_not_connected` */
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
    publish_flow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                id: components["schemas"]["FlowId"];
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
                    "application/json": components["schemas"]["Flow"];
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
            /** @description `flow_not_publishable`: it is no draft */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_refused`, with the provider's reason */
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
    sync_flows: {
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
                "application/json": components["schemas"]["FlowSyncRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowSync"];
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
            /** @description `validation_failed`, or `provider_refused` */
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
            /** @description `window_closed`, with `closed_at` (null when the contact has never written) and `templates_url`, the list of those that can be sent instead; `marketing_stopped`, `group_closed`, or `idempotency_key_reused` */
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
            /** @description `not_retryable`, or `window_closed` with `closed_at` and `templates_url` */
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
    get_phone_number: {
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
    list_blocked_contacts: {
        parameters: {
            query?: {
                /** @description The `next_cursor` of the page before: the provider's own. */
                cursor?: string;
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
                    "application/json": components["schemas"]["Page_BlockedPerson"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    block_contacts: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["People"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Outcome"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    unblock_contacts: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["People"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Outcome"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    update_callback_override: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["GivenCallback"];
            };
        };
        responses: {
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    delete_callback_override: {
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
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    get_commerce_settings: {
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
                    "application/json": components["schemas"]["CommerceSettings"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    update_commerce_settings: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommerceSettings"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommerceSettings"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    get_conversational_components: {
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
                    "application/json": components["schemas"]["ConversationalComponents"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    update_conversational_components: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComponentsPatch"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationalComponents"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    deregister_phone_number: {
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
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    request_phone_number_display_name: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisplayName"];
            };
        };
        responses: {
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    get_flow_key: {
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
                    "application/json": components["schemas"]["FlowKey"];
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
            /** @description `not_found`: no such number, or it has no key yet */
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
    rotate_flow_key: {
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
                    "application/json": components["schemas"]["FlowKey"];
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
            /** @description `provider_refused`: the pair is kept, and the next call hands it over again */
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
    update_phone_number_pin: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["Pin"];
            };
        };
        responses: {
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    get_profile: {
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
                    "application/json": components["schemas"]["BusinessProfile"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    update_profile: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfilePatch"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessProfile"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    list_qr_codes: {
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
                    "application/json": components["schemas"]["Items_QrCode"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    create_qr_code: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQrCode"];
            };
        };
        responses: {
            /** @description created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QrCode"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    delete_qr_code: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                code: string;
                id: components["schemas"]["PhoneNumberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    update_qr_code: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                code: string;
                id: components["schemas"]["PhoneNumberId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QrCodePatch"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QrCode"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    register_phone_number: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["Pin"];
            };
        };
        responses: {
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    request_phone_number_code: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    get_phone_number_usage: {
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
                    "application/json": components["schemas"]["NumberUsage"];
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
    verify_phone_number: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    list_template_library: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string;
                /** @description For example `E_COMMERCE`. */
                industry?: string;
                /** @description For example `en_US`. */
                language?: string;
                /** @description Words of the name or the text. */
                q?: string;
                /** @description For example `ORDER_MANAGEMENT`. */
                topic?: string;
                /** @description For example `DELIVERY_UPDATE`. */
                usecase?: string;
                /** @description The WhatsApp Business account that asks; may be left out where numbers of only one are connected. */
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
                    "application/json": components["schemas"]["LibraryTemplates"];
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
            /** @description `token_invalid` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, or `provider_refused` */
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
    create_template_from_library: {
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
                "application/json": components["schemas"]["FromLibrary"];
            };
        };
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
            /** @description `template_exists`, or `token_invalid` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, `template_invalid` with the inputs that do not fit, or `provider_refused` */
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
            /** @description `provider_unanswered`: nothing was made */
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
    archive_template: {
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
            /** @description `template_not_archivable`, `template_never_submitted`, or `token_invalid` */
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
            /** @description `provider_unanswered`: asking again does no harm */
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
    compare_templates: {
        parameters: {
            query?: {
                /** @description Up to now: 7, 30, 60 or 90 days. 7 without it. */
                days?: number;
                /** @description Another template of the same account. */
                with?: components["schemas"]["TemplateId"];
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
                    "application/json": components["schemas"]["TemplateComparison"];
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
            /** @description `template_never_submitted`, or `token_invalid` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, or `provider_refused` */
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
    unarchive_template: {
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
            /** @description `template_not_archived`, `template_never_submitted`, or `token_invalid` */
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
            /** @description `provider_unanswered`: asking again does no harm */
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
    unpause_template: {
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
            /** @description `template_not_paused`, `template_never_submitted`, or `token_invalid` */
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
            /** @description `provider_unanswered`: asking again does no harm */
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
    update_authentication_templates: {
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
                "application/json": components["schemas"]["AuthenticationTemplates"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Template"];
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
            /** @description `token_invalid` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed`, `template_invalid` with the fields that the provider would refuse and its codes, or `provider_refused` */
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
            /** @description `provider_unanswered`: asking again does no harm */
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
    list_wabas: {
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
                    "application/json": components["schemas"]["Items_Waba"];
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
    get_waba: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
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
                    "application/json": components["schemas"]["Waba"];
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
    get_message_analytics: {
        parameters: {
            query: {
                /** @description Of two letters, with commas between. */
                country_codes?: string;
                /** @description At most a year ago. */
                from: components["schemas"]["Timestamp"];
                granularity: "half_hour" | "day" | "month";
                /** @description Numbers of ours, with commas between; all of the account without it. */
                phone_number_ids?: string;
                to: components["schemas"]["Timestamp"];
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
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
                    "application/json": components["schemas"]["Items_MessagePoint"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    get_pricing_analytics: {
        parameters: {
            query: {
                /** @description Of two letters, with commas between. */
                country_codes?: string;
                /** @description What to split by, with commas between: `COUNTRY`, `PHONE`, `PRICING_CATEGORY`, `PRICING_TYPE`, `TIER`. */
                dimensions?: string;
                /** @description At most a year ago. */
                from: components["schemas"]["Timestamp"];
                granularity: "half_hour" | "day" | "month";
                /** @description Numbers of ours, with commas between; all of the account without it. */
                phone_number_ids?: string;
                /** @description `MARKETING`, `UTILITY`, …, with commas between. */
                pricing_categories?: string;
                /** @description `REGULAR`, `FREE_CUSTOMER_SERVICE`, `FREE_ENTRY_POINT`, with commas between. */
                pricing_types?: string;
                to: components["schemas"]["Timestamp"];
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
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
                    "application/json": components["schemas"]["Items_PricingPoint"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    get_template_analytics: {
        parameters: {
            query: {
                /** @description At most 90 days ago. */
                from: components["schemas"]["Timestamp"];
                /** @description At most 10 templates of ours, with commas between. */
                template_ids: string;
                to: components["schemas"]["Timestamp"];
            };
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
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
                    "application/json": components["schemas"]["Items_TemplatePoint"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    enable_insights: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    refresh_waba: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is known so far */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waba"];
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
    get_subscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
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
                    "application/json": components["schemas"]["Subscription"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    subscribe_app: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionRequest"];
            };
        };
        responses: {
            /** @description ok */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
    unsubscribe_app: {
        parameters: {
            query?: never;
            header?: {
                /** @description The workspace that the request is about; without it the user's first. */
                "Waypost-Workspace"?: string;
            };
            path: {
                /** @description Meta's id */
                id: components["schemas"]["WabaId"];
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
                    "application/json": components["schemas"]["Subscription"];
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
            /** @description `not_allowed`: owners and admins may change numbers and accounts. */
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
            /** @description `token_invalid`: the provider refuses the number's access token. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation_failed` with field and limit, or `provider_refused` with the provider's reason. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_limit`: too much, or too early. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unanswered`: nobody knows whether it was done. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider_unreachable`: nothing was done. */
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
