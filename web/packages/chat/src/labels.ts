/**
 * Every word the chat shows, replaceable as a whole or in part.
 */
import type { Content, Media, MessageStatus } from "@waypost/core";

export interface Labels {
  /** For dates and numbers. */
  locale: string;
  you: string;
  status: Record<MessageStatus, string>;
  statusWaiting: string;
  today: string;
  yesterday: string;
  unread: (count: number) => string;
  start: string;
  loadingOlder: string;
  loadOlderFailed: string;
  retry: string;
  reply: string;
  cancelReply: string;
  attempt: (count: number) => string;
  notSent: string;
  unknownTitle: string;
  unknownHelp: string;
  edit: string;
  discard: string;
  jump: string;
  newMessages: (count: number) => string;
  openMap: string;
  /** What a message is, where its own words are missing. */
  kinds: Record<Content["type"], string>;
  voiceMessage: string;
  forwarded: string;
  forwardedOften: string;
  edited: string;
  editedAt: (time: string) => string;
  media: MediaLabels;
  viewer: ViewerLabels;
  origin: { ad: string; post: string; product: string; source: string };
  chose: Record<Extract<Content, { type: "reply" }>["source"], string>;
  system: Record<Extract<Content, { type: "system" }>["event"], string>;
  call: Record<Extract<Content, { type: "call" }>["state"], string>;
  tap: TapLabels;
  formAnswers: string;
  noAnswers: string;
  order: OrderLabels;
  templateOf: (name: string, language: string) => string;
  react: string;
  reactWith: (emoji: string) => string;
  takeBack: (emoji: string) => string;
  unsupported: (kind: string) => string;
  showRaw: string;
  repliedTo: string;
  missingQuote: string;
  reactedBy: (emoji: string, ours: boolean) => string;
  writeMessage: string;
  send: string;
  enterToSend: string;
  newLine: string;
  tooLong: (over: number) => string;
  left: (count: number) => string;
  thread: (name: string) => string;
}

export interface MediaLabels {
  view: string;
  play: string;
  pause: string;
  seek: string;
  at: (position: string, duration: string) => string;
  speed: (rate: number) => string;
  download: string;
  downloadOf: (name: string) => string;
  open: (name: string) => string;
  pending: string;
  expired: string;
  failed: Record<NonNullable<Media["error"]>["reason"], string>;
  again: string;
  unplayable: string;
}

export interface ViewerLabels {
  title: string;
  close: string;
  previous: string;
  next: string;
  zoomIn: string;
  zoomOut: string;
  rotate: string;
  of: (place: number, count: number) => string;
}

/** What stands on things to tap that have no words of their own. */
export interface TapLabels {
  location: string;
  contact: string;
  callPermission: string;
  product: string;
  products: string;
  catalog: string;
  address: string;
  pay: string;
  orderStatus: string;
  card: (place: number) => string;
}

export interface OrderLabels {
  pieces: (count: number) => string;
  total: string;
  each: (price: string) => string;
}

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const en: Labels = {
  locale: "en-GB",
  you: "You",
  status: {
    queued: "Waiting to be sent",
    sending: "Sending",
    unknown: "Sent, not confirmed yet",
    accepted: "Accepted by WhatsApp",
    sent: "Sent",
    failed: "Not delivered",
    delivered: "Delivered",
    read: "Read",
    played: "Played",
  },
  statusWaiting: "Waiting for the connection",
  today: "Today",
  yesterday: "Yesterday",
  unread: (count) => plural(count, "unread message", "unread messages"),
  start: "This is where the conversation begins.",
  loadingOlder: "Loading earlier messages",
  loadOlderFailed: "Earlier messages could not be loaded.",
  retry: "Retry",
  reply: "Reply to this message",
  cancelReply: "Do not quote",
  attempt: (count) => `Attempt ${count}`,
  notSent: "Not sent",
  unknownTitle: "WhatsApp has not confirmed this message.",
  unknownHelp: "It may have arrived. Retrying could send it twice.",
  edit: "Edit",
  discard: "Discard",
  jump: "Jump to the latest message",
  newMessages: (count) => plural(count, "new message", "new messages"),
  openMap: "Open map",
  kinds: {
    text: "Message",
    image: "Photo",
    video: "Video",
    audio: "Audio",
    document: "Document",
    sticker: "Sticker",
    location: "Location",
    contacts: "Contact",
    interactive: "Message with buttons",
    template: "Template",
    reply: "Answer",
    flow_reply: "Form answers",
    order: "Order",
    call: "Call",
    system: "Notice",
    deleted: "This message was deleted",
    unsupported: "Message",
  },
  voiceMessage: "Voice message",
  forwarded: "Forwarded",
  forwardedOften: "Forwarded many times",
  edited: "edited",
  editedAt: (time) => `Edited: ${time}`,
  media: {
    view: "View photo",
    play: "Play",
    pause: "Pause",
    seek: "Position",
    at: (position, duration) => `${position} of ${duration}`,
    speed: (rate) => `Speed ${rate}×`,
    download: "Download",
    downloadOf: (name) => `Download ${name}`,
    open: (name) => `Open ${name}`,
    pending: "Arriving…",
    expired: "This file is no longer kept.",
    failed: {
      gone: "WhatsApp no longer has this file.",
      refused: "WhatsApp did not give this file.",
      unreachable: "WhatsApp could not be reached.",
      too_large: "This file is too large to be kept.",
      checksum_mismatch: "This file arrived damaged.",
      not_stored: "This file could not be stored.",
    },
    again: "Try again",
    unplayable: "This browser cannot play it. Download it instead.",
  },
  viewer: {
    title: "Photos of this conversation",
    close: "Close",
    previous: "Previous photo",
    next: "Next photo",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    rotate: "Rotate",
    of: (place, count) => `${place} of ${count}`,
  },
  origin: {
    ad: "Came by an ad",
    post: "Came by a post",
    product: "Asks about a product",
    source: "Show it",
  },
  chose: {
    button: "Tapped a button",
    list: "Chose from the list",
    template_button: "Tapped a button of the template",
    call_permission: "Answered whether we may call",
  },
  system: {
    number_changed: "This contact has a new number.",
    identity_changed: "This contact's identity changed.",
    user_id_changed: "This contact has a new user ID.",
    welcomed: "Opened the chat for the first time.",
    other: "Something changed about this contact.",
  },
  call: {
    ringing: "Calling",
    accepted: "Call in progress",
    missed: "Missed call",
    failed: "Call failed",
    rejected: "Call declined",
    completed: "Call",
  },
  tap: {
    location: "Send location",
    contact: "Share phone number",
    callPermission: "Allow calls?",
    product: "View product",
    products: "View items",
    catalog: "View catalogue",
    address: "Provide address",
    pay: "Review and pay",
    orderStatus: "Order status",
    card: (place) => `Card ${place}`,
  },
  formAnswers: "Form answers",
  noAnswers: "The form came back empty.",
  order: {
    pieces: (count) => plural(count, "item", "items"),
    total: "Total",
    each: (price) => `${price} each`,
  },
  templateOf: (name, language) => `Template ${name}, ${language}`,
  react: "React to this message",
  reactWith: (emoji) => `React with ${emoji}`,
  takeBack: (emoji) => `Take ${emoji} back`,
  unsupported: (kind) => `This kind of message (${kind}) cannot be shown yet.`,
  showRaw: "Show what arrived",
  repliedTo: "In reply to",
  missingQuote: "An earlier message",
  reactedBy: (emoji, ours) => (ours ? `You reacted with ${emoji}` : `Reacted with ${emoji}`),
  writeMessage: "Write a message",
  send: "Send",
  enterToSend: "to send",
  newLine: "for a new line",
  tooLong: (over) => `${plural(over, "character", "characters")} too long`,
  left: (count) => `${plural(count, "character", "characters")} left`,
  thread: (name) => `Conversation with ${name}`,
};
