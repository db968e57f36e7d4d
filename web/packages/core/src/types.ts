/**
 * The words of API v1, by the names that the rest of the console uses. What they are made of is
 * generated from the server's own description.
 */
import type { components } from "./types.gen.ts";

type Schemas = components["schemas"];

export type Timestamp = Schemas["Timestamp"];
export type Direction = Schemas["Direction"];
export type MessageStatus = Schemas["MessageStatus"];
export type Content = Schemas["Content"];
/** What may be sent: those kinds of content that are not the contact's alone. */
export type NewContent = Content;
export type InteractiveContent = Schemas["InteractiveContent"];
export type InteractiveHeader = Schemas["Header"];
export type InteractiveAction = Schemas["Action"];
export type OrderItem = Schemas["OrderItem"];
export type MediaRef = Schemas["MediaRef"];
export type Media = Schemas["Media"];
export type MediaState = Schemas["MediaState"];
export type Origin = Schemas["Origin"];
export type Referral = Schemas["Referral"];
export type ContactCard = Schemas["ContactCard"];
export type StatusTimes = Schemas["StatusTimes"];
export type MessageError = Schemas["MessageError"];
export type Author = Schemas["Author"];
export type ReplyTo = Schemas["ReplyTo"];
export type Reaction = Schemas["Reaction"];
export type Message = Schemas["Message"];
export type ContactSummary = Schemas["ContactSummary"];
export type Contact = Schemas["Contact"];
export type IdentifierKind = Schemas["IdentifierKind"];
export type ConversationState = Schemas["ConversationState"];
export type MessagePreview = Schemas["MessagePreview"];
export type Conversation = Schemas["Conversation"];
export type NumberState = Schemas["NumberState"];
export type PhoneNumber = Schemas["PhoneNumber"];
export type Role = Schemas["Role"];
export type Workspace = Schemas["Workspace"];
export type User = Schemas["User"];
export type Membership = Schemas["Membership"];
export type SignedIn = Schemas["SignedIn"];
export type Me = Schemas["Me"];
export type MessagePage = Schemas["MessagePage"];
export type Counts = Schemas["ConversationCounts"];
export type PhoneNumberList = Schemas["PhoneNumbers"];
export type NumberTest = Schemas["NumberTest"];
export type ConnectNumber = Schemas["NumberCredentials"];
export type Problem = Schemas["Problem"];

/** One change on the feed. Kinds that this version does not know are ignored at run time. */
export type Event = Schemas["Event"];
export type FeedEvent = Schemas["FeedEvent"];
export type EventPage = Schemas["EventsPage"];

/** What the server says over the live socket. */
export type LiveFrame = Schemas["LiveFrame"];

/** A part of a list; the cursor leads to the next part and is absent at the end. */
export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}
