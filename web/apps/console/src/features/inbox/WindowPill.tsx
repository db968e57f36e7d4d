/**
 * How long one may still write freely.
 */
import { Tooltip } from "@mantine/core";
import { type Conversation, serviceWindow } from "@waypost/core";
import { useTranslation } from "react-i18next";
import { useNow } from "../../data/hooks.ts";
import { useClient } from "../../data/session.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const HOUR_MS = 60 * 60 * 1_000;
const RADIUS = 5;
const AROUND = 2 * Math.PI * RADIUS;

export function useWindow(conversation: Conversation) {
  const { http } = useClient();
  const roughly = serviceWindow(conversation.window_expires_at, Date.now() + http.clockSkew()).remainingMs;
  // In the last hour the seconds count.
  const now = useNow(roughly > 0 && roughly < HOUR_MS ? 1_000 : 15_000);
  return serviceWindow(conversation.window_expires_at, now);
}

export function WindowPill({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { state, remainingMs } = useWindow(conversation);
  const minutes = Math.floor(remainingMs / 60_000);
  const time =
    remainingMs >= HOUR_MS
      ? t("window.hours", { h: Math.floor(minutes / 60), m: minutes % 60 })
      : t("window.minutes", { m: minutes, s: Math.floor(remainingMs / 1_000) % 60 });
  const short =
    remainingMs >= HOUR_MS
      ? t("window.shortHours", { h: Math.floor(minutes / 60) })
      : t("window.shortMinutes", { m: minutes });
  const open = state === "open" || state === "soon";
  return (
    <Tooltip label={t("window.help")} multiline w={240}>
      <span className="wp-window" data-testid="window-pill" data-state={state} tabIndex={0} role="note">
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r={RADIUS} className="wp-window-track" />
          {open ? (
            <circle
              cx="7"
              cy="7"
              r={RADIUS}
              transform="rotate(-90 7 7)"
              strokeDasharray={`${(Math.min(1, remainingMs / DAY_MS) * AROUND).toFixed(2)} ${AROUND.toFixed(2)}`}
            />
          ) : (
            <path d="m4.8 4.8 4.4 4.4" />
          )}
        </svg>
        <bdi className="wp-window-long">{open ? t("window.left", { time }) : t(`window.${state}`)}</bdi>
        <bdi className="wp-window-short">{open ? short : t("window.shut")}</bdi>
      </span>
    </Tooltip>
  );
}
