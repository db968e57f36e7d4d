/**
 * What the simulated WhatsApp has told this server.
 */
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { type SimDelivery, sim } from "../../data/sim.ts";
import { useLocale } from "../../i18n/index.ts";
import { deliveriesOf, mergeDeliveries } from "./model.ts";

const LOOK_EVERY_MS = 1_000;
const KEPT = 60;
/** Deliveries change while they are tried again: the last ones are asked for anew. */
const LOOK_BACK = 20;

export function WebhookLog() {
  const { t } = useTranslation();
  const known = useRef<SimDelivery[]>([]);
  const log = useQuery({
    queryKey: ["sim-webhooks"],
    queryFn: async () => {
      const newest = known.current[0]?.n ?? 0;
      const answer = await sim.webhooks(Math.max(0, newest - LOOK_BACK));
      known.current = mergeDeliveries(known.current, deliveriesOf(answer), KEPT);
      return known.current;
    },
    refetchInterval: LOOK_EVERY_MS,
    staleTime: 0,
    retry: false,
  }).data;
  return (
    <aside className="wp-log wp-panel-card" aria-label={t("simulator.log")}>
      <header>
        <h2>{t("simulator.log")}</h2>
        <p>{t("simulator.logLead")}</p>
      </header>
      {log && log.length > 0 ? (
        <ol>
          {log.map((delivery) => (
            <Entry key={delivery.n} delivery={delivery} />
          ))}
        </ol>
      ) : (
        <p className="wp-log-empty">{t("simulator.logEmpty")}</p>
      )}
    </aside>
  );
}

function Entry({ delivery }: { delivery: SimDelivery }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const last = delivery.attempts[delivery.attempts.length - 1];
  const ok = last?.status !== undefined && last.status !== null && last.status >= 200 && last.status < 300;
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return (
    <li className="wp-delivery" data-testid="webhook" data-ok={last ? ok : undefined}>
      <details>
        <summary>
          <span className="wp-delivery-status">{last?.status ?? (last?.error ? "✕" : "…")}</span>
          <span className="wp-delivery-what">
            <b>{summary(delivery)}</b>
            <small>
              {time.format(new Date(delivery.at))} · {t("simulator.bytes", { count: delivery.bytes })}
              {last?.ms !== undefined && last?.ms !== null ? ` · ${last.ms} ms` : ""}
              {delivery.attempts.length > 1
                ? ` · ${t("simulator.attempts", { count: delivery.attempts.length })}`
                : ""}
            </small>
          </span>
        </summary>
        {last?.error ? <p className="wp-delivery-error">{last.error}</p> : null}
        <pre dir="ltr" tabIndex={0}>
          {pretty(delivery.body)}
        </pre>
      </details>
    </li>
  );
}

function parsed(body: unknown): unknown {
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function pretty(body: unknown): string {
  const value = parsed(body);
  return typeof value === "string" ? value : JSON.stringify(value ?? null, null, 2);
}

interface Envelope {
  entry?: { changes?: { value?: { messages?: { type?: string }[]; statuses?: { status?: string }[] } }[] }[];
}

/** `message: text` or `status: read`: what one looks for in a log. */
function summary(delivery: SimDelivery): string {
  const body = parsed(delivery.body) as Envelope | null;
  const values = body?.entry?.flatMap((entry) => entry.changes ?? []).map((change) => change.value) ?? [];
  const parts = values.flatMap((value) => [
    ...(value?.messages ?? []).map((message) => `message · ${message.type}`),
    ...(value?.statuses ?? []).map((status) => `status · ${status.status}`),
  ]);
  return parts.length > 0 ? parts.join(", ") : delivery.field;
}
