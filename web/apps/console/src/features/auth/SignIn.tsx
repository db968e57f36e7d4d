/**
 * The door.
 */
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { ApiError, NetworkError } from "@waypost/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { signIn } from "../../data/session.ts";
import { Logo } from "../../ui/Logo.tsx";

export function SignIn() {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.trim() === "" ? t("signIn.needEmail") : null),
      password: (value) => (value === "" ? t("signIn.needPassword") : null),
    },
  });

  const submit = form.onSubmit(async ({ email, password }) => {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(email.trim(), password);
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  });

  const explain = (error: unknown): string => {
    if (error instanceof NetworkError) return t("signIn.unreachable");
    if (error instanceof ApiError && error.code === "wrong_credentials") return t("signIn.wrong");
    if (error instanceof ApiError && error.status === 429) {
      return t("signIn.tooMany", { count: error.retryAfterSeconds ?? 60 });
    }
    return error instanceof Error ? error.message : String(error);
  };

  return (
    <main className="wp-door">
      <div className="wp-door-card">
        <Logo size={48} />
        <h1>{t("signIn.title")}</h1>
        <p>{t("signIn.lead")}</p>
        <form onSubmit={submit} noValidate>
          <TextInput
            label={t("signIn.email")}
            type="email"
            autoComplete="username"
            inputMode="email"
            size="md"
            autoFocus
            data-testid="email"
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label={t("signIn.password")}
            autoComplete="current-password"
            size="md"
            data-testid="password"
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          <div role="alert" className="wp-door-problem">
            {problem}
          </div>
          <Button type="submit" size="md" fullWidth loading={busy} data-testid="submit">
            {t("signIn.submit")}
          </Button>
        </form>
      </div>
    </main>
  );
}
