/**
 * Whose session this is, and the door to their menu.
 */
import type { ComponentPropsWithRef } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../data/session.ts";
import { Avatar } from "../ui/Avatar.tsx";

export function AccountButton(props: ComponentPropsWithRef<"button">) {
  const { t } = useTranslation();
  const { me } = useClient();
  return (
    <button
      type="button"
      className="wp-rail-account"
      aria-label={t("nav.account")}
      aria-haspopup="menu"
      data-testid="account-menu"
      {...props}
    >
      <Avatar name={me.user.name} id={me.user.id} size="sm" />
    </button>
  );
}
