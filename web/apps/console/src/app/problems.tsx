/**
 * The pages for when there is no page.
 */
import { Button } from "@mantine/core";
import { IconMapOff, IconPlugConnectedX, IconRefreshAlert } from "@tabler/icons-react";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { openSession } from "../data/session.ts";
import { Empty } from "../ui/States.tsx";

export function NotFound() {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <main className="wp-problem">
      <h1 className="wp-hidden">{t("common.notFound.title")}</h1>
      <Empty
        icon={<IconMapOff size={28} stroke={1.6} />}
        title={t("common.notFound.title")}
        text={t("common.notFound.text")}
        action={
          <Button onClick={() => router.navigate({ to: "/inbox" })}>{t("common.notFound.action")}</Button>
        }
      />
    </main>
  );
}

export function Unreachable() {
  const { t } = useTranslation();
  return (
    <main className="wp-problem">
      <h1 className="wp-hidden">{t("common.unreachable.title")}</h1>
      <Empty
        tone="danger"
        icon={<IconPlugConnectedX size={28} stroke={1.6} />}
        title={t("common.unreachable.title")}
        text={t("common.unreachable.text")}
        action={<Button onClick={() => void openSession()}>{t("common.retry")}</Button>}
      />
    </main>
  );
}

/** A part of the program that cannot be fetched means that the server has a newer one. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const words = error instanceof Error ? error.message : String(error);
  const stale = /dynamically imported module|Importing a module script|Unable to preload/i.test(words);
  return (
    <main className="wp-problem" role="alert">
      <h1 className="wp-hidden">{t("common.error")}</h1>
      <Empty
        tone={stale ? "plain" : "danger"}
        icon={<IconRefreshAlert size={28} stroke={1.6} />}
        title={stale ? t("common.newVersion.title") : t("common.error")}
        text={stale ? t("common.newVersion.text") : words}
        action={
          <Button onClick={() => (stale ? location.reload() : reset())}>
            {stale ? t("common.newVersion.action") : t("common.retry")}
          </Button>
        }
      />
    </main>
  );
}
