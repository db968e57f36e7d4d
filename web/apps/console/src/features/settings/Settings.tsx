/**
 * The rooms of the settings.
 */
import "./settings.css";
import { IconPalette, IconPhone } from "@tabler/icons-react";
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

export function Settings() {
  const { t } = useTranslation();
  return (
    <div className="wp-settings">
      <nav className="wp-settings-nav" aria-label={t("settings.title")}>
        <h2>{t("settings.title")}</h2>
        <Link to="/settings/numbers" activeProps={{ "aria-current": "page" }}>
          <IconPhone size={18} stroke={1.7} />
          {t("settings.numbers")}
        </Link>
        <Link to="/settings/appearance" activeProps={{ "aria-current": "page" }}>
          <IconPalette size={18} stroke={1.7} />
          {t("settings.appearance")}
        </Link>
      </nav>
      <Outlet />
    </div>
  );
}
