import { expect, it } from "vitest";
import { createApi } from "./api.ts";
import { ApiError, createHttp, type HttpRequest, NetworkError, queryString } from "./http.ts";
import { T0 } from "./testing/fixtures.ts";

function server(status: number, body: string, headers: Record<string, string> = {}) {
  const calls: { url: string; request: HttpRequest }[] = [];
  let signedOut = 0;
  const http = createHttp({
    workspace: () => "w1",
    now: () => T0,
    onSignedOut: () => {
      signedOut += 1;
    },
    fetch: async (url, request) => {
      calls.push({ url, request });
      return {
        ok: status < 400,
        status,
        text: async () => body,
        headers: { get: (name) => headers[name] ?? null },
      };
    },
  });
  return { http, calls, signedOut: () => signedOut };
}

it("n1_a problem becomes an error with its code, fields and request id", async () => {
  const body = {
    title: "Bad",
    status: 422,
    code: "validation_failed",
    detail: "No text.",
    fields: { text: "Empty." },
    request_id: "r",
  };
  const { http } = server(422, JSON.stringify(body), { "retry-after": "7" });
  const error = await http.call("POST", "/v1/messages").catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 422,
    code: "validation_failed",
    fields: { text: "Empty." },
    requestId: "r",
    retryAfterSeconds: 7,
    transient: false,
    message: "No text.",
  });
});

it("n1_an answer that is no problem document is still an error", async () => {
  const error = await server(502, "<html>")
    .http.call("GET", "/v1/me")
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ name: "ApiError", status: 502, code: "http_502", transient: true });
});

it("n1_no answer, and half an answer, are network errors", async () => {
  const dead = createHttp({ fetch: async () => Promise.reject(new TypeError("Failed to fetch")) });
  await expect(dead.call("GET", "/v1/me")).rejects.toBeInstanceOf(NetworkError);
  await expect(server(200, '{"a":').http.call("GET", "/v1/me")).rejects.toBeInstanceOf(NetworkError);
});

it("m2_only an ended session signs out, not a wrong password", async () => {
  const ended = server(401, '{"code":"not_signed_in","title":"x"}');
  await ended.http.call("GET", "/v1/me").catch(() => {});
  expect(ended.signedOut()).toBe(1);
  const wrong = server(401, '{"code":"wrong_credentials","title":"x"}');
  await wrong.http.call("POST", "/v1/sessions").catch(() => {});
  expect(wrong.signedOut()).toBe(0);
});

it("n4_requests carry the workspace, the reference and only what was given", async () => {
  const { http, calls } = server(202, '{"id":"m"}');
  const api = createApi(http);
  await api.send({ conversation_id: "c", content: { type: "text", text: "hi" } }, "ref-1");
  expect(calls[0]?.request.headers).toMatchObject({
    "waypost-workspace": "w1",
    "idempotency-key": "ref-1",
    "content-type": "application/json",
  });
  expect(JSON.parse(calls[0]?.request.body ?? "")).toEqual({
    conversation_id: "c",
    content: { type: "text", text: "hi" },
  });
  await api.messages("a/b", { before: "x y", limit: 50 });
  expect(calls[1]?.url).toBe("/v1/conversations/a%2Fb/messages?before=x%20y&limit=50");
  expect(queryString({ a: null, b: undefined, c: "", d: 0, e: false })).toBe("?d=0&e=false");
});

it("c8_time is the server's: by its answers until it tells its time itself", async () => {
  const { http } = server(200, "{}", { date: new Date(T0 + 60_000).toUTCString() });
  expect(http.clockSkew()).toBe(0);
  await http.call("GET", "/v1/me");
  expect(Math.abs(http.clockSkew() - 60_000)).toBeLessThanOrEqual(1_000);
  http.noteServerTime(new Date(T0 + 7_200_000).toISOString());
  await http.call("GET", "/v1/me");
  expect(http.clockSkew()).toBe(7_200_000);
  http.noteServerTime(new Date(T0 + 900).toISOString());
  expect(http.clockSkew()).toBe(0);
});
