/**
 * Everybody who has written to one of our numbers.
 */
import "./contacts.css";
import { Button, TextInput } from "@mantine/core";
import { IconAddressBook, IconMessage, IconSearch, IconSearchOff } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Contact, formatPhone } from "@waypost/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../data/session.ts";
import { useLocale } from "../../i18n/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Page } from "../../ui/Page.tsx";
import { Empty, Failure, Waiting } from "../../ui/States.tsx";
import { toast } from "../../ui/toast.tsx";

const PAGE = 50;

export function Contacts() {
  const { t } = useTranslation();
  const { api } = useClient();
  const q = useSearch({ from: "/shell/contacts" }).q ?? "";
  const list = useInfiniteQuery({
    queryKey: ["contacts", q],
    queryFn: ({ pageParam, signal }) => api.contacts({ q, cursor: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
  const contacts = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("contacts.title")} actions={<Search q={q} />}>
      {list.isPending ? <Waiting /> : null}
      {list.error && !list.data ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && contacts.length === 0 ? (
        <Empty
          icon={q ? <IconSearchOff size={26} stroke={1.6} /> : <IconAddressBook size={26} stroke={1.6} />}
          title={q ? t("contacts.noMatch.title", { q }) : t("contacts.empty.title")}
          text={q ? t("contacts.noMatch.text") : t("contacts.empty.text")}
        />
      ) : null}
      {contacts.length > 0 ? <Table contacts={contacts} /> : null}
      {list.hasNextPage ? (
        <div className="wp-more">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t("contacts.more")}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function Search({ q }: { q: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const asked = useRef(q);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = wanted;
      void navigate({ to: "/contacts", search: wanted ? { q: wanted } : {}, replace: true });
    }, 200);
    return () => clearTimeout(timer);
  }, [text, navigate]);
  return (
    <TextInput
      aria-label={t("contacts.search")}
      placeholder={t("contacts.search")}
      leftSection={<IconSearch size={16} stroke={1.8} />}
      w={260}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

function Table({ contacts }: { contacts: Contact[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const open = useOpenConversation();
  const value = (contact: Contact, kind: string) => contact.identifiers.find((i) => i.kind === kind)?.value;
  return (
    <div className="wp-panel-card wp-contacts">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("contacts.name")}</th>
            <th scope="col" className="wp-wide">
              {t("contacts.phone")}
            </th>
            <th scope="col" className="wp-wide">
              {t("contacts.username")}
            </th>
            <th scope="col" className="wp-wide">
              {t("contacts.since")}
            </th>
            <th>
              <span className="wp-hidden">{t("nav.inbox")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {contacts.map((contact) => {
            const phone = value(contact, "phone");
            const username = value(contact, "username");
            return (
              <tr key={contact.id} data-testid="contact-row">
                <th scope="row">
                  <span className="wp-contact-name">
                    <Avatar name={contact.name} id={contact.id} size="sm" />
                    <span>
                      <bdi>{contact.name}</bdi>
                      {phone ? (
                        <small className="wp-narrow">
                          <bdi dir="ltr">{formatPhone(phone)}</bdi>
                        </small>
                      ) : null}
                    </span>
                  </span>
                </th>
                <td className="wp-wide">{phone ? <bdi dir="ltr">{formatPhone(phone)}</bdi> : "–"}</td>
                <td className="wp-wide">{username ? <bdi>@{username}</bdi> : "–"}</td>
                <td className="wp-wide">{day.format(new Date(contact.created_at))}</td>
                <td>
                  <button
                    type="button"
                    className="wp-icon-button"
                    aria-label={t("contacts.open", { name: contact.name })}
                    onClick={() => void open(contact)}
                  >
                    <IconMessage size={19} stroke={1.7} />
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function useOpenConversation() {
  const { t } = useTranslation();
  const { api, store } = useClient();
  const navigate = useNavigate();
  return async (contact: Contact) => {
    try {
      const page = await api.conversations({ contact_id: contact.id, limit: 1 });
      const conversation = page.items[0];
      if (conversation) {
        store.putConversation(conversation);
        await navigate({
          to: "/inbox/$conversationId",
          params: { conversationId: conversation.id },
          search: {},
        });
      } else toast(t("contacts.noConversation", { name: contact.name }));
    } catch (error) {
      toast((error as Error).message, "bad");
    }
  };
}
