import { type Api, ApiError, EntityStore, type Me, type Media, NetworkError } from "@waypost/core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMediaSource } from "./media.ts";

vi.mock("../ui/toast.tsx", () => ({ toast: vi.fn() }));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const file = (state: Media["state"]): Media => ({
  id: "f",
  direction: "inbound",
  mime_type: "image/jpeg",
  state,
  has_thumbnail: false,
  created_at: "",
  updated_at: "1",
});
const me = (seats: number) =>
  ({ workspace: { id: "w 1" }, memberships: Array.from({ length: seats }) }) as unknown as Me;

function source(answers: (Media | Error)[], seats = 1) {
  const store = new EntityStore();
  const answer = async () => {
    const next = answers.shift();
    if (!next || next instanceof Error) throw next;
    return next;
  };
  const api = { media: vi.fn(answer), fetchMedia: vi.fn(answer) };
  return { store, api, source: createMediaSource(me(seats), api as unknown as Api, store) };
}
const problem = (status: number) =>
  new ApiError({ type: "", title: "", detail: "", status, code: `http_${status}` });

it("b11_addresses name the workspace only where there are several", () => {
  expect(source([]).source.url("a/b")).toBe("/v1/media/a%2Fb");
  expect(source([], 2).source.thumbnail("f")).toBe("/v1/media/f/thumbnail?workspace=w%201");
});

it("b11_a file is asked about once, however many show it", async () => {
  const { source: files, api, store } = source([file("stored")]);
  files.want("f");
  files.want("f");
  await vi.runAllTimersAsync();
  files.want("f");
  expect(api.media).toHaveBeenCalledTimes(1);
  expect(store.media("f")?.state).toBe("stored");
});

it("b11_a question that failed is asked again after a while, one that was answered with no is not", async () => {
  const away = source([new NetworkError("away"), problem(503), file("stored")]);
  away.source.want("f");
  await vi.runAllTimersAsync();
  expect(away.api.media).toHaveBeenCalledTimes(3);
  expect(away.store.media("f")?.state).toBe("stored");
  const nowhere = source([problem(404), file("stored")]);
  nowhere.source.want("f");
  await vi.runAllTimersAsync();
  nowhere.source.want("f");
  expect(nowhere.api.media).toHaveBeenCalledTimes(1);
});

it("b11_trying again shows at once that it is on its way, and what it was if that cannot be", async () => {
  const { source: files, store } = source([problem(409)]);
  store.putMedia(file("failed"));
  files.again("f");
  expect(store.media("f")?.state).toBe("pending");
  await vi.runAllTimersAsync();
  expect(store.media("f")?.state).toBe("failed");
});
