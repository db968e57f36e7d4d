/**
 * How the news reaches this page just now, and what stands behind that.
 */
import { Button, Popover } from "@mantine/core";
import type { Diagnostics } from "@waypost/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDiagnostics } from "../data/hooks.ts";
import { useClient } from "../data/session.ts";
import { useLocale } from "../i18n/index.ts";
import { useEvery } from "./time.ts";

export function ConnectionChip() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const diagnostics = useDiagnostics();
  const words = t(`connection.${diagnostics.state}`);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={300}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <button
          type="button"
          className="wp-chip"
          data-testid="connection-chip"
          data-state={diagnostics.state}
          aria-expanded={opened}
          aria-haspopup="dialog"
          title={t("connection.details", { state: words })}
          onClick={() => setOpened(!opened)}
        >
          <span className="wp-chip-dot" aria-hidden="true" />
          {words}
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={words}>
        {opened ? <Details diagnostics={diagnostics} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function Details({ diagnostics }: { diagnostics: Diagnostics }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { live, outbox } = useClient();
  const now = useEvery(1_000);
  const clock = (at: number) =>
    new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(
      new Date(at),
    );
  const seconds =
    diagnostics.nextAttemptAt === null
      ? null
      : Math.max(0, Math.ceil((diagnostics.nextAttemptAt - now) / 1_000));
  return (
    <div className="wp-diagnostics">
      <p className="wp-diagnostics-title" data-state={diagnostics.state}>
        <span className="wp-chip-dot" aria-hidden="true" />
        {t(`connection.${diagnostics.state}`)}
      </p>
      <p>{t(`connection.help.${diagnostics.state}`)}</p>
      <dl>
        <dt>{t("connection.since")}</dt>
        <dd>{clock(diagnostics.since)}</dd>
        {diagnostics.lastHeardAt ? (
          <>
            <dt>{t("connection.lastHeard")}</dt>
            <dd>{clock(diagnostics.lastHeardAt)}</dd>
          </>
        ) : null}
        {diagnostics.lastError ? (
          <>
            <dt>{t("connection.lastError")}</dt>
            <dd>
              <bdi>{diagnostics.lastError}</bdi>
            </dd>
          </>
        ) : null}
        {seconds !== null ? (
          <>
            <dt>{t("connection.nextAttempt")}</dt>
            <dd>{seconds > 0 ? t("connection.inSeconds", { count: seconds }) : t("connection.now")}</dd>
          </>
        ) : null}
        <dt>{t("connection.position")}</dt>
        <dd>
          <bdi>{diagnostics.cursor ?? "–"}</bdi>
        </dd>
      </dl>
      {diagnostics.state === "live" ? null : (
        <Button
          size="xs"
          variant="default"
          data-autofocus
          onClick={() => {
            live.wake();
            outbox.flush();
          }}
        >
          {t("connection.tryNow")}
        </Button>
      )}
    </div>
  );
}
