/**
 * A pretended server for working on the console without the real one: API v1, the live feed and the
 * simulator's control API, all in memory. For development only; never shipped.
 *
 *   npm run build && npm run mock        → http://127.0.0.1:8080 (any email, password "waypost")
 */
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";
import { seed } from "./seed.mjs";

const PORT = Number(process.env.PORT ?? 8080);
const dist = process.env.DIST ?? join(dirname(fileURLToPath(import.meta.url)), "../../apps/console/dist");
const world = seed();
const events = [];
const sockets = new Set();
const deliveries = [];
/** Switches for looking at troubles: `GET /_mock?live=off&send=drop&list=fail`. */
const trouble = {};

const now = () => new Date().toISOString().replace("Z", "000Z");
const emit = (...changes) => {
  const fresh = changes.map((change) => ({ seq: events.length + 1, recorded_at: now(), ...change }));
  for (const event of fresh) {
    event.seq = events.length + 1;
    events.push(structuredClone(event));
  }
  const frame = JSON.stringify({ type: "events", events: fresh, cursor: events.length });
  for (const socket of sockets) socket.send(frame);
};
const conversationOf = (id) => world.conversations.find((c) => c.id === id);
const messagesOf = (id) =>
  world.messages.filter((m) => m.conversation_id === id).sort((a, b) => (a.at < b.at ? -1 : 1));
const preview = (m) => ({
  id: m.id,
  direction: m.direction,
  kind: m.content.type,
  text:
    m.content.text ??
    m.content.caption ??
    m.content.body ??
    m.content.title ??
    m.content.name ??
    m.content.contacts?.[0]?.name ??
    null,
  status: m.status,
  at: m.at,
});
const touch = (conversation, message) => {
  conversation.last_message = preview(message);
  conversation.last_activity_at = message.at;
};

function setStatus(message, status, extra = {}) {
  message.status = status;
  Object.assign(message, extra);
  const slot = {
    accepted: "accepted_at",
    sent: "sent_at",
    delivered: "delivered_at",
    read: "read_at",
    failed: "failed_at",
  }[status];
  if (slot) message.status_times[slot] = now();
  const conversation = conversationOf(message.conversation_id);
  if (conversation.last_message?.id === message.id) conversation.last_message.status = status;
  emit({
    type: "message.status",
    conversation_id: message.conversation_id,
    message_id: message.id,
    status,
    at: now(),
    error: message.error,
    status_times: message.status_times,
    attempt: message.attempt,
    wamid: message.wamid,
  });
  const n = deliveries.length + 1;
  deliveries.push({
    n,
    at: now(),
    url: "http://127.0.0.1/webhooks/whatsapp",
    field: "messages",
    bytes: 512,
    state: "delivered",
    attempts: [{ at: now(), status: 200, ms: 3, error: null }],
    body: {
      object: "whatsapp_business_account",
      entry: [
        { id: "1", changes: [{ field: "messages", value: { statuses: [{ id: message.wamid, status }] } }] },
      ],
    },
  });
}

const later = (ms, run) => setTimeout(run, ms);
function deliver(message) {
  message.attempt += 1;
  message.error = null;
  setStatus(message, "sending");
  const conversation = conversationOf(message.conversation_id);
  const customer = world.customers.find((c) => c.phone === conversation.contact.phone);
  if (/fail/i.test(message.content.text ?? "") && message.attempt === 1) {
    later(300, () =>
      setStatus(message, "failed", {
        error: {
          code: 131026,
          title: "This number cannot receive messages right now.",
          detail: null,
          remedy: "Check that the number uses WhatsApp, then retry.",
        },
      }),
    );
    return;
  }
  later(120, () => setStatus(message, "accepted", { wamid: `wamid.${randomUUID()}` }));
  later(300, () => setStatus(message, "sent"));
  later(700, () => customer?.online !== false && setStatus(message, "delivered"));
}

function inbound(phone, content) {
  const conversation = world.conversations.find((c) => c.contact.phone === phone);
  if (!conversation) return null;
  const message = {
    id: randomUUID(),
    conversation_id: conversation.id,
    direction: "inbound",
    content,
    at: now(),
    status: null,
    status_times: {},
    error: null,
    attempt: 0,
    author: null,
    reply_to: null,
    reactions: [],
    wamid: `wamid.${randomUUID()}`,
    client_ref: null,
  };
  world.messages.push(message);
  conversation.unread_count += 1;
  conversation.state = "open";
  conversation.window_expires_at = new Date(Date.now() + 86_400_000).toISOString();
  touch(conversation, message);
  const n = deliveries.length + 1;
  deliveries.push({
    n,
    at: now(),
    url: "http://127.0.0.1/webhooks/whatsapp",
    field: "messages",
    bytes: 734,
    state: "delivered",
    attempts: [{ at: now(), status: 200, ms: 4, error: null }],
    body: {
      object: "whatsapp_business_account",
      entry: [
        {
          id: "1",
          changes: [
            {
              field: "messages",
              value: {
                messages: [
                  {
                    from: phone.slice(1),
                    id: message.wamid,
                    type: content.type,
                    text: { body: content.text },
                  },
                ],
              },
            },
          ],
        },
      ],
    },
  });
  emit({ type: "message.created", message }, { type: "conversation.updated", conversation });
  return message;
}

class Problem extends Error {
  constructor(status, code, title, fields) {
    super(title);
    Object.assign(this, { status, code, fields });
  }
}
const page = (items, cursor, limit, key) => {
  const from = cursor ? items.findIndex((item) => item.id === cursor) + 1 : 0;
  const slice = items.slice(from, from + limit);
  return {
    items: slice,
    next_cursor: from + limit < items.length ? slice[slice.length - 1].id : null,
    [key ?? "x"]: undefined,
  };
};

let signedIn = process.env.SIGNED_OUT !== "1";
const routes = {
  "POST /v1/sessions": (_, { email, password }) => {
    if (password !== "waypost") throw new Problem(401, "wrong_credentials", "Wrong email or password.");
    signedIn = true;
    return { user: { ...world.me.user, email }, memberships: world.me.memberships, token: "t" };
  },
  "DELETE /v1/sessions/current": () => {
    signedIn = false;
    return undefined;
  },
  "GET /v1/me": () => world.me,
  "GET /v1/phone-numbers": () => ({
    items: world.numbers,
    webhook_url: "https://waypost.example.com/webhooks/whatsapp",
  }),
  "POST /v1/phone-numbers/test": () => ({
    ok: false,
    checks: [
      { name: "Access token", ok: true, detail: "system user, never expires" },
      { name: "Phone number", ok: false, detail: "this token may not read the number" },
    ],
  }),
  "POST /v1/phone-numbers": () => {
    throw new Problem(422, "validation_failed", "The number was not accepted.", {
      waba_id: "This account does not own the number.",
    });
  },
  "GET /v1/contacts": (query) => {
    const q = (query.q ?? "").toLowerCase();
    return page(
      world.contacts.filter((c) => c.name.toLowerCase().includes(q)),
      query.cursor,
      Number(query.limit ?? 50),
    );
  },
  "GET /v1/conversations": (query) => {
    if (trouble.list === "fail") throw new Problem(500, "internal", "Something went wrong on the server.");
    const states = query.state?.split(",");
    const q = (query.q ?? "").toLowerCase();
    const items = world.conversations
      .filter((c) => !states || states.includes(c.state))
      .filter((c) => query.unread !== "true" || c.unread_count > 0)
      .filter((c) => !query.contact_id || c.contact.id === query.contact_id)
      .filter((c) => !q || c.contact.name.toLowerCase().includes(q) || c.contact.phone?.includes(q))
      .sort((a, b) => (a.last_activity_at < b.last_activity_at ? 1 : -1));
    return page(items, query.cursor, Number(query.limit ?? 50));
  },
  "GET /v1/conversations/counts": () => ({
    open: world.conversations.filter((c) => c.state === "open").length,
    unread: world.conversations.filter((c) => c.state === "open" && c.unread_count > 0).length,
    closed: world.conversations.filter((c) => c.state === "closed").length,
  }),
  "GET /v1/events": (query) => {
    if (query.after === undefined) return { events: [], cursor: events.length, resync: false, now: now() };
    const list = events.filter((e) => e.seq > Number(query.after)).slice(0, 200);
    return { events: list, cursor: list.at(-1)?.seq ?? events.length, resync: false, now: now() };
  },
  "POST /v1/messages": (_, body, request) => {
    const ref = request.headers["idempotency-key"];
    const known = world.messages.find((m) => m.client_ref === ref);
    if (known) return known;
    const conversation = conversationOf(body.conversation_id);
    if (!conversation) throw new Problem(404, "not_found", "No such conversation.");
    if (!conversation.window_expires_at || Date.parse(conversation.window_expires_at) < Date.now())
      throw new Problem(409, "window_closed", "The window is closed.");
    const original = world.messages.find((m) => m.id === body.reply_to);
    const message = {
      id: randomUUID(),
      conversation_id: conversation.id,
      direction: "outbound",
      content: body.content,
      at: now(),
      status: "queued",
      status_times: {},
      error: null,
      attempt: 0,
      author: { user_id: world.me.user.id, name: world.me.user.name },
      reply_to: original ? { wamid: original.wamid, message_id: original.id } : null,
      reactions: [],
      wamid: null,
      client_ref: ref,
    };
    world.messages.push(message);
    touch(conversation, message);
    emit({ type: "message.created", message }, { type: "conversation.updated", conversation });
    later(30, () => deliver(message));
    return message;
  },
  "GET /_sim/world": () => ({
    now: new Date(Date.now() + world.shift).toISOString(),
    numbers: world.numbers.map((n) => ({
      phone_number_id: n.meta_phone_number_id,
      waba_id: n.waba_id,
      display_phone_number: n.display_phone_number,
      verified_name: n.verified_name,
      quality_rating: n.quality_rating,
    })),
    customers: world.customers,
    businesses: [],
    apps: [],
  }),
  "POST /_sim/clock": (_, body) => {
    world.shift += body.advance_seconds * 1_000;
    return { now: new Date(Date.now() + world.shift).toISOString() };
  },
  "GET /_sim/webhooks": (query) => deliveries.filter((d) => d.n > Number(query.after ?? 0)),
  "POST /_sim/customers": (_, body) => {
    world.customers.push({ online: true, read_receipts: true, ...body });
    return {};
  },
};
const patterns = [
  ["GET", /^\/v1\/media\/([^/]+)\/info$/, ([id]) => world.media.get(id)?.info],
  [
    "POST",
    /^\/v1\/media\/([^/]+)\/fetch$/,
    ([id]) => {
      const file = world.media.get(id);
      file.info = { ...file.info, state: "pending", error: null, updated_at: now() };
      later(1_500, () => {
        file.info = { ...file.info, state: "stored", updated_at: now() };
        emit({ type: "media.updated", media: file.info });
      });
      return file.info;
    },
  ],
  [
    "POST",
    /^\/v1\/messages\/([^/]+)\/reactions$/,
    ([id], _, { emoji }) => {
      const message = world.messages.find((m) => m.id === id);
      message.reactions = message.reactions.filter((r) => r.direction !== "outbound");
      if (emoji) message.reactions.push({ emoji, direction: "outbound", at: now() });
      emit({ type: "message.updated", message });
      return message;
    },
  ],
  ["GET", /^\/v1\/contacts\/([^/]+)$/, ([id]) => world.contacts.find((c) => c.id === id)],
  ["GET", /^\/v1\/conversations\/([^/]+)$/, ([id]) => conversationOf(id)],
  [
    "POST",
    /^\/v1\/conversations\/([^/]+)\/(close|reopen)$/,
    ([id, what]) => {
      const conversation = conversationOf(id);
      conversation.state = what === "close" ? "closed" : "open";
      emit({ type: "conversation.updated", conversation });
      return conversation;
    },
  ],
  [
    "POST",
    /^\/v1\/conversations\/([^/]+)\/read$/,
    ([id]) => {
      const conversation = conversationOf(id);
      conversation.unread_count = 0;
      emit({ type: "conversation.updated", conversation });
      return conversation;
    },
  ],
  [
    "POST",
    /^\/v1\/conversations\/([^/]+)\/typing$/,
    ([id]) => {
      conversationOf(id).typing_until = Date.now() + 5_000;
      return undefined;
    },
  ],
  [
    "GET",
    /^\/v1\/conversations\/([^/]+)\/messages$/,
    ([id], query) => {
      const all = messagesOf(id);
      const limit = Number(query.limit ?? 50);
      let to = all.length;
      let from = Math.max(0, to - limit);
      if (query.before) {
        to = all.findIndex((m) => m.id === query.before);
        from = Math.max(0, to - limit);
      } else if (query.around) {
        const at = all.findIndex((m) => m.id === query.around);
        from = Math.max(0, at - limit / 2);
        to = Math.min(all.length, at + limit / 2);
      } else if (query.after) {
        from = all.findIndex((m) => m.id === query.after) + 1;
        to = Math.min(all.length, from + limit);
      }
      return {
        items: all.slice(from, to),
        older_cursor: from > 0 ? all[from].id : null,
        newer_cursor: to < all.length ? all[to - 1].id : null,
      };
    },
  ],
  [
    "POST",
    /^\/v1\/messages\/([^/]+)\/retry$/,
    ([id]) => {
      const message = world.messages.find((m) => m.id === id);
      message.status = "queued";
      message.error = null;
      later(60, () => deliver(message));
      return message;
    },
  ],
  [
    "GET",
    /^\/_sim\/customers\/([^/]+)\/chats\/([^/]+)$/,
    ([phone]) => {
      const conversation = world.conversations.find((c) => c.contact.phone === phone);
      const list = conversation
        ? messagesOf(conversation.id).filter((m) => m.direction === "inbound" || m.wamid)
        : [];
      return {
        cursor: 0,
        typing: (conversation?.typing_until ?? 0) > Date.now(),
        messages: list.map((m, n) => ({
          n: n + 1,
          id: m.wamid,
          from: m.direction === "inbound" ? "customer" : "business",
          at: m.at,
          type: m.content.type,
          ...(m.content.type === "text"
            ? { text: { body: m.content.text } }
            : { [m.content.type]: m.content }),
          status:
            m.direction === "inbound" ? (conversation.unread_count > 0 ? "delivered" : "read") : m.status,
        })),
      };
    },
  ],
  [
    "PATCH",
    /^\/_sim\/customers\/([^/]+)$/,
    ([phone], _, body) =>
      Object.assign(
        world.customers.find((c) => c.phone === phone),
        body,
      ),
  ],
  [
    "POST",
    /^\/_sim\/customers\/([^/]+)\/messages$/,
    ([phone], _, body) => ({ id: inbound(phone, { type: "text", text: body.text.body })?.wamid }),
  ],
  [
    "POST",
    /^\/_sim\/customers\/([^/]+)\/read$/,
    ([phone]) => {
      const conversation = world.conversations.find((c) => c.contact.phone === phone);
      for (const m of messagesOf(conversation.id)) if (m.status === "delivered") setStatus(m, "read");
      return {};
    },
  ],
];

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
function sendFile(response, path) {
  const file = join(dist, path);
  const known = path !== "/" && !path.includes("..") && existsSync(file) && extname(file) !== "";
  const body = readFileSync(known ? file : join(dist, "index.html"));
  if (known && extname(file) !== ".html") {
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  response
    .writeHead(200, {
      "content-type": TYPES[".html"],
      "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    })
    .end(body.toString().replaceAll("__CSP_NONCE__", nonce));
}

/** The bytes of a file, whole or the range that is asked for. */
function sendBytes(request, response, file) {
  if (!file?.body || file.info.state !== "stored") {
    response.writeHead(404).end();
    return;
  }
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const from = range ? Number(range[1]) : 0;
  const to = Math.min(range?.[2] ? Number(range[2]) : Number.POSITIVE_INFINITY, file.body.length - 1);
  response
    .writeHead(range ? 206 : 200, {
      "content-type": file.type,
      "accept-ranges": "bytes",
      "content-length": to - from + 1,
      ...(range ? { "content-range": `bytes ${from}-${to}/${file.body.length}` } : {}),
    })
    .end(file.body.subarray(from, to + 1));
}

/** An upload; `GET /_mock?upload=fail` refuses it, `upload=slow` takes its time. */
async function takeUpload(request, response, body) {
  const form = await new Response(body, {
    headers: { "content-type": request.headers["content-type"] },
  }).formData();
  const file = form.get("file");
  if (trouble.upload === "slow") await new Promise((done) => setTimeout(done, 4_000));
  if (trouble.upload === "fail") {
    const problem = { type: "about:blank", title: "No.", detail: "No.", status: 500, code: "internal" };
    response.writeHead(500, { "content-type": "application/problem+json" }).end(JSON.stringify(problem));
    return;
  }
  const content = Buffer.from(await file.arrayBuffer());
  const ref = world.media.put(file.type, { name: file.name, body: content, direction: "outbound" });
  response
    .writeHead(201, { "content-type": "application/json" })
    .end(JSON.stringify(world.media.get(ref.id).info));
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://x");
  const query = Object.fromEntries(url.searchParams);
  if (url.pathname === "/_mock") {
    Object.assign(trouble, query);
    if (trouble.live === "off") for (const socket of sockets) socket.terminate();
    if (query.say) inbound(query.phone, { type: "text", text: query.say });
    response.end("ok");
    return;
  }
  if (!/^\/(v1|_sim)\//.test(url.pathname)) return sendFile(response, url.pathname);
  const bytes = /^\/v1\/media\/([^/]+)(\/thumbnail)?$/.exec(url.pathname);
  if (bytes && request.method === "GET") {
    sendBytes(request, response, world.media.get(bytes[1]));
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.method === "POST" && url.pathname === "/v1/media") {
    await takeUpload(request, response, Buffer.concat(chunks));
    return;
  }
  const text = Buffer.concat(chunks).toString();
  try {
    if (trouble.net === "off") {
      request.socket.destroy();
      return;
    }
    if (!signedIn && url.pathname !== "/v1/sessions" && url.pathname.startsWith("/v1"))
      throw new Problem(401, "not_signed_in", "Sign in first.");
    const body = text ? JSON.parse(text) : {};
    const path = decodeURIComponent(url.pathname);
    const route = routes[`${request.method} ${path}`];
    let answer;
    if (route) answer = route(query, body, request);
    else {
      const found = patterns.find(([method, pattern]) => method === request.method && pattern.test(path));
      if (!found) throw new Problem(404, "not_found", "Not found.");
      answer = found[2](path.match(found[1]).slice(1), query, body);
      if (answer === undefined && !/typing$/.test(path)) throw new Problem(404, "not_found", "Not found.");
    }
    const status =
      answer === undefined ? 204 : request.method === "POST" && path === "/v1/messages" ? 202 : 200;
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(answer === undefined ? undefined : JSON.stringify(answer));
  } catch (error) {
    const status = error.status ?? 500;
    response.writeHead(status, { "content-type": "application/problem+json" }).end(
      JSON.stringify({
        type: "about:blank",
        title: error.message,
        detail: error.message,
        status,
        code: error.code ?? "internal",
        fields: error.fields,
        request_id: randomUUID(),
      }),
    );
  }
});

const live = new WebSocketServer({ noServer: true });
server.on("upgrade", (request, socket, head) => {
  const url = new URL(request.url, "http://x");
  if (url.pathname !== "/v1/live" || trouble.live === "off" || trouble.net === "off" || !signedIn) {
    socket.destroy();
    return;
  }
  live.handleUpgrade(request, socket, head, (ws) => {
    sockets.add(ws);
    ws.on("close", () => sockets.delete(ws));
    const after = Number(url.searchParams.get("after") ?? events.length);
    ws.send(JSON.stringify({ type: "hello", cursor: after, heartbeat_seconds: 15, now: now() }));
    const missed = events.filter((event) => event.seq > after);
    if (missed.length > 0) ws.send(JSON.stringify({ type: "events", events: missed, cursor: events.length }));
  });
});
setInterval(() => {
  for (const socket of sockets)
    socket.send(JSON.stringify({ type: "heartbeat", cursor: events.length, now: now() }));
}, 15_000).unref();

server.listen(PORT, "127.0.0.1", () => console.log(`pretended server: http://127.0.0.1:${PORT}`));
