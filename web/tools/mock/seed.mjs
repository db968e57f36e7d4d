/**
 * A small world to look at: every kind of message, every status, open and closed windows.
 */
import { kinds } from "./kinds.mjs";
import { files } from "./media.mjs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let counter = 0;
const uuid = () => {
  counter += 1;
  return `00000000-0000-7000-8000-${String(counter).padStart(12, "0")}`;
};

const PEOPLE = [
  ["Arjun Dubois", "+474645193159"],
  ["Mateo Silva", "+5511987650101"],
  ["Grace Khan", "+447700900123"],
  ["Zainab Novak", "+420601123456"],
  ["Luca Nakamura", "+819012345678"],
  ["Olga Khan", "+48601234567"],
  ["Emma Haddad", "+9613123456"],
  ["Liam Hassan", "+201001234567"],
  ["ليلى حداد", "+962791234567"],
  ["Leila Smith", "+16505550142"],
  ["Sofia Dubois", "+33612345678"],
  ["Hugo Okafor", "+2348012345678"],
  ["Ivan Petrov", "+359881234567"],
  ["Noor Rahman", "+8801712345678"],
  ["Yusuf Costa", "+351912345678"],
  ["Ingrid Haddad", "+4741234567"],
  ["Samuel Singh", "+919812345678"],
  ["Chiara Rossi", "+393331234567"],
  ["Tomás Fernández de la Vega y Montenegro", "+34612345678"],
  ["+16505550199", "+16505550199"],
];
const LINES = [
  "Hello, are you open on Sunday?",
  "I would like to upgrade my plan",
  "How do I reset my PIN?",
  "Can I change the delivery address?",
  "It works now, great support 👏",
  "Thanks! When will it arrive?",
  "I sent the documents this morning",
  "Could someone call me back?",
  "Perfect, see you then",
  "Is the blue one back in stock?",
];

export function seed() {
  const now = Date.now();
  const at = (ago) => new Date(now - ago).toISOString().replace("Z", "000Z");
  const user = {
    id: uuid(),
    email: "lucia@northwind.example",
    name: "Lucia Ulrich",
    created_at: at(90 * 24 * HOUR),
  };
  const nadia = { user_id: uuid(), name: "Nadia" };
  const workspace = { id: uuid(), name: "Northwind Couriers", created_at: at(90 * 24 * HOUR) };
  const number = {
    id: uuid(),
    meta_phone_number_id: "106540352242922",
    waba_id: "102290129340398",
    meta_app_id: "670843887433847",
    display_phone_number: "+1 555-078-3881",
    verified_name: "Northwind Couriers",
    quality_rating: "GREEN",
    base_url: "http://127.0.0.1:8081",
    api_version: "v25.0",
    health: { state: "connected", since: at(3 * HOUR) },
    last_webhook_at: at(2 * MINUTE),
    created_at: at(60 * 24 * HOUR),
  };
  const broken = {
    ...number,
    id: uuid(),
    meta_phone_number_id: "106540352242999",
    display_phone_number: "+44 20 7946 0958",
    verified_name: "Northwind Support",
    quality_rating: "YELLOW",
    base_url: "https://graph.facebook.com",
    health: {
      state: "token_invalid",
      since: at(20 * MINUTE),
      reason:
        "The access token has expired. Create a new one for the system user and connect the number again.",
    },
  };

  const media = files(at(HOUR));
  const contacts = [];
  const conversations = [];
  const messages = [];
  const say = (conversation, ago, direction, content, more = {}) => {
    const outbound = direction === "outbound";
    const message = {
      id: uuid(),
      conversation_id: conversation.id,
      direction,
      content: typeof content === "string" ? { type: "text", text: content } : content,
      at: at(ago),
      status: outbound ? "read" : null,
      status_times: outbound
        ? {
            accepted_at: at(ago - 400),
            sent_at: at(ago - 900),
            delivered_at: at(ago - 1_500),
            read_at: at(ago - 20_000),
          }
        : {},
      error: null,
      attempt: outbound ? 1 : 0,
      author: outbound ? nadia : null,
      reply_to: null,
      reactions: [],
      wamid: `wamid.${counter}`,
      client_ref: null,
      ...more,
    };
    messages.push(message);
    conversation.last_message = {
      id: message.id,
      direction,
      kind: message.content.type,
      text:
        message.content.text ??
        message.content.caption ??
        message.content.body ??
        message.content.name ??
        null,
      status: message.status,
      at: message.at,
    };
    conversation.last_activity_at = message.at;
    return message;
  };

  const total = Number(process.env.CONVERSATIONS ?? 60);
  for (let i = 0; i < total; i += 1) {
    const [name, phone] = PEOPLE[i] ?? [
      `${PEOPLE[i % 18][0].split(" ")[0]} ${["Weber", "Costa", "Okoye", "Lind", "Mori"][i % 5]}`,
      `+4915112${String(340_000 + i)}`,
    ];
    const contact = {
      id: uuid(),
      name,
      identifiers: [
        { kind: "bsuid", value: `US.1349120865530${i}` },
        { kind: "wa_id", value: phone.slice(1) },
        { kind: "phone", value: phone },
        ...(i % 6 === 4 ? [{ kind: "username", value: name.split(" ")[0].toLowerCase() }] : []),
      ],
      created_at: at((i + 2) * 24 * HOUR),
      updated_at: at(i * HOUR),
    };
    contacts.push(contact);
    const summary = {
      id: contact.id,
      name,
      phone,
      username: i % 6 === 4 ? name.split(" ")[0].toLowerCase() : null,
    };
    const conversation = {
      id: uuid(),
      contact: summary,
      phone_number_id: number.id,
      state: i > 0 && i % 9 === 8 ? "closed" : "open",
      unread_count: 0,
      last_message: null,
      window_expires_at: null,
      last_activity_at: at(0),
      created_at: at((i + 2) * 24 * HOUR),
    };
    conversations.push(conversation);
    if (i === 0) {
      rich(conversation, say, at, media);
      conversation.unread_count = 2;
      conversation.window_expires_at = new Date(now + 23.98 * HOUR).toISOString();
      continue;
    }
    const ago = (4 + i * i * 1.7) * MINUTE;
    if (i === 9) {
      kinds(conversation, say, at, media, ago);
      conversation.window_expires_at = new Date(now + 20 * HOUR).toISOString();
      continue;
    }
    say(conversation, ago + 9 * MINUTE, "inbound", "Good morning!");
    if (i === 8) say(conversation, ago, "outbound", "شكراً جزيلاً، سأنتظر الرد");
    else if (i % 4 === 1)
      say(
        conversation,
        ago,
        "inbound",
        i === 5
          ? { type: "image", media: media.put("image/jpeg", { scene: 2 }), caption: null }
          : LINES[i % LINES.length],
      );
    else if (i === 16)
      say(conversation, ago, "outbound", LINES[1], {
        status: "failed",
        error: {
          code: 131026,
          title: "This number cannot receive messages right now.",
          detail: null,
          remedy: "Check that the number uses WhatsApp, then retry.",
        },
      });
    else if (i === 3)
      say(conversation, ago, "inbound", {
        type: "image",
        media: media.put("image/jpeg", { scene: 2 }),
        caption: null,
      });
    else if (i === 6)
      say(conversation, ago, "inbound", {
        type: "location",
        latitude: 25.2048,
        longitude: 55.2708,
        name: "Dubai Marina Mall",
        address: null,
      });
    else
      say(conversation, ago, "outbound", LINES[i % LINES.length], {
        status: ["read", "delivered", "sent"][i % 3],
      });
    if (i % 4 === 1 && i < 20) conversation.unread_count = 1 + (i % 3);
    conversation.window_expires_at = new Date(
      now + 24 * HOUR - ago - 9 * MINUTE - (i === 2 ? 21.5 * HOUR : 0),
    ).toISOString();
  }
  const customers = PEOPLE.slice(0, 6).map(([name, phone], i) => ({
    phone,
    name,
    user_id: `US.${i}`,
    username: null,
    online: i !== 2,
    read_receipts: true,
  }));
  return {
    me: {
      user,
      memberships: [{ workspace, role: "owner" }],
      workspace,
      role: "owner",
      client: { polling_interval_ms: 5_000 },
    },
    numbers: process.env.NO_NUMBERS ? [] : [number, broken],
    contacts,
    conversations,
    messages,
    media,
    customers,
    shift: 0,
  };
}

/** The conversation that has everything. */
function rich(conversation, say, at, media) {
  const day = 24 * HOUR;
  for (let i = 0; i < 140; i += 1)
    say(
      conversation,
      9 * day - i * 70 * MINUTE,
      i % 3 === 0 ? "outbound" : "inbound",
      LINES[i % LINES.length],
    );
  say(
    conversation,
    day + 5 * HOUR,
    "inbound",
    "Hi! Where is my parcel *48213*? It should have come _yesterday_.",
  );
  say(conversation, day + 4.9 * HOUR, "outbound", "Good morning Arjun, I am looking into it right now.");
  say(conversation, day + 4.8 * HOUR, "inbound", "👍", {});
  const photo = say(
    conversation,
    3.2 * HOUR,
    "inbound",
    {
      type: "image",
      media: media.put("image/jpeg", { scene: 1 }),
      caption: "This is the door, the bell is on the left",
    },
    { reactions: [{ emoji: "👍", direction: "outbound", at: at(3 * HOUR) }] },
  );
  say(
    conversation,
    3.1 * HOUR,
    "outbound",
    "Thank you, that helps a lot. You can follow the van live here: https://track.northwind.example/48213",
    { reply_to: { wamid: photo.wamid, message_id: photo.id }, author: { user_id: "x", name: "Tom" } },
  );
  say(conversation, 3 * HOUR, "inbound", {
    type: "location",
    latitude: 25.08021,
    longitude: 55.14031,
    name: "Marina Walk, Tower 4",
    address: "Dubai Marina, Dubai",
  });
  say(conversation, 2.9 * HOUR, "inbound", {
    type: "contacts",
    contacts: [
      {
        name: "Priya Dubois",
        phones: ["+971501234567"],
        emails: ["priya@example.com"],
        organisation: "Neighbour",
      },
    ],
  });
  say(conversation, 2.7 * HOUR, "inbound", {
    type: "unsupported",
    kind: "order",
    raw: {
      type: "order",
      order: { catalog_id: "1", product_items: [{ product_retailer_id: "sku-7", quantity: 2 }] },
    },
  });
  say(conversation, 2.5 * HOUR, "outbound", "Noted!\n~Tomorrow~ *Today* before noon, reference `NW-48213`.", {
    status: "delivered",
  });
  say(conversation, 2.4 * HOUR, "outbound", "مرحبا، السائق في الطريق إليك الآن وسيصل قبل الظهر", {
    status: "delivered",
  });
  say(conversation, 70 * MINUTE, "outbound", "I have added it to the delivery instructions.", {
    status: "failed",
    attempt: 2,
    error: {
      code: 131026,
      title: "This number cannot receive messages right now.",
      detail: null,
      remedy: "Check that the number uses WhatsApp, then retry.",
    },
  });
  say(conversation, 68 * MINUTE, "outbound", "The driver will ring twice.", { status: "unknown" });
  say(conversation, 30 * MINUTE, "outbound", "Done ✅ The driver will ring twice.", { status: "sent" });
  say(conversation, 12 * MINUTE, "inbound", "Great 🙏");
  say(
    conversation,
    2 * MINUTE,
    "inbound",
    "One more thing: can the courier ring the bell twice? The intercom is a bit unreliable, and the reception closes for lunch between 12:30 and 13:15.",
  );
}
