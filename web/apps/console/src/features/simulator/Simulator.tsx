/**
 * The customers' side of the conversation.
 */
import "./simulator.css";
import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconClock, IconDeviceMobile, IconDeviceMobileOff, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { clockTime } from "@waypost/chat";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { recall, remember } from "../../data/preferences.ts";
import { type SimWorld, sim, useSimWorld } from "../../data/sim.ts";
import { useLocale } from "../../i18n/index.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Page } from "../../ui/Page.tsx";
import { Empty, Waiting } from "../../ui/States.tsx";
import { toast } from "../../ui/toast.tsx";
import { Phone } from "./Phone.tsx";
import { WebhookLog } from "./WebhookLog.tsx";

export function Simulator() {
  const { t } = useTranslation();
  const world = useSimWorld(2_000);
  if (world.isPending) {
    return (
      <Page title={t("simulator.title")}>
        <Waiting />
      </Page>
    );
  }
  if (!world.data) {
    return (
      <Page title={t("simulator.title")}>
        <Empty
          icon={<IconDeviceMobileOff size={27} stroke={1.6} />}
          title={t("simulator.none.title")}
          text={t("simulator.none.text")}
        />
      </Page>
    );
  }
  return <World world={world.data} />;
}

/** Which phones are out: remembered, and at first the first two. */
function useOut(world: SimWorld) {
  const [out, set] = useState<string[]>(() => {
    const kept = recall("simulator.out");
    const known = kept ? kept.split(",") : world.customers.slice(0, 2).map((customer) => customer.phone);
    return known.filter((phone) => world.customers.some((customer) => customer.phone === phone));
  });
  const put = (next: string[]) => {
    set(next);
    remember("simulator.out", next.join(","));
  };
  const toggle = (phone: string) =>
    put(out.includes(phone) ? out.filter((p) => p !== phone) : [phone, ...out]);
  return { out, toggle };
}

function World({ world }: { world: SimWorld }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const { out, toggle } = useOut(world);
  const number = world.numbers.find((n) => n.phone_number_id === chosen) ?? world.numbers[0];
  const phones = out
    .map((phone) => world.customers.find((c) => c.phone === phone))
    .filter((c) => c !== undefined);
  return (
    <Page title={t("simulator.title")} lead={t("simulator.lead")} actions={<Clock now={world.now} />} wide>
      <div className="wp-sim-bar">
        <div className="wp-sim-people" role="group" aria-label={t("simulator.phones")}>
          {world.customers.map((customer) => (
            <button
              key={customer.phone}
              type="button"
              className="wp-sim-person"
              aria-pressed={out.includes(customer.phone)}
              data-testid="phone-toggle"
              data-phone={customer.phone}
              onClick={() => toggle(customer.phone)}
            >
              <Avatar name={customer.name} id={customer.phone} size="sm">
                <span className="wp-dot" data-state={customer.online ? "open" : "none"} />
              </Avatar>
              <bdi>{customer.name}</bdi>
            </button>
          ))}
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={16} stroke={2} />}
            onClick={() => setAdding(true)}
          >
            {t("simulator.addPhone")}
          </Button>
        </div>
        {world.numbers.length > 1 ? (
          <NativeSelect
            aria-label={t("simulator.number")}
            value={number?.phone_number_id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={world.numbers.map((n) => ({
              value: n.phone_number_id,
              label: `${n.verified_name} (${n.display_phone_number})`,
            }))}
          />
        ) : null}
      </div>
      <div className="wp-sim">
        <div className="wp-phones">
          {number
            ? phones.map((customer) => (
                <Phone
                  key={customer.phone}
                  customer={customer}
                  number={number}
                  now={world.now}
                  onPutAway={() => toggle(customer.phone)}
                />
              ))
            : null}
          {phones.length === 0 ? (
            <Empty
              icon={<IconDeviceMobile size={27} stroke={1.6} />}
              title={t("simulator.noPhones.title")}
              text={t("simulator.noPhones.text")}
            />
          ) : null}
        </div>
        <WebhookLog />
      </div>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t("simulator.add.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <AddPhone
          onAdded={(phone) => {
            setAdding(false);
            if (!out.includes(phone)) toggle(phone);
          }}
        />
      </Modal>
    </Page>
  );
}

function Clock({ now }: { now: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const queries = useQueryClient();
  const advance = (hours: number) =>
    sim.advance(hours * 3_600).then(
      () => queries.invalidateQueries({ queryKey: ["sim-world"] }),
      (error: Error) => toast(t("simulator.failed", { why: error.message }), "bad"),
    );
  const day = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" }).format(
    new Date(now),
  );
  return (
    <div className="wp-clock" role="group" aria-label={t("simulator.advance")}>
      <IconClock size={17} stroke={1.8} aria-hidden="true" />
      <span title={t("simulator.clock")}>
        {day}, <b>{clockTime(now, locale)}</b>
      </span>
      {[1, 20, 24].map((hours) => (
        <Button
          key={hours}
          variant="default"
          size="compact-sm"
          data-testid={`clock-${hours}h`}
          onClick={() => void advance(hours)}
        >
          {t("simulator.hours", { count: hours })}
        </Button>
      ))}
    </div>
  );
}

function AddPhone({ onAdded }: { onAdded: (phone: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { name: "", phone: "" },
    validate: {
      name: (value) => (value.trim() ? null : t("numbers.form.required")),
      phone: (value) => (/^\+?[\d\s()-]{7,}$/.test(value.trim()) ? null : t("simulator.add.phoneHelp")),
    },
  });
  const submit = form.onSubmit(async ({ name, phone }) => {
    setBusy(true);
    const digits = `+${phone.replace(/\D/g, "")}`;
    try {
      await sim.addCustomer({ name: name.trim(), phone: digits });
      await queries.invalidateQueries({ queryKey: ["sim-world"] });
      onAdded(digits);
    } catch (error) {
      form.setFieldError("phone", (error as Error).message);
    } finally {
      setBusy(false);
    }
  });
  return (
    <form className="wp-sim-add" onSubmit={submit} noValidate>
      <TextInput label={t("simulator.add.name")} data-autofocus {...form.getInputProps("name")} />
      <TextInput
        label={t("simulator.add.phone")}
        description={t("simulator.add.phoneHelp")}
        dir="ltr"
        inputMode="tel"
        {...form.getInputProps("phone")}
      />
      <Button type="submit" loading={busy}>
        {t("simulator.add.submit")}
      </Button>
    </form>
  );
}
