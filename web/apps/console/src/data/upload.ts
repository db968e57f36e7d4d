/**
 * Puts a file on the server, telling how far it has come.
 */
import { ApiError, type Media, NetworkError, type Problem } from "@waypost/core";

interface UploadOptions {
  workspace: string;
  /** From 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/** `fetch` cannot tell how much has been sent; the older way can. */
export function upload(file: File, { workspace, onProgress, signal }: UploadOptions): Promise<Media> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/v1/media");
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("waypost-workspace", workspace);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status < 300 && answer) resolve(answer as unknown as Media);
      else reject(refusal(request.status, answer));
    };
    request.onerror = () => reject(new NetworkError("The server cannot be reached."));
    request.onabort = () => reject(new DOMException("given up", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === "object" ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function refusal(status: number, answer: Record<string, unknown> | null): ApiError {
  const title = `The server answered ${status}.`;
  const problem = { type: "about:blank", title, detail: title, code: `http_${status}`, ...answer, status };
  return new ApiError(problem as Problem);
}
