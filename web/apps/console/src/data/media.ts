/**
 * The files of messages: where they are, and what is known of them.
 */
import type { MediaSource } from "@waypost/chat";
import { type Api, ApiError, type EntityStore, type Me } from "@waypost/core";
import i18n from "i18next";
import { toast } from "../ui/toast.tsx";

/** Questions that wait for an answer are not asked twice; one that failed may be asked again after this. */
const ASK_AGAIN_MS = 15_000;

export function createMediaSource(me: Me, api: Api, store: EntityStore): MediaSource {
  const asked = new Map<string, number>();
  // Pictures and players send no headers: where there are several workspaces, the address names ours.
  const workspace = me.memberships.length > 1 ? `?workspace=${encodeURIComponent(me.workspace.id)}` : "";
  const address = (id: string, part = "") => `/v1/media/${encodeURIComponent(id)}${part}${workspace}`;
  return {
    url: (id) => address(id),
    thumbnail: (id) => address(id, "/thumbnail"),
    get: (id) => store.media(id),
    subscribe: (id, listener) => store.subscribe(`media:${id}`, listener),
    want(id) {
      const now = Date.now();
      if (now - (asked.get(id) ?? Number.NEGATIVE_INFINITY) < ASK_AGAIN_MS) return;
      asked.set(id, now);
      api.media(id).then(
        (media) => store.putMedia(media),
        (error: unknown) => {
          // Nobody has it: asking again is useless. Anything else may pass.
          if (!(error instanceof ApiError && error.status === 404)) asked.delete(id);
        },
      );
    },
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
