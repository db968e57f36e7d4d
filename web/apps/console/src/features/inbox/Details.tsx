/**
 * Who one is talking to, and where the conversation stands.
 */
import { CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type Conversation, formatPhone } from "@waypost/core";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { usePhoneNumbers } from "../../data/hooks.ts";
import { useClient } from "../../data/session.ts";
import { useLocale } from "../../i18n/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { dateTime } from "../../ui/time.ts";
import { displayName } from "./ConversationRow.tsx";
import { useWindow } from "./WindowPill.tsx";

const DetailsDrawer = lazy(() => import("./DetailsDrawer.tsx"));

interface DetailsProps {
  conversation: Conversation;
  shown: boolean;
  drawer: boolean;
  onCloseDrawer: () => void;
}

export function Details({ conversation, shown, drawer, onCloseDrawer }: DetailsProps) {
  const { t } = useTranslation();
  return (
    <>
      {shown ? (
        <aside className="wp-details" aria-label={t("details.title")}>
          <Panel conversation={conversation} />
        </aside>
      ) : null}
      {drawer ? (
        <Suspense>
          <DetailsDrawer onClose={onCloseDrawer}>
            <Panel conversation={conversation} />
          </DetailsDrawer>
        </Suspense>
      ) : null}
    </>
  );
}

function Panel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { api } = useClient();
  const { contact } = conversation;
  const { state } = useWindow(conversation);
  const full = useQuery({ queryKey: ["contact", contact.id], queryFn: () => api.contact(contact.id) }).data;
  const number = usePhoneNumbers().data?.items.find((n) => n.id === conversation.phone_number_id);
  const identifiers = full?.identifiers.filter((i) => i.kind === "bsuid" || i.kind === "wa_id") ?? [];
  return (
    <div className="wp-panel" data-testid="details">
      <div className="wp-panel-who">
        <Avatar name={contact.name} id={contact.id} size="xl" />
        <h2>
          <bdi>{displayName(conversation)}</bdi>
        </h2>
        {contact.phone ? <bdi dir="ltr">{formatPhone(contact.phone)}</bdi> : null}
      </div>
      <section>
        <h3>{t("details.conversation")}</h3>
        <dl>
          <Fact name={t("details.state")}>
            <span className="wp-state" data-state={conversation.state}>
              {t(`details.states.${conversation.state}`)}
            </span>
          </Fact>
          <Fact name={t("details.window")}>
            {conversation.window_expires_at
              ? t(state === "closed" ? "window.shut" : "details.until", {
                  time: dateTime(conversation.window_expires_at, locale),
                })
              : t("window.none")}
          </Fact>
          {number ? (
            <Fact name={t("details.number")}>
              <bdi>{number.verified_name}</bdi>
              <small>
                <bdi dir="ltr">{number.display_phone_number}</bdi>
              </small>
            </Fact>
          ) : null}
          <Fact name={t("details.began")}>{dateTime(conversation.created_at, locale)}</Fact>
          <Fact name={t("details.lastActivity")}>{dateTime(conversation.last_activity_at, locale)}</Fact>
        </dl>
      </section>
      <section>
        <h3>{t("details.about")}</h3>
        <dl>
          {contact.phone ? (
            <Fact name={t("details.phone")} copy={contact.phone}>
              <bdi dir="ltr">{formatPhone(contact.phone)}</bdi>
            </Fact>
          ) : null}
          {contact.username ? (
            <Fact name={t("details.username")} copy={contact.username}>
              <bdi>@{contact.username}</bdi>
            </Fact>
          ) : null}
          {identifiers.map((identifier) => (
            <Fact key={identifier.kind} name={t(`details.${identifier.kind}`)} copy={identifier.value}>
              <bdi dir="ltr" className="wp-mono">
                {identifier.value}
              </bdi>
            </Fact>
          ))}
          {full ? <Fact name={t("details.known")}>{dateTime(full.created_at, locale)}</Fact> : null}
        </dl>
      </section>
    </div>
  );
}

function Fact({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="wp-fact">
      <dt>{name}</dt>
      <dd>
        <span>{children}</span>
        {copy ? (
          <CopyButton value={copy}>
            {({ copied, copy: run }) => (
              <Tooltip label={copied ? t("details.copied") : t("details.copy")}>
                <button
                  type="button"
                  className="wp-copy"
                  aria-label={`${t("details.copy")}: ${name}`}
                  onClick={run}
                >
                  {copied ? <IconCheck size={15} stroke={2} /> : <IconCopy size={15} stroke={1.7} />}
                </button>
              </Tooltip>
            )}
          </CopyButton>
        ) : null}
      </dd>
    </div>
  );
}
