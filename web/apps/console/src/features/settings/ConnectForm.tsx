/**
 * Connects a number. The server tries the given access before it keeps it, and says what is wrong
 * field by field.
 */
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { ApiError, type ConnectNumber, type NumberTest } from "@waypost/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../../data/session.ts";
import { toast } from "../../ui/toast.tsx";

const DIGITS = ["meta_phone_number_id", "waba_id", "meta_app_id"] as const;
const SECRETS = ["access_token", "app_secret", "verify_token"] as const;

/** Numbers of other providers, with a header of their own, are connected by API. */
type Values = Record<Exclude<keyof ConnectNumber, "auth_header">, string>;
const EMPTY: Values = {
  meta_phone_number_id: "",
  waba_id: "",
  meta_app_id: "",
  access_token: "",
  app_secret: "",
  verify_token: "",
  base_url: "",
  api_version: "",
};

function filled(values: Values): ConnectNumber {
  const given = Object.entries(values).map(([name, value]) => [name, (value ?? "").trim()] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== "")) as unknown as ConnectNumber;
}

export function ConnectForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { api, queries } = useClient();
  const [test, setTest] = useState<NumberTest | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<"test" | "save" | null>(null);
  const form = useForm<Values>({
    initialValues: EMPTY,
    validate: (values) => {
      const errors: Record<string, string> = {};
      for (const name of [...DIGITS, ...SECRETS])
        if (values[name].trim() === "") errors[name] = t("numbers.form.required");
      for (const name of DIGITS)
        if (!errors[name] && !/^\d+$/.test(values[name].trim())) errors[name] = t("numbers.form.digits");
      return errors;
    },
  });

  const run = async (what: "test" | "save") => {
    setBusy(what);
    setProblem(null);
    setTest(null);
    try {
      if (what === "test") setTest(await api.testNumber(filled(form.getValues())));
      else {
        const number = await api.connectNumber(filled(form.getValues()));
        await queries.invalidateQueries({ queryKey: ["phone-numbers"] });
        toast(t("numbers.form.connected", { name: number.verified_name }), "good");
        onDone();
      }
    } catch (error) {
      if (error instanceof ApiError) form.setErrors(error.fields);
      setProblem((error as Error).message);
    } finally {
      setBusy(null);
    }
  };

  return (
    <form className="wp-form" onSubmit={form.onSubmit(() => run("save"))} noValidate autoComplete="off">
      <p className="wp-full wp-note">{t("numbers.form.lead")}</p>
      {DIGITS.map((name) => (
        <TextInput
          key={name}
          className={name === "meta_phone_number_id" ? "wp-full" : ""}
          label={t(`numbers.form.${name}`)}
          inputMode="numeric"
          dir="ltr"
          data-testid={`number-${name}`}
          {...form.getInputProps(name)}
        />
      ))}
      {SECRETS.map((name) => (
        <PasswordInput
          key={name}
          className={name === "access_token" ? "wp-full" : ""}
          label={t(`numbers.form.${name}`)}
          description={t(`numbers.form.${name}_help`)}
          autoComplete="off"
          dir="ltr"
          data-testid={`number-${name}`}
          {...form.getInputProps(name)}
        />
      ))}
      <details className="wp-full">
        <summary>{t("numbers.form.advanced")}</summary>
        <div>
          <TextInput
            label={t("numbers.form.base_url")}
            description={t("numbers.form.base_url_help")}
            inputMode="url"
            dir="ltr"
            data-testid="number-base_url"
            {...form.getInputProps("base_url")}
          />
          <TextInput
            label={t("numbers.form.api_version")}
            placeholder="v25.0"
            dir="ltr"
            {...form.getInputProps("api_version")}
          />
        </div>
      </details>
      <div className="wp-full" aria-live="polite">
        {problem ? (
          <div className="wp-test" data-ok="false">
            <strong>{problem}</strong>
          </div>
        ) : null}
        {test ? <Result test={test} /> : null}
      </div>
      <div className="wp-form-actions wp-full">
        <Button
          variant="default"
          loading={busy === "test"}
          data-testid="number-test"
          onClick={() => void run("test")}
        >
          {t("numbers.form.test")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("numbers.form.cancel")}
        </Button>
        <Button type="submit" loading={busy === "save"} data-testid="number-save">
          {t("numbers.form.save")}
        </Button>
      </div>
    </form>
  );
}

function Result({ test }: { test: NumberTest }) {
  const { t } = useTranslation();
  return (
    <div className="wp-test" data-ok={test.ok} data-testid="number-test-result">
      <strong>{test.ok ? t("numbers.form.testOk") : t("numbers.form.testFailed")}</strong>
      {test.verified_name ? (
        <span>
          <bdi>{test.verified_name}</bdi> · <bdi dir="ltr">{test.display_phone_number}</bdi>
        </span>
      ) : null}
      <ul>
        {test.checks.map((check) => (
          <li key={check.name} data-ok={check.ok}>
            {check.ok ? <IconCircleCheck size={16} stroke={2} /> : <IconCircleX size={16} stroke={2} />}
            <span>
              <b>{t(`numbers.form.checks.${check.name}`, { defaultValue: check.name })}</b>
              {check.detail ? ` · ${check.detail}` : ""}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
