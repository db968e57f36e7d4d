/**
 * Our numbers: whether they work, and how another one is connected.
 */
import { Button, CopyButton, Modal } from "@mantine/core";
import { IconPhonePlus, IconPlus } from "@tabler/icons-react";
import type { PhoneNumber } from "@waypost/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePhoneNumbers } from "../../data/hooks.ts";
import { useClient } from "../../data/session.ts";
import { useLocale } from "../../i18n/index.ts";
import { Page } from "../../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../../ui/States.tsx";
import { dateTime } from "../../ui/time.ts";
import { ConnectForm } from "./ConnectForm.tsx";

export function Numbers() {
  const { t } = useTranslation();
  const { me } = useClient();
  const numbers = usePhoneNumbers();
  const [connecting, setConnecting] = useState(false);
  const mayConnect = me.role === "owner" || me.role === "admin";
  const connect = mayConnect ? (
    <Button
      leftSection={<IconPlus size={17} stroke={2} />}
      data-testid="connect-number"
      onClick={() => setConnecting(true)}
    >
      {t("numbers.connect")}
    </Button>
  ) : null;
  const items = numbers.data?.items ?? [];
  return (
    <Page
      title={t("numbers.title")}
      lead={mayConnect ? t("numbers.lead") : t("numbers.noPermission")}
      actions={items.length > 0 ? connect : null}
    >
      {numbers.isPending ? <Waiting /> : null}
      {numbers.error && !numbers.data ? (
        <Failure error={numbers.error} onRetry={() => void numbers.refetch()} />
      ) : null}
      {numbers.data && items.length === 0 ? (
        <Empty
          icon={<IconPhonePlus size={27} stroke={1.6} />}
          title={t("numbers.empty.title")}
          text={t("numbers.empty.text")}
          action={connect}
        />
      ) : null}
      <div className="wp-numbers">
        {items.map((number) => (
          <NumberCard key={number.id} number={number} />
        ))}
        {numbers.data ? <Webhook url={numbers.data.webhook_url} /> : null}
      </div>
      <Modal
        opened={connecting}
        onClose={() => setConnecting(false)}
        size={680}
        title={t("numbers.form.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
        closeOnClickOutside={false}
      >
        <ConnectForm onDone={() => setConnecting(false)} />
      </Modal>
    </Page>
  );
}

function NumberCard({ number }: { number: PhoneNumber }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { health } = number;
  return (
    <article className="wp-panel-card wp-number" data-testid="phone-number" data-state={health.state}>
      <header className="wp-number-head">
        <h2>
          <bdi>{number.verified_name}</bdi>
        </h2>
        <bdi dir="ltr">{number.display_phone_number}</bdi>
        <span
          className="wp-health"
          data-state={health.state}
          title={t("numbers.since", { time: dateTime(health.since, locale) })}
        >
          {t(`numbers.health.${health.state}`)}
        </span>
      </header>
      {health.reason ? <p className="wp-reason">{health.reason}</p> : null}
      <dl>
        <Fact name={t("numbers.quality")}>
          <span className="wp-quality" data-quality={number.quality_rating}>
            {t(`numbers.qualities.${number.quality_rating}`, { defaultValue: number.quality_rating })}
          </span>
        </Fact>
        <Fact name={t("numbers.lastWebhook")}>
          {number.last_webhook_at ? dateTime(number.last_webhook_at, locale) : t("numbers.never")}
        </Fact>
        <Fact name={t("numbers.metaId")}>
          <bdi dir="ltr" className="wp-mono">
            {number.meta_phone_number_id}
          </bdi>
        </Fact>
        <Fact name={t("numbers.waba")}>
          <bdi dir="ltr" className="wp-mono">
            {number.waba_id}
          </bdi>
        </Fact>
        <Fact name={t("numbers.api")}>
          <bdi dir="ltr" className="wp-mono">
            {number.base_url.replace(/\/$/, "")}/{number.api_version}
          </bdi>
        </Fact>
      </dl>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Webhook({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <section className="wp-panel-card wp-webhook">
      <h2>{t("numbers.webhookTitle")}</h2>
      <p>{t("numbers.webhookText")}</p>
      <div className="wp-webhook-url">
        <code dir="ltr">{url}</code>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? t("numbers.copied") : t("numbers.copy")}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  );
}
