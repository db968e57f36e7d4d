/**
 * What one does with one's own session.
 */
import { Menu } from "@mantine/core";
import { IconKeyboard, IconLogout } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { chooseWorkspace, signOut, useClient } from "../data/session.ts";
import { useDirection } from "../i18n/index.ts";
import { toast } from "../ui/toast.tsx";
import { AccountButton } from "./AccountButton.tsx";

export default function AccountMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  const direction = useDirection();
  const { me } = useClient();
  const leave = async () => {
    try {
      await signOut();
    } catch (error) {
      toast((error as Error).message, "bad");
    }
  };
  return (
    <Menu defaultOpened position={direction === "rtl" ? "left-end" : "right-end"} width={240}>
      <Menu.Target>
        <AccountButton />
      </Menu.Target>
      <Menu.Dropdown>
        <div className="wp-account">
          <strong>
            <bdi>{me.user.name}</bdi>
          </strong>
          <span>
            <bdi>{me.user.email}</bdi>
          </span>
          <span>
            <bdi>{me.workspace.name}</bdi>
          </span>
        </div>
        <Menu.Divider />
        {me.memberships.length > 1 ? (
          <>
            <Menu.Label>{t("nav.workspaces")}</Menu.Label>
            {me.memberships.map(({ workspace }) => (
              <Menu.Item
                key={workspace.id}
                disabled={workspace.id === me.workspace.id}
                onClick={() => chooseWorkspace(workspace.id)}
              >
                <bdi>{workspace.name}</bdi>
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Item
          leftSection={<IconKeyboard size={17} stroke={1.7} />}
          rightSection={<kbd className="wp-kbd">?</kbd>}
          onClick={onShortcuts}
        >
          {t("nav.shortcuts")}
        </Menu.Item>
        <Menu.Item
          data-testid="sign-out"
          leftSection={<IconLogout size={17} stroke={1.7} />}
          onClick={() => void leave()}
        >
          {t("nav.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
