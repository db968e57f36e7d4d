/**
 * Every word the chat shows, replaceable as a whole or in part.
 */
import type { MessageStatus } from "@waypost/core";

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
  photo: string;
  photoPending: string;
  location: string;
  openMap: string;
  contact: string;
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
  photo: "Photo",
  photoPending: "Photo",
  location: "Location",
  openMap: "Open map",
  contact: "Contact",
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

const arabicPlural = new Intl.PluralRules("ar");
const arabicCount = (count: number, forms: { one: string; two: string; few: string; other: string }) => {
  const rule = arabicPlural.select(count);
  if (rule === "one") return forms.one;
  if (rule === "two") return forms.two;
  return `${count} ${rule === "few" ? forms.few : forms.other}`;
};

export const ar: Labels = {
  locale: "ar-u-nu-latn",
  you: "أنت",
  status: {
    queued: "بانتظار الإرسال",
    sending: "جارٍ الإرسال",
    unknown: "أُرسلت ولم تُؤكَّد بعد",
    accepted: "قبلها واتساب",
    sent: "أُرسلت",
    failed: "لم تُسلَّم",
    delivered: "سُلِّمت",
    read: "قُرئت",
    played: "شُغِّلت",
  },
  statusWaiting: "بانتظار الاتصال",
  today: "اليوم",
  yesterday: "أمس",
  unread: (count) =>
    arabicCount(count, {
      one: "رسالة غير مقروءة",
      two: "رسالتان غير مقروءتين",
      few: "رسائل غير مقروءة",
      other: "رسالة غير مقروءة",
    }),
  start: "هنا تبدأ المحادثة.",
  loadingOlder: "جارٍ تحميل الرسائل الأقدم",
  loadOlderFailed: "تعذّر تحميل الرسائل الأقدم.",
  retry: "إعادة المحاولة",
  reply: "الرد على هذه الرسالة",
  cancelReply: "إلغاء الاقتباس",
  attempt: (count) => `المحاولة ${count}`,
  notSent: "لم تُرسل",
  unknownTitle: "لم يؤكّد واتساب هذه الرسالة.",
  unknownHelp: "قد تكون وصلت. إعادة المحاولة قد ترسلها مرتين.",
  edit: "تعديل",
  discard: "تجاهل",
  jump: "الانتقال إلى آخر رسالة",
  newMessages: (count) =>
    arabicCount(count, {
      one: "رسالة جديدة",
      two: "رسالتان جديدتان",
      few: "رسائل جديدة",
      other: "رسالة جديدة",
    }),
  photo: "صورة",
  photoPending: "صورة",
  location: "موقع",
  openMap: "فتح الخريطة",
  contact: "جهة اتصال",
  unsupported: (kind) => `لا يمكن عرض هذا النوع من الرسائل (${kind}) بعد.`,
  showRaw: "عرض ما وصل",
  repliedTo: "ردًا على",
  missingQuote: "رسالة سابقة",
  reactedBy: (emoji, ours) => (ours ? `تفاعلت بـ ${emoji}` : `تفاعل بـ ${emoji}`),
  writeMessage: "اكتب رسالة",
  send: "إرسال",
  enterToSend: "للإرسال",
  newLine: "لسطر جديد",
  tooLong: (over) =>
    `أطول من الحد بمقدار ${arabicCount(over, { one: "حرف واحد", two: "حرفين", few: "أحرف", other: "حرفًا" })}`,
  left: (count) => `بقي ${arabicCount(count, { one: "حرف واحد", two: "حرفان", few: "أحرف", other: "حرفًا" })}`,
  thread: (name) => `محادثة مع ${name}`,
};

export const dictionaries: Record<string, Labels> = { en, ar };
