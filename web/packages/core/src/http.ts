/**
 * One way to call the API: JSON in, JSON out, every failure a typed error.
 */
import type { Problem } from "./types.ts";

/** As much of `fetch` as is needed, so that this package needs no DOM. */
export interface HttpResponse {
  ok: boolean;
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface HttpRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignalLike;
}

export type Fetch = (url: string, request: HttpRequest) => Promise<HttpResponse>;

/** The server answered, and the answer is no. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, retryAfterSeconds: number | null = null) {
    super(problem.detail || problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.fields ?? {};
    this.requestId = problem.request_id ?? null;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may succeed later without being changed. */
  get transient(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** The server was not reached, or its answer never came. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}

export interface CallOptions {
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignalLike;
}

export interface Http {
  call<T>(method: string, path: string, options?: CallOptions): Promise<T>;
  /** How far the server's clock is ahead of ours, in milliseconds. */
  clockSkew(): number;
  /** The server told its time itself: from now on that counts, and not the `Date` of its answers. */
  noteServerTime(at: string): void;
}

export interface HttpOptions {
  fetch: Fetch;
  baseUrl?: string;
  workspace?: () => string | null;
  now?: () => number;
  /** Called when the server says that nobody is signed in. */
  onSignedOut?: () => void;
}

export function queryString(query: CallOptions["query"]): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === "") continue;
    parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  }
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

function problemOf(status: number, text: string): Problem {
  try {
    const given: unknown = JSON.parse(text);
    if (given && typeof given === "object" && "code" in given) {
      return { type: "about:blank", title: "Error", detail: "", ...given, status, code: String(given.code) };
    }
  } catch {
    // Not JSON: a proxy's page, or nothing at all.
  }
  const title = `The server answered ${status}.`;
  return { type: "about:blank", title, detail: title, status, code: `http_${status}` };
}

/** `Date` has whole seconds: a difference below this is rounding and travel time. */
const SKEW_FLOOR_MS = 2_500;

export function createHttp(options: HttpOptions): Http {
  const now = options.now ?? Date.now;
  let skew = 0;
  let told = false;

  function noteClock(theirs: number): void {
    if (Number.isNaN(theirs)) return;
    const difference = theirs - now();
    skew = Math.abs(difference) < SKEW_FLOOR_MS ? 0 : difference;
  }

  function noteServerTime(at: string): void {
    told = true;
    noteClock(Date.parse(at));
  }

  async function call<T>(method: string, path: string, given: CallOptions = {}): Promise<T> {
    const headers: Record<string, string> = { accept: "application/json", ...given.headers };
    const workspace = options.workspace?.();
    if (workspace) headers["waypost-workspace"] = workspace;
    const request: HttpRequest = { method, headers };
    if (given.body !== undefined) {
      headers["content-type"] = "application/json";
      request.body = JSON.stringify(given.body);
    }
    if (given.signal) request.signal = given.signal;

    let response: HttpResponse;
    let text: string;
    try {
      response = await options.fetch(`${options.baseUrl ?? ""}${path}${queryString(given.query)}`, request);
      text = await response.text();
    } catch (cause) {
      if (given.signal?.aborted) throw cause;
      throw new NetworkError("The server cannot be reached.", { cause });
    }
    const date = response.headers.get("date");
    if (date && !told) noteClock(Date.parse(date) + 500);
    if (!response.ok) {
      const problem = problemOf(response.status, text);
      if (response.status === 401 && problem.code !== "wrong_credentials") options.onSignedOut?.();
      const after = Number(response.headers.get("retry-after") ?? Number.NaN);
      throw new ApiError(problem, Number.isFinite(after) ? after : null);
    }
    if (text === "") return undefined as T;
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      throw new NetworkError("The answer was cut off.", { cause });
    }
  }

  return { call, clockSkew: () => skew, noteServerTime };
}
