/**
 * The operations of API v1, one function each.
 */
import type { AbortSignalLike, Http } from "./http.ts";
import type {
  ConnectNumber,
  Contact,
  Conversation,
  Counts,
  EventPage,
  Me,
  Media,
  Message,
  MessagePage,
  NewContent,
  NumberTest,
  Page,
  PhoneNumber,
  PhoneNumberList,
  SignedIn,
} from "./types.ts";

export interface ConversationFilter {
  state?: string;
  unread?: boolean;
  phone_number_id?: string;
  contact_id?: string;
  q?: string;
  cursor?: string | null;
  limit?: number;
}

export interface SendMessage {
  conversation_id: string;
  content: NewContent;
  reply_to?: string | null;
}

export interface MessageWindow {
  before?: string | null;
  after?: string | null;
  around?: string | null;
  limit?: number;
}

export type Api = ReturnType<typeof createApi>;

export function createApi(http: Http) {
  const id = encodeURIComponent;
  return {
    signIn: (email: string, password: string) =>
      http.call<SignedIn>("POST", "/v1/sessions", { body: { email, password } }),
    signOut: () => http.call<void>("DELETE", "/v1/sessions/current"),
    me: () => http.call<Me>("GET", "/v1/me"),

    phoneNumbers: () => http.call<PhoneNumberList>("GET", "/v1/phone-numbers"),
    connectNumber: (body: ConnectNumber) => http.call<PhoneNumber>("POST", "/v1/phone-numbers", { body }),
    testNumber: (body: Partial<ConnectNumber>) =>
      http.call<NumberTest>("POST", "/v1/phone-numbers/test", { body }),

    contacts: (query: { q?: string; cursor?: string | null; limit?: number }, signal?: AbortSignalLike) =>
      http.call<Page<Contact>>("GET", "/v1/contacts", { query, ...(signal ? { signal } : {}) }),
    contact: (contact: string) => http.call<Contact>("GET", `/v1/contacts/${id(contact)}`),

    conversations: (filter: ConversationFilter, signal?: AbortSignalLike) =>
      http.call<Page<Conversation>>("GET", "/v1/conversations", {
        query: { ...filter },
        ...(signal ? { signal } : {}),
      }),
    counts: () => http.call<Counts>("GET", "/v1/conversations/counts"),
    conversation: (conversation: string) =>
      http.call<Conversation>("GET", `/v1/conversations/${id(conversation)}`),
    close: (conversation: string) =>
      http.call<Conversation>("POST", `/v1/conversations/${id(conversation)}/close`),
    reopen: (conversation: string) =>
      http.call<Conversation>("POST", `/v1/conversations/${id(conversation)}/reopen`),
    markRead: (conversation: string) =>
      http.call<Conversation>("POST", `/v1/conversations/${id(conversation)}/read`),
    typing: (conversation: string) => http.call<void>("POST", `/v1/conversations/${id(conversation)}/typing`),

    messages: (conversation: string, window: MessageWindow = {}) =>
      http.call<MessagePage>("GET", `/v1/conversations/${id(conversation)}/messages`, {
        query: { ...window },
      }),
    send: (body: SendMessage, clientRef: string) =>
      http.call<Message>("POST", "/v1/messages", { body, headers: { "idempotency-key": clientRef } }),
    react: (message: string, emoji: string) =>
      http.call<Message>("POST", `/v1/messages/${id(message)}/reactions`, { body: { emoji } }),
    media: (media: string) => http.call<Media>("GET", `/v1/media/${id(media)}/info`),
    fetchMedia: (media: string) => http.call<Media>("POST", `/v1/media/${id(media)}/fetch`),
    retry: (message: string) => http.call<Message>("POST", `/v1/messages/${id(message)}/retry`),

    events: (after: number | null, limit = 200) =>
      http.call<EventPage>("GET", "/v1/events", { query: { after, wait: 0, limit } }),
  };
}
