/**
 * The words of API v1. One name per concept, the same as in the server's domain.
 */

export type Timestamp = string;

export type Direction = "inbound" | "outbound";

export type MessageStatus =
  | "queued"
  | "sending"
  | "unknown"
  | "accepted"
  | "sent"
  | "failed"
  | "delivered"
  | "read"
  | "played";

export interface TextContent {
  type: "text";
  text: string;
  preview_url?: boolean;
}

export interface MediaRef {
  id: string;
  mime_type: string;
  sha256?: string | null;
}

export interface ImageContent {
  type: "image";
  media: MediaRef;
  caption?: string | null;
}

export interface LocationContent {
  type: "location";
  latitude: number;
  longitude: number;
  name?: string | null;
  address?: string | null;
}

export interface ContactCard {
  name: string;
  phones: string[];
  emails: string[];
  organisation?: string | null;
}

export interface ContactsContent {
  type: "contacts";
  contacts: ContactCard[];
}

export interface UnsupportedContent {
  type: "unsupported";
  kind: string;
  raw?: unknown;
}

export type Content = TextContent | ImageContent | LocationContent | ContactsContent | UnsupportedContent;

export interface StatusTimes {
  accepted_at?: Timestamp | null;
  sent_at?: Timestamp | null;
  delivered_at?: Timestamp | null;
  read_at?: Timestamp | null;
  failed_at?: Timestamp | null;
}

export interface MessageError {
  code?: number | null;
  title: string;
  detail?: string | null;
  remedy: string;
}

export interface Author {
  user_id: string;
  name: string;
}

export interface ReplyTo {
  wamid: string;
  message_id?: string | null;
}

export interface Reaction {
  emoji: string;
  direction: Direction;
  at: Timestamp;
}

export interface Message {
  id: string;
  conversation_id: string;
  direction: Direction;
  content: Content;
  at: Timestamp;
  status?: MessageStatus | null;
  status_times: StatusTimes;
  error?: MessageError | null;
  attempt: number;
  author?: Author | null;
  reply_to?: ReplyTo | null;
  reactions: Reaction[];
  wamid?: string | null;
  client_ref?: string | null;
}

export interface ContactSummary {
  id: string;
  name: string;
  phone?: string | null;
  username?: string | null;
}

export type IdentifierKind = "bsuid" | "wa_id" | "phone" | "username";

export interface Contact {
  id: string;
  name: string;
  identifiers: { kind: IdentifierKind; value: string }[];
  created_at: Timestamp;
  updated_at: Timestamp;
}

export type ConversationState = "open" | "pending" | "snoozed" | "closed" | "archived";

export interface MessagePreview {
  id: string;
  direction: Direction;
  kind: string;
  text?: string | null;
  status?: MessageStatus | null;
  at: Timestamp;
}

export interface Conversation {
  id: string;
  contact: ContactSummary;
  phone_number_id: string;
  state: ConversationState;
  unread_count: number;
  last_message?: MessagePreview | null;
  window_expires_at?: Timestamp | null;
  last_activity_at: Timestamp;
  created_at: Timestamp;
}

export type NumberState = "connected" | "unreachable" | "token_invalid";

export interface PhoneNumber {
  id: string;
  meta_phone_number_id: string;
  waba_id: string;
  meta_app_id: string;
  display_phone_number: string;
  verified_name: string;
  quality_rating: string;
  base_url: string;
  api_version: string;
  health: { state: NumberState; since: Timestamp; reason?: string | null };
  last_webhook_at?: Timestamp | null;
  created_at: Timestamp;
}

export type Role = "owner" | "admin" | "manager" | "agent" | "viewer";

export interface Workspace {
  id: string;
  name: string;
  created_at: Timestamp;
}

export interface User {
  id: string;
  email: string;
  name: string;
  created_at: Timestamp;
}

export interface Membership {
  workspace: Workspace;
  role: Role;
}

export interface SignedIn {
  user: User;
  memberships: Membership[];
  token: string;
}

export interface Me {
  user: User;
  memberships: Membership[];
  workspace: Workspace;
  role: Role;
}

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export interface MessagePage {
  items: Message[];
  older_cursor?: string | null;
  newer_cursor?: string | null;
}

export interface Counts {
  open: number;
  unread: number;
  closed: number;
}

export interface PhoneNumberList {
  items: PhoneNumber[];
  webhook_url: string;
}

export interface NumberTest {
  ok: boolean;
  display_phone_number?: string | null;
  verified_name?: string | null;
  quality_rating?: string | null;
  checks: { name: string; ok: boolean; detail?: string | null }[];
}

export interface ConnectNumber {
  meta_phone_number_id: string;
  waba_id: string;
  meta_app_id: string;
  access_token: string;
  app_secret: string;
  verify_token: string;
  base_url?: string;
  api_version?: string;
}

/** One change on the feed. Kinds that this version does not know are ignored at run time. */
export type Event =
  | { type: "message.created"; message: Message }
  | { type: "message.updated"; message: Message }
  | {
      type: "message.status";
      conversation_id: string;
      message_id: string;
      status: MessageStatus;
      at: Timestamp;
      error?: MessageError | null;
      attempt: number;
      wamid?: string | null;
    }
  | { type: "conversation.updated"; conversation: Conversation }
  | { type: "contact.updated"; contact: Contact }
  | { type: "phone_number.updated"; phone_number: PhoneNumber };

export type FeedEvent = Event & { seq: number; recorded_at: Timestamp };

export interface EventPage {
  events: FeedEvent[];
  cursor: number;
  resync: boolean;
}

/** What the server says over the live socket. */
export type LiveFrame =
  | { type: "hello"; cursor: number; heartbeat_seconds: number }
  | { type: "events"; events: FeedEvent[]; cursor: number }
  | { type: "heartbeat"; cursor: number }
  | { type: "resync"; cursor: number };

/** RFC 9457, with what Waypost adds. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string | null;
  fields?: Record<string, string> | null;
  request_id?: string | null;
}
