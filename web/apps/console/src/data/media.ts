/**
 * The files of messages: where they are, and what is known of them.
 */
import type { MediaSource } from "@waypost/chat";
import { type Api, ApiError, type EntityStore, type Me } from "@waypost/core";
import i18n from "i18next";
import { toast } from "../ui/toast.tsx";

/** A question that failed is asked again, this often and after so long. */
const TRIES = 5;
const ASK_AGAIN_MS = 8_000;

export function createMediaSource(me: Me, api: Api, store: EntityStore): MediaSource {
  /** Asked and not answered yet, or known to be nowhere. */
  const asked = new Set<string>();
  // Pictures and players send no headers: where there are several workspaces, the address names ours.
  const workspace = me.memberships.length > 1 ? `?workspace=${encodeURIComponent(me.workspace.id)}` : "";
  const address = (id: string, part = "") => `/v1/media/${encodeURIComponent(id)}${part}${workspace}`;
  const ask = (id: string, attempt: number): void => {
    if (asked.has(id) || store.media(id)) return;
    asked.add(id);
    api.media(id).then(
      (media) => {
        asked.delete(id);
        store.putMedia(media);
      },
      (error: unknown) => {
        if (error instanceof ApiError && !error.transient) return;
        asked.delete(id);
        if (attempt < TRIES) setTimeout(() => ask(id, attempt + 1), ASK_AGAIN_MS * attempt);
      },
    );
  };
  return {
    url: (id) => address(id),
    thumbnail: (id) => address(id, "/thumbnail"),
    get: (id) => store.media(id),
    subscribe: (id, listener) => store.subscribe(`media:${id}`, listener),
    want: (id) => ask(id, 1),
    again(id) {
      const known = store.media(id);
      if (known) store.putMedia({ ...known, state: "pending", error: null });
      api.fetchMedia(id).then(
        (media) => store.putMedia(media),
        () => {
          if (known) store.putMedia(known);
          toast(i18n.t("inbox.failed.fetch"), "bad");
        },
      );
    },
  };
}
